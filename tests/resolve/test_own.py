"""Own gazetteers in resolution: one row is one entity, with the columns that the file says."""

from __future__ import annotations

from warta.own import Own, OwnName
from warta.resolve.corrections import Corrections, parse
from warta.resolve.entities import resolve
from warta.resolve.own import own_corrections, own_norms
from warta.resolve.rows import Entities, NameRow
from warta.values.mention import NameMention


def row(label: str, norm: str, place: str = "") -> NameRow:
    return NameRow(label, norm, place, 1, 1, ((norm, 1),))  # type: ignore[arg-type]


def entities(own: Own, rows: list[NameRow], corrections: str = "action,label,name\n") -> Entities:
    return resolve(rows, own_corrections(own, rows, parse(corrections)))


def mention(start: int, text: str, norm: str, label: str = "ORG") -> NameMention:
    return NameMention(start, start + len(text), label, text, norm, "model")  # type: ignore[arg-type]


BANK = OwnName("ORG", "Bank Sari", "BS", (), (("kind", "foundation"), ("parent", "Kementerian Pertanian")))


def test_the_columns_of_the_file_are_those_of_the_entity() -> None:
    found = entities(Own(names=(BANK,)), [row("ORG", "Bank Sari")])
    bank = found.find("ORG", "Bank Sari")
    assert bank is not None
    assert (bank.kind, bank.parent_id) == ("foundation", "org-kementerian-pertanian")
    assert found.by_id["org-kementerian-pertanian"].mentions == 0


def test_names_that_were_not_met_make_no_rows_and_no_complaint() -> None:
    found = entities(Own(names=(BANK,)), [row("ORG", "Bank Lain")])
    assert [e.name for e in found.entities] == ["Bank Lain"]
    assert found.unused == ()


def test_two_rows_of_a_gazetteer_are_two_entities() -> None:
    own = Own(names=(OwnName("PER", "Joko Pramudya"), OwnName("PER", "Djoko Pramudya")))
    rows = [row("PER", "Joko Pramudya"), row("PER", "Djoko Pramudya")]
    assert len(resolve(rows).entities) == 1
    assert [e.name for e in entities(own, rows).entities] == ["Djoko Pramudya", "Joko Pramudya"]


def test_one_row_of_a_gazetteer_is_one_entity_wherever_it_was_met() -> None:
    own = Own(names=(OwnName("FAC", "Masjid Agung", "", (), (("kind", "mosque"),)),))
    rows = [row("FAC", "Masjid Agung", "Kota Tegal"), row("FAC", "Masjid Agung", "Kota Solo")]
    assert len(resolve(rows).of("FAC")) == 2
    (mosque,) = entities(own, rows).of("FAC")
    assert (mosque.name, mosque.mentions) == ("Masjid Agung", 2)


def test_the_name_of_the_file_is_the_name_of_the_entity() -> None:
    rows = [row("ORG", "Bank Sari"), row("ORG", "PT Bank Sari Tbk")]
    found = entities(Own(names=(BANK,)), rows)
    assert found.find("ORG", "Bank Sari").name == "Bank Sari"  # type: ignore[union-attr]


def test_own_words_of_facilities_give_the_kind_where_the_file_gives_none() -> None:
    own = Own(names=(OwnName("FAC", "Lumbung Induk", "", (), (("kind", "depot"),)),), kinds=(("Lumbung", "granary"),))
    found = entities(own, [row("FAC", "Lumbung Sukasari"), row("FAC", "Lumbung Induk")])
    assert {e.name: e.kind for e in found.of("FAC")} == {"Lumbung Sukasari": "granary", "Lumbung Induk": "depot"}


def test_corrections_come_last() -> None:
    said = "action,label,name,field,value\nset,ORG,Bank Sari,kind,bank\nrename,ORG,Bank Sari,,Bank Sari Raya\n"
    (bank,) = [e for e in entities(Own(names=(BANK,)), [row("ORG", "Bank Sari")], said).of("ORG") if e.mentions]
    assert (bank.name, bank.kind) == ("Bank Sari Raya", "bank")


def test_a_correction_that_takes_an_own_name_away_is_no_complaint_about_the_file() -> None:
    said = "action,label,name\ndrop,ORG,Bank Sari\n"
    found = entities(Own(names=(BANK,)), [row("ORG", "Bank Sari")], said)
    assert found.unused == ()
    assert found.find("ORG", "Bank Sari") is None


def test_without_own_knowledge_nothing_is_added() -> None:
    corrections = Corrections()
    assert own_corrections(Own(), [row("ORG", "Bank Sari")], corrections) is corrections


def test_an_own_form_and_its_parts_get_the_norm_of_the_file() -> None:
    names = [
        mention(0, "BS", "Bank Sejati"),
        mention(9, "Bank Sejati", "Bank Sejati"),
        mention(30, "BS", "Bank Sejati"),
    ]
    linked = own_norms(names, {(0, 2): ("Bank Sari", "BS"), (30, 32): ("Bank Sari", "BS")})
    assert [n.norm for n in linked] == ["Bank Sari", "Bank Sejati", "Bank Sari"]


def test_a_norm_that_two_rows_share_stays_the_house_s_for_other_mentions() -> None:
    names = [
        mention(0, "Rina A", "Rina", "PER"),
        mention(9, "Rina B", "Rina", "PER"),
        mention(20, "Rina", "Rina", "PER"),
    ]
    linked = own_norms(names, {(0, 6): ("Rina A",), (9, 15): ("Rina B",)})
    assert [n.norm for n in linked] == ["Rina A", "Rina B", "Rina"]
