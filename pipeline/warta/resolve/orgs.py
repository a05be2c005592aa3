"""Organisations inside one document: acronyms, abbreviated words, short forms, slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz.distance import OSA

from warta.resolve import places
from warta.resolve.acronyms import Acronyms, bracket_after, drop_brackets, looks_short, stands_for
from warta.resolve.alike import Alike
from warta.resolve.evidence import blocks
from warta.resolve.expand import expand
from warta.resolve.keys import Key, fold, legal_forms, organisation_key, role, tidy, tokens, unquote
from warta.resolve.register import Body, Register, register
from warta.values.mention import NameMention
from warta.values.names import org_norm
from warta.values.places import country

#: bodies whose own name holds the words of the state
_STATE_INSIDE = ("Kedutaan Besar R", "Konsulat", "Jawatan", "Perwakilan Tetap")
#: a body whose name ends so keeps it, also behind other words (``Bareskrim Polri`` written out)
_OWN_STATE = "Kepolisian Negara Republik Indonesia"


def clean(name: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the name without quotes, bracketed acronym and ``RI``, and the acronyms it defines."""
    name, pairs = drop_brackets(tidy(name))
    if _OWN_STATE not in name and not name.startswith(_STATE_INSIDE):
        name = org_norm(name)
    name = unquote(name).strip(" ,;-–") or name
    if name[:1].islower() and re.search(r"[A-Z]", name) and not re.match(r"[a-z]+[A-Z.]", name):
        name = name[0].upper() + name[1:]
    return name, pairs


def link(text: str, names: Sequence[NameMention], defined: Mapping[str, str], where: Mapping[str, str]) -> list[str]:
    """Return the norm of each ORG mention of ``names`` (sorted by start).

    ``defined``: acronyms the text defines (``acronyms.definitions``). ``where``:
    LOC surface -> norm in this document, applied to the places inside names.
    """
    known = register()
    own = dict(defined)
    bare: list[str] = []
    cleaned: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for name in names:
        if name.text not in cleaned:
            cleaned[name.text] = clean(name.text)
        base, pairs = cleaned[name.text]
        bare.append(base)
        for short, words in pairs:
            own[short] = clean(words)[0]
    whole = _whole_acronyms(text, names, bare, own)
    written = {base: _abroad(_full(base, own, whole, where, known), where, known) for base in dict.fromkeys(bare)}
    full = _of_the_house([written[base] for base in bare], known)
    keys = [organisation_key(f) for f in full]
    merged = _same_body(keys, full, bare, known)
    return _fullest(full, keys, merged)


def _full(
    base: str, own: Mapping[str, str], whole: Mapping[str, str], where: Mapping[str, str], known: Register
) -> str:
    stands = whole.get(base) or whole.get(base.removesuffix(" Indonesia"))
    if stands is None and base.endswith(" Indonesia"):
        stem = base.removesuffix(" Indonesia")
        body = known.pick(known.by_acronym(stem))
        if body is not None and body.register == "partners" and looks_short(stem):
            stands = body.name
    if stands is not None and stands.islower():
        # the words in front of the bracket are a description; the register knows the name
        body = known.pick(known.by_acronym(base))
        stands = stands if body is None else body.name
    name = expand(stands if stands is not None else base, own, known)
    if name.islower():
        short = next((s for s, long in whole.items() if long == base), "")
        body = known.pick(known.by_acronym(short)) if short else None
        name = name if body is None else body.name
    fixed = misspelt(name, known)
    return places.inside(fixed if fixed is not None else name, where)


def _abroad(name: str, where: Mapping[str, str], known: Register) -> str:
    """Complete the name of a former ministry, which the United States' still have, in a text about these.

    ``Departemen Keuangan`` in news that names the United States and not Indonesia.
    """
    lands = set(where.values())
    if name.startswith("Departemen ") and "Amerika Serikat" in lands and "Indonesia" not in lands:
        body = known.pick(known.by_name(name))
        if body is not None and body.kind == "ministry" and body.until is not None:
            return f"{name} Amerika Serikat"
    return name


def _whole_acronyms(
    text: str, names: Sequence[NameMention], bare: Sequence[str], own: dict[str, str]
) -> dict[str, str]:
    """Find acronyms that stand for a mention as a whole; adds plain ones to ``own``."""
    found: dict[str, str] = {}
    by_start = {n.start: i for i, n in enumerate(names)}
    for i, name in enumerate(names):
        _, pairs = clean(name.text)
        for short, words in pairs:
            # ``Badan X (BX) DPR`` is BX as a whole; in ``Divisi Data KPU-words (KPU)`` KPU is the words alone
            if bare[i].startswith(clean(words)[0]):
                found.setdefault(short, bare[i])
        bracket = bracket_after(text, name.end)
        if bracket is None:
            continue
        content, start, _ = bracket
        other = by_start.get(start)
        if other is not None:
            content = bare[other]
        if (
            looks_short(content)
            and not looks_short(bare[i])
            and _plausible(content, bare[i], is_name=other is not None)
        ):
            found.setdefault(content, bare[i])
            if stands_for(content, bare[i]):
                own.setdefault(content, bare[i])
        elif other is not None and looks_short(bare[i]) and stands_for(bare[i], content):
            found.setdefault(bare[i], content)
            own.setdefault(bare[i], content)
    open_ = [b for b in dict.fromkeys(bare) if b not in found and b not in own and _capitals(b)]
    if not open_:
        return found
    acronyms = Acronyms(open_)
    fits: dict[str, list[str]] = {}
    for long in sorted({b for b in bare if " " in b}, key=lambda b: (len(b), b)):
        inner, core = set(long.split(" ")), _core(long)
        for base in acronyms.of(core):
            if base not in inner and fold(base)[0] == fold(core)[:1]:
                fits.setdefault(base, []).append(long)
    for base in open_:
        if len({organisation_key(long) for long in fits.get(base, ())}) == 1:
            found[base] = fits[base][0]
    return found


def _capitals(base: str) -> bool:
    return base.isalnum() and base.isupper() and len(base) >= 3


#: houses have committees of one numbering; a document about one house need not repeat its name
_COMMITTEE = re.compile(r"Komisi (?:[IVX]{1,4}|[A-E])\Z")
_HOUSES = frozenset({"state_house", "local_house"})


def _of_the_house(full: Sequence[str], known: Register) -> list[str]:
    """Complete ``Komisi III`` by the house when the document names just one house."""
    houses = {name for name in full if (body := type_of(name, known)) is not None and body.kind in _HOUSES}
    houses = {h for h in houses if h not in _SENATES}
    if len(houses) != 1:
        return list(full)
    house = next(iter(houses))
    return [f"{name} {house}" if _COMMITTEE.match(name) else name for name in full]


#: houses of representatives beside the DPR, which have no such committees
_SENATES = frozenset({"Majelis Permusyawaratan Rakyat", "Dewan Perwakilan Daerah"})


def type_of(name: str, known: Register) -> Body | None:
    """Return the registered body that ``name`` is, or whose type it is in front of a place (``DPRD Kota Tegal``)."""
    found = known.pick(known.by_name(name))
    if found is not None:
        return found
    words = name.split(" ")
    for end in range(len(words) - 1, 1, -1):
        body = known.pick(known.by_name(" ".join(words[:end])))
        if body is not None and body.kind in _TYPES:
            return body if places.is_place(" ".join(words[end:])) else None
    return None


def _core(name: str) -> str:
    return " ".join(w for w in name.split() if fold(w).strip("().") not in legal_forms())


def _plausible(short: str, long: str, *, is_name: bool) -> bool:
    """Tell whether a bracketed short form belongs to the name in front of it."""
    if stands_for(short, long) or stands_for(short, _core(long)):
        return True
    letters = iter(fold(long))
    in_order = all(c in letters for c in fold(short) if c.isalnum())
    known = register()
    same = {b.id for b in known.by_acronym(short)} & {b.id for b in known.by_name(long)}
    if same or short == long.split(" ")[0]:
        return True
    # tickers (BBRI), trade names, acronyms of another language: a name bracketed behind a
    # name, unless the registers know the acronym as that of a body of another or of a part of this name
    others = known.by_acronym(short)
    if others and (known.by_name(long) or fold(short)[:1] != fold(long)[:1] or any(b.name in long for b in others)):
        return False
    # a registered body that has an acronym takes no other: ``Bank Indonesia (GENBI)`` names its scholars
    settled = any(b.acronyms and b.register not in {"companies", "partners", "outlets"} for b in known.by_name(long))
    return is_name and (in_order or (short.isupper() and not settled))


def misspelt(name: str, known: Register) -> str | None:
    """Return the registered name that ``name`` is a slip of, or None.

    Evidence is the register: all words of one registered name but one agree, and
    that one, of at least eight letters, is within two edits.
    """
    key = organisation_key(name)
    if len(key) < 3 or known.by_key(key):
        return None
    for position in range(len(key)):
        if len(key[position]) < 8:
            continue
        for body, word in _gaps(known).get((key[:position], key[position + 1 :]), ()):
            if word != key[position] and OSA.distance(word, key[position], score_cutoff=2) <= 2 and not word.isdigit():
                return body.name
    return None


@cache
def _gaps(known: Register) -> dict[tuple[Key, Key], list[tuple[Body, str]]]:
    """Index registered names by all their words but one."""
    index: dict[tuple[Key, Key], list[tuple[Body, str]]] = {}
    for body in known.bodies:
        key = organisation_key(body.name)
        for position in range(len(key)):
            if len(key) >= 3 and len(key[position]) >= 8:
                index.setdefault((key[:position], key[position + 1 :]), []).append((body, key[position]))
    return index


def _same_body(keys: Sequence[Key], full: Sequence[str], bare: Sequence[str], known: Register) -> dict[Key, Key]:
    """Map keys of short forms to the key of the fuller form of the document."""
    distinct = sorted(set(keys), key=lambda k: (len(k), k))
    sample = {k: f for f, k in reversed(list(zip(full, keys, strict=True)))}
    times = Counter(keys)
    into: dict[Key, Key] = {}
    fuller, alike = _index(distinct)
    for key in distinct:
        longer = [k for k in fuller.get(key, ()) if _extends(key, k, sample[key], sample[k], known)]
        if key[0] in _SURNAMES and len(key) == 1:
            longer = [k for k in distinct if len(k) > 1 and k[-1] == key[0]]
        if longer:
            tops = furthest(longer)
            if len(tops) == 1:
                into[key] = tops[0]
        elif len(key) >= 2 and not known.by_key(key):
            near = dict.fromkeys(k for block in blocks(key, _SLIP) for k in alike.near(block, key))
            close = [k for k in near if _slip(key, k) and times[k] > times[key]]
            if len(close) == 1:
                into[key] = close[0]
    return into


#: last words by which clubs are called for short, when a document names just one
_SURNAMES = frozenset({"united", "city"})

#: least letters of a word in which two spellings may differ
_SLIP = 7


def furthest(keys: Sequence[Key]) -> list[Key]:
    """Return the keys that no other of them continues."""
    continued = {key[:end] for key in keys for end in range(1, len(key))}
    return [key for key in keys if key not in continued]


def _index(distinct: Sequence[Key]) -> tuple[dict[Key, list[Key]], Alike]:
    """Index keys by the shorter forms they can have, and by all their words but one."""
    fuller: dict[Key, list[Key]] = {}
    alike = Alike()
    registered: dict[str, list[Key]] = {}
    for key in distinct:
        shorter = {key[:end] for end in range(1, len(key))}
        if key[0] in role("dropped"):
            shorter.add(key[1:])
        shorter |= {key[:at] + key[at + 1 :] for at in range(1, len(key) - 1) if key[at] in role("level")}
        for body in register().by_key(key):
            registered.setdefault(body.id, []).append(key)
        for short in sorted(shorter - {()}):
            fuller.setdefault(short, []).append(key)
        for block in blocks(key, _SLIP):
            alike.add(block, key)
    for same in registered.values():
        for key in same:
            there = fuller.setdefault(key, [])
            there.extend(k for k in same if len(k) > len(key) and k not in there)
    return fuller, alike


def _extends(short: Key, long: Key, short_name: str, long_name: str, known: Register) -> bool:
    """Tell whether the longer name is a fuller form of the short one."""
    body = known.pick(known.by_key(short))
    if body is not None and body in known.by_key(long):
        return True
    if _kind_word_dropped(short, long):
        return body is None
    if long[: len(short)] != short:
        return _level_dropped(short, long)
    tail = long[len(short) :]
    if body is not None:
        # a local type of body (``Dinas Sosial``) is completed by its place, a body of its own is not
        if body.until is not None and country(" ".join(tail)) is not None:
            return True  # ``Departemen Keuangan`` and ``Departemen Keuangan Amerika Serikat``
        return body.kind in _TYPES and places.is_place(" ".join(tail))
    if len(short) == 1:
        return short[0] not in role("generic") and long_name.split(" ")[0] not in {"Kementerian"} and len(short[0]) > 2
    return places.is_place(" ".join(tail)) or bool(known.by_key(tail)) or tail == ("indonesia",)


_TYPES = frozenset({"local_government", "local_agency", "local_house", "police", "prosecution", "court"})


def _kind_word_dropped(short: Key, long: Key) -> bool:
    """``Mandiri`` and ``Bank Mandiri``: only the word of kind is missing."""
    return len(short) >= 1 and long[0] in role("dropped") and long[1:] == short and short[0] not in role("generic")


def _level_dropped(short: Key, long: Key) -> bool:
    """``Pemerintah Kitakyushu`` and ``Pemerintah Kota Kitakyushu``."""
    if len(long) != len(short) + 1:
        return False
    return any(long[at] in role("level") and long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1))


def _slip(key: Key, other: Key) -> bool:
    """Tell whether two keys differ by one edit in one long word that is no number."""
    if len(key) != len(other):
        return False
    apart = [(a, b) for a, b in zip(key, other, strict=True) if a != b]
    return len(apart) == 1 and min(map(len, apart[0])) >= _SLIP and OSA.distance(*apart[0], score_cutoff=1) == 1


def _fullest(full: Sequence[str], keys: Sequence[Key], into: Mapping[Key, Key]) -> list[str]:
    """Give all forms of a body its fullest one: most words, then least shouted, most frequent, first."""
    members: dict[Key, list[int]] = {}
    for i, key in enumerate(keys):
        seen = {key}
        while key in into and into[key] not in seen:
            key = into[key]
            seen.add(key)
        members.setdefault(key, []).append(i)
    norms = [""] * len(full)
    for key, group in members.items():
        times = Counter(full[i] for i in group)
        # ``PT Jasa Marga (Persero) Tbk`` is the name of what is also called ``Jasa Marga Group``.
        registered = {body.name for body in register().by_key(key)}
        best = min(
            group,
            key=lambda i: (
                full[i] not in registered,
                keys[i] != key,
                not _official(full[i]),
                -len(tokens(full[i])),
                _shouted(full[i]),
                -times[full[i]],
                i,
            ),
        )
        chosen = _usual_case(full[best])
        for i in group:
            norms[i] = chosen
    return norms


def _usual_case(name: str) -> str:
    """Return a registered name in the case of the register: ``PT POS Indonesia`` -> ``PT Pos Indonesia``."""
    for body in register().by_name(name):
        for known in (body.name, *body.aliases):
            if known.casefold() == name.casefold():
                return known
    return name


def _official(name: str) -> bool:
    """Tell whether a name is the registered one or carries a legal form: nothing is fuller."""
    words = tokens(name)
    legal = words[0] in legal_forms() or words[-1] in legal_forms()
    return legal or any(body.name == name for body in register().by_name(name))


def _shouted(name: str) -> int:
    """Count words of four letters and more in capitals."""
    return sum(1 for w in name.split() if len(w) >= 4 and w.isupper())


def names_of(mentions: Iterable[NameMention]) -> list[str]:
    """Return the cleaned names of mentions (for tests and tools)."""
    return [clean(m.text)[0] for m in mentions]
