"""Score a folder of gold: by running the pipeline over it, or from tables written before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from warta.evaluate.annotated import FIELDS, Annotated
from warta.evaluate.found import from_record, from_tables
from warta.evaluate.gold import FOLDER, GoldError, check_fit, gold_name, read_gold
from warta.evaluate.score import Scores, check_parts, score
from warta.values.document import Document, Problem

if TYPE_CHECKING:
    from spacy.language import Language

NOT_FOUND = "no document of that name"


def evaluate_folder(
    gold_dir: str | Path, *, nlp: Language | None = None, only: Collection[str] | None = None
) -> Scores:
    """Read every document of a folder that has gold, extract its facts and score them.

    ``gold_dir`` holds documents in any format that warta reads, each with its ``NAME.json`` beside
    it (rows of a table: ``NAME-1.json`` ...), in subfolders too; documents without gold are
    not looked at. ``nlp`` is the pipeline to score (default: ``warta.recognise.pipeline.load()``);
    ``only`` limits the scores to some of ``PARTS``.

    A document that could not be read counts as one in which nothing was found, and is named in
    ``Scores.unread``. Raises GoldError when the gold is missing, malformed, ambiguous or does not fit the text as read,
    PartError for an unknown part.
    """
    from warta.facts.extract import records  # brings spaCy, which is slow to load
    from warta.recognise.pipeline import load

    folder = Path(gold_dir)
    check_parts(only)
    gold = {entry.name: entry for entry in read_gold(folder)}
    documents: dict[str, Document] = {}
    reasons: dict[str, str] = {}
    for name, item in _read(folder):
        if isinstance(item, Problem):
            reasons.setdefault(name, f"{item.stage}: {item.error}: {item.message}")
        elif name in gold:
            if name in documents:
                raise GoldError(f"{name}.json may belong to {documents[name].source} or to {item.source}")
            check_fit(gold[name], item.text)
            documents[name] = item
    if not documents and not any(name in reasons for name in gold):
        several = f"none of its {len(gold)} gold files has" if len(gold) > 1 else "its gold file has not"
        raise GoldError(f"{folder}: {several} its document beside it, under the same name: {FOLDER}")
    found: dict[str, Annotated] = {}
    rows = records(load() if nlp is None else nlp, list(documents.values()))
    for name, row in zip(documents, rows, strict=True):
        if row["failed"]:
            reasons[name] = "; ".join(f"{p['stage']}: {p['error']}: {p['message']}" for p in row["problems"])
        else:
            found[name] = from_record(name, row)
    return _scores(list(gold.values()), found, reasons, only)


def evaluate_tables(output_dir: str | Path, gold_dir: str | Path, *, only: Collection[str] | None = None) -> Scores:
    """Score the CSV tables of a run against a folder of gold.

    Gold and documents are matched by ``source``: the path of the run and the path below ``gold_dir`` must be the same
    or one must end with the other. The result equals ``evaluate_folder`` of the same run.
    Raises GoldError and PartError as there, TablesError when the tables are incomplete or contradict each other.
    """
    gold = read_gold(Path(gold_dir))
    by_name: dict[str, list[Annotated]] = {}
    for source, entry in from_tables(Path(output_dir)).items():
        by_name.setdefault(gold_name(source), []).append(entry)
    found = {}
    for entry in gold:
        names = [name for name in by_name if _same_place(name, entry.name)]
        exact = [name for name in names if name == entry.name]
        candidates = [one for name in exact or names for one in by_name[name]]
        if len(candidates) == 1:
            found[entry.name] = candidates[0]
    return _scores(gold, found, {}, only)


def _same_place(one: str, other: str) -> bool:
    return one == other or one.endswith(f"/{other}") or other.endswith(f"/{one}")


def _read(folder: Path) -> Iterator[tuple[str, Document | Problem]]:
    from warta.read import read_inputs

    for item in read_inputs([folder]):
        yield gold_name(item.source), item


def _scores(
    gold: Sequence[Annotated], found: dict[str, Annotated], reasons: dict[str, str], only: Collection[str] | None
) -> Scores:
    unread = [(entry.name, reasons.get(entry.name, NOT_FOUND)) for entry in gold if entry.name not in found]
    aligned = []
    for entry in gold:
        one = found.get(entry.name, Annotated(entry.name, dict.fromkeys(FIELDS)))
        aligned.append(Annotated(entry.name, one.metadata, one.mentions, one.officials, one.text))
    return score(gold, aligned, only=only, unread=unread)
