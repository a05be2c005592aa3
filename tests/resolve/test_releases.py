"""The sentences of the section "Across documents" of the table contract, on the five releases it speaks of.

Names come from the gold, so that this tests resolution alone; needs ``../shared``.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from warta.resolve.aliases import link
from warta.resolve.entities import Entities, NameRow, resolve
from warta.resolve.hints import find_hints
from warta.resolve.keys import tidy
from warta.resolve.rows import EntityLabel, NameKey
from warta.values.mention import NameLabel, NameMention

GOLD = Path(__file__).parents[3] / "shared" / "gold"
LABELS = ("ORG", "PER", "FAC", "LOC")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_dir(), reason="the gold documents of ../shared are not here"),
]


def linked(path: Path) -> tuple[str, list[NameMention], list[dict[str, str]]]:
    """Return text, linked mentions and gold mentions of one document."""
    gold = [m for m in json.loads(path.read_text("utf-8"))["mentions"] if m["label"] in LABELS]
    gold.sort(key=lambda m: m["start"])
    text = path.with_suffix(".txt").read_text("utf-8")
    names = [NameMention(m["start"], m["end"], cast(NameLabel, m["label"]), m["text"], m["text"], "gold") for m in gold]
    return text, link(text, names), gold


@pytest.fixture(scope="module")
def found() -> tuple[Entities, dict[str, set[str]]]:
    """Return the entities of the five releases and surface form -> ids."""
    documents: Counter[NameKey] = Counter()
    surfaces: dict[NameKey, Counter[str]] = {}
    for pattern in ("antara-*.json", "kemensos-*.json", "detik-2020-*.json"):
        for path in sorted(GOLD.glob(pattern)):
            text, names, _ = linked(path)
            seen = set()
            for name, hint in zip(names, find_hints(text, names), strict=True):
                key = (name.label, name.norm, hint.place)
                seen.add(key)
                surfaces.setdefault(key, Counter())[tidy(name.text)] += 1
            documents.update(seen)
    rows = [
        NameRow(
            cast(EntityLabel, key[0]), key[1], key[2], documents[key], sum(forms.values()), tuple(sorted(forms.items()))
        )
        for key, forms in surfaces.items()
    ]
    made = resolve(rows)
    ids: dict[str, set[str]] = {}
    for entity_id, form, _ in made.names:
        ids.setdefault(form, set()).add(entity_id)
    return made, ids


Found = tuple[Entities, dict[str, set[str]]]


def test_the_agency_is_one_organisation_under_four_spellings(found: Found) -> None:
    entities, ids = found
    (agency,) = ids["KOICA"]
    spellings = {form for form, i in ids.items() if i == {agency}}
    assert len(spellings) >= 4
    assert any("Cooperatiom" in form for form in spellings)
    assert entities.by_id[agency].name == "Korea International Cooperation Agency"


def test_the_two_spellings_of_karyono_are_one_person(found: Found) -> None:
    assert len({i for form, i in found[1].items() if form.endswith("Karyono") for i in i}) == 1


def test_harry_hikmat_is_one_person(found: Found) -> None:
    (person,) = found[1]["Harry Hikmat"]
    assert found[1]["Harry"] == {person}


def test_roman_and_arabic_numeral_are_one_facility(found: Found) -> None:
    (home,) = found[1]["PSBR Taruna Jaya 1"]
    assert found[1]["PSBR Taruna Jaya I"] == {home}


def test_balai_and_sentra_are_one_facility(found: Found) -> None:
    entities, ids = found
    homes = {i for form, of in ids.items() for i in of if "Handayani" in form}
    assert len(homes) == 1
    made = entities.by_id[homes.pop()]
    assert (made.kind, made.operator_id) == ("sentra", "org-kementerian-sosial")
    assert made.place_id is not None and "jakarta" in made.place_id


def test_the_ministry_is_one_and_the_city_agency_another(found: Found) -> None:
    ids = found[1]
    (ministry,) = ids["Kemensos"]
    assert ids["Kementerian Sosial"] == ids["Kementerian Sosial RI"] == {ministry}
    (agency,) = ids["Dinas Sosial DKI Jakarta"]
    assert agency != ministry


def test_norms_and_chains_inside_the_gold_documents() -> None:
    """Floors of the whole gold set: right norms per label, and B-cubed of the chains."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    precision = recall = 0.0
    for path in sorted(GOLD.glob("*.json")):
        _, names, gold = linked(path)
        answer = [(n.label, n.norm) for n in names]
        truth = [(m["label"], m["norm"]) for m in gold]
        for (label, norm), (_, wanted) in zip(answer, truth, strict=True):
            total[label] += 1
            right[label] += norm == wanted
        for a, t in zip(answer, truth, strict=True):
            both = sum(x == a and y == t for x, y in zip(answer, truth, strict=True))
            precision += both / answer.count(a)
            recall += both / truth.count(t)
    mentions = total.total()
    assert all(right[label] >= 0.95 * total[label] for label in LABELS), (right, total)
    f1 = 2 * precision * recall / (precision + recall) / mentions
    assert f1 >= 0.98, f1
