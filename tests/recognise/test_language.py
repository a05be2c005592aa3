"""The tokenizer: what stays whole and what is split, one line per phenomenon."""

import subprocess
import sys

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("id_warta")


CASES = [
    ("Rp325 juta", "Rp325|juta"),
    ("US$5 juta", "US$5|juta"),
    ("naik 5,52 persen.", "naik|5,52|persen|."),
    ("seluas 3.000 ha", "seluas|3.000|ha"),
    ("(65%)", "(|65|%|)"),
    ("10-12 Desember", "10-12|Desember"),
    ("Kamis (12/5/2024).", "Kamis|(|12/5/2024|)|."),
    ("Jumat (11/12)", "Jumat|(|11/12|)"),
    ("pukul 09.00 WIB.", "pukul|09.00|WIB|."),
    ("Rini P. Wulandari", "Rini|P.|Wulandari"),
    ("B.J. Santoso", "B.J.|Santoso"),
    ("Lukman, S.Sos., M.Si.", "Lukman|,|S.Sos.|,|M.Si."),
    ("PT. Maju Jaya Tbk.", "PT.|Maju|Jaya|Tbk."),
    ("Jl. Melati No. 5", "Jl.|Melati|No.|5"),
    ("anak-anak", "anak-anak"),
    ("COVID-19", "COVID-19"),
    ("Surabaya-Gresik", "Surabaya|-|Gresik"),
    ("se-Indonesia", "se|-|Indonesia"),
    ("dan/atau", "dan|/|atau"),
    ("selesai.Namun", "selesai|.|Namun"),
    ("ASN.Namun", "ASN|.|Namun"),
    ("Wartakita.com", "Wartakita.com"),
    ("Jum'at", "Jum'at"),
    ('Sentra "Melati"', 'Sentra|"|Melati|"'),
    ("“Baik,” ujarnya.", "“|Baik|,|”|ujarnya|."),
    ("warga RI.", "warga|RI|."),
    ("R&D", "R&D"),
    ("humas@contoh.go.id", "humas@contoh.go.id"),
    ("dll.", "dll."),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tokens(nlp, text, expected):
    assert "|".join(token.text for token in nlp(text)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=200))
def test_tokenisation_is_lossless(nlp, text):
    assert nlp.make_doc(text).text == text


def test_lossless_on_odd_text(nlp):
    for text in ["", " ", "\n\n", "a\u0000b", "((((" * 50, "Rp Rp Rp", "\u202eabc", "1" * 500, "…—“”’"]:
        assert nlp.make_doc(text).text == text


@pytest.mark.parametrize("unit", ["(", "a,", ")(", '"', "Rp", "1.", "-", "kata/", "“"])
def test_long_chunks_are_cut_and_nothing_is_lost(nlp, unit):
    text = "Awal kalimat " + unit * 2000 + " akhir kalimat.\n" + unit * 300 + unit * 300
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert max(len(token.text) for token in doc) <= 400
    assert doc[0].text == "Awal"


def test_ordinary_text_is_tokenised_in_one_piece(nlp):
    text = "Menteri tiba. " * 200
    assert [t.text for t in nlp.make_doc(text)] == ["Menteri", "tiba", "."] * 200


def test_round_trips_through_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert [t.text for t in again("PT. Maju, Rp325")] == ["PT.", "Maju", ",", "Rp325"]


def test_language_needs_no_torch_and_brings_no_stanza():
    # spaCy itself imports torch where it is installed, so its absence is staged.
    code = "import sys; sys.modules['torch'] = None; import spacy; spacy.blank('id_warta'); print([m for m in ('torch', 'stanza') if sys.modules.get(m)])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("word", "number", "currency", "stop"),
    [
        ("5,52", True, False, False),
        ("10-12", True, False, False),
        ("12/5", True, False, False),
        ("Tujuh", True, False, False),
        ("juta", True, False, False),
        ("koma", False, False, False),
        ("COVID-19", False, False, False),
        ("Rp", False, True, False),
        ("€", False, True, False),
        ("yang", False, False, True),
        ("bupati", False, False, False),
    ],
)
def test_lexical_attributes(word, number, currency, stop):
    token = spacy.blank("id_warta")(word)[0]
    assert (token.like_num, token.is_currency, token.is_stop) == (number, currency, stop)


def test_the_start_does_not_wait_for_the_exceptions_of_another_tokenizer():
    code = "import sys, spacy; spacy.blank('id_warta'); print('spacy.lang.id' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
