"""Own knowledge in files: what a row can say, and errors that name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from warta.config import ConfigError, load_config, parse_config
from warta.own import EMPTY, Own, OwnError, OwnName
from warta.own.read import read_gazetteer, read_own


def write(folder: Path, text: str, name: str = "lembaga.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def own(folder: Path, **patterns: dict) -> Own:
    return read_own({}, patterns, {}, folder)


def test_a_row_says_the_columns_of_its_entity(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "# dari buku register\n\nname;acronym;aliases;kind;parent;country;note\n"
        "Lumbung  Sehat Nusantara;LSN;Lumbung Sehat | L. Sehat;cooperative;Kementerian Pertanian;ID;2021\n\nBank Sari;;;;;;\n",
    )
    first, second = read_gazetteer("ORG", path)
    assert first.forms == ("Lumbung Sehat Nusantara", "LSN", "Lumbung Sehat", "L. Sehat")
    assert dict(first.fields) == {
        "acronym": "LSN",
        "kind": "cooperative",
        "parent": "Kementerian Pertanian",
        "country": "ID",
    }
    assert first.found_by == "lexicon:own:lembaga.csv"
    assert second == OwnName("ORG", "Bank Sari", source="lembaga.csv")


@pytest.mark.parametrize(
    ("label", "text", "message"),
    [
        ("ORG", "", "lembaga.csv, line 1: no header"),
        ("ORG", "nama\nX", "line 1: unknown column 'nama'; columns for ORG are name, acronym"),
        ("PER", "name,acronym\n", "unknown column 'acronym'; columns for PER are name, aliases"),
        ("ORG", "acronym\nLSN", "line 1: column 'name' is missing"),
        ("ORG", "name,name\nA,B", "a column stands there twice"),
        ("ORG", "name\n# x\nBank Sari, Tbk", "line 3: 2 cells for 1 columns (quote a name"),
        ("ORG", "name,kind\n,bank", "line 2: '' is no name"),
        ("ORG", "name\n17", "line 2: '17' is no name"),
        ("ORG", "name,aliases\nBank Sari,B", "'B' is no name"),
        ("ORG", "name\nBank Sari\nBank Sari", "line 3: 'Bank Sari' stands in"),
        ("ORG", "name,aliases\nBank Sari,BS\nBank Sejati,BS", "line 3: 'BS' stands in"),
        ("ORG", "name,kind\nBank Sari,Bank!", "line 2: 'Bank!' is no kind"),
        ("ORG", "name,country\nBank Sari,Indonesia", "no ISO 3166-1"),
        ("ORG", "name,parent\nBank Sari,Bank Sari", "cannot be its own parent"),
        ("LOC", "name,level\nDusun Sari,dusun", "unknown level 'dusun'; levels are"),
        ("ORG", 'name\n"Bank', "not CSV"),
        ("ORG", "name\n" + "B" * 201, "201 characters"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, label: str, text: str, message: str) -> None:
    with pytest.raises(OwnError) as raised:
        read_gazetteer(label, write(tmp_path, text))
    assert "lembaga.csv" in str(raised.value)
    assert message in str(raised.value)


def test_a_file_that_is_not_there_or_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(OwnError, match=r"tiada\.csv: No such file"):
        read_gazetteer("ORG", tmp_path / "tiada.csv")
    (tmp_path / "biner.csv").write_bytes(b"name\n\xff\xfe")
    with pytest.raises(OwnError, match="not UTF-8"):
        read_gazetteer("ORG", tmp_path / "biner.csv")


def test_two_files_may_not_claim_one_form(tmp_path: Path) -> None:
    write(tmp_path, "name\nSri Rejeki\n")
    write(tmp_path, "name\nSri Rejeki\n", "orang.csv")
    with pytest.raises(OwnError, match=r"orang\.csv, line 2: 'Sri Rejeki' stands in .*lembaga\.csv, line 2 already"):
        read_own({"organisations": "lembaga.csv", "people": ["orang.csv"]}, {}, {}, tmp_path)


@pytest.mark.parametrize(
    ("patterns", "message"),
    [
        ({"ORGS": {}}, "unknown label of patterns 'ORGS'; did you mean 'ORG'?"),
        ({"TIME": {"a": "x"}}, "a TIME has no fixed value"),
        ({"ORG": "x"}, "write it as a section, [patterns.ORG]"),
        ({"ORG": {"a b": "x"}}, "patterns.ORG.a b: 'a b' is no name of a pattern"),
        ({"ORG": {"a": "(x+)+"}}, "patterns.ORG.a: a repeat inside"),
        ({"ORG": {"a": 3}}, "is neither a pattern"),
        ({"ORG": {"a": {"pattern": "x", "unit": "kg"}}}, "unknown key 'unit'"),
        ({"ORG": {"a": "{angka} x"}}, "{angka} belongs to patterns of COUNT"),
        ({"ORG": {"a": "x"}, "FAC": {"a": "y"}}, "the name stands in patterns.ORG.a already"),
        ({"COUNT": {"a": "rombel"}}, "says with {angka} where the number stands"),
        ({"MONEY": {"a": "{angka} perak"}}, "money needs its currency"),
        ({"MEASURE": {"a": "{angka} pikul"}}, "a measure needs its unit"),
        ({"DATE": {"a": "Hari Jadi"}}, "a date needs its value"),
        ({"DATE": {"a": {"pattern": "x", "value": "2024-02-30"}}}, "a date needs its value"),
        ({"DATE": {"a": {"pattern": "x", "value": "2024-02/2023"}}}, "a date needs its value"),
        ({"DATE": {"a": {"value": "2024"}}}, "the pattern itself is missing"),
    ],
)
def test_errors_name_the_pattern(tmp_path: Path, patterns: dict, message: str) -> None:
    with pytest.raises(OwnError) as raised:
        own(tmp_path, **patterns)
    assert message in str(raised.value)


def test_own_knowledge_is_part_of_the_settings(tmp_path: Path) -> None:
    write(tmp_path, "name,kind\nBank Sari,bank\n")
    path = write(
        tmp_path,
        '[gazetteers]\norganisations = "lembaga.csv"\n[patterns.ORG]\ntani = "Kelompok Tani {Nama}"\n'
        '[facility_kinds]\n"Lumbung Pangan" = "granary"\n',
        "warta.toml",
    )
    found = load_config(path).own
    assert [n.name for n in found.names] == ["Bank Sari"]
    assert found.kinds == (("Lumbung Pangan", "granary"),)
    assert found.files == (tmp_path / "lembaga.csv",)
    assert repr(found) == "Own(1 names, 1 patterns, 1 kinds of facilities)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[gazetteers]\norganisation = "x.csv"', "unknown gazetteer 'organisation'; did you mean 'organisations'?"),
        ("[gazetteers]\npeople = 3", "gazetteers.people: 3 is neither a file nor a list"),
        ("gazetteers = 'x.csv'", "gazetteers: write it as a section"),
        ('[gazetteers]\npeople = "tiada.csv"', "tiada.csv: No such file"),
        ("[facility_kinds]\nlumbung = 'granary'", "'lumbung' opens no names"),
        ("[facility_kinds]\nLumbung = 'Granary!'", "facility_kinds.Lumbung: 'Granary!' is no kind"),
    ],
)
def test_errors_name_the_settings_file(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text, "warta.toml")
    with pytest.raises(ConfigError) as raised:
        load_config(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert message in str(raised.value)


def test_the_digest_knows_what_decides_which_spans_are_found(tmp_path: Path) -> None:
    def digests(text: str, **sections: dict) -> tuple[str, str]:
        write(tmp_path, text)
        found = parse_config({"gazetteers": {"organisations": "lembaga.csv"}, **sections}, tmp_path).own
        return found.digest, found.finding

    plain = digests("name,kind\nBank Sari,\n")
    kind = digests("name,kind\nBank Sari,bank\n")
    alias = digests("name,aliases\nBank Sari,Sari\n")
    pattern = digests("name\nBank Sari\n", patterns={"ORG": {"tani": "Kelompok Tani {Nama}"}})
    assert kind[0] != plain[0]
    assert kind[1] == plain[1]
    assert len({plain[1], alias[1], pattern[1]}) == 3
    assert digests("name,kind\nBank Sari,\n") == plain
    assert (EMPTY.digest, EMPTY.finding) == ("", "")
    assert not EMPTY


def test_the_longest_own_word_of_facilities_gives_the_kind() -> None:
    known = Own(kinds=(("Lumbung", "barn"), ("Lumbung Pangan", "granary")))
    assert known.kind_of("Lumbung Pangan Sukasari") == "granary"
    assert known.kind_of("Lumbung Sukasari") == "barn"
    assert known.kind_of("Lumbungan") is None
