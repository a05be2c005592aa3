"""The sample corpus: complete, readable, its gold fitting, and equal to what its mark-up makes."""

import csv
import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
import warta.run
from warta.evaluate.gold import check_fit, gold_name, read_gold
from warta.read import read_inputs
from warta.values.document import Document

CORPUS = Path(__file__).parents[2] / "corpus"
RELEASES = CORPUS / "releases"


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_build", CORPUS / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    read = {}
    for item in read_inputs([RELEASES]):
        assert isinstance(item, Document), item
        read[gold_name(item.source)] = item
    return read


def test_twelve_documents_in_the_promised_formats(documents: dict[str, Document]) -> None:
    formats = sorted(d.format for d in documents.values())
    assert formats == ["docx", "html", "html", "jsonl", "jsonl", "jsonl", "pdf", *["txt"] * 5]


def test_nothing_else_in_the_folder_is_taken_for_a_document() -> None:
    assert sorted(item.source for item in read_inputs([CORPUS])) == sorted(
        f"releases/{item.source}" for item in read_inputs([RELEASES])
    )


def test_every_document_has_gold_that_fits(documents: dict[str, Document]) -> None:
    gold = {entry.name: entry for entry in read_gold(RELEASES)}
    assert sorted(gold) == sorted(documents)
    for name, entry in gold.items():
        check_fit(entry, documents[name].text)


def test_every_release_has_the_length_of_a_release(documents: dict[str, Document]) -> None:
    for name, document in documents.items():
        assert 250 <= len(document.text.split()) <= 500, name


def test_gold_is_rich_in_every_label() -> None:
    counts: dict[str, int] = {}
    for entry in read_gold(RELEASES):
        for mention in entry.mentions:
            counts[mention.label] = counts.get(mention.label, 0) + 1
        assert entry.officials, entry.name
    assert all(counts[label] >= 20 for label in ("ORG", "PER", "FAC", "LOC", "DATE", "DURATION", "MONEY", "COUNT"))
    assert counts["PERCENT"] >= 15 and counts["MEASURE"] >= 20


def test_gold_statuses_and_open_dates_occur() -> None:
    gold = read_gold(RELEASES)
    assert {o.status for g in gold for o in g.officials} == {"definitive", "acting", "former"}
    assert any(m.norm == "?" for g in gold for m in g.mentions)


def test_an_official_is_a_person_of_the_text() -> None:
    for entry in read_gold(RELEASES):
        people = {m.norm for m in entry.mentions if m.label == "PER"}
        for official in entry.officials:
            assert official.person in people, (entry.name, official)


def test_organisations_of_officials_agree_with_the_mentions() -> None:
    """An official's body, where the text names it as well, has the norm of its mentions."""
    for entry in read_gold(RELEASES):
        bodies = {m.norm for m in entry.mentions if m.label in ("ORG", "FAC")}
        shadows = {re.sub(r"\W+", " ", body).casefold(): body for body in bodies}
        for official in entry.officials:
            key = re.sub(r"\W+", " ", official.organisation or "").casefold()
            assert shadows.get(key, official.organisation) == official.organisation, (entry.name, official)


def test_a_name_marked_once_is_marked_everywhere(documents: dict[str, Document]) -> None:
    """No form of a name that gold marks stands unmarked elsewhere in the running text."""
    for entry in read_gold(RELEASES):
        document = documents[entry.name]
        taken = [(m.start, m.end) for m in entry.mentions] + document.silent()
        titles = [(r.start, r.end) for r in document.regions if r.kind == "title"]
        for form in {m.text for m in entry.mentions if m.label in ("ORG", "PER", "FAC", "LOC")}:
            for met in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", document.text):
                inside = any(s < met.end() and met.start() < e for s, e in taken)
                # a letterhead that the reader takes for headline is not annotated
                head = any(s <= met.start() and met.end() <= e for s, e in titles)
                assert inside or head, (entry.name, form, met.start())


def test_silent_stretches_carry_no_gold(documents: dict[str, Document]) -> None:
    for entry in read_gold(RELEASES):
        for mention in entry.mentions:
            for start, end in documents[entry.name].silent():
                assert not (start < mention.end and mention.start < end), (entry.name, mention)


def test_the_near_duplicates_are_nearly_equal(documents: dict[str, Document]) -> None:
    one, other = (set(documents[f"embung-lariang-{n}"].text.split("\n")) for n in (1, 2))
    assert one != other
    assert len(one & other) / len(one | other) > 0.4
    golds = {g.name: g for g in read_gold(RELEASES)}
    assert golds["embung-lariang-1"].officials == golds["embung-lariang-2"].officials


def test_a_run_marks_the_second_site_as_duplicate(tmp_path: Path) -> None:
    for number in (1, 2):
        shutil.copy(RELEASES / f"embung-lariang-{number}.txt", tmp_path)
    shutil.copy(RELEASES / "air-bening-sumba.txt", tmp_path)
    warta.run(tmp_path, tmp_path / "out", workers=1)
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["source"]: row for row in csv.DictReader(file)}
    one, other = rows["embung-lariang-1.txt"], rows["embung-lariang-2.txt"]
    assert sorted([one["duplicate_of"], other["duplicate_of"]]) == sorted(["", min(one["doc_id"], other["doc_id"])])
    assert rows["air-bening-sumba.txt"]["duplicate_of"] == ""


def test_the_wrapped_text_breaks_names_and_values(documents: dict[str, Document]) -> None:
    (gold,) = (g for g in read_gold(RELEASES) if g.name == "kkp-maumere")
    assert max(map(len, documents["kkp-maumere"].text.splitlines())) <= 90
    broken = {m.label for m in gold.mentions if "\n" in m.text}
    assert {"PER", "ORG"} <= broken and broken & {"PERCENT", "DURATION", "COUNT"}


def test_releases_are_what_the_markup_makes(builder: ModuleType, tmp_path: Path) -> None:
    builder.build(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(p.name for p in RELEASES.iterdir())
    for made in sorted(tmp_path.iterdir()):
        if made.suffix not in (".pdf", ".docx"):  # their bytes depend on the versions of the libraries
            kept = (RELEASES / made.name).read_text(encoding="utf-8")
            assert made.read_text(encoding="utf-8") == kept, f"{made.name}: run `python corpus/build.py`"


# --- the notation itself


def test_markup_by_example(builder: ModuleType) -> None:
    source = (
        '+++\nfile = "a.txt"\ntitle = "Uji"\nofficials = [["Rina", "Camat", "", "acting"]]\n+++\n'
        "{ORG KKP = Kementerian Kelautan dan Perikanan} di {LOC Ende}, {DATE Selasa (18/6) = 2024-06-18}.\n"
    )
    release = builder.parse("a", source)
    assert release.text == "KKP di Ende, Selasa (18/6)."
    assert [(m["start"], m["end"], m["norm"]) for m in release.mentions] == [
        (0, 3, "Kementerian Kelautan dan Perikanan"),
        (7, 11, "Ende"),
        (13, 26, "2024-06-18"),
    ]
    gold = json.loads(builder.gold(release, list(release.mentions)))
    assert gold["officials"] == [{"person": "Rina", "position": "Camat", "organisation": None, "status": "acting"}]
    assert gold["document"]["author"] is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{DATE Senin (18/6) = 2024-06-18}", "is no Senin"),
        ("{DATE tahun depan = 19}", "cannot have the norm"),
        ("{MONEY Rp 5 = lima IDR}", "cannot have the norm"),
        ("{DURATION tiga tahun = 3}", "cannot have the norm"),
        ("{ORGKKP}", "brace is left over"),
        ("{LOC Ende", "brace is left over"),
    ],
)
def test_markup_refuses_what_cannot_be(builder: ModuleType, text: str, reason: str) -> None:
    with pytest.raises(builder.MarkupError, match=reason):
        builder.parse("a", f'+++\nfile = "a.txt"\nofficials = []\n+++\n{text}\n')


def test_offsets_move_with_white_space_and_insertions(builder: ModuleType) -> None:
    source = '+++\nfile = "a.pdf"\nofficials = []\n+++\nKantor {LOC Kota Ende} buka.\n\nLalu {PER Rina Wea} pulang.\n'
    release = builder.parse("a", source)
    text = "KOP SURAT\nKantor Kota\nEnde buka.\nBaca juga: lain\nLalu Rina  Wea pulang."
    moved = builder.moved(release, text, release.text)
    assert [m["text"] for m in moved] == ["Kota\nEnde", "Rina  Wea"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in moved)
    with pytest.raises(builder.MarkupError, match="not in the text as read"):
        builder.moved(release, "Kantor Kota Ende tutup.", release.text)


def test_wrapping_changes_spaces_only(builder: ModuleType) -> None:
    text = "Judul yang cukup panjang\n\nENDE (1 Mei 2024) - Kalimat pertama di sini.\n\nKata kedua dan ketiga.\n\nHumas"
    wrapped = builder.wrap(text, 20)
    assert len(wrapped) == len(text)
    assert wrapped.replace("\n", " ") == text.replace("\n", " ")
    assert "\n\nKata\nkedua" in wrapped
