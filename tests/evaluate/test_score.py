"""Scores over documents: micro-averages, metadata, parts, the printed table, the errors."""

import json

import pytest
from warta.evaluate.annotated import FIELDS, Annotated, Mention, Official
from warta.evaluate.misses import Miss, errors
from warta.evaluate.score import PARTS, Scores, score
from warta.evaluate.show import as_json, render, render_errors

TEXT = "Bupati Malaka Yosef Bria meresmikan 3 sumur di Betun, Selasa (4/3/2025)."


def mention(text: str, label: str, norm: str) -> Mention:
    start = TEXT.index(text)
    return Mention(start, start + len(text), label, text, norm)


MALAKA = mention("Malaka", "LOC", "Malaka")
YOSEF = mention("Yosef Bria", "PER", "Yosef Bria")
SUMUR = mention("3 sumur", "COUNT", "3 sumur")
BETUN = mention("Betun", "LOC", "Betun")
SELASA = mention("Selasa (4/3/2025)", "DATE", "2025-03-04")
BUPATI = Official("Yosef Bria", "Bupati Malaka", "Pemerintah Kabupaten Malaka", "definitive")
META = dict.fromkeys(FIELDS) | {"published_at": "2025-03-04", "author": "Rani"}
GOLD = Annotated("satu", META, (MALAKA, YOSEF, SUMUR, BETUN, SELASA), (BUPATI,), TEXT)
EMPTY = Annotated("dua", dict.fromkeys(FIELDS), (), (), "")


def found(*mentions: Mention, officials: tuple[Official, ...] = (), **meta: str | None) -> Annotated:
    return Annotated("satu", META | meta, mentions, officials, TEXT)


def test_gold_against_itself_is_perfect() -> None:
    scores = score([GOLD, EMPTY], [GOLD, EMPTY])
    defined = [m for m in scores.measures.values() if m.f1 is not None]
    assert {m.f1 for m in defined} == {1.0}
    assert scores["names.strict"].total.gold == 3
    assert scores["dates.value"].total.gold == 1
    assert all(f.share == 1.0 for f in scores.fields.values())
    assert errors(scores) == []
    assert render_errors(scores) == "no errors\n"


def test_labels_of_which_there_is_none_are_undefined_not_zero() -> None:
    scores = score([GOLD], [GOLD])
    assert scores["names.strict.FAC"].f1 is None
    assert scores["amounts.value.MONEY"].f1 is None
    line = next(row for row in render(scores).splitlines() if row.split()[:1] == ["MONEY"])
    assert line.split() == ["MONEY", "-", "-", "-", "-", "0", "0", "0"]


def test_nothing_found_is_zero() -> None:
    scores = score([GOLD], [found()])
    assert scores["names.strict"].f1 == 0.0
    assert scores["names.strict"].precision is None
    assert scores["officials.full"].f1 == 0.0
    assert scores["entities.bcubed"].f1 is None  # no strict match: nothing to cluster


def test_micro_is_over_labels_and_documents() -> None:
    scores = score([GOLD, EMPTY], [found(MALAKA, YOSEF), Annotated("dua", EMPTY.metadata, (BETUN,), (), "")])
    assert (scores["names.strict"].total.right, scores["names.strict"].total.found) == (2, 3)
    assert scores["names.strict.LOC"].total.right == 1
    assert scores["names.strict"].f1 == pytest.approx(2 * 2 / (3 + 3))


def test_time_and_set_rows_are_not_in_the_guide_and_do_not_count() -> None:
    clock = Mention(0, 6, "TIME", "Bupati", "T09:00")
    scores = score([GOLD], [found(SELASA, clock)])
    assert scores["dates.value"].f1 == 1.0


def test_metadata_counts_missed_invented_and_wrong_apart() -> None:
    scores = score([GOLD], [found(published_at="2025-03-05", author=None, editor="Tono")])
    by_field = {name: (f.right, f.given, f.missed, f.invented, f.wrong) for name, f in scores.fields.items()}
    assert by_field["published_at"] == (0, 1, 0, 0, 1)
    assert by_field["author"] == (0, 1, 1, 0, 0)
    assert by_field["editor"] == (0, 0, 0, 1, 0)
    assert by_field["title"] == (1, 0, 0, 0, 0)


def test_only_some_parts() -> None:
    scores = score([GOLD], [found()], only={"dates", "metadata"})
    assert scores.parts == ("dates", "metadata")
    assert {key.split(".")[0] for key in scores.measures} == {"dates"}
    assert "NAMES" not in render(scores)
    assert {e.part for e in errors(scores)} == {"dates"}
    with pytest.raises(ValueError, match="no such part: tanggal"):
        score([GOLD], [found()], only={"tanggal"})


def test_the_two_sides_must_be_the_same_documents() -> None:
    with pytest.raises(ValueError, match="same documents"):
        score([GOLD], [EMPTY])
    with pytest.raises(ValueError, match="same documents"):
        score([GOLD], [])


# --- errors


def one_error(scores: Scores) -> Miss:
    (miss,) = errors(scores)
    return miss


def test_a_miss_and_a_spurious_row() -> None:
    bupati = mention("Bupati", "ORG", "Bupati")
    rows = errors(score([GOLD], [found(bupati, MALAKA, YOSEF, SUMUR, SELASA)], only={"names"}))
    assert [(r.problem, r.field, r.gold, r.found) for r in rows] == [
        ("spurious", "ORG", None, bupati),
        ("missed", "LOC", BETUN, None),
    ]
    assert "[Betun]" in rows[1].context


def test_what_belongs_together_is_one_row() -> None:
    longer = mention("Betun, Selasa", "LOC", "Betun")
    assert one_error(score([GOLD], [found(MALAKA, YOSEF, longer)], only={"names"})).problem == "boundary"
    other = mention("Betun", "ORG", "Betun")
    assert one_error(score([GOLD], [found(MALAKA, YOSEF, other)], only={"names"})).problem == "label"
    both = mention("Betun, Selasa", "ORG", "Betun")
    assert one_error(score([GOLD], [found(MALAKA, YOSEF, both)], only={"names"})).problem == "boundary+label"


def test_wrong_values() -> None:
    date = mention("Selasa (4/3/2025)", "DATE", "2025-04-03")
    miss = one_error(score([GOLD], [found(date)], only={"dates"}))
    assert (miss.problem, miss.gold, miss.found) == ("value", SELASA, date)
    norm = mention("Betun", "LOC", "Kota Betun")
    miss = one_error(score([GOLD], [found(MALAKA, YOSEF, norm)], only={"entities"}))
    assert (miss.part, miss.problem) == ("entities", "value")


def test_officials_are_paired_by_person() -> None:
    acting = Official("Yosef Bria", "Bupati Malaka", None, "acting")
    miss = one_error(score([GOLD], [found(officials=(acting,))], only={"officials"}))
    assert miss.problem == "organisation+status"
    office = Official("Yosef Bria", "Bupati", BUPATI.organisation, "definitive")
    assert one_error(score([GOLD], [found(officials=(office,))], only={"officials"})).problem == "office"
    stranger = Official("Tono", "Camat", None, "definitive")
    rows = errors(score([GOLD], [found(officials=(stranger,))], only={"officials"}))
    assert [r.problem for r in rows] == ["missed", "spurious"]


def test_every_wrong_item_is_listed() -> None:
    """The rows account for the tallies: misses = gold - right, spurious = found - right."""
    wrong = found(mention("Malaka Yosef", "PER", "Malaka"), mention("Betun", "ORG", "B"), mention("Bupati", "LOC", "x"))
    scores = score([GOLD], [wrong], only={"names"})
    rows, total = errors(scores), scores["names.strict"].total
    assert sum(r.gold is not None for r in rows) == total.gold - total.right
    assert sum(r.found is not None for r in rows) == total.found - total.right


def test_the_printed_forms_carry_everything() -> None:
    scores = score([GOLD, EMPTY], [found(MALAKA, title="Sumur"), EMPTY], unread=[("dua", "not found")])
    table = render(scores)
    for part in PARTS:
        assert part.upper() in table
    assert "dua: not found" in table
    listed = render_errors(scores)
    assert "'Yosef Bria'" in listed and "found 'Sumur'" in listed
    data = json.loads(json.dumps(as_json(scores, with_errors=True)))
    assert data["scores"]["names.strict"]["right"] == 1
    assert data["scores"]["amounts.value.MONEY"]["f1"] is None
    assert len(data["errors"]) == len(errors(scores))
