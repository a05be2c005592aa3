"""Ways around in the tables of a run: from a name to its facts, from a row to its words, counts and joins."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import warta
from warta.notebook import AmbiguousNameError, Passages, Tables, UnknownNameError

FIRST = (
    "TEGAL (14 Mei 2024) - Bupati Tegal Ratna Wulandari menyerahkan bantuan Rp325 juta kepada Yayasan Mata Air Lestari (YMAL), Selasa (14/5/2024).\n"
    "Ketua YMAL Hasan Mustofa berterima kasih. YMAL membangun 12 sumur pada Juni 2024.\n"
)
SECOND = (
    "TEGAL (12 Juni 2024) - Yayasan Mata Air Lestari menyelesaikan sumur senilai Rp1,5 miliar kemarin.\n"
    "Ratna Wulandari hadir bersama Hasan Mustofa. Harga <b>semen</b> naik 5 persen.\n"
)
THIRD = "SOLO (7 Maret 2025) - Dinas Sosial Kota Solo dan Dinas Sosial Kabupaten Sragen membantu 90 warga, Jumat (7/3/2025).\n"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("jelajah")
    (folder / "masuk").mkdir()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", THIRD)):
        (folder / "masuk" / name).write_text(text, encoding="utf-8")
    (folder / "masuk" / "d.txt").write_text(FIRST, encoding="utf-8")
    warta.run(folder / "masuk", folder / "keluar", workers=1, model="rules")
    return warta.read_tables(folder / "keluar")


YMAL = "org-yayasan-mata-air-lestari"


@pytest.mark.parametrize("name", [YMAL, "Yayasan Mata Air Lestari", "yayasan mata-air lestari", "YMAL", "ymal"])
def test_an_entity_is_found_by_what_people_call_it(tables: Tables, name: str) -> None:
    assert tables.find(name).entity_id == YMAL


def test_about_gathers_what_stands_around_an_entity(tables: Tables) -> None:
    about = tables.about("YMAL")
    assert about.entity.name == "Yayasan Mata Air Lestari"
    assert list(about.documents.source) == ["a.txt", "b.txt"]
    assert list(about.documents.mentions_here) == [4, 1]
    assert [str(v) for v in about.amounts[about.amounts.unit == "IDR"].value] == ["325000000", "1500000000"]
    assert all(text in words for text, words in zip(about.amounts.text, about.amounts.sentence_text, strict=True))
    assert list(about.officials.person) == ["Hasan Mustofa"]
    assert "2024-06" in set(about.dates.value)
    assert about.mentions.published_at.is_monotonic_increasing
    assert set(about.together.columns) == {"entity_id", "name", "table", "sentences", "documents"}
    assert "Ratna Wulandari" in set(about.together.name)
    assert set(about.names.name) == {"YMAL", "Yayasan Mata Air Lestari"}


def test_a_name_that_is_nobody_s_suggests_others(tables: Tables) -> None:
    with pytest.raises(
        UnknownNameError, match=r"nothing is called 'Yayasan Mata Air Lestary'; did you mean\n  org-yayasan"
    ):
        tables.about("Yayasan Mata Air Lestary")
    with pytest.raises(LookupError, match=r"nothing is called 'Xyzzy'$"):
        tables.about("Xyzzy")


def test_a_name_of_several_lists_them(tables: Tables, tmp_path: Path) -> None:
    people = "person_id,name,documents,mentions\nper-agus-1,Agus Salim,1,3\nper-agus-2,Agus Salim,1,7\n"
    for name in tables:
        (tmp_path / f"{name}.csv").write_bytes((tables.folder / f"{name}.csv").read_bytes())
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    two = warta.read_tables(tmp_path)
    with pytest.raises(
        AmbiguousNameError, match=r"2 entities; give the id of one:\n  per-agus-2: Agus Salim"
    ) as raised:
        two.about("agus salim")
    assert raised.value.ids == ("per-agus-2", "per-agus-1")
    assert two.find("per-agus-1").mentions == 3
    with pytest.raises(UnknownNameError):
        two.find("Agus Salim", among="organisations")
    with pytest.raises(ValueError, match="no table of entities"):
        two.find("Agus Salim", among="persons")


def test_a_row_of_any_fact_leads_to_its_sentence(tables: Tables) -> None:
    money = tables.amounts[tables.amounts.unit == "IDR"]
    row = money[money.text == "Rp1,5 miliar"].iloc[0]
    passage = tables.sentence(row)
    assert str(passage) == "Yayasan Mata Air Lestari menyelesaikan sumur senilai Rp1,5 miliar kemarin."
    assert "[Rp1,5 miliar]" in repr(passage)
    assert repr(passage).endswith("(b.txt)")
    assert tables.sentence(next(money[money.text == "Rp1,5 miliar"].itertuples())) == passage
    assert tables.sentence(row.to_dict()) == passage
    for name in ("mentions", "dates", "amounts", "officials"):
        for found in tables.sentence(tables[name]):
            assert found.mark is not None
    marked = {
        name: [p.text[slice(*p.mark)] for p in tables.sentence(tables[name])]
        for name in ("mentions", "dates", "amounts")
    }
    assert all(list(tables[name].text) == words for name, words in marked.items())


def test_context_takes_the_sentences_around(tables: Tables) -> None:
    row = tables.amounts[tables.amounts.text == "12 sumur"].iloc[0]
    around = tables.context(row, 1)
    assert str(around).startswith("Ketua YMAL Hasan Mustofa berterima kasih. YMAL membangun 12 sumur")
    assert around.text[slice(*around.mark)] == "12 sumur"
    assert str(tables.context(row, 9)).startswith("TEGAL (14 Mei 2024) - Bupati")
    assert str(tables.context(row, 0)) == str(tables.sentence(row))


def test_many_rows_are_many_passages(tables: Tables) -> None:
    money = tables.amounts[tables.amounts.unit == "IDR"]
    found = tables.sentence(money)
    assert isinstance(found, Passages)
    assert len(found) == len(repr(found).splitlines()) == len(money)
    assert repr(tables.sentence(money.head(0))) == "no passages"


def test_a_row_without_a_sentence_says_what_to_do(tables: Tables) -> None:
    with pytest.raises(TypeError, match=r"tables\.about"):
        tables.sentence(tables.people.iloc[0])
    with pytest.raises(TypeError, match="no row of a table"):
        tables.sentence(3)
    with pytest.raises(UnknownNameError, match="no sentence 99"):
        tables.sentence({"doc_id": tables.documents.doc_id[0], "sentence": 99})


def test_a_sentence_as_a_row_has_nothing_to_mark(tables: Tables) -> None:
    passage = tables.sentence(tables.sentences.iloc[0])
    assert passage.mark is None
    assert str(passage) == " ".join(tables.sentences.text[0].split())


def test_a_document_shows_its_text_and_facts(tables: Tables) -> None:
    view = tables.document("b.txt")
    assert view.row["source"] == "b.txt"
    assert view.text == SECOND.strip().replace("\n", " ")
    assert set(view.amounts.doc_id) == {view.row["doc_id"]}
    assert tables.document(view.row["doc_id"]).row == view.row
    assert tables.document("d.txt").row["source"] == "a.txt"  # the same text elsewhere
    assert repr(view).splitlines()[-1].startswith("  4 sentences, ")
    with pytest.raises(UnknownNameError, match=r"'z\.txt'"):
        tables.document("z.txt")


def test_joins_bring_the_columns_of_a_row_pointed_at(tables: Tables) -> None:
    frame = tables.join("officials", "documents", "people", "organisations", "sentences")
    assert len(frame) == len(tables.officials)
    row = frame[frame.person == "Hasan Mustofa"].iloc[0]
    assert (row.document_source, row.person_name, row.organisation_acronym) == ("a.txt", "Hasan Mustofa", "YMAL")
    assert row.sentence_text.startswith("Ketua YMAL")
    mentions = tables.join("mentions", "people")
    assert len(mentions) == len(tables.mentions)
    assert mentions[mentions.label == "ORG"].person_name.isna().all()
    assert mentions[mentions.label == "PER"].person_name.notna().all()


def test_facts_are_joined_with_the_entities_of_their_sentence(tables: Tables) -> None:
    frame = tables.join("amounts", "organisations", "documents")
    found = frame[(frame.organisation_acronym == "YMAL") & (frame.unit == "IDR")]
    assert sorted(found.document_source) == ["a.txt", "b.txt"]
    assert frame.groupby(["doc_id", "start", "organisation_id"]).size().max() == 1


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (("amount", "documents"), KeyError, "no table 'amount'"),
        (("amounts", "dates"), ValueError, "cannot be joined"),
        (("people", "organisations"), ValueError, "nothing by which"),
    ],
)
def test_joins_that_make_no_sense_say_so(tables: Tables, names: tuple, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        tables.join(*names)


def test_who_appears_with_whom(tables: Tables) -> None:
    pairs = tables.together(among=("people", "organisations"))
    both = pairs[(pairs.name == "Hasan Mustofa") & (pairs.other_name == "Ratna Wulandari")]
    assert both[["sentences", "documents"]].to_numpy().tolist() == [[1, 1]]
    by_document = tables.together(among="people", by="document")
    assert list(by_document.documents) == [2]
    assert "sentences" not in by_document
    assert len(tables.together(least=99)) == 0
    assert not (pairs.entity_id == pairs.other_entity_id).any()
    assert pairs.sentences.is_monotonic_decreasing
    companions = tables.together("YMAL", among="people")
    assert set(companions.name) == {"Hasan Mustofa", "Ratna Wulandari"}
    for wrong in ({"by": "paragraph"}, {"among": "persons"}):
        with pytest.raises(ValueError, match=r"none of|neither|no table"):
            tables.together(**wrong)


def test_timelines_are_tidy(tables: Tables) -> None:
    frame = tables.timeline(by="year")
    assert frame[["name", "documents"]].to_numpy().tolist() == [["all documents", 2], ["all documents", 1]]
    assert frame.date.dt.year.tolist() == [2024, 2025]
    months = tables.timeline("YMAL", "Dinas Sosial Kota Solo")
    assert months.groupby("name").size().nunique() == 1
    assert months.documents.sum() == 3
    assert months.date.min() == pd.Timestamp("2024-05-01")
    spoken = tables.timeline("YMAL", of="dates")
    assert dict(zip(spoken.date.dt.strftime("%Y-%m"), spoken.documents, strict=True)) == {"2024-05": 1, "2024-06": 2}
    assert tables.timeline("Ratna Wulandari", of="dates", by="year").attrs["left_out"] == 1
    for wrong in ({"by": "week"}, {"of": "birth"}):
        with pytest.raises(ValueError, match=r"none of|neither"):
            tables.timeline(**wrong)


def test_a_timeline_without_dates_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Panen raya di desa.", encoding="utf-8")
    warta.run(tmp_path / "a.txt", tmp_path / "keluar", workers=1, model="rules")
    frame = warta.read_tables(tmp_path / "keluar").timeline()
    assert list(frame.columns) == ["date", "name", "documents", "mentions"]
    assert len(frame) == 0
    assert frame.attrs["left_out"] == 1


def test_reprs_are_short_and_say_what_there_is(tables: Tables) -> None:
    assert "3 documents, published 2024-05-14 to 2025-03-07" in repr(tables)
    assert "  mentions " in repr(tables)
    assert repr(tables.about("YMAL")).startswith(
        f"{YMAL}: Yayasan Mata Air Lestari (YMAL), foundation, 5 mentions\n  5 mentions, 2 documents"
    )
    assert len(repr(tables.about("YMAL")).splitlines()) == 4


def test_what_is_shown_in_a_notebook_is_escaped(tables: Tables) -> None:
    row = tables.amounts[tables.amounts.kind == "PERCENT"].iloc[0]
    shown = tables.sentence(row)._repr_html_()
    assert "&lt;b&gt;semen&lt;/b&gt;" in shown
    assert "<b>" not in shown
    for thing in (tables, tables.about("YMAL"), tables.document("b.txt"), tables.sentence(tables.amounts)):
        html = thing._repr_html_()
        assert html.count("<div") == html.count("</div>")
        assert "<b>" not in html
        assert "None" not in html
        assert "&lt;NA&gt;" not in html
