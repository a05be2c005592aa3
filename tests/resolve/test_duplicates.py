"""Near-duplicates: the same release elsewhere, cut and dressed differently; never another release on the same event."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.read import document_from_text
from warta.resolve.duplicates import SIZE, THRESHOLD, signature, similarity
from warta.resolve.duplicates import mark as mark_table

PARAGRAPHS = [
    "Kementerian Kelautan menyerahkan 40 perahu fiber kepada kelompok nelayan di Kabupaten Teluk Biru yang kehilangan "
    "mata pencaharian setelah badai merusak pelabuhan pada awal tahun ini.",
    '"Perahu ini dibuat oleh galangan lokal dan dirancang untuk ombak di selat kita," ujar Direktur Pemberdayaan '
    "Nelayan Rara Anindya saat penyerahan di pelabuhan ikan setempat.",
    "Setiap kelompok menerima dua perahu, satu mesin tempel, alat pendingin, serta pelatihan perawatan selama tiga "
    "bulan yang diberikan oleh politeknik perikanan di ibu kota provinsi.",
    "Bupati Teluk Biru Bagas Ardi menyambut bantuan tersebut dan berjanji menambah dermaga kecil di empat desa agar "
    "hasil tangkapan dapat langsung masuk ke tempat pelelangan ikan.",
    "Program serupa telah berjalan di dua kabupaten lain sejak tahun lalu dan menurut catatan dinas menaikkan "
    "pendapatan nelayan hampir seperempat dalam satu musim tangkap.",
    "Kementerian menargetkan dua ratus perahu tersalurkan sampai akhir tahun dengan dukungan pemerintah daerah, "
    "koperasi nelayan, dan sejumlah perusahaan pengolahan ikan.",
]
RELEASE = "\n\n".join(PARAGRAPHS)
ANTARA = f"Teluk Biru (ANTARA) - {RELEASE}\n\nBaca juga: Harga ikan naik\n\nPewarta: Rara\nEditor: Bagas\nCopyright © ANTARA 2021"
CUT = (
    "Nelayan Teluk Biru Terima Perahu\n\nKompas.com - 04/05/2021, 09:00 WIB\n\nTELUK BIRU, KOMPAS.com - "
    + " ".join(PARAGRAPHS[:4] + PARAGRAPHS[5:])
    + " Dapatkan update berita pilihan. Anda harus install aplikasi Telegram terlebih dulu di ponsel."
)
OTHER = "\n\n".join(
    [
        "Sebanyak 40 perahu bantuan Kementerian Kelautan tiba di Teluk Biru. Nelayan antre sejak pagi untuk melihatnya.",
        "Rara Anindya, direktur di kementerian itu, mengatakan bantuan merupakan bagian dari pemulihan setelah badai.",
        "Nelayan bernama Markus mengaku senang karena perahunya hancur. Ia kini dapat melaut lagi bersama dua anaknya.",
        "Kepala desa berharap ada bantuan jaring juga, sebab sebagian besar jaring milik warga hanyut terbawa arus.",
        "Menurut bupati, dermaga baru akan dibangun. Anggaran sudah disiapkan, tinggal menunggu persetujuan dewan.",
    ]
)


def mark(rows: Iterable[tuple[str, str | None, Sequence[int]]], dtype: str = "uint32") -> dict[str, str]:
    """Mark rows of id, day and signature; those without a signature are left out, as by the caller in a run."""
    signed = [row for row in rows if row[2]]
    table = np.array([row[2] for row in signed], dtype).reshape(-1, SIZE)
    return mark_table([row[0] for row in signed], [row[1] or "" for row in signed], table)


def sig(text: str) -> tuple[int, ...]:
    document = document_from_text(text)
    return signature(document.text, document.silent())


def test_the_same_release_on_two_sites_matches() -> None:
    assert similarity(sig(ANTARA), sig(RELEASE)) == 1.0
    assert similarity(sig(ANTARA), sig(CUT)) >= 0.7
    assert mark([("a", "2021-05-03", sig(ANTARA)), ("b", "2021-05-04", sig(CUT))]) == {"b": "a"}


def test_two_releases_on_one_event_do_not() -> None:
    assert similarity(sig(RELEASE), sig(OTHER)) < 0.1
    assert mark([("a", None, sig(RELEASE)), ("b", None, sig(OTHER))]) == {}


def test_case_punctuation_and_line_wraps_do_not_count() -> None:
    assert sig(RELEASE) == sig(RELEASE.replace(" ", "\n").upper().replace(".", " !"))


def test_signature_is_fixed() -> None:
    # the values are part of the stored records: a change of them is a change of format
    assert len(sig(RELEASE)) == SIZE
    assert sig(RELEASE)[:3] == (17649833, 58812807, 25790981)
    assert all(0 <= value < 2**32 for value in sig(RELEASE))


def test_short_texts_are_not_compared() -> None:
    assert signature("Harga ikan naik lagi hari ini di pelabuhan.") == ()
    assert signature("") == ()
    assert mark([("a", None, ()), ("b", None, ())]) == {}


def test_earlier_is_by_day_then_by_id() -> None:
    s = sig(RELEASE)
    assert mark([("b", "2021-05-03", s), ("a", "2021-05-04", s)]) == {"a": "b"}
    assert mark([("b", "2021-05-03", s), ("a", "2021-05-03", s)]) == {"b": "a"}
    assert mark([("a", None, s), ("b", "2021-05-03", s)]) == {"a": "b"}
    assert mark([("a", None, s), ("a", None, s)]) == {}


def test_order_of_arrival_does_not_matter() -> None:
    rows = [
        ("a", "2021-05-03", sig(ANTARA)),
        ("b", "2021-05-04", sig(CUT)),
        ("c", None, sig(OTHER)),
        ("d", None, sig(RELEASE)),
    ]
    answers = [mark(order) for order in permutations(rows)]
    assert all(answer == {"b": "a", "d": "a"} for answer in answers)


def test_drifting_reports_do_not_become_one() -> None:
    rng = random.Random(3)
    words = [f"kata{number}" for number in range(300)]
    rows = []
    for day in range(1, 10):
        rows.append((f"d{day}", f"2021-05-0{day}", signature(" ".join(words))))
        at = rng.randrange(0, 240)
        words[at : at + 40] = [f"baru{day}x{number}" for number in range(40)]
    marked = mark(rows)
    by_id = {doc_id: s for doc_id, _, s in rows}
    assert marked and all(similarity(by_id[a], by_id[b]) >= 0.6 for a, b in marked.items())
    assert marked.get("d9") != "d1"


def test_many_equal_texts_all_point_at_the_first() -> None:
    s = sig(RELEASE)
    rows = [(f"d{number:05}", None, s) for number in range(3_000)]
    assert mark(reversed(rows)) == {doc_id: "d00000" for doc_id, _, _ in rows[1:]}


@given(st.lists(st.integers(0, 60), min_size=20, max_size=120), st.lists(st.integers(0, 60), min_size=20, max_size=120))
def test_similarity_is_symmetric_and_bounded(left: list[int], right: list[int]) -> None:
    a, b = (signature(" ".join(f"kata{n}" for n in numbers)) for numbers in (left, right))
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, b) == similarity(b, a)
    assert not a or similarity(a, a) == 1.0


def by_pairs(rows: list[tuple[str, str | None, Sequence[int]]]) -> dict[str, str]:
    """What ``mark`` is an approximation of: every pair compared."""
    ranked = sorted(rows, key=lambda row: (row[1] or "9999", row[0]))
    found = {}
    for at, (doc_id, _, later) in enumerate(ranked):
        for earlier_id, _, earlier in ranked[:at]:
            if similarity(later, earlier) >= THRESHOLD:
                found[doc_id] = earlier_id
                break
    return found


@pytest.mark.parametrize("dtype", ["uint32", "uint64"])
def test_clear_cases_are_those_of_comparing_every_pair(dtype: str) -> None:
    rng = random.Random(7)
    rows: list[tuple[str, str | None, Sequence[int]]] = []
    for release in range(40):
        words = [f"kata{release}x{number}" for number in range(150)]
        for copy in range(rng.randint(1, 4)):
            cut = words[copy : len(words) - 2 * copy]
            rows.append((f"d{release:02}{copy}", rng.choice([None, "2021-05-03", "2021-05"]), signature(" ".join(cut))))
    rng.shuffle(rows)
    expected = by_pairs(rows)
    assert len(expected) > 30
    assert mark(rows, dtype) == expected


def test_an_id_of_14_letters_and_a_day_come_back_whole() -> None:
    s = sig(RELEASE)
    assert mark([("dabcdefghijkl2", "2021-05-03", s), ("dabcdefghijkl3", "2021-05-04", s)]) == {
        "dabcdefghijkl3": "dabcdefghijkl2"
    }


def test_columns_of_unequal_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="2 ids, 1 days"):
        mark_table(["a", "b"], [""], np.zeros((2, SIZE), "uint32"))
    with pytest.raises(ValueError, match="shape"):
        mark_table(["a"], [""], np.zeros((1, SIZE - 1), "uint32"))
    assert mark_table([], [], np.zeros((0, SIZE), "uint32")) == {}
