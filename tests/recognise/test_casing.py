"""Lines in capitals and in Title Case as a sentence has them."""

from __future__ import annotations

import pytest
from warta.recognise.casing import soften


@pytest.mark.parametrize(
    ("line", "soft"),
    [
        (
            "Menteri Sosial Rahmat Gumilang Meninjau Penyaluran Bantuan Untuk Korban Banjir di Kabupaten Demak",
            "Menteri Sosial Rahmat Gumilang meninjau penyaluran bantuan untuk korban banjir di Kabupaten Demak",
        ),
        (
            "Wali Kota Surabaya Minta Warga Tidak Membuang Sampah Sembarangan",
            "Wali Kota Surabaya minta warga tidak membuang sampah sembarangan",
        ),
    ],
)
def test_a_sentence_in_title_case_is_read_as_one(line: str, soft: str) -> None:
    assert soften(f"{line}\nIa pulang.") == (f"{soft}\nIa pulang.", [(0, len(line))])


@pytest.mark.parametrize(
    "line",
    [
        # The usual sentence.
        "Menteri Sosial Rahmat Gumilang meninjau penyaluran bantuan untuk korban banjir di Kabupaten Demak.",
        # A list of names.
        "Gubernur Jawa Barat Galih Wiratama, Bupati Bandung Wahyu Lestari, Wali Kota Bogor Rini Kusuma, Ketua DPRD",
        # Too short to tell.
        "Bantuan Korban Banjir",
        "",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert soften(line) == (line, [])
