"""Offices that point back: ``Rini mengatakan ... ujar anggota Komisi IX DPR itu``.

An office with its body, closed by ``itu``, ``ini`` or ``tersebut`` and without a name beside it, says of somebody
named before what he holds. Who that is the text's order tells: a verb of saying in front asks for the last speaker,
everything else for the last person outside direct speech.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from warta.recognise.gazetteer import cue
from warta.recognise.office_between import Person
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Office, Tokens

#: So many tokens and sentences back a person is still spoken of.
_REACH, _SENTENCES = 160, 4
#: A pronoun that is the subject of an office stands at most so many tokens in front.
_CLAUSE = 15
#: What somebody says opens with at most so many words before an office.
_OPENING_WORDS = 5
_OPENING, _CLOSING = frozenset({"“", "‘"}), frozenset({"”", "’"})


def find_back(
    tokens: Tokens,
    sentence_of: Sequence[int],
    lex: OfficeLexicon,
    offices: Sequence[Office],
    links: Collection[tuple[Office, Person]],
    quoted: Sequence[bool],
) -> list[tuple[Office, Person]]:
    """Return (office, person) for the offices without a holder that point back, in text order."""
    held = {id(office) for office, _ in links}
    pointing = [o for o in offices if id(o) not in held and _points_back(tokens, lex, o)]
    if not pointing:
        return []
    known = _Known([office for office, _ in links])
    found: list[tuple[Office, Person]] = []
    for office in pointing:
        if known.holds(office) or quoted[office.first]:
            continue
        person = _holder(tokens, sentence_of, lex, office, quoted)
        if person is not None:
            office.last += 1
            found.append((office, person))
    return found


def _points_back(tokens: Tokens, lex: OfficeLexicon, office: Office) -> bool:
    if office.last >= len(tokens.words) or not lex.phrase_at("back", tokens.words, office.last):
        return False
    if tokens.words[office.last] == "ini" and lex.phrase_before("oblique", tokens.words, office.first):
        return False  # ``dihadiri oleh Bupati Siak ini``
    if lex.phrase_at("generic", office.words, 0):
        return False  # ``pimpinan KPK itu`` says of somebody with an office that he has one
    if any(lex.phrase_before(role, tokens.words, office.first) for role in ("several", "plural")):
        return False
    if office.body.startswith(("police:", "army:")) and len(office.words) > 1:
        return True  # ``mantan Kapolda Metro Jaya itu``
    return office.says_body or office.body.startswith("fixed:")


def _what(office: Office) -> tuple[str, tuple[str, ...]]:
    """The office as far as it can be compared before names are linked: its words, and those of its body."""
    body = office.org_text or (office.org.norm if office.org is not None else "")
    body = body or (office.place.norm if office.place is not None else "")
    return " ".join(office.words).casefold(), tuple(body.split())


class _Known:
    """The offices that have a holder; tells whether another is one of them.

    Bodies may be shortened (``Demokrat``) or be an acronym of the other. Bodies are looked up by their rarest word,
    since a document may hold tens of thousands of them under one office.
    """

    def __init__(self, offices: Sequence[Office]) -> None:
        self._bodies: dict[str, set[tuple[str, ...]]] = {}
        for office in offices:
            words, body = _what(office)
            self._bodies.setdefault(words, set()).add(body)
        self._of: dict[str, _Bodies] = {}

    def holds(self, office: Office) -> bool:
        """Tell whether ``office`` is one of these."""
        words, body = _what(office)
        if words not in self._bodies:
            return False
        if words not in self._of:
            self._of[words] = _Bodies(self._bodies[words])
        return self._of[words].alike(body)


class _Bodies:
    """Names of bodies, as words."""

    def __init__(self, bodies: Collection[tuple[str, ...]]) -> None:
        self._some = bool(bodies)
        self._none = () in bodies
        #: The bodies that hold a word, and those of which it is the rarest.
        self._with: dict[str, list[tuple[str, ...]]] = {}
        for body in sorted(bodies):
            for word in set(body):
                self._with.setdefault(word, []).append(body)
        self._rarest: dict[str, list[tuple[str, ...]]] = {}
        for body in sorted(bodies):
            if body:
                self._rarest.setdefault(min(body, key=lambda w: (len(self._with[w]), w)), []).append(body)
        #: The acronyms that can be read off a body, and the bodies of one word.
        self._initials = {_initials(body) for body in bodies if body}
        self._single = {body[0] for body in bodies if len(body) == 1}

    def alike(self, body: tuple[str, ...]) -> bool:
        """Tell whether the words of ``body`` are among those of one, or the other way round, or one is the acronym."""
        if self._none or not body:
            return self._some
        words = set(body)
        if len(body) == 1 and body[0] in self._initials:
            return True
        if len(body) > 1 and _initials(body) in self._single:
            return True
        longer = min((self._with.get(word, []) for word in sorted(words)), key=len)
        if any(len(one) >= len(body) and words.issubset(one) for one in longer):
            return True
        return any(
            len(one) < len(body) and words.issuperset(one)
            for word in sorted(words)
            for one in self._rarest.get(word, ())
        )


def _initials(body: Sequence[str]) -> str:
    return "".join(word[0] for word in body if word[0].isupper())


def _holder(
    tokens: Tokens, sentence_of: Sequence[int], lex: OfficeLexicon, office: Office, quoted: Sequence[bool]
) -> Person | None:
    """The person the office points back to, or None."""
    said = office.first > 0 and tokens.words[office.first - 1] in cue("say_before")
    # An office that opens its sentence is the subject, as was the first person of the sentence before.
    opens = _opens(sentence_of, office.first)
    if not (said or opens) and _pronoun(tokens, sentence_of, lex, office.first):
        return _beside(tokens, sentence_of, office, quoted)  # ``Ia menjenguk mantan Mensos itu``
    last: Person | None = None
    floor = max(0, office.first - _REACH)
    for j in range(office.first - 1, floor - 1, -1):
        if j not in tokens.inside or sentence_of[office.first] - sentence_of[j] > _SENTENCES:
            continue
        first, name = tokens.person_at(j)
        if j != first or quoted[first]:
            continue
        if opens:
            if last is not None and sentence_of[last[0]] != sentence_of[first]:
                break
            if last is None or not _governed(tokens, lex, first):
                last = first, name
        elif not said and _reports(tokens, first, office.first):
            continue  # ``Rini menuturkan bahwa mantan Mensos itu``: who speaks speaks of another
        elif not said or _speaks(tokens, first) or _opens(sentence_of, first):
            return first, name
        last = last or (first, name)
    return last


def _beside(tokens: Tokens, sentence_of: Sequence[int], office: Office, quoted: Sequence[bool]) -> Person | None:
    """The last person of the sentence with persons before the office, beside another whom the pronoun stands for."""
    last: Person | None = None
    for j in range(office.first - 1, max(-1, office.first - _REACH - 1), -1):
        named = tokens.name_at.get(j)
        if named is None or named[0].label != "PER" or quoted[j]:
            continue
        if last is None:
            last = j, named[0]
        elif sentence_of[j] != sentence_of[last[0]]:
            return None
        elif named[0].text != last[1].text:
            return last
    return None


def _pronoun(tokens: Tokens, sentence_of: Sequence[int], lex: OfficeLexicon, k: int) -> bool:
    """Tell whether a pronoun stands for the last person in the clause of token ``k``, in front of it."""
    for j in range(k - 1, max(-1, k - _CLAUSE), -1):
        if sentence_of[j] != sentence_of[k] or j in tokens.inside or tokens.words[j] == ",":
            return False
        if lex.phrase_at("pronoun", tokens.words, j):
            return True
    return False


def _governed(tokens: Tokens, lex: OfficeLexicon, first: int) -> bool:
    """Tell whether a preposition or another name's office stands in front of the person: no subject."""
    words, behind = tokens.words, tokens.name_at[first][1]
    if words[behind : behind + 1] == [","] and behind + 1 in tokens.inside:
        return True  # ``Menanggapi usul Ani, Rini menjelaskan``
    while first and lex.phrase_before("title", words, first):
        first -= lex.phrase_before("title", words, first)
    return lex.phrase_before("oblique", words, first) > 0


def _reports(tokens: Tokens, first: int, k: int) -> bool:
    """``Rini menuturkan bahwa mantan Mensos itu``: tell whether the office at ``k`` opens what the person says."""
    words, behind = tokens.words, tokens.name_at[first][1]
    if behind + 1 >= len(words) or words[behind] not in cue("say_after"):
        return False
    return behind + 1 == k or (words[behind + 1] in {"bahwa", "jika", "kalau"} and k - behind <= _OPENING_WORDS)


def _speaks(tokens: Tokens, first: int) -> bool:
    """Tell whether a verb of saying stands beside the person."""
    words, behind = tokens.words, tokens.name_at[first][1]
    return (first > 0 and words[first - 1].casefold() in cue("say_before")) or (
        behind < len(words) and words[behind] in cue("say_after")
    )


def _opens(sentence_of: Sequence[int], first: int) -> bool:
    return not first or sentence_of[first - 1] != sentence_of[first]


def quoted_tokens(tokens: Tokens) -> list[bool]:
    """Tell of each token whether it stands in direct speech: the nearest quotation mark before it opens one."""
    words, found = tokens.words, [False] * len(tokens.words)
    mark, opens = -_REACH, False
    for k in range(1, len(words)):
        if words[k - 1] in _OPENING or words[k - 1] in _CLOSING or words[k - 1] == '"':
            mark, j = k - 1, k - 1
            # A mark that opens leans on the word behind it, one that closes on the word in front.
            leans = (j == 0 or tokens.starts[j] > tokens.ends[j - 1]) and tokens.starts[j + 1] == tokens.ends[j]
            opens = words[j] in _OPENING or (words[j] == '"' and leans)
        found[k] = opens and k - mark < _REACH
    return found
