"""One list of names from the rules' and the model's, by what each is good at.

Measured on held-back annotated articles (table in ``models/README.md``): where both give the same
words the rule's label is right in nine cases of ten; where they give different words,
rules know registers, facilities and headed names but run over the end of an unknown name, and the model sees
where an unknown name ends but breaks long names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warta.recognise.candidates import Spans
from warta.values.mention import NameMention


@dataclass(frozen=True, slots=True)
class Trust:
    """From which score on the model is believed, by situation.

    ``alone``: it finds a name where the rules find none; ``place``: the same for LOC; ``longer``: its name reaches
    over what the rules found; ``uncased``: any of these in a headline or in capitals, where rules cannot lean on case.
    """

    alone: float = 0.9
    place: float = 0.8
    longer: float = 0.88
    uncased: float = 0.6


#: Rules that know the end of a name better than the model: behind a title, and full names of universities.
_FIRM = frozenset({"rule:title", "lexicon:universities"})
#: Rules that keep a long name which the model breaks in parts.
_WHOLE = ("lexicon:", "rule:facility")


def merge_names(
    ruled: Sequence[NameMention],
    modelled: Sequence[NameMention],
    uncased: Iterable[tuple[int, int]] = (),
    trust: Trust = Trust(),
) -> list[NameMention]:
    """Return the names of both, non-overlapping and sorted.

    In: the names by rule and those of the model, each non-overlapping; ``uncased``: stretches in which capitals say
    nothing. Of each group of overlapping names

    - the rule's stands when the words are the same, or the rule's are more and the model does not break them up;
    - the model's stand when they break up the rule's name into two or more (``PT Maju Jaya`` | ``Rini``), unless
      the rule has it from a list or by a facility's head;
    - the model's stands when it reaches over the rule's and its score is high enough.

    POS mentions of the model are kept where they overlap no name.
    """
    loose = Spans(uncased)
    names = [m for m in modelled if m.label != "POS"]
    dropped: set[int] = set()
    added: list[NameMention] = []
    first = 0  # both lists are sorted, so one walk meets every overlap
    meets = _meetings(ruled, names)
    for m in names:
        score = 0.0 if m.score is None else m.score
        open_case = loose.overlaps(m.start, m.end)
        while first < len(ruled) and ruled[first].end <= m.start:
            first += 1
        over = []
        for i in range(first, len(ruled)):
            if ruled[i].start >= m.end:
                break
            over.append(i)
        if not over:
            bar = trust.place if m.label == "LOC" else trust.alone
            if score >= (min(bar, trust.uncased) if open_case else bar):
                added.append(m)
            continue
        met = [ruled[i] for i in over]
        if len(met) == 1 and meets[over[0]] > 1:
            if not met[0].found_by.startswith(_WHOLE):
                dropped.update(over)
                added.append(m)
        elif (
            all(m.start <= r.start and r.end <= m.end for r in met)
            and any((r.start, r.end) != (m.start, m.end) for r in met)
            and not any(r.found_by in _FIRM for r in met)
            and score >= (min(trust.longer, trust.uncased) if open_case else trust.longer)
        ):
            dropped.update(over)
            added.append(m)
    kept = Spans()
    chosen: list[NameMention] = []
    # Longest first: two model names may reach into one rule's name from both sides.
    ranked = sorted(
        [*(r for i, r in enumerate(ruled) if i not in dropped), *added], key=lambda n: (n.start - n.end, n.start)
    )
    for name in [*ranked, *(m for m in modelled if m.label == "POS")]:
        if kept.add(name.start, name.end):
            chosen.append(name)
    return sorted(chosen, key=lambda n: (n.start, n.end))


def _meetings(ruled: Sequence[NameMention], names: Sequence[NameMention]) -> list[int]:
    """For each rule's name, how many names the model sees in it."""
    counts = [0] * len(ruled)
    first = 0
    for i, rule in enumerate(ruled):
        while first < len(names) and names[first].end <= rule.start:
            first += 1
        k = first
        while k < len(names) and names[k].start < rule.end:
            counts[i] += 1
            k += 1
    return counts
