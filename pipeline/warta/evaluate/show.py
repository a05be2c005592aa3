"""Scores and errors for people (a plain text table) and for programs (JSON values)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from warta.evaluate.annotated import Mention, Official
from warta.evaluate.count import Clusters
from warta.evaluate.misses import Miss, errors
from warta.evaluate.score import PARTS, Measure, Scores


def render(scores: Scores) -> str:
    """Return all scores as one table of plain text; ``-`` is undefined (nothing in gold, nothing found)."""
    lines = [f"{len(scores.gold)} documents; F1 with 95 % interval (bootstrap over documents)"]
    for part in scores.parts:
        lines += ["", f"{part.upper()}  {PARTS[part]}"]
        if part == "metadata":
            head = f"{'right':>9}{'share':>8}{'95 %':>16}{'given':>8}{'missed':>8}{'invented':>10}{'wrong':>7}"
            lines.append(f"  {'':24}{head}")
            for field in scores.fields.values():
                bounds = field.interval
                span = "-" if bounds is None else f"{bounds[0]:.3f}-{bounds[1]:.3f}"
                lines.append(
                    f"  {field.field:24}{f'{field.right}/{field.documents}':>9}{number(field.share):>8}{span:>16}"
                    f"{field.given:>8}{field.missed:>8}{field.invented:>10}{field.wrong:>7}"
                )
            continue
        lines.append(f"  {'':24}{'P':>7}{'R':>8}{'F1':>8}{'95 %':>16}{'right':>8}{'gold':>7}{'found':>7}")
        lines += [_line(measure) for key, measure in scores.measures.items() if key.startswith(f"{part}.")]
    if scores.unread:
        lines += ["", "NOT READ  (everything in these documents counts as missed)"]
        lines += [f"  {name}: {reason}" for name, reason in scores.unread]
    return "\n".join(lines) + "\n"


def number(value: float | None) -> str:
    """Print a ratio with three digits, ``-`` for undefined."""
    return "-" if value is None else f"{value:.3f}"


def _line(measure: Measure) -> str:
    _, what, *label = measure.key.split(".")
    name = f"  {label[0]}" if label else what
    span = "-" if measure.low is None or measure.high is None else f"{measure.low:.3f}-{measure.high:.3f}"
    total = measure.total
    if isinstance(total, Clusters):
        counts = f"{'':8}{total.mentions:>7}{total.mentions:>7}"
    else:
        counts = f"{total.right:>8}{total.gold:>7}{total.found:>7}"
    return (
        f"  {name:24}{number(measure.precision):>7}{number(measure.recall):>8}{number(measure.f1):>8}{span:>16}{counts}"
    )


def render_errors(scores: Scores) -> str:
    """Return every miss and spurious row, one or two lines each, under the name of its document."""
    lines: list[str] = []
    document = None
    for miss in errors(scores):
        if miss.document != document:
            document = miss.document
            lines += ["", document] if lines else [document]
        lines.append(f"  {miss.part:9} {miss.problem:14} {miss.field:14} {_sides(miss)}")
        if miss.context:
            lines.append(f"  {'':39} … {miss.context} …")
    return "\n".join(lines) + "\n" if lines else "no errors\n"


def _sides(miss: Miss) -> str:
    if miss.gold is None:
        return f"found {_side(miss.found)}"
    if miss.found is None:
        return f"gold {_side(miss.gold)}"
    return f"gold {_side(miss.gold)} | found {_side(miss.found)}"


def _side(value: Mention | Official | str | None) -> str:
    if isinstance(value, Mention):
        text = " ".join(value.text.split())
        return f"{value.start}:{value.end} {value.label} {text!r} = {value.norm!r}"
    if isinstance(value, Official):
        return f"{value.person} / {value.position} / {value.organisation or '-'} / {value.status}"
    return repr(value)


def as_json(scores: Scores, *, with_errors: bool = False) -> dict[str, Any]:
    """Return the scores (and every error) as JSON values; an undefined ratio is null."""
    result: dict[str, Any] = {
        "documents": [gold.name for gold in scores.gold],
        "scores": {key: _measure(measure) for key, measure in scores.measures.items()},
        "metadata": {
            name: {**asdict(field), "share": field.share, "interval": _pair(field.interval)}
            for name, field in scores.fields.items()
        },
        "unread": [{"document": name, "reason": reason} for name, reason in scores.unread],
    }
    if with_errors:
        result["errors"] = [_miss(miss) for miss in errors(scores)]
    return result


def _pair(bounds: Iterable[float] | None) -> list[float] | None:
    return None if bounds is None else list(bounds)


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "precision": measure.precision,
        "recall": measure.recall,
        "f1": measure.f1,
        "interval": None if measure.low is None or measure.high is None else [measure.low, measure.high],
        **asdict(measure.total),
    }


def _miss(miss: Miss) -> dict[str, Any]:
    def side(value: Mention | Official | str | None) -> Any:
        return asdict(value) if isinstance(value, Mention | Official) else value

    row = {"document": miss.document, "part": miss.part, "problem": miss.problem, "field": miss.field}
    return {**row, "gold": side(miss.gold), "found": side(miss.found), "context": miss.context}
