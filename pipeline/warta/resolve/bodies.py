"""Organisations over all documents: which names are one body.

Evidence: the register (name, acronym, alias, and a new title of the same body);
equal words once abbreviations are written out and legal form, numerals and the
level of an unambiguous region are set aside; what documents say a short form means; a
slip of the pen. Companies of different legal form stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from warta.lexicon import table
from warta.resolve import classify
from warta.resolve.acronyms import looks_short, stands_for
from warta.resolve.evidence import elected, slips, votes
from warta.resolve.expand import expand, name_parts
from warta.resolve.keys import Key, fold, legal_forms, organisation_key, role, tokens
from warta.resolve.memo import remembered
from warta.resolve.orgs import clean, misspelt
from warta.resolve.register import Body, Register, register
from warta.resolve.rows import NameRow
from warta.resolve.sets import Sets

#: what a ministry was called changes with the law; its field does not
_TITLE = re.compile(r"(?:Kementerian(?: Negara)?|Departemen|Kantor Menteri Negara|Sekretariat)\s+(?:Bidang\s+)?")
_ASIDE = frozenset({"pemerintah", "metro", "prov", "provinsi"})
_FORMS = {
    "pt": "pt",
    "tbk": "pt",
    "persero": "pt",
    "cv": "cv",
    "ud": "ud",
    "pd": "pd",
    "perumda": "pd",
    "perum": "perum",
}


@remembered
def full_name(norm: str) -> str:
    """Return an organisation's name with abbreviations written out and slips of registered names corrected."""
    known = register()
    name = _usual(expand(clean(norm)[0], {}, known))
    return misspelt(name, known) or name


#: forms of one name that differ by law or habit alone
_USUAL = (
    (re.compile(r"\APemerintah Daerah (?=(?:Provinsi|Kabupaten|Kota|Khusus|Istimewa)\b)"), "Pemerintah "),
    (re.compile(r"\ATim [Nn]asional\b"), "Timnas"),
    # the age of a team stands on either side of the country
    (re.compile(r"\ATimnas (?:[Uu][- ]?(\d\d)) (.{2,40})\Z"), r"Timnas \2 U-\1"),
    (re.compile(r"\A(Timnas .{2,40}) [Uu][- ]?(\d\d)\Z"), r"\1 U-\2"),
    (re.compile(r"\A(Timnas .{2,40}) (?:[Pp]utri|[Ww]anita)\Z"), r"\1 Putri"),
)


def _usual(name: str) -> str:
    for pattern, into in _USUAL:
        name = pattern.sub(into, name)
    return name


_SITE = re.compile(r"(?i:\.(?:com|co\.id|co|id|net))\Z")


@cache
def _latest() -> dict[str, str]:
    """Registered body -> the body it is today under another title of the same field."""
    known = register()
    heirs = Counter(s for b in known.bodies for s in b.successors)
    out: dict[str, str] = {}
    for body in known.bodies:
        at = body
        while len(at.successors) == 1 and heirs[at.successors[0]] == 1 and at.successors[0] in known.by_id:
            heir = known.by_id[at.successors[0]]
            if _TITLE.sub("", at.name) != _TITLE.sub("", heir.name) or heir.id == body.id:
                break
            at = heir
        out[body.id] = at.id
    return out


def body_of(row: NameRow) -> Body | None:
    """Return the registered body of a row as it is named today, by era where two share a name."""
    known = register()
    name = full_name(row.norm)
    found = Register.pick(known.by_name(name), row.years)
    if found is None and _SITE.search(name):
        # the site of a medium that is registered under its name alone
        found = Register.pick([b for b in known.by_name(_SITE.sub("", name)) if b.register == "outlets"], row.years)
    return None if found is None else known.by_id[_latest()[found.id]]


@remembered
def key(name: str) -> Key:
    """Return the key of an unregistered body's full name; a region at its end becomes its code."""
    kind = classify.kind_by_words(name)
    found = classify.tail(name, local=kind in classify.LOCAL)
    if found is None:
        return organisation_key(name)
    head = list(organisation_key(found.head))
    while len(head) > 1 and head[-1] in _ASIDE | role("level"):
        head.pop()
    spot = found.place
    where = (f"@{spot.code}",) if spot.code is not None else ("@", *tokens(found.words))
    return (*head, *where)


def _form(name: str) -> str:
    """Return the legal form in a name as one of a few families, or the empty string."""
    words = tokens(name)
    return next((_FORMS[w] for w in (*words[:1], *words[-2:]) if w in _FORMS), "")


def cluster(rows: Sequence[NameRow]) -> tuple[Sets, list[Body | None]]:
    """Return the sets of rows that are one organisation, and each row's registered body."""
    full = [full_name(row.norm) for row in rows]
    bodies = [body_of(row) for row in rows]
    keys: list[Key] = [key(name) if body is None else ("#", body.id) for name, body in zip(full, bodies, strict=True)]
    sets = Sets(len(rows))
    buckets: dict[Key, list[int]] = {}
    for number, k in enumerate(keys):
        buckets.setdefault(k, []).append(number)
    for k, members in buckets.items():
        forms = {_form(full[n]) for n in members} - {""} if k[0] != "#" else set()
        if len(forms) <= 1:
            sets.join_all(members)
        else:
            for form in sorted(forms | {""}):
                sets.join_all(n for n in members if _form(full[n]) == form)
    counts = votes(rows, sets)
    joins: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        said = counts.get(fold(row.norm))
        if said is None or bodies[number] is not None or not _brand(row.norm):
            continue
        root = elected(said, share=0.9, least=max(1, row.documents // 10))
        if root is not None:
            joins.append((number, root))
    for one, other in joins:
        sets.join(one, other)
    unregistered = [() if body is not None else k for k, body in zip(keys, bodies, strict=True)]
    for slip, meant in list(slips(rows, unregistered, words=2, length=8, known=_word)):
        sets.join(slip, meant)
    return sets, bodies


def _brand(norm: str) -> bool:
    """Tell whether a name is an acronym or a trade name: one word that is no kind of body."""
    words = tokens(norm)
    if not words or words[0] in role("generic") or fold(norm) in classify.lone_heads():
        return False
    return len(words) == 1 or looks_short(norm)


@cache
def _words() -> frozenset[str]:
    """Folded words met in names and text often enough to be words of their own."""
    names = {
        fold(row["word"])
        for row in table("name_word_counts")
        if sum(int(row[c]) for c in ("first", "inner", "org", "loc", "fac", "pos", "other")) >= 3
    }
    return frozenset(names | {fold(row["word"]) for row in table("common_words")})


def _word(word: str) -> bool:
    return word.startswith("@") or word in _words()


def name(rows: Sequence[NameRow], body: Body | None) -> str:
    """Choose the canonical name: the register's, else the fullest that is met in a fair share of documents."""
    if body is not None:
        return body.name
    weight: Counter[str] = Counter()
    for row in rows:
        weight[full_name(row.norm)] += max(row.documents, 1)
    most = max(weight.values())
    fair = [n for n in weight if weight[n] * 10 >= most]
    tails = {n: classify.tail(n, local=classify.kind_by_words(n) in classify.LOCAL) for n in fair}
    usual = {n for n, t in tails.items() if t is not None and n.endswith(t.place.name)}
    fair = [n for n in fair if not usual or n in usual]
    return min(fair, key=lambda n: (looks_short(n), -len(tokens(n)), _shouted(n), -weight[n], n))


def _shouted(text: str) -> int:
    return sum(1 for w in text.split() if len(w) >= 5 and w.isupper())


def acronym(rows: Sequence[NameRow], chosen: str, body: Body | None) -> str | None:
    """Return the acronym: the register's first, else the most frequent form that the name can be cut to."""
    # a name may be nothing but its form (``PT``)
    core = " ".join(w for w in chosen.split() if fold(w).strip("().") not in legal_forms()) or chosen
    if body is not None and body.register != "outlets":
        # several words only when there is no shorter form (``Komnas HAM``); a company's are trade names
        for short in sorted(body.acronyms, key=lambda a: " " in a):
            fits = _registered(short, chosen)
            if body.register == "companies":
                fits = " " not in short and _fits(short, core, body.ticker)
            if fits:
                return short
    forms: Counter[str] = Counter()
    for row in rows:
        for form, count in (*row.surfaces, (row.norm, row.mentions)):
            ticker = "" if body is None else body.ticker
            if " " not in form and looks_short(form) and _is_acronym(form, core, ticker):
                forms[form] += count
    return min(forms, key=lambda f: (-forms[f], f)) if forms else None


def _is_acronym(form: str, full: str, ticker: str) -> bool:
    """Tell whether ``form`` abbreviates ``full``: no word of it, no stock code, no plain word."""
    if any(body.name != full for body in register().by_acronym(form)) or form in name_parts():
        return False  # another body's, or a kind of body (``Pemkot``)
    return _fits(form, full, ticker)


def _fits(form: str, full: str, ticker: str) -> bool:
    if form == ticker or form.islower() or fold(form) in tokens(full) or fold(form) in role("generic"):
        return False
    return stands_for(form, full) or (form.isupper() and form.isalpha() and len(form) >= 3 and _in_order(form, full))


def _in_order(form: str, full: str) -> bool:
    """Tell whether the letters of ``form`` stand in ``full`` in order, the first one at its head."""
    letters = iter(fold(full))
    return fold(form)[:1] == fold(full)[:1] and all(c in letters for c in fold(form))


def _registered(form: str, full: str) -> bool:
    """Tell whether a form of a register is an acronym of ``full``: no word of it, no everyday name (``The Fed``)."""
    words = tokens(form)
    if len(words) > 1 and (form.split(" ")[0] in name_parts() or words[0] in role("generic") | role("minor")):
        return False  # abbreviated words (``Ditjen Rehsos``)
    return words[0] not in tokens(full)
