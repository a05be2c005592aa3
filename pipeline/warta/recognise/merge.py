"""One list of names from the rules' and the model's, by what each is good at.

Measured on annotated articles that neither the model nor the counts of the rules had seen: where both give the same
words the rule's label is right in nine cases of ten; where they give different words, rules know registers,
facilities and headed names but run over the end of an unknown name, and the model sees where an unknown name ends
but breaks long names. What the rules take for a person or place by its surroundings alone, and the model for
nothing, is right in one case of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from warta.lexicon import table, words
from warta.recognise.candidates import Spans
from warta.recognise.gazetteer import common_words, cue, given_names
from warta.recognise.organisations import generic
from warta.values.mention import NameMention
from warta.values.names import is_acronym, is_degree, name_norm


@dataclass(frozen=True, slots=True)
class Trust:
    """From which score on the model is believed, by situation.

    A score is the chance that the name is right: models are calibrated (``models/recipe/calibrate.py``).

    ``alone``: it finds a name where the rules find none; ``person``, ``place``, ``site``: the same for PER, LOC, FAC;
    ``longer``: its name reaches over what the rules found; ``spanning``: that of a body or site over several names;
    ``unsteady``: the same as ``longer`` over a rule of ``_WEAK``; ``label``:
    it has another label than a rule that leans on the words around; ``office``: it sees an office where the rules
    see a person or place; ``uncased``: any of these in a headline or in capitals, where rules cannot lean on case.
    """

    alone: float = 0.8
    person: float = 0.45
    place: float = 0.6
    site: float = 0.69
    longer: float = 0.6
    spanning: float = 0.45
    unsteady: float = 0.59
    label: float = 0.6
    office: float = 0.59
    uncased: float = 0.51

    def bar(self, label: str) -> float:
        """Return the score from which on a name of this label is taken where the rules find none."""
        return {"PER": self.person, "LOC": self.place, "FAC": self.site}.get(label, self.alone)


#: Rules that know the end of a name better than the model: behind a title, and full names of universities.
_FIRM = frozenset({"rule:title", "lexicon:universities"})
#: Rules that keep a long name which the model breaks in parts.
_WHOLE = ("lexicon:", "rule:facility")
#: Rules that know neither the words nor a head, only what stands around them.
_WEAK = frozenset(
    {"rule:unknown", "rule:preposition", "rule:office_place", "rule:suffix", "rule:office", "lexicon:given_names"}
)
#: Rules that are wrong where the model sees no name: those of ``_WEAK``, words of place with a plain noun, what recurs.
_NEEDS = _WEAK | {"rule:place", "rule:recurring"}
#: Rules that take what no list knows for a person.
_BLIND = frozenset({"rule:unknown"})
#: Rules whose label gives way to the model's.
_RELABEL = frozenset({"rule:unknown", "rule:preposition", "rule:office_place", "rule:office", "rule:repeated"})
_Sure = Callable[[float], bool]


def merge_names(
    ruled: Sequence[NameMention],
    modelled: Sequence[NameMention],
    uncased: Iterable[tuple[int, int]] = (),
    trust: Trust = Trust(),
) -> list[NameMention]:
    """Return the names of both, non-overlapping and sorted.

    In: the names by rule and those of the model, each non-overlapping and sorted; ``uncased``: stretches in which
    capitals say nothing. Names that overlap, directly or over others, make a group; of each group

    - the rule's stands when the words are the same, or the rule's are more and the model does not break them up;
    - the model's stand when they break up the rule's name into two or more (``PT Maju Jaya`` | ``Rini``), unless
      the rule has it from a list or by a facility's head;
    - the model's stands when it reaches over the rule's and its score is high enough;
    - where the borders cross (``[Dinas Rini] [Sari]``, ``[Dinas] [Rini Sari]``) the model's stand when it is sure.

    POS mentions of the model are kept where they overlap no name; persons and places inside an office are none.
    """
    loose = Spans(uncased)
    names = [m for m in modelled if m.label != "POS"]
    offices = [m for m in modelled if m.label == "POS"]
    posts = Spans((m.start, m.end) for m in offices if _score(m) >= trust.office)
    chosen: list[NameMention] = []
    for rules, models in _groups(ruled, names):
        chosen += _decide(rules, models, loose, posts, trust)
    chosen = _borders(sorted(chosen, key=lambda n: (n.start, n.end)))
    taken = Spans((n.start, n.end) for n in chosen)
    chosen += [m for m in offices if taken.add(m.start, m.end)]
    return sorted(chosen, key=lambda n: (n.start, n.end))


@cache
def _endings() -> dict[str, bool]:
    """Words that end companies' names -> whether people bear them too."""
    return {row["word"]: row["person"] == "yes" for row in table("company_words")}


def _borders(names: list[NameMention]) -> list[NameMention]:
    """Give back to a body the last word of its name that a person right behind it was given.

    ``[PT Karya Bumi] [Abadi Rini Sari]``, ``[Yayasan Tunas] [Lestari]``: a word that ends companies' names, or the
    same name elsewhere in the text.
    """
    whole = {n.text for n in names if n.label == "ORG"}
    endings, forms = _endings(), words("legal_forms")
    out = list(names)
    gone: set[int] = set()
    for i, (body, person) in enumerate(pairwise(names)):
        if body.label != "ORG" or person.label != "PER" or person.start != body.end + 1:
            continue
        first, rest = (*person.text.split(None, 1), "")[:2]
        head = body.text.partition(" ")[0].rstrip(".")
        ends = first.casefold() in endings and (head in forms or head.casefold() in cue("body"))
        if ends and rest and endings[first.casefold()]:
            ends = len(rest.split()) > 1
        longer = f"{body.text} {first}"
        if ends or longer in whole:
            out[i] = replace(body, end=person.start + len(first), text=longer, norm=name_norm("ORG", longer))
            if rest:
                out[i + 1] = replace(person, start=person.end - len(rest), text=rest, norm=name_norm("PER", rest))
            else:
                gone.add(i + 1)
    return [name for i, name in enumerate(out) if i not in gone]


def _groups(
    ruled: Sequence[NameMention], names: Sequence[NameMention]
) -> Iterator[tuple[list[NameMention], list[NameMention]]]:
    """Yield the names of both that hang together by overlap: (rules', model's). O(n log n)."""
    rules: list[NameMention] = []
    models: list[NameMention] = []
    reach = -1
    both = [(n, False) for n in ruled] + [(n, True) for n in names]
    for name, by_model in sorted(both, key=lambda pair: (pair[0].start, pair[0].end)):
        if name.start >= reach and (rules or models):
            yield rules, models
            rules, models = [], []
        (models if by_model else rules).append(name)
        reach = max(reach, name.end)
    if rules or models:
        yield rules, models


def _score(name: NameMention) -> float:
    return 0.0 if name.score is None else name.score


def _decide(
    rules: list[NameMention], models: list[NameMention], loose: Spans, posts: Spans, trust: Trust
) -> list[NameMention]:
    """Return the names of one group that stand."""
    if not models:
        # Alone, so each group is one name.
        name = rules[0]
        in_office = name.label in {"PER", "LOC"} and posts.overlaps(name.start, name.end)
        return [] if in_office or name.found_by in _NEEDS else rules
    open_case = loose.overlaps(models[0].start, models[-1].end)

    def sure(bar: float) -> bool:
        return min(map(_score, models)) >= (min(bar, trust.uncased) if open_case else bar)

    if len(models) == 1 and rules and _ran_over(rules, models[0]) and sure(trust.label):
        return [*_cut(rules[0], models[0].start), models[0]]
    if not rules:
        return models if sure(trust.bar(models[0].label)) else []
    if len(rules) == 1 and len(models) == 1:
        return [_one(rules[0], models[0], sure, open_case, trust)]
    if len(rules) == 1:
        rule = rules[0]
        if _runs_into(rule, models) and _score(models[-1]) >= trust.alone:
            person = _from_given(rule, models[-1])
            return [*(_cut(rule, person.start) if rule.start <= models[0].start else models[:-1]), person]
        whole = (
            rule.found_by.startswith(_WHOLE)
            or not all(rule.start <= m.start and m.end <= rule.end for m in models)
            or _parenthesis(rule, models[1])
        )
        return rules if whole and not (rule.found_by in _WEAK and sure(trust.unsteady)) else models
    if len(models) == 1:
        bar = trust.spanning if models[0].label in {"ORG", "FAC"} else trust.longer
        return models if _covers(models[0], rules) and not _districts(models[0], rules) and sure(bar) else rules
    if any(r.found_by in _FIRM or r.found_by.startswith("lexicon:") for r in rules if not _given(r, models)):
        return rules
    return models if sure(trust.unsteady) else rules


def _one(rule: NameMention, model: NameMention, sure: _Sure, open_case: bool, trust: Trust) -> NameMention:
    """Decide between a rule's and a model's name that overlap each other and nothing else."""
    if (rule.start, rule.end) == (model.start, model.end):
        if rule.label == model.label:
            return rule
        blind = rule.found_by in _BLIND and model.label != "ORG" and sure(trust.unsteady)
        site = rule.found_by == "rule:facility" and model.label == "LOC"
        return model if blind or ((site or rule.found_by in _RELABEL) and sure(trust.label)) else rule
    if rule.found_by in _FIRM and not open_case and not _houses(model, rule):
        return model if _goes_on(model, rule) and sure(trust.alone) else rule
    if _covers(model, [rule]):
        return model if sure(trust.unsteady if rule.found_by in _WEAK else trust.longer) else rule
    if rule.label == model.label == "PER" and sure(trust.label) and _led(rule, model):
        return model
    weak = rule.found_by in {"rule:unknown", "rule:suffix", "rule:saying"} or (open_case and rule.label == "PER")
    crossing = not (rule.start <= model.start and model.end <= rule.end)
    if weak or (crossing and not rule.found_by.startswith("lexicon:")):
        return model if sure(trust.label if crossing or not weak else trust.unsteady) else rule
    return rule


def _covers(model: NameMention, rules: Sequence[NameMention]) -> bool:
    """Tell whether the model's name reaches over all of the rules', none of which knows its end better."""
    return all(
        model.start <= r.start and r.end <= model.end and (r.found_by not in _FIRM or _houses(model, r)) for r in rules
    )


def _houses(model: NameMention, rule: NameMention) -> bool:
    """Tell whether a person's name is part of a facility's or street's: ``RSUD dr Rini Wahyu``."""
    return rule.label == "PER" and model.label in {"FAC", "LOC"} and model.start < rule.start


def _goes_on(model: NameMention, rule: NameMention) -> bool:
    """Tell whether the model has further words where the rule does not know better: ``Bapak [Rini] Wulandari``."""
    if rule.found_by == "lexicon:universities":
        # ``FMIPA [UI]``: the register knows where a name ends, not where one of its parts begins
        return rule.label == model.label == "ORG" and model.start < rule.start and model.end == rule.end
    more = model.text[len(rule.text) :].split()
    further = rule.label == model.label == "PER" and model.start == rule.start and model.end > rule.end
    return further and not any(is_degree(word) or is_acronym(word) for word in more)


def _ran_over(rules: Sequence[NameMention], person: NameMention) -> bool:
    """Tell whether a rule ran from a body's name into a person's, of which another has the rest or none.

    ``[Dinas Sosial Rini] [Lestari]`` by rule, ``[Rini Lestari]`` by the model.
    """
    first, rest = rules[0], rules[1:]
    return (
        person.label == "PER"
        and first.label != "PER"
        and not first.found_by.startswith("lexicon:")
        and first.start < person.start < first.end < person.end
        and all(r.label == "PER" and r.found_by not in _FIRM for r in rest)
    )


def _runs_into(rule: NameMention, models: Sequence[NameMention]) -> bool:
    """Tell whether a site's name runs on over a person, with a name of its own before: ``[RSUD Maju] [Rini Sari]``."""
    last, before = models[-1], models[-2]
    site = rule.found_by == "rule:facility" and before.label in {"FAC", "ORG"}
    return site and last.label == "PER" and last.end == rule.end and last.start > rule.start


def _from_given(rule: NameMention, person: NameMention) -> NameMention:
    """Let a person's name begin at a given name right in front: ``[Pelabuhan Maju Silvester] [Nong Manis]``."""
    front = rule.text[: person.start - rule.start]
    first = front.split()[-1] if front.endswith(" ") else ""
    if first not in given_names() or len(front.split()) < 3:
        return person
    text = f"{first} {person.text}"
    return replace(person, start=person.start - len(first) - 1, text=text, norm=name_norm("PER", text))


def _cut(name: NameMention, end: int) -> list[NameMention]:
    """Return the name as far as ``end``; nothing when only a kind of body is left."""
    left = name.text[: end - name.start].rstrip()
    if not left or left in generic():
        return []
    return [replace(name, end=name.start + len(left), text=left, norm=name_norm(name.label, left))]


def _led(rule: NameMention, model: NameMention) -> bool:
    """Tell whether only words of the language stand before the model's name: ``[Program Wahyu Sari]``."""
    lead = rule.text[: model.start - rule.start].split()
    return rule.end == model.end and bool(lead) and all(word.casefold() in common_words() for word in lead)


def _districts(model: NameMention, rules: Sequence[NameMention]) -> bool:
    """Tell whether the model took places one behind the other for one: ``Kecamatan Cibiru Kota Bandung``."""
    return model.label == "LOC" and all(r.label == "LOC" for r in rules)


def _parenthesis(rule: NameMention, inner: NameMention) -> bool:
    """Tell whether the rule's name goes on behind a bracket with another name: ``Kelompok Tani (KT) "Sido Makmur"``."""
    start, end = inner.start - rule.start, inner.end - rule.start
    inside = rule.text[start - 1 : start] == "(" and rule.text[end : end + 1] == ")"
    return inside and start > 1 and bool(rule.text[end + 1 :].strip())


def _given(rule: NameMention, models: Sequence[NameMention]) -> bool:
    """Tell whether the model has the rule's name with the same borders or more at one side."""
    return any(m.label == rule.label and m.start <= rule.start and rule.end <= m.end for m in models)
