"""What the words beside a name say against it, or add to it.

A place in the middle of an unknown capitalised run is part of that run, an acronym that speaks is a body and no
person, a tax is no party; where persons' names begin and end is said in ``person_edges.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from warta.lexicon import table
from warta.recognise.candidates import Spans
from warta.recognise.extent import is_place, office_words
from warta.recognise.gazetteer import common_words, cue, given_names, personal, roles
from warta.recognise.organisations import is_trap
from warta.recognise.person_edges import edges, since, until
from warta.values.mention import NameMention
from warta.values.names import is_acronym, is_title, name_norm

_LETTER = r"[^\W\d_]"
_WORD_BEFORE = re.compile(rf"(?<![^\s(\"“‘'])({_LETTER}[\w.'’]{{0,30}}) \Z")
_WORD_AFTER = re.compile(rf" ({_LETTER}[\w'’]{{1,30}})")
_NEAR = re.compile(r"\w+")
#: Lists and rules that give a place by one word, whatever stands beside it.
_BY_WORD = ("lexicon:regions", "lexicon:places", "lexicon:countries", "lexicon:districts", "lexicon:learned")
_REACH = 50


@cache
def senses() -> Mapping[str, frozenset[str]]:
    """Acronym of a body -> the words near it that tell that it stands for something else."""
    return {row["acronym"]: frozenset(row["words"].split("|")) for row in table("acronym_senses")}


def drop_lone_places(text: str, ruled: Sequence[NameMention], modelled: Sequence[NameMention]) -> list[NameMention]:
    """Return the rules' names without places that are one word of an unknown name: ``EU [Asia] Holidays``.

    Only where the model sees no name: an unknown capitalised word beside a listed place then is unlikely to be
    the end of another name.
    """
    seen = Spans((m.start, m.end) for m in modelled if m.label != "POS")
    kept: list[NameMention] = []
    for k, name in enumerate(ruled):
        lone = name.label == "LOC" and name.found_by in _BY_WORD and not seen.overlaps(name.start, name.end)
        left = ruled[k - 1].end if k else 0
        right = ruled[k + 1].start if k + 1 < len(ruled) else len(text)
        if lone and (_unknown_before(text, name.start, left) or _unknown_after(text, name.end, right)):
            continue
        kept.append(name)
    return kept


def _unknown_before(text: str, at: int, floor: int) -> bool:
    found = _WORD_BEFORE.search(text, max(floor, at - 34), at)
    if found is None or not found[1][0].isupper():
        return False
    # A noun that counts know (``Liga Spanyol``) is no part of the place's name.
    return not _opens(text, found.start(1)) and _unknown(found[1]) and roles().get(found[1]) is None


def _opens(text: str, at: int) -> bool:
    """Tell whether a sentence, line, quotation or bracket begins at ``at``, so that a capital says nothing."""
    front = text[max(0, at - 3) : at].rstrip(" ")
    return not front or front[-1] in ".!?:\n\"“”‘’'(•-–"


def _unknown_after(text: str, at: int, ceiling: int) -> bool:
    found = _WORD_AFTER.match(text, at, min(ceiling, at + 34))
    return found is not None and found[1][0].isupper() and _unknown(found[1])


def _unknown(word: str) -> bool:
    """Tell whether a capitalised word is no title, office, plain word, acronym, place or person's name."""
    if is_title(word) or word in office_words() or word.casefold() in common_words() or word in cue("stop"):
        return False
    return not (is_acronym(word) or is_place(word) or word in given_names() or personal(word) >= 0.6)


def mend(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names with what their surroundings say: see the module. In and out sorted, non-overlapping."""
    names = _no_thing(text, _sensible(text, names))
    names = [n for k, n in enumerate(names) if not _flanked(text, names, k)]
    names = edges(text, names)
    names = _called(text, _as_elsewhere(text, names))
    return _acronyms(text, names)


#: So many words of a name can be all that was found of it elsewhere.
_PARTS = 8


def _as_elsewhere(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Give a name the words that it has elsewhere in the document, where they stand here too; not over another name.

    Bodies are carried on (``[Yayasan Tunas] Lestari Beri Beasiswa`` above ``[Yayasan Tunas Lestari]``), sites by
    their number (``[Panti Melati] 3``); places are taken from further left (``Nyaru [Menteng]``).
    """
    known = {(name.label, name.text) for name in names if " " in name.text}
    longer: dict[str, set[str]] = {}  # beginnings of long names, whole words each
    fuller: dict[str, set[str]] = {}  # ends of places' names
    for label, form in known:
        spaces = [at.start() for at in re.finditer(" ", form)]
        if label == "ORG":
            for at in spaces[:_PARTS]:
                longer.setdefault(form[:at], set()).add(form)
        elif label == "FAC" and form[spaces[-1] + 1 :].isdigit():
            longer.setdefault(form[: spaces[-1]], set()).add(form)
        elif label == "LOC":
            for at in spaces[-_PARTS:]:
                fuller.setdefault(form[at + 1 :], set()).add(form)
    out = list(names)
    for i, name in enumerate(names):
        here = [form for form in longer.get(name.text, ()) if (name.label, form) in known]
        room = names[i + 1].start if i + 1 < len(names) else len(text)
        ends = [end for form in here if (end := name.start + len(form)) <= room and _stands(text, form, name.start)]
        if ends:
            out[i] = until(text, name, max(ends))
        elif name.label == "LOC":
            floor = names[i - 1].end if i else 0
            before = fuller.get(name.text, ())
            starts = [at for form in before if (at := name.end - len(form)) >= floor and _stands(text, form, at)]
            if starts:
                out[i] = since(text, name, min(starts))
    return out


def _stands(text: str, form: str, at: int) -> bool:
    """Tell whether the words of ``form`` stand whole at ``at``."""
    end = at + len(form)
    return text.startswith(form, at) and not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())


def _sensible(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Leave out acronyms that stand for a tax or thing here; one sense per document, that of the first occurrence."""
    told: dict[str, bool] = {}
    kept: list[NameMention] = []
    for name in names:
        if name.label == "ORG" and re.match(r"-[A-Z]\d", text[name.end : name.end + 3]) and name.text.isupper():
            continue  # ``PBB-P2`` is one code
        if name.label == "ORG" and name.text in senses():
            if name.text not in told:
                near = text[max(0, name.start - _REACH) : name.end + _REACH]
                told[name.text] = not senses()[name.text].isdisjoint(_NEAR.findall(near.casefold()))
            if told[name.text]:
                continue
        kept.append(name)
    return kept


@cache
def _things() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = table("event_names")
    return frozenset(r["name"] for r in rows if r["match"] == "whole"), tuple(
        r["name"] for r in rows if r["match"] == "start"
    )


def _no_thing(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """Leave out what is an event or a product: ``Brexit``, ``MacBook Pro``."""
    whole, starts = _things()
    return [
        n
        for n in names
        if n.label == "POS" or (n.text not in whole and not n.text.startswith(starts) and not _inside(text, n, starts))
    ]


def _inside(text: str, name: NameMention, starts: Sequence[str]) -> bool:
    """Tell whether a name begins with the second word of one of these (``Agresi [Militer II]``)."""
    for phrase in starts:
        first, _, rest = phrase.partition(" ")
        if rest and name.text.startswith(rest) and text.startswith(f"{first} ", max(0, name.start - len(first) - 1)):
            return True
    return False


def _flanked(text: str, names: Sequence[NameMention], k: int) -> bool:
    """Tell whether a listed place stands between capitalised words that are no names: ``EU [Asia] Holidays``."""
    name = names[k]
    if name.label != "LOC" or not name.found_by.startswith(_BY_WORD):
        return False
    left = names[k - 1].end if k else 0
    right = names[k + 1].start if k + 1 < len(names) else len(text)
    if not _unknown_after(text, name.end, right):
        return False
    found = _WORD_BEFORE.search(text, max(left, name.start - 34), name.start)
    acronym = found is not None and is_acronym(found[1]) and not _opens(text, found.start(1))
    return acronym or _unknown_before(text, name.start, left)


def _called(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """A company's name that is a word of a person's in the document and speaks is that person: ``ucap Sony``."""
    words = {w for n in names if n.label == "PER" and " " in n.text for w in n.text.split()}
    short = {
        n.text
        for n in names
        if n.label in {"ORG", "LOC"} and n.text in words and not n.text.isupper() and _speaks(text, n)
    }
    return [
        replace(n, label="PER", norm=name_norm("PER", n.text)) if n.text in short and n.label in {"ORG", "LOC"} else n
        for n in names
    ]


def _speaks(text: str, name: NameMention) -> bool:
    before = _WORD_BEFORE.search(text, max(0, name.start - 34), name.start)
    after = _WORD_AFTER.match(text, name.end)
    return (before is not None and before[1].casefold() in cue("say_before")) or (
        after is not None and after[1] in cue("say_after")
    )


def _acronyms(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """An acronym of three to five capitals that only speaks is a body: ``kata MFA``.

    Initials of somebody anonymous, of a person named in full, and those known of a person stay.
    """
    known = {word for n in names if n.label == "PER" and " " in n.text for word in _letters(n.text)}
    hidden = {n.text for n in names if n.label == "PER" and n.text.isupper() and _anonymous(text, n)}
    if hidden:
        # Where one is named by initials, others are.
        known |= {n.text for n in names if n.label == "PER" and len(n.text) == 3}
    known |= hidden
    out: list[NameMention] = []
    for n in names:
        if not _body(n, known):
            out.append(n)
        elif not is_trap(n.text) and not (out and out[-1].label == "PER" and text[out[-1].end : n.start] == ", "):
            # Behind a person and a comma an acronym is a degree: ``Rini Lestari, MAMG``.
            out.append(replace(n, label="ORG", norm=name_norm("ORG", n.text)))
    return out


def _body(name: NameMention, known: set[str]) -> bool:
    """Tell whether a person's name is an acronym that nobody in ``known`` and no count has as a person's."""
    if name.label != "PER" or name.text in known or re.fullmatch(r"[A-Z]{3,5}", name.text) is None:
        return False
    role = roles().get(name.text)
    return role is None or (role.first + role.inner) * 2 <= role.total


def _letters(name: str) -> Iterator[str]:
    """Yield what a person is called in capitals: each word, and the initials."""
    words = name.split()
    yield from (word.upper() for word in words)
    yield "".join(word[0] for word in words)


def _anonymous(text: str, name: NameMention) -> bool:
    near = _NEAR.findall(text[max(0, name.start - 30) : name.start].casefold())[-3:]
    return (
        not cue("anonymous").isdisjoint(near)
        or re.match(r" ?\(\d\d\)| \(usia", text[name.end : name.end + 7]) is not None
    )
