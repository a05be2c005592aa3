"""Corrections: the format, its errors, and what they do to the entities."""

from __future__ import annotations

from pathlib import Path

import pytest
from warta.resolve.corrections import Correction, CorrectionError, Corrections, load, parse
from warta.resolve.entities import Entities, NameRow, resolve

from tests.resolve.rows import row

HEAD = "action,label,name,field,value,note\n"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(
        "\ufeff# kept by the project\n\n"
        + HEAD
        + 'merge,ORG,KOICA Rimba,,KOICA,"kantor, cabang"\nDrop,fac,Gedung Itu\n',
        encoding="utf-8",
    )
    assert load(path) == Corrections(
        (
            Correction(4, "merge", "ORG", "KOICA Rimba", "", "KOICA"),
            Correction(5, "drop", "FAC", "Gedung Itu", "", ""),
        )
    )


def test_columns_may_be_absent_and_in_any_order() -> None:
    assert parse("name,label,action\nGedung Itu,FAC,drop\n").rows == (
        Correction(2, "drop", "FAC", "Gedung Itu", "", ""),
    )


ERRORS = [
    ("", "line 1: no header"),
    ("action,label\n", "line 1: column 'name' is missing"),
    ("action,label,name,nilai\n", "line 1: unknown or repeated column"),
    (HEAD + "gabung,ORG,A,,B,\n", "line 2: unknown action 'gabung'; actions are split, merge, rename, set, drop"),
    (HEAD + "drop,GPE,A,,,\n", "line 2: unknown label 'GPE'"),
    (HEAD + "drop,ORG,,,,\n", "line 2: drop without a name"),
    (HEAD + "merge,ORG,A,,,\n", "line 2: merge 'A' into what"),
    (HEAD + f"merge,ORG,A,,{'B ' * 200},\n", "line 2: a name of 399 characters; 300 at most"),
    (HEAD + "rename,ORG,A,,,\n", "line 2: rename 'A' into what"),
    (HEAD + "drop,ORG,A,,B,\n", "line 2: drop takes no value"),
    (HEAD + "merge,ORG,A,kind,B,\n", "line 2: merge takes no field"),
    (HEAD + "merge,ORG,A,,A,\n", "line 2: merge of 'A' with itself"),
    (HEAD + "set,PER,A,kind,x,\n", "line 2: PER has no field 'kind' to set; it has none"),
    (HEAD + "set,ORG,A,warna,x,\n", "line 2: ORG has no field 'warna' to set; it has kind, parent, acronym, country"),
    (HEAD + "set,ORG,A,country,Jepang,\n", "line 2: country 'Jepang' is no ISO 3166-1"),
    (HEAD + "set,LOC,A,level,kota,\n", "line 2: unknown level 'kota'"),
    (HEAD + "drop,ORG,PT A, B,,,\n", "line 2: 7 cells for 6 columns (quote a name that holds a comma)"),
    (HEAD + "merge,ORG,A,,B,n,x\n", "line 2: 7 cells for 6 columns"),
    (HEAD + "merge,ORG,A,,B,\nmerge,ORG,A,,C,\n", "line 3: merge 'A' contradicts line 2"),
    (HEAD + "merge,ORG,A,,B,\nmerge,ORG,B,,C,\nmerge,ORG,C,,A,\n", "merges run in a circle"),
    (HEAD + 'drop,ORG,"A"x,,,\n', "line 2: not CSV"),
]


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_errors_name_line_and_reason(text: str, message: str) -> None:
    with pytest.raises(CorrectionError) as error:
        parse(text)
    assert message in str(error.value)


def test_the_error_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    with pytest.raises(CorrectionError, match=r"corrections\.csv: No such file"):
        load(path)
    path.write_bytes(b"action,label,name\ndrop,ORG,\xff\n")
    with pytest.raises(CorrectionError, match="not UTF-8"):
        load(path)
    path.write_text("action,label,name\nhapus,ORG,A\n")
    with pytest.raises(CorrectionError, match=r"corrections\.csv, line 2: unknown action"):
        load(path)


ROWS = [
    row("ORG", "Yayasan Mekar Sari", documents=3),
    row("ORG", "Yayasan Mekar", documents=2),
    row("ORG", "Dinas Pangan Kota Tegal"),
    row("PER", "Adhy Wiryatama", documents=3),
    row("PER", "Adhi Wiryatama"),
    row("FAC", "Panti Mekar"),
    row("LOC", "Nagaoka"),
]


def corrected(*lines: str) -> Entities:
    return resolve(ROWS, parse(HEAD + "".join(f"{line}\n" for line in lines)))


def of(found: Entities, label: str, norm: str) -> str | None:
    return found.ids.get((label, norm, ""))


def test_semicolons_as_a_spreadsheet_writes_them() -> None:
    text = "\n# kept by the project;;\naction;label;name;field;value;note\nset;ORG;Yayasan Mekar;kind;ngo;a, b\n;;;;;\n"
    assert parse(text).rows == (Correction(4, "set", "ORG", "Yayasan Mekar", "kind", "ngo"),)
    with pytest.raises(CorrectionError, match="unknown or repeated column"):
        parse("action;label,name\n")


def test_merge_by_name_and_by_id() -> None:
    for target in ("Yayasan Mekar Sari", "org-yayasan-mekar-sari"):
        found = corrected(f"merge,ORG,Yayasan Mekar,,{target},")
        assert of(found, "ORG", "Yayasan Mekar") == of(found, "ORG", "Yayasan Mekar Sari") == "org-yayasan-mekar-sari"
        assert found.by_id["org-yayasan-mekar-sari"].mentions == 5
        assert found.unused == ()


def test_a_form_or_acronym_that_one_entity_alone_has_names_it() -> None:
    forms = [
        NameRow("ORG", "Yayasan Mekar Sari", surfaces=(("YMS", 2), ("Mekar", 1), ("Yayasan Mekar Sari", 1))),
        NameRow("ORG", "Yayasan Mekar Bakti", surfaces=(("Mekar", 1),)),
        NameRow("ORG", "Kementerian Sosial", surfaces=(("Kementerian Sosial", 1),)),
    ]
    lines = "set,ORG,YMS,kind,ngo,\nset,ORG,Kemensos,country,XX,\nset,ORG,Mekar,kind,ngo,\nsplit,ORG,YMS,,,\n"
    found = resolve(forms, parse(HEAD + lines))
    assert found.by_id["org-yayasan-mekar-sari"].kind == "ngo"
    assert found.by_id["org-kementerian-sosial"].country == "XX"
    assert found.by_id["org-yayasan-mekar-bakti"].kind == "foundation"
    assert found.unused == (
        "line 4: set ORG 'Mekar' -> ngo: no such name among the documents",
        "line 5: split ORG 'YMS': no such name in the column norm of mentions",
    )


def test_split_gives_the_name_an_entity_of_its_own() -> None:
    found = corrected("split,PER,Adhi Wiryatama,,,")
    assert of(found, "PER", "Adhi Wiryatama") == "per-adhi-wiryatama"
    assert of(found, "PER", "Adhy Wiryatama") == "per-adhy-wiryatama"


def test_split_to_another_entity() -> None:
    found = corrected("split,PER,Adhi Wiryatama,,Adi Wiryatama Putra,")
    assert found.find("PER", "Adhi Wiryatama") == found.by_id["per-adi-wiryatama-putra"]
    found = corrected("split,ORG,Yayasan Mekar,,Dinas Pangan Kota Tegal,")
    assert of(found, "ORG", "Yayasan Mekar") == of(found, "ORG", "Dinas Pangan Kota Tegal")


def test_rename() -> None:
    made = corrected("rename,ORG,Yayasan Mekar,,Yayasan Mekar Abadi,").find("ORG", "Yayasan Mekar")
    assert made is not None and (made.entity_id, made.name) == ("org-yayasan-mekar-abadi", "Yayasan Mekar Abadi")


def test_set_and_clear() -> None:
    found = corrected(
        "set,ORG,Yayasan Mekar,kind,ngo,",
        "set,ORG,Yayasan Mekar,kind,foundation,the last one wins",
        "set,ORG,Yayasan Mekar,parent,Kementerian Sosial,",
        "set,ORG,Yayasan Mekar,acronym,YM,",
        "set,ORG,Yayasan Mekar,country,ID,",
        "set,ORG,Dinas Pangan Kota Tegal,parent,,",
        "set,FAC,Panti Mekar,operator,Yayasan Mekar,",
        "set,FAC,Panti Mekar,place,Nagaoka,",
        "set,LOC,Nagaoka,level,city,",
    )
    made = found.find("ORG", "Yayasan Mekar")
    assert made is not None
    assert (made.kind, made.acronym, made.country, made.parent_id) == (
        "foundation",
        "YM",
        "ID",
        "org-kementerian-sosial",
    )
    agency = found.find("ORG", "Dinas Pangan Kota Tegal")
    assert agency is not None and agency.parent_id is None
    home = found.find("FAC", "Panti Mekar")
    assert home is not None and (home.operator_id, home.place_id) == ("org-yayasan-mekar", "loc-nagaoka")
    town = found.find("LOC", "Nagaoka")
    assert town is not None and town.level == "city"


def test_drop_takes_the_names_out_and_nothing_points_there() -> None:
    found = corrected("set,FAC,Panti Mekar,operator,Yayasan Mekar,", "drop,ORG,Yayasan Mekar,,,")
    assert found.find("ORG", "Yayasan Mekar") is None
    assert all(e.name != "Yayasan Mekar" for e in found.entities)
    home = found.find("FAC", "Panti Mekar")
    assert home is not None and home.operator_id is None


def test_splits_come_before_merges_whatever_the_order_of_lines() -> None:
    found = corrected("merge,PER,Adhi Wiryatama,,Adi Lain,", "split,PER,Adhi Wiryatama,,,", "drop,PER,Adi Lain,,,")
    assert of(found, "PER", "Adhi Wiryatama") == "per-adhi-wiryatama"
    assert [text.split(":")[0] for text in found.unused] == ["line 2", "line 4"]


def test_what_meets_nothing_is_said() -> None:
    found = corrected("drop,ORG,Yayasan Tiada,,,", "split,PER,Siapa Saja,,,", "merge,ORG,Yayasan Mekar,,Yayasan Tiada,")
    assert [text.split(":")[0] for text in found.unused] == ["line 2", "line 3", "line 4"]
    assert "drop ORG 'Yayasan Tiada'" in found.unused[0]


def test_no_corrections_is_the_default() -> None:
    assert resolve(ROWS) == resolve(ROWS, Corrections())


def test_order_of_rows_does_not_matter_with_corrections() -> None:
    rules = parse(HEAD + "merge,ORG,Yayasan Mekar,,Yayasan Mekar Sari,\nsplit,PER,Adhi Wiryatama,,,\n")
    backwards: list[NameRow] = ROWS[::-1]
    assert resolve(ROWS, rules) == resolve(backwards, rules)
