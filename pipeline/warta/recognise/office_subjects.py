"""Offices that a verb gives to the subject of the sentence, which stands further away.

``Rini bertemu Budi saat menjabat Ketua Yayasan Pelita``, ``Rini mengaku dirinya masih menjabat Bupati``: what is linked
by a word or a comma is left to ``office_links.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from warta.recognise.gazetteer import cue
from warta.recognise.office_between import Person
from warta.recognise.office_lexicon import OfficeLexicon
from warta.recognise.office_tokens import Office, Tokens

#: So many tokens back, and so many sentences, the subject is looked for.
_REACH, _SENTENCES = 60, 2
#: Between a conjunction and its verb stand at most so many words of a subject that points back.
_GAP = 8


def find_subjects(
    tokens: Tokens,
    sentence_of: Sequence[int],
    lex: OfficeLexicon,
    offices: Sequence[Office],
    links: Collection[tuple[Office, Person]],
    quoted: Sequence[bool],
) -> list[tuple[Office, Person]]:
    """Return (office, person) for the offices without a holder that are held by a subject, in text order.

    The status of an office becomes ``former`` where the verb tells of the past.
    """
    held = {id(office): person for office, person in links}
    found: list[tuple[Office, Person]] = []
    for office in offices:
        verb = _verb(tokens.words, lex, office)
        if verb is None or quoted[office.first] or sentence_of[verb] != sentence_of[office.first]:
            continue
        event = bool(lex.phrase_before("event", tokens.words, office.first))
        holder = held.get(id(office))
        if holder is not None:
            if not event and office.status == "definitive" and _then(tokens, lex, holder, verb):
                office.status = "former"
            continue
        person, past = _subject(tokens, sentence_of, lex, office, verb, quoted)
        if person is not None:
            if past and not event:
                office.status = "former"
            found.append((office, person))
    return found


def _verb(words: list[str], lex: OfficeLexicon, office: Office) -> int | None:
    """Return where the verb of holding and its adverbs begin (``masih menjabat sebagai`` Ketua), or None."""
    k = office.first
    if k > 1 and words[k - 1] in {"sebagai", "selaku"} and lex.phrase_before("capacity", words, k - 1):
        return k - 2  # ``posisinya sebagai`` Ketua
    length = lex.phrase_before("held", words, k)
    if not length:
        # The status has been read with its verb: ``pernah menjabat sebagai``.
        return k if office.status == "former" and lex.phrase_at("held", words, k + 1) else None
    k -= length
    while length := lex.phrase_before("adverb", words, k):
        k -= length
    return k


def _then(tokens: Tokens, lex: OfficeLexicon, person: Person, verb: int) -> bool:
    """``ketika Rini masih menjabat Bupati``: tell whether a word of time opens the clause of the holder."""
    first, behind = person[0], tokens.name_at[person[0]][1]
    if behind != verb:
        return False
    while first and lex.phrase_before("title", tokens.words, first):
        first -= lex.phrase_before("title", tokens.words, first)
    return bool(lex.phrase_before("then", tokens.words, first))


def _subject(
    tokens: Tokens,
    sentence_of: Sequence[int],
    lex: OfficeLexicon,
    office: Office,
    verb: int,
    quoted: Sequence[bool],
) -> tuple[Person | None, bool]:
    """Return who holds the office whose verb begins at ``verb``, and whether the text says that it is over."""
    words = tokens.words
    if any(lex.phrase_at("unsure", words, k) for k in range(max(0, verb - 3), verb)):
        return None, False
    k = verb - lex.phrase_before("pronoun", words, verb)
    pronoun = k < verb
    time = lex.phrase_before("past", words, k)
    k -= time
    conjunction = lex.phrase_before("while", words, k)
    past = bool(time or lex.phrase_before("then", words, k))
    if not (conjunction or pronoun) and lex.phrase_before("back", words, k):
        # ``saat politikus itu menjabat Menteri``
        for j in range(k - 1, max(0, k - _GAP), -1):
            if j in tokens.inside or words[j] in {",", "."}:
                break
            if lex.phrase_at("then", words, j):
                here = _persons(tokens, sentence_of, j, sentence_of[j], quoted)
                return (here[-1], True) if here else (None, False)
        return None, False
    here = _persons(tokens, sentence_of, k, sentence_of[verb], quoted)
    if pronoun or conjunction:
        # ``Menurut Ani, Budi mundur saat menjabat Bupati``: who is quoted stands outside.
        named = [p for p in here if words[p[0] - 1].casefold() not in cue("say_before")] if len(here) > 1 else here
        if here and conjunction and not pronoun and tokens.name_at[here[-1][0]][1] == k - conjunction:
            return here[-1], past  # ``pelanggaran Budi saat menjabat Bupati``
        if named:
            return named[0], past
    elif here and lex.phrase_at("capacity", words, verb):
        return (here[0], False) if office.says_body and len({p[1].text for p in here}) == 1 else (None, False)
    elif here and office.status == "former":
        behind = tokens.name_at[here[-1][0]][1]
        apart = words[behind:k]
        return (here[-1], past) if len(apart) <= _GAP and "," not in apart else (None, False)
    if pronoun:
        for back in range(1, _SENTENCES + 1):
            before = _persons(tokens, sentence_of, k, sentence_of[verb] - back, quoted)
            if before:
                return before[0], past
    return None, False


def _persons(
    tokens: Tokens, sentence_of: Sequence[int], end: int, sentence: int, quoted: Sequence[bool]
) -> list[Person]:
    """The persons of a sentence in front of token ``end``, in order, but those of direct speech."""
    found: list[Person] = []
    for j in range(end - 1, max(-1, end - _REACH), -1):
        if sentence_of[j] < sentence:
            break
        named = tokens.name_at.get(j)
        if sentence_of[j] == sentence and named is not None and named[0].label == "PER" and not quoted[j]:
            found.append((j, named[0]))
    return found[::-1]
