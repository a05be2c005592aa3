"""Score a run against gold documents (``corpus/README.md`` describes the form of gold).

    scores = evaluate_folder("corpus/releases")      # reads and extracts, then scores
    scores = evaluate_tables("outputs", "corpus/releases")  # scores tables already written
    print(render(scores))
    print(render_errors(scores))

``only`` limits both to some parts: names, dates, amounts, officials, entities,
metadata.
"""

from warta.evaluate.folder import evaluate_folder, evaluate_tables
from warta.evaluate.found import TablesError
from warta.evaluate.gold import GoldError
from warta.evaluate.misses import Miss, errors
from warta.evaluate.score import PARTS, Measure, PartError, Scores, score
from warta.evaluate.show import as_json, render, render_errors

__all__ = [
    "PARTS",
    "GoldError",
    "Measure",
    "Miss",
    "PartError",
    "Scores",
    "TablesError",
    "as_json",
    "errors",
    "evaluate_folder",
    "evaluate_tables",
    "render",
    "render_errors",
    "score",
]
