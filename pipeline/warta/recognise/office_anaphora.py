"""Offices that point back: ``Rini mengatakan ... ujar anggota Komisi IX DPR itu``.

An office with its body, closed by ``itu``, ``ini`` or ``tersebut`` and without a name beside it, says of somebody
named before what he holds. Who that is the text's order tells: a verb of saying in front asks for the last speaker,
everything else for the last person outside direct speech.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from warta.recognise.gazetteer import cue
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_links import Person
from warta.recognise.office_tokens import Office, Tokens

#: So many tokens and sentences back a person is still spoken of.
_REACH, _SENTENCES = 160, 4
_OPENING, _CLOSING = frozenset({"“", "‘"}), frozenset({"”", "’"})


def find_back(
    tokens: Tokens,
    sentence_of: Sequence[int],
    lex: OfficeLexicon,
    offices: Sequence[Office],
    links: Collection[tuple[Office, Person]],
) -> list[tuple[Office, Person]]:
    """Return (office, person) for the offices without a holder that point back, in text order."""
    held = {id(office) for office, _ in links}
    known = [_what(office) for office, _ in links]
    found: list[tuple[Office, Person]] = []
    for office in offices:
        if (
            id(office) in held
            or not _points_back(tokens, lex, office)
            or any(_alike(_what(office), one) for one in known)
        ):
            continue
        if _quoted(tokens, office.first):
            continue
        person = _holder(tokens, sentence_of, office)
        if person is not None:
            office.last += 1
            found.append((office, person))
    return found


def _points_back(tokens: Tokens, lex: OfficeLexicon, office: Office) -> bool:
    if office.last >= len(tokens.words) or not lex.phrase_at("back", tokens.words, office.last):
        return False
    if lex.phrase_at("generic", office.words, 0):
        return False  # ``pimpinan KPK itu`` says of somebody with an office that he has one
    if any(lex.phrase_before(role, tokens.words, office.first) for role in ("several", "plural")):
        return False
    return office.org is not None or office.org_text is not None or office.place is not None


def _what(office: Office) -> tuple[str, str]:
    """The office as far as it can be compared before names are linked."""
    body = office.org_text or (office.org.norm if office.org is not None else "")
    return " ".join(office.words), body or (office.place.norm if office.place is not None else "")


def _alike(one: tuple[str, str], two: tuple[str, str]) -> bool:
    """Tell whether two offices are one: bodies may be shortened (``Demokrat``) or be an acronym of the other."""
    if one[0].casefold() != two[0].casefold():
        return False
    short, long = sorted((one[1].split(), two[1].split()), key=len)
    initials = "".join(word[0] for word in long if word[0].isupper())
    return set(short) <= set(long) or (len(short) == 1 and short[0] == initials)


def _holder(tokens: Tokens, sentence_of: Sequence[int], office: Office) -> Person | None:
    """The person the office points back to, or None."""
    said = office.first > 0 and tokens.words[office.first - 1] in cue("say_before")
    last: Person | None = None
    floor = max(0, office.first - _REACH)
    for j in range(office.first - 1, floor - 1, -1):
        if j not in tokens.inside or sentence_of[office.first] - sentence_of[j] > _SENTENCES:
            continue
        first, name = tokens.person_at(j)
        if j != first or _quoted(tokens, first):
            continue
        if not said or _speaks(tokens, first) or _opens(sentence_of, first):
            return first, name
        last = last or (first, name)
    return last


def _speaks(tokens: Tokens, first: int) -> bool:
    """Tell whether a verb of saying stands beside the person."""
    words, behind = tokens.words, tokens.name_at[first][1]
    return (first > 0 and words[first - 1].casefold() in cue("say_before")) or (
        behind < len(words) and words[behind] in cue("say_after")
    )


def _opens(sentence_of: Sequence[int], first: int) -> bool:
    return not first or sentence_of[first - 1] != sentence_of[first]


def _quoted(tokens: Tokens, k: int) -> bool:
    """Tell whether token ``k`` stands in direct speech: the nearest quotation mark before it opens one."""
    words = tokens.words
    for j in range(k - 1, max(-1, k - _REACH), -1):
        if words[j] in _OPENING:
            return True
        if words[j] in _CLOSING:
            return False
        if words[j] == '"':
            # A mark that opens leans on the word behind it, one that closes on the word in front.
            return (j == 0 or tokens.starts[j] > tokens.ends[j - 1]) and tokens.starts[j + 1] == tokens.ends[j]
    return False
