"""The component ``warta_names``: organisations, persons, facilities and places from lexicon and rules.

Finders yield candidates; one policy (``candidates.choose``) decides among overlapping ones;
what is left becomes mentions. The names of a trained model join these in ``merge.merge_names``;
what the document repeats of both is found last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from warta.recognise import facilities, gazetteer, locations, organisations, people, registered, repeated
from warta.recognise.candidates import Candidate, Spans, choose
from warta.recognise.casing import soften
from warta.recognise.extent import is_place
from warta.recognise.facilities import WEIGHED, mention
from warta.recognise.gazetteer import common_words, cue, personal, roles
from warta.recognise.merge import merge_names
from warta.recognise.model import model_names
from warta.recognise.own import OwnFinder, named, settle
from warta.recognise.state import NAMED, mirror, register, text_of
from warta.recognise.surroundings import drop_lone_places, mend
from warta.recognise.tagger import Tagger
from warta.recognise.tidy import several, tidy
from warta.recognise.words import Words
from warta.values.mention import NameMention
from warta.values.names import is_title
from warta.values.places import lookup

#: Rank of the sources in ``choose``: a model's candidates come before rules and lists of whatever length.
PRIORITY: Mapping[str, int] = {"model": 40}
_FAR = 99
#: The component of a model's pipeline that reads names.
TAGGER = "warta_tagger"


def find_names(
    doc: Doc, *, extra: Iterable[Candidate] = (), modelled: Sequence[NameMention] | None = None
) -> list[NameMention]:
    """Return the names of a document, non-overlapping and sorted by offset; POS (offices) of a model among them.

    Reads ``doc.text``, the names of a model in front of it in the pipeline (``model.model_names``),
    ``doc._.silent`` (no mention touches these stretches) and ``doc._.titles`` (in headlines, where
    every word is capitalised, only names known from the body or a list are trusted). ``extra``: candidates
    of another finder; they enter the choice among the rules' candidates. ``modelled``: names to take for the model's.
    """
    found = model_names(doc) if modelled is None else modelled
    return names_in(text_of(doc), silent=doc._.silent, titles=doc._.titles, extra=extra, modelled=found)


def names_in(
    text: str,
    *,
    silent: Iterable[tuple[int, int]] = (),
    titles: Iterable[tuple[int, int]] = (),
    extra: Iterable[Candidate] = (),
    priority: Mapping[str, int] = PRIORITY,
    modelled: Sequence[NameMention] = (),
) -> list[NameMention]:
    """Return the names of a plain text; see ``find_names``.

    ``priority`` as in ``candidates.choose``; ``modelled``: names of a model, which join by ``merge.merge_names``.
    """
    soft, capitals = soften(text)
    # What the letters of a name tell, its surroundings too, is told in capitals by the softened line alone.
    calm = soften(text, titles=False)[0] if capitals else text
    sheet = Words(soft)
    quiet = Spans(silent)
    cased_spans = [*capitals, *(title for title in titles if _title_case(text[title[0] : title[1]]))]
    cased = Spans(cased_spans)
    office = people.office_spans(sheet)
    blocks = _blocks(sheet, office)

    def open_for(c: Candidate) -> bool:
        if c.label in {"ORG", "FAC"} and c.found_by in {"rule:head", "rule:facility"} and several(soft, c.start, c.end):
            return False
        return not (quiet.overlaps(c.start, c.end) or blocks.overlaps(c.start, c.end))

    given = [c for c in extra if not quiet.overlaps(c.start, c.end)]
    # In a Title Case headline the rules would run over whole sentences.
    ruled = [
        c for c in _by_form(sheet, office) if open_for(c) and (not cased.overlaps(c.start, c.end) or _sure(soft, c))
    ]
    chosen = choose([*given, *ruled], priority)
    taken = Spans((c.start, c.end) for c in chosen)

    def keep(found: Iterable[Candidate], *, headlines: bool, offices: bool = False) -> None:
        for c in found:
            if quiet.overlaps(c.start, c.end) or (not headlines and cased.overlaps(c.start, c.end)):
                continue
            if (offices or not blocks.overlaps(c.start, c.end)) and taken.add(c.start, c.end):
                chosen.append(c)

    # Each of these builds on what stands before it.
    keep(locations.find_by_preposition(sheet, taken), headlines=False)
    keep(organisations.find_brackets(sheet, {c.end: c for c in chosen}), headlines=False)
    keep(organisations.find_cited(sheet, taken), headlines=False)
    keep(people.find(sheet, taken, office), headlines=False, offices=True)
    known = len(chosen)
    keep(repeated.find(sheet, tuple(chosen), taken), headlines=True)
    keep(repeated.find_recurring(sheet, taken), headlines=True)
    if not modelled:
        return _as_in(text, mend(calm, _as_in(calm, (mention(text, c, soft) for c in sorted(chosen)))))
    # What repeats a name by rule waits until the model has agreed to that name.
    first = sorted(c for k, c in enumerate(chosen) if k < known or c.found_by != "rule:repeated")
    heard = [m for m in modelled if not quiet.overlaps(m.start, m.end)]
    sound = drop_lone_places(calm, _as_in(calm, (mention(text, c, soft) for c in first)), heard)
    names = merge_names(sound, tidy(calm, _as_in(calm, heard)), cased_spans)
    chosen = [Candidate(m.start, m.end, m.label, m.found_by, m.score) for m in names if m.label != "POS"]
    taken = Spans((m.start, m.end) for m in names)
    known = len(chosen)
    # What both agreed on defines the acronym behind it.
    keep(organisations.find_brackets(sheet, {c.end: c for c in chosen}), headlines=False)
    keep(repeated.find(sheet, tuple(chosen), taken), headlines=True)
    added = _as_in(calm, (mention(text, c, soft) for c in chosen[known:]))
    return _as_in(text, mend(calm, sorted([*names, *added], key=lambda m: (m.start, m.end))))


def _by_form(sheet: Words, office: list[tuple[int, int]]) -> Iterator[Candidate]:
    """Yield the candidates that lists and the words themselves give, whatever else stands in the text."""
    distance = office_distance(sheet, office)
    inside = frozenset(k for s, e in office for k in range(s, e))
    yield from organisations.find(sheet, distance)
    yield from facilities.find(sheet, distance)
    yield from facilities.find_suffixed(sheet)
    yield from organisations.find_suffixed(sheet)
    yield from organisations.defined_brackets(sheet)
    yield from registered.registered_brackets(sheet)
    yield from locations.find(sheet, inside)
    yield from _listed(sheet, inside)
    yield from locations.find_by_office(sheet, office)


def _sure(text: str, c: Candidate) -> bool:
    """Tell whether a candidate in a Title Case headline is trusted: from a list, or a head and a place.

    Where every word has a capital, ``ITU`` and ``ANTARA`` are words of the language.
    """
    if c.found_by.startswith("lexicon:"):
        return text[c.start : c.end].casefold() not in common_words()
    head, _, rest = text[c.start : c.end].partition(" ")
    return c.found_by == "rule:head" and (not rest or (bool(lookup(rest)) and head != "Pemerintah") or is_place(rest))


def office_distance(sheet: Words, office: list[tuple[int, int]] | None = None) -> list[int]:
    """Return for every word how many words ago an office phrase began on its line (99: none)."""
    starts = {s for s, _ in (people.office_spans(sheet) if office is None else office)}
    n = len(sheet)
    out = [_FAR] * n
    for start in starts:
        i = start
        while True:
            out[i] = min(_FAR, i - start)
            i += 1
            if (
                i >= n
                or i in starts
                or (sheet.first[i] and sheet.fresh[i])
                or sheet.text[i - 1] in {".", ",", ";", "!", "?"}
            ):
                break
    return out


def _blocks(sheet: Words, office: list[tuple[int, int]]) -> Spans:
    """Stretches of offices inside which no organisation is named: ``Menteri Sosial``, not ``Kepala Biro``."""
    spans = []
    for start, end in office:
        stop = end
        if sheet.text[start] not in {"Menteri", "Wakil", "Menko", "Direktur", "Dirjen", "Sekretaris"} or sheet.text[
            stop - 1
        ] in {"Ditjen", "Direktorat"}:
            continue
        if (
            stop < len(sheet)
            and sheet.text[start] in {"Menteri", "Wakil"}
            and sheet.text[stop] in {"RI", "Republik"}
            and not sheet.fresh[stop]
        ):
            stop += 1
            if sheet.text[stop - 1] == "Republik" and stop < len(sheet) and sheet.text[stop] == "Indonesia":
                stop += 1
        if sheet.text[start] in {"Menteri", "Wakil", "Menko"} and stop + 2 < len(sheet):
            # ``Menteri Pekerjaan Umum (PU)``: the acronym of the field
            stop += 3 if sheet.text[stop] == "(" and sheet.text[stop + 2] == ")" else 0
        spans.append((sheet.start[start], sheet.end[stop - 1]))
    return Spans(spans)


def _title_case(text: str) -> bool:
    """Tell whether a headline capitalises most of its words."""
    letters = [w for w in text.split() if w[:1].isalpha() and len(w) > 3]
    return len(letters) >= 3 and sum(w[0].isupper() for w in letters) >= 0.75 * len(letters)


def _listed(sheet: Words, offices: frozenset[int]) -> Iterator[Candidate]:
    """Yield the names that stand in registers and lists."""
    for i in sheet.where(gazetteer.lengths()):
        form = gazetteer.match(sheet, i)
        if form is None or (form.label == "LOC" and i in offices):
            continue  # ``Wali [Kota Bogor]`` is ``Wali Kota`` and ``Bogor``
        end = i + len(form.words)
        if not _misled(sheet, i, end, form.label):
            if (
                form.label == "LOC"
                and end < len(sheet)
                and not sheet.fresh[end]
                and sheet.text[end] in cue("direction")
            ):
                # ``Eropa Utara``, ``Banjarmasin Tengah``; not twice, and ``Barat Daya`` is one direction
                end += 1 if sheet.text[end - 1] not in cue("direction") or sheet.text[end] in {"Laut", "Daya"} else 0
            if form.label == "ORG" and end < len(sheet) and not sheet.fresh[end]:
                end = _branch(sheet, i, end)
            yield Candidate(sheet.start[i], sheet.end[end - 1], form.label, form.found_by)


def _branch(sheet: Words, i: int, end: int) -> int:
    """Go over ``RI`` and, behind an acronym, the country or region of a branch: ``KOICA Indonesia``, ``KPU Jabar``."""
    if sheet.text[end] == "RI":
        return end + 1
    if end - i == 1 and not sheet.glued[end]:
        form = gazetteer.match(sheet, end)
        if form is not None and form.label == "LOC" and (sheet.shape[end] == "C" or len(form.words) > 1):
            return end + len(form.words)
    return end


def _misled(sheet: Words, i: int, end: int, label: str) -> bool:
    """Tell whether a listed name is no name here: a plain word that opens a sentence, part of a person's name."""
    word = sheet.text[i]
    if end - i > 1:
        return False
    if word == "AS" and i and sheet.text[i - 1].casefold() in {"dolar", "dollar"}:
        return True
    if word in {"TNI", "Polri"} and i and not sheet.fresh[i] and is_title(sheet.text[i - 1]):
        return True  # ``Letjen TNI Wahyu``: part of the rank
    if sheet.first[i] and sheet.shape[i] == "C" and word.casefold() in common_words():
        return True
    if sheet.first[i] and word in cue("masthead"):
        return True  # mastheads that are words of the language
    role = roles().get(word)
    if (
        label == "LOC"
        and i
        and is_title(sheet.text[i - 1])
        and not sheet.fresh[i]
        and sheet.text[i - 1][0].isupper()
        and len(sheet.text[i - 1]) > 1
    ):
        return True  # ``Pak Bima``
    if label == "LOC" and sheet.shape[i] == "C":
        # ``Budi Madiun``? A place between name words is part of a person's name (``Paris Hilton``).
        before = (
            i > 0
            and not sheet.fresh[i]
            and sheet.shape[i - 1] == "C"
            and not sheet.first[i - 1]
            and personal(sheet.text[i - 1]) >= 0.8
        )
        after = (
            end < len(sheet) and not sheet.fresh[end] and sheet.shape[end] == "C" and personal(sheet.text[end]) >= 0.8
        )
        return (before or after) and role is not None and role.first + role.inner >= role.loc
    return False


@Language.factory("warta_names", assigns=["doc._.warta_names"])
def make_names(nlp: Language, name: str) -> Names:
    """Return the component ``warta_names``; names of a model in front of it in the pipeline are taken in."""
    return Names(nlp)


class Names:
    """Write ``doc._.warta_names`` and mirror it in ``doc.spans["warta_names"]``.

    The model reads lines in capitals in two ways, as they are and in the case that words and lists give them; what
    it makes of both together counts. A model of stanza's reads them in the latter alone.
    """

    def __init__(self, nlp: Language | None = None) -> None:
        register()
        self.nlp = nlp
        self.own: OwnFinder | None = None

    def __call__(self, doc: Doc) -> Doc:
        own = {} if self.own is None else self.own.names(text_of(doc), doc._.silent)
        found = find_names(doc, extra=own, modelled=self._modelled(doc))
        if own:
            found = settle(text_of(doc), found, own)
            doc.user_data[NAMED] = named(found, own)
        doc._.warta_names = found
        doc.user_data[WEIGHED] = True
        mirror(doc, "warta_names", [(n, n.label) for n in doc._.warta_names])
        return doc

    def _modelled(self, doc: Doc) -> list[NameMention]:
        found = model_names(doc)
        if self.nlp is None or not self.nlp.has_pipe(TAGGER):
            return found
        text = text_of(doc)
        soft, capitals = soften(text, titles=False)
        quiet = Spans(doc._.silent)
        lines = Spans(line for line in capitals if not quiet.overlaps(*line))
        if not any(lines.overlaps(*line) for line in capitals):
            return found
        tagger, again = self.nlp.get_pipe(TAGGER), self.nlp.make_doc(soft)
        if isinstance(tagger, Tagger):
            tagger.annotate_together([again, self.nlp.make_doc(text)])
        else:
            again = tagger(again)
        here = _as_in(text, [m for m in model_names(again) if lines.overlaps(m.start, m.end)])
        return sorted([*(m for m in found if not lines.overlaps(m.start, m.end)), *here], key=lambda m: m.start)


def _as_in(text: str, names: Iterable[NameMention]) -> list[NameMention]:
    """Return the names as ``text`` spells them."""
    return [m if m.text == text[m.start : m.end] else replace(m, text=text[m.start : m.end]) for m in names]
