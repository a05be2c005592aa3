"""Own names, patterns and kinds of facilities in a text: found, and stronger than the house's."""

from __future__ import annotations

from decimal import Decimal

import pytest
import warta
from warta.config import Config, parse_config

LEMBAGA = (
    "name,acronym,aliases,kind\nLumbung Sehat Nusantara,LSN,Lumbung Sehat,cooperative\nUniversitas Nusa,,,university\n"
)
ORANG = "name,aliases\nRina Wati Kusuma,Rina Wati|Bu Nana\nHarapan Jaya,\n"
SETTINGS = {
    "gazetteers": {"organisations": "lembaga.csv", "people": "orang.csv"},
    "patterns": {
        "ORG": {"tani": "Kelompok Tani {Nama}", "arisan": "arisan {Kata}(?= (?:Sari|Wangi))"},
        "FAC": {"pos": "Pos Pantau [0-9]{1,2}"},
        "COUNT": {
            "rombel": "{angka} rombongan belajar",
            "slop": {"pattern": "{angka} slop", "unit": "slop", "item": "rokok"},
        },
        "MONEY": {"perak": {"pattern": "{angka} perak", "unit": "IDR"}},
        "PERCENT": {"per_seratus": "{angka} per seratus"},
        "DATE": {"hari_jadi": {"pattern": "Hari Jadi Lembah Sari", "value": "2024-03-01"}},
    },
    "facility_kinds": {"Lumbung Pangan": "granary"},
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("pengetahuan")
    (folder / "lembaga.csv").write_text(LEMBAGA, encoding="utf-8")
    (folder / "orang.csv").write_text(ORANG, encoding="utf-8")
    return parse_config(SETTINGS, folder)


def names(text: str, settings: Config) -> list[tuple[str, str, str, str]]:
    facts = warta.extract(text, config=settings)
    return [(n.label, n.text, n.norm, n.found_by) for n in facts.names if ":own:" in n.found_by]


LSN = "Lumbung Sehat Nusantara"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bantuan LSN tiba di desa.", [("ORG", "LSN", LSN, "lexicon:own:lembaga.csv")]),
        ("Menurut Lumbung Sehat, panen naik.", [("ORG", "Lumbung Sehat", LSN, "lexicon:own:lembaga.csv")]),
        ("Kata Bu Nana, panen naik.", [("PER", "Bu Nana", "Rina Wati Kusuma", "lexicon:own:orang.csv")]),
        (
            "LUMBUNG SEHAT NUSANTARA BANTU PETANI DI LEMBAH\n\nPanen naik.",
            [("ORG", LSN.upper(), LSN, "lexicon:own:lembaga.csv")],
        ),
        (
            "Bantuan untuk Kelompok Tani Subur Makmur tiba.",
            [("ORG", "Kelompok Tani Subur Makmur", "Kelompok Tani Subur Makmur", "rule:own:tani")],
        ),
        # a pattern has the last word on where a name ends
        ("Anggota arisan Melati Sari hadir.", [("ORG", "arisan Melati", "Arisan Melati", "rule:own:arisan")]),
        ("Petugas di Pos Pantau 12 siaga.", [("FAC", "Pos Pantau 12", "Pos Pantau 12", "rule:own:pos")]),
        (
            "Beras di Lumbung Pangan Sukasari aman.",
            [("FAC", "Lumbung Pangan Sukasari", "Lumbung Pangan Sukasari", "rule:own:facility_kinds")],
        ),
        # no name around: words of the language, parts of words, another line
        ("Lumbung pangan itu penuh. Prolumbung Sehatkan petani.", []),
        ("Pengurus LSNX datang.", []),
        ("Lumbung\n\nSehat dibahas.", []),
    ],
)
def test_own_names_and_patterns_are_found(text: str, expected: list, settings: Config) -> None:
    assert names(text, settings) == expected


def test_a_hard_wrapped_name_is_found(settings: Config) -> None:
    text = "\n".join(
        [
            "Bantuan beras dari Lumbung Sehat",
            "Nusantara tiba di desa itu kemarin pagi,",
            "lalu dibagikan kepada semua warga desa.",
            "Warga pun senang menerima bantuan itu.",
        ]
    )
    assert [n[1] for n in names(text, settings)] in (["Lumbung Sehat\nNusantara"], ["Lumbung Sehat"])


def test_a_longer_name_of_the_house_stands_around_a_listed_one(settings: Config) -> None:
    facts = warta.extract("Rektor Universitas Nusa Nipa hadir. Universitas Nusa juga.", config=settings)
    assert [n.text for n in facts.names] == ["Universitas Nusa Nipa", "Universitas Nusa"]


def test_own_names_win_over_model_and_rules(settings: Config) -> None:
    text = "Acara itu dihadiri Harapan Jaya, Selasa (14/5/2024)."
    assert [(n.label, n.found_by) for n in warta.extract(text, config=settings).names] == [
        ("PER", "lexicon:own:orang.csv")
    ]


def test_another_mention_of_the_same_person_has_the_same_norm(settings: Config) -> None:
    facts = warta.extract('Ketua LSN Rina Wati hadir. "Panen naik," kata Rina.', config=settings)
    assert [n.norm for n in facts.names if n.label == "PER"] == ["Rina Wati Kusuma", "Rina Wati Kusuma"]
    assert [(o.person, o.position, o.organisation) for o in facts.officials] == [("Rina Wati Kusuma", "Ketua", LSN)]


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit", "norm"),
    [
        ("Ada tiga rombongan belajar di sana.", "COUNT", "3", "", "3 rombongan belajar"),
        ("Ia menyita 1.250 slop dari gudang.", "COUNT", "1250", "slop", "1250 slop"),
        ("Harganya 500 perak saja.", "MONEY", "500", "IDR", "500 IDR"),
        ("Naik 2,5 per seratus setahun.", "PERCENT", "2.5", "%", "2.5 %"),
    ],
)
def test_amounts_of_own_patterns(text: str, kind: str, value: str, unit: str, norm: str, settings: Config) -> None:
    (amount,) = [a for a in warta.extract(text, config=settings).amounts if ":own:" in a.found_by]
    assert (amount.kind, amount.value, amount.unit, amount.norm) == (kind, Decimal(value), unit, norm)
    assert text[amount.start : amount.end] == amount.text


def test_own_dates_replace_what_they_overlap(settings: Config) -> None:
    facts = warta.extract("Pawai Hari Jadi Lembah Sari meriah, Jumat (1/3/2024).", config=settings)
    assert [(d.text, d.value, d.found_by.startswith("rule:own:")) for d in facts.dates] == [
        ("Hari Jadi Lembah Sari", "2024-03-01", True),
        ("Jumat (1/3/2024)", "2024-03-01", False),
    ]
    assert not [n for n in facts.names if "Lembah" in n.text]


def test_nothing_is_found_in_silent_stretches(settings: Config) -> None:
    facts = warta.extract("DESA SARI - Panen naik di desa.\n\n(LSN)\nBaca juga: LSN bantu petani", config=settings)
    found = [n.start for n in facts.names if n.text == "LSN"]
    assert all(not any(s <= at < e for s, e in facts.document.silent()) for at in found)


def test_a_pipeline_finds_own_names_too(settings: Config) -> None:
    nlp = warta.load(config=settings)
    assert "warta_own" in nlp.pipe_names
    assert [n.norm for n in warta.extract("Bantuan LSN tiba.", nlp=nlp).names] == [LSN]
    assert "warta_own" not in warta.load().pipe_names


def test_labels_that_are_off_are_no_facts() -> None:
    text = "Bupati Sikka memberi Rp5 juta kepada 3 petani, Selasa (14/5/2024)."
    facts = warta.extract(text, config=Config(labels_off=("COUNT", "DATE", "LOC")))
    assert {m.label for m in facts.mentions} & {"COUNT", "DATE", "LOC"} == set()
    assert facts.dates == ()
    assert [a.kind for a in facts.amounts] == ["MONEY"]
