"""The component ``warta_officials``: link each office to its holder and its body.

Persons and bodies are the names found before; offices come from ``offices.py``. An office in front of a
name (``Menteri Sosial Rini``), in apposition behind it (``Rini, Menteri Sosial,``) or joined to it
by a word (``Rini selaku Menteri Sosial``) belongs to that person; ``merangkap`` and ``/`` share one.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import IDX, IS_SPACE, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise.candidates import Spans
from warta.recognise.office_anaphora import find_back, quoted_tokens
from warta.recognise.office_bare import complete
from warta.recognise.office_bodies import Bodies
from warta.recognise.office_lexicon import office_lexicon
from warta.recognise.office_links import Linker
from warta.recognise.office_people import drop_mistaken
from warta.recognise.office_ranks import drop_ranks
from warta.recognise.office_slips import correct
from warta.recognise.office_subjects import find_subjects
from warta.recognise.office_tokens import Tokens
from warta.recognise.offices import OfficeFinder
from warta.recognise.state import mirror, register, text_of
from warta.values.mention import OfficialMention

#: From this score on a model's office words open an office that no list knows.
_SURE = 0.7


@Language.factory("warta_officials", assigns=["doc._.warta_officials"])
def make_officials(nlp: Language, name: str) -> OfficialsComponent:
    """Return the component; it reads ``doc._.warta_names`` and writes ``doc._.warta_officials``."""
    return OfficialsComponent()


class OfficialsComponent:
    """Set ``doc._.warta_officials`` and mirror the phrases in ``doc.spans["warta_officials"]``."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        doc._.warta_officials = find_officials(doc)
        mirror(doc, "warta_officials", ((o, o.status) for o in doc._.warta_officials))
        return doc


def find_officials(doc: Doc) -> list[OfficialMention]:
    """Return the officials of a Doc in order; the same person and office may come more than once."""
    words, starts, sentence_of = _words(doc)
    tokens = Tokens.of(words, starts, doc._.warta_names, doc._.titles)
    if not tokens.inside:
        return []
    drop_mistaken(tokens, office_lexicon())
    quiet = Spans(doc._.silent)
    offices = [
        o
        for o in OfficeFinder(office_lexicon(), published=str(doc._.published_at or "")).find(
            tokens, _pos_spans(doc, tokens)
        )
        if not quiet.overlaps(starts[o.first], tokens.ends[o.last - 1])
    ]
    drop_ranks(tokens, office_lexicon(), offices)
    correct(offices)
    links = Linker(tokens, sentence_of).link(offices)
    quoted = quoted_tokens(tokens)
    back = find_subjects(tokens, sentence_of, office_lexicon(), offices, links, quoted)
    back += find_back(tokens, sentence_of, office_lexicon(), offices, [*links, *back], quoted)
    complete(tokens, office_lexicon(), offices, [*links, *back])
    bodies = Bodies(tokens, sentence_of, offices)
    found: list[OfficialMention] = []
    pointing = {id(office) for office, _ in back}
    for office, (_, name) in sorted([*links, *back], key=lambda link: link[0].first):
        position, organisation, org = bodies.describe(office)
        if organisation is None and office_lexicon().phrase_at("expert", position.split(), 0):
            continue  # ``Pengamat Politik Rini``: what somebody knows is no office
        begin, end = starts[office.first], tokens.ends[office.last - 1]
        if id(office) not in pointing:
            begin, end = min(begin, name.start), max(end, name.end)
        found.append(
            OfficialMention(
                start=begin,
                end=end,
                person=name.norm,
                position=position,
                organisation=organisation,
                status=office.status,
                person_start=name.start,
                person_end=name.end,
                org_start=None if org is None else org.start,
                org_end=None if org is None else org.end,
            )
        )
    return sorted(found, key=lambda o: (o.start, o.end, o.position))


def _words(doc: Doc) -> tuple[list[str], list[int], list[int]]:
    """Return the tokens but white space (a double space, a line end must not part an office from its holder).

    Their words, their offsets and the numbers of their sentences.
    """
    if not len(doc):
        return [], [], []
    text = text_of(doc)
    idx, length, space, opening = doc.to_array([IDX, LENGTH, IS_SPACE, SENT_START]).T.astype(np.int64)
    opens = opening == 1
    opens[0] = True
    kept = space == 0
    starts: list[int] = idx[kept].tolist()
    words = [text[s:e] for s, e in zip(starts, (idx + length)[kept].tolist(), strict=True)]
    return words, starts, (np.cumsum(opens) - 1)[kept].tolist()


def _pos_spans(doc: Doc, tokens: Tokens) -> list[tuple[int, int]]:
    """Token bounds of the model's office words."""
    index = {s: i for i, s in enumerate(tokens.starts)}
    ends = {e: i + 1 for i, e in enumerate(tokens.ends)}
    return [
        (index[m.start], ends[m.end])
        for m in doc._.warta_names
        if m.label == "POS" and (m.score is None or m.score >= _SURE) and m.start in index and m.end in ends
    ]
