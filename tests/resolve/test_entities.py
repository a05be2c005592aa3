"""Entities over all documents: merging, keeping apart, and what is said of each."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warta.resolve.arrow import ARROW, from_arrow
from warta.resolve.entities import Entities, NameRow, resolve

from tests.resolve.rows import row, written


def entities(*lines: str) -> Entities:
    return resolve([written(line) for line in lines])


def groups(found: Entities) -> set[frozenset[str]]:
    """Return the norms of each entity that some row holds."""
    out: dict[str, set[str]] = {}
    for (_, norm, place), entity_id in found.ids.items():
        out.setdefault(entity_id, set()).add(f"{norm}@{place}" if place else norm)
    return {frozenset(g) for g in out.values()}


# Every sentence of the section "Across documents" of the table contract, with names of its kind.
ONE = [
    # an agency is one organisation under four spellings, one of them misspelt
    "ORG:KOICA|ORG:Korea International Cooperation Agency|ORG:Korea Internasional Cooperation Agency"
    "|ORG:Korea International Cooperatiom Agency",
    # two spellings of a person
    "PER:Ardhy Wiryono|PER:Ardi Wiriono",
    "PER:Adhy Karyono|PER:Adhi Karyono",
    # numerals
    "FAC:PSBR Tunas Mekar 1|FAC:PSBR Tunas Mekar I|FAC:Panti Sosial Bina Remaja Tunas Mekar I",
    # the units of the ministry before and after 2022, in their town
    'FAC:Balai Anak "Handayani" Jakarta|FAC:BRSAMPK "Handayani" Jakarta|FAC:Sentra "Handayani"@Jakarta',
    "FAC:BRSAMPK Paramita@Mataram|FAC:Sentra Paramita@Mataram|FAC:Sentra Paramita Mataram",
    # acronym, state and full name
    "ORG:Kemensos|ORG:Kementerian Sosial|ORG:Kementerian Sosial RI",
    # a new title of one ministry
    "ORG:Departemen Perhubungan|ORG:Kementerian Perhubungan|ORG:Kemenhub",
    # one government, one team, one medium
    "ORG:Pemerintah Daerah Provinsi Jawa Barat|ORG:Pemdaprov Jabar|ORG:Pemprov Jabar|ORG:Pemerintah Provinsi Jawa Barat",
    "ORG:Timnas U23 Indonesia|ORG:Timnas Indonesia U-23|ORG:Tim Nasional Indonesia U23",
    "ORG:Persib|ORG:Persib Bandung",
    "ORG:kumparan|ORG:kumparan.com",
    # an old spelling of a family name, the public name of one word
    "PER:Luhut Binsar Pandjaitan|PER:Luhut Binsar Panjaitan|PER:Luhut",
    # landmarks under all their names, old spelling, a name written apart
    "FAC:RSPAD Gatot Soebroto|FAC:RSPAD Gatot Subroto@Jakarta Pusat|FAC:RSPAD",
    "FAC:Gelora Bung Karno|FAC:GBK|FAC:Stadion Utama Gelora Bung Karno Senayan@Jakarta",
    "FAC:Pasar Candra Wulan@Tegal|FAC:Pasar Candrawulan@Tegal",
    "FAC:Balai Djuanda Rimba@Tegal|FAC:Balai Juanda Rimba@Tegal",
    "FAC:RS Polri Kramatjati|FAC:RS Polri Kramat Jati@Jakarta Timur",
    # a quarter of the capital, a quarter that everybody knows, an island
    "LOC:Kuningan@Jakarta|LOC:Kuningan@Jakarta Selatan",
    "LOC:Senayan|LOC:Senayan@Jakarta|LOC:Senayan@Jakarta Pusat",
    "LOC:Jawa|LOC:Pulau Jawa",
    "LOC:Bogor@Kabupaten Bogor|LOC:Kabupaten Bogor",
]

TWO = [
    "PER:AR@1f2e3d4c|PER:AR@5b6a7988",
    "PER:Agus@1f2e3d4c|PER:Agus@5b6a7988",
    "LOC:Kuningan|LOC:Kuningan@Jakarta",
    "ORG:Timnas Indonesia U-23|ORG:Timnas Indonesia",
    "ORG:Barcelona|ORG:Real Madrid",
    "ORG:Kompas|ORG:Kompas.com",
    "FAC:Stadion Madya|FAC:Stadion Utama Gelora Bung Karno",
    "FAC:SMPN 1 1@Tegal|FAC:SMPN 11@Tegal",
    "FAC:Gedung Putih@Tegal|FAC:Gedung Merah Putih KPK",
]


@pytest.mark.parametrize("lines", TWO)
def test_two_entities(lines: str) -> None:
    assert len(set(entities(*lines.split("|")).ids.values())) == 2


@pytest.mark.parametrize("lines", ONE)
def test_one_entity(lines: str) -> None:
    found = entities(*lines.split("|"))
    assert len(set(found.ids.values())) == 1
    assert len(found.ids) == len(lines.split("|"))


def test_ministry_and_city_agency_are_two() -> None:
    found = entities("ORG:Kementerian Sosial", "ORG:Dinas Sosial DKI Jakarta", "ORG:Dinas Sosial Provinsi DKI Jakarta")
    assert groups(found) == {
        frozenset({"Kementerian Sosial"}),
        frozenset({"Dinas Sosial DKI Jakarta", "Dinas Sosial Provinsi DKI Jakarta"}),
    }


def test_a_person_with_two_offices_is_one_person() -> None:
    # offices stand in table officials by document and day; they are no part of the person
    found = resolve([row("PER", "Harry Hikmat", documents=4, years=(2020, 2022), Harry=6, Harry_Hikmat=5)])
    assert [(e.entity_id, e.name, e.mentions) for e in found.of("PER")] == [("per-harry-hikmat", "Harry Hikmat", 11)]
    assert found.names == (("per-harry-hikmat", "Harry", 6), ("per-harry-hikmat", "Harry Hikmat", 5))


def test_a_name_known_in_its_document_has_the_mark_in_its_id() -> None:
    assert [e.entity_id for e in entities("PER:AR@1f2e3d4c").of("PER")] == ["per-ar-1f2e3d4c"]


NAMES = [
    # what stands in front of a name once is no part of it, what stands behind may be
    ("PER:Alek Marta*9|PER:Juara Alek Marta*1=Alek Marta", "Alek Marta"),
    ("PER:Alek Marta*2|PER:Alek Marta Wijaya*2=Alek Marta", "Alek Marta Wijaya"),
    ("PER:Alek Marta*9|PER:Alek Marta diRumah*4=Alek Marta", "Alek Marta"),
    ("PER:Alek Marta*2|PER:Andi Alek Marta*5=Alek Marta", "Andi Alek Marta"),
]


@pytest.mark.parametrize(("lines", "name"), NAMES)
def test_name_of_a_person(lines: str, name: str) -> None:
    assert [e.name for e in entities(*lines.split("|")).of("PER")] == [name]


def test_a_word_that_one_full_name_holds_is_that_person() -> None:
    found = entities("PER:Rimbawati Lestanto*1=Rimbawati", "PER:Rimbawati*4")
    assert [e.name for e in found.of("PER")] == ["Rimbawati Lestanto"]


def test_order_and_batches_do_not_matter() -> None:
    lines = [line for case in ONE for line in case.split("|")] + ["LOC:Bogor", "LOC:Kota Bogor", "FAC:RSUD Tegal"]
    rows = [written(line) for line in dict.fromkeys(lines)]
    expected = resolve(rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert resolve(rows) == expected


def test_the_same_name_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="two rows"):
        resolve([row("PER", "Ratna Wulandari"), row("PER", "Ratna Wulandari", documents=3)])


def test_no_rows() -> None:
    assert resolve([]) == Entities((), {}, ())


ORGANISATIONS = [
    ("Kementerian Perhubungan", "ministry", "Kemenhub", None, "ID"),
    ("Direktorat Jenderal Rehabilitasi Sosial", "directorate", None, "org-kementerian-sosial", "ID"),
    ("Biro Hukum Kementerian Perhubungan", "directorate", None, "org-kementerian-perhubungan", "ID"),
    ("Dinas Pertanian Kota Tegal", "local_agency", None, "org-pemerintah-kota-tegal", "ID"),
    ("Dinas Pertanian Jawa Barat", "local_agency", None, "org-pemerintah-provinsi-jawa-barat", "ID"),
    ("Dinas Pertanian Bogor", "local_agency", None, None, "ID"),  # city or regency: left open
    ("Badan Pendapatan Daerah Kabupaten Garut", "local_agency", None, "org-pemerintah-kabupaten-garut", "ID"),
    ("Pemerintah Kota Tegal", "local_government", None, None, "ID"),
    ("Pemerintah Kota Nagaoka", "local_government", None, None, None),
    ("Pemerintah Jepang", "government", None, None, "JP"),
    ("Kedutaan Besar Jepang", "embassy", None, None, "JP"),
    ("Kementerian Keuangan Malaysia", "ministry", None, None, "MY"),
    ("PT Cahaya Rimba Tbk", "company", None, None, "ID"),
    ("Yayasan Mekar Sari", "foundation", None, None, None),
    ("Kepolisian Resor Tegal", "police", None, "org-kepolisian-negara-republik-indonesia", "ID"),
    ("Pengadilan Negeri Tegal", "court", None, "org-mahkamah-agung", "ID"),
    ("Dewan Perwakilan Rakyat Daerah Kota Tegal", "local_house", None, None, "ID"),
    ("Komisi IV Dewan Perwakilan Rakyat", "commission", None, "org-dewan-perwakilan-rakyat", "ID"),
    ("Fakultas Teknik Universitas Indonesia", "university", None, "org-universitas-indonesia", "ID"),
    ("Dewan Pimpinan Daerah Partai Golongan Karya Bali", "party_branch", None, "org-partai-golongan-karya", "ID"),
    ("Warta Rimba", None, None, None, None),
    ("Partai Golongan Karya", "party", "Golkar", None, "ID"),
    ("Komisi Nasional Hak Asasi Manusia", "commission", "Komnas HAM", None, "ID"),
    ("Federal Reserve", "central_bank", "Fed", None, "US"),
    ("Persebaya", "sports", None, None, "ID"),
    ("Manchester United", "sports", None, None, "GB"),
    ("Timnas Thailand U-19", "sports", None, None, "TH"),
    ("PB Djarum", "sports", None, None, "ID"),
    ("PT", "company", None, None, "ID"),
    ("Rimba Raya Entertainment", "company", None, None, None),
]


@pytest.mark.parametrize(("name", "kind", "acronym", "parent", "country"), ORGANISATIONS)
def test_organisation(
    name: str, kind: str | None, acronym: str | None, parent: str | None, country: str | None
) -> None:
    found = resolve([row("ORG", name)])
    made = found.find("ORG", name)
    assert made is not None
    assert (made.kind, made.acronym, made.parent_id, made.country) == (kind, acronym, parent, country)
    assert made.parent_id is None or made.parent_id in found.by_id


def test_acronym_from_the_documents() -> None:
    found = resolve([row("ORG", "Perkumpulan Petani Rawa Lestari", documents=3, PPRL=4), row("ORG", "PPRL")])
    assert [(e.name, e.acronym) for e in found.of("ORG")] == [("Perkumpulan Petani Rawa Lestari", "PPRL")]


def test_a_name_of_nothing_but_its_form_has_no_acronym() -> None:
    found = resolve([row("ORG", "PT Tbk", documents=2, PTT=2, ABC=1)])
    assert [(e.name, e.acronym) for e in found.of("ORG")] == [("PT Tbk", "PTT")]


def test_era_decides_between_bodies_of_one_name() -> None:
    name = "Kementerian Koordinator Bidang Politik dan Keamanan"
    old = resolve([row("ORG", name, years=(2003,))]).find("ORG", name)
    new = resolve([row("ORG", name, years=(2025,))]).find("ORG", name)
    assert old is not None and new is not None and old.kind == new.kind == "ministry"


FACILITIES = [
    ("FAC:RSUD Mekar Tegal", "hospital", "loc-tegal", None),
    ("FAC:Bandara Rimba Jaya@Kota Tegal", "airport", "loc-kota-tegal", None),
    ("FAC:SMPN 12@Kota Tegal", "school", "loc-kota-tegal", None),
    ("FAC:Sentra Paramita@Mataram", "sentra", "loc-kota-mataram", "org-kementerian-sosial"),
    ("FAC:Bendungan Rimba", "dam", None, None),
    ("FAC:Rimba Arena", "stadium", None, None),
    # landmarks: kind and place from the register, whatever stands beside the name
    ("FAC:Candi Borobudur@Pulau Komodo", "temple", "loc-kabupaten-magelang", None),
    ("FAC:Stasiun Manggarai", "station", "loc-jakarta-selatan", None),
    ("FAC:SMA Rimba Nusantara", "school", None, None),
    ("FAC:Istiqlal", "mosque", "loc-jakarta-pusat", None),
]


@pytest.mark.parametrize(("line", "kind", "place", "operator"), FACILITIES)
def test_facility(line: str, kind: str, place: str | None, operator: str | None) -> None:
    (made,) = entities(line).of("FAC")
    assert (made.kind, made.place_id, made.operator_id) == (kind, place, operator)


def test_operator_from_the_documents() -> None:
    rows = [NameRow("FAC", "Panti Mekar", "", 2, 2, (("Panti Mekar", 2),), operators=(("Yayasan Mekar", 2), ("RI", 1)))]
    (made,) = resolve(rows).of("FAC")
    assert made.operator_id == "org-yayasan-mekar"


PLACES = [
    ("LOC:Jawa Barat", "Jawa Barat", "province", "32"),
    ("LOC:Korsel", "Korea Selatan", "country", "KR"),
    ("LOC:Kota Bogor", "Kota Bogor", "city", "32.71"),
    ("LOC:Bogor", "Bogor", "city", None),
    ("LOC:Jakarta Utara", "Jakarta Utara", "city", "31.72"),
    ("LOC:Sukaraja@Kabupaten Bogor", "Kecamatan Sukaraja", "district", "32.01.04"),
    ("LOC:Jalan Melati", "Jalan Melati", "address", None),
    ("LOC:Nagaoka", "Nagaoka", None, None),
]


@pytest.mark.parametrize(("line", "name", "level", "code"), PLACES)
def test_place(line: str, name: str, level: str | None, code: str | None) -> None:
    (made,) = entities(line).of("LOC")
    assert (made.name, made.level, made.code) == (name, level, code)


def test_ids_are_readable_and_do_not_depend_on_company() -> None:
    alone = entities("FAC:Hotel Santoso@Tegal").of("FAC")[0].entity_id
    beside = entities("FAC:Hotel Santoso@Tegal", "FAC:Hotel Santoso@Medan").ids
    assert alone == "fac-hotel-santoso-tegal"
    assert beside[("FAC", "Hotel Santoso", "Tegal")] == alone
    assert beside[("FAC", "Hotel Santoso", "Medan")] == "fac-hotel-santoso-medan"


def test_entities_that_others_point_to_are_there_without_mentions() -> None:
    found = entities("ORG:Dinas Pangan Kota Tegal")
    assert [(e.name, e.mentions) for e in found.of("ORG")] == [
        ("Dinas Pangan Kota Tegal", 1),
        ("Pemerintah Kota Tegal", 0),
    ]


def test_rows_from_arrow() -> None:
    counted = [{"name": "Ratna", "count": 2}]
    table = pa.Table.from_pylist(
        [
            {"label": "PER", "norm": "Ratna Wulandari", "place": "", "documents": 1, "mentions": 2, "surfaces": counted}
            | {"surface_documents": counted, "operators": [], "years": [2025, 2024]}
        ],
        schema=ARROW,
    )
    expected = NameRow("PER", "Ratna Wulandari", "", 1, 2, (("Ratna", 2),), (("Ratna", 2),), (), (2024, 2025))
    assert list(from_arrow(table)) == [expected]


WORDS = st.sampled_from(
    [
        "Dinas",
        "Sosial",
        "Kota",
        "Bogor",
        "PT",
        "Rimba",
        "Tbk",
        "RI",
        "II",
        "1",
        "Budi",
        "B.",
        "Adhy",
        "Jr",
        "Sentra",
        "Melati",
        "Jakarta",
        "(",
        ")",
        "-",
        "dan",
    ]
)


@given(
    st.lists(
        st.tuples(st.sampled_from(["ORG", "PER", "FAC", "LOC"]), st.lists(WORDS, min_size=1, max_size=5)), max_size=8
    )
)
def test_any_names_give_ids_for_all_and_valid_references(names: list[tuple[str, list[str]]]) -> None:
    rows = {(label, " ".join(words)): row(label, " ".join(words)) for label, words in names}
    found = resolve(rows.values())
    assert set(found.ids) == {r.key for r in rows.values()}
    assert len({e.entity_id for e in found.entities}) == len(found.entities)
    for made in found.entities:
        assert {made.parent_id, made.place_id, made.operator_id} - {None} <= set(found.by_id)
        assert made.parent_id != made.entity_id
    assert sum(e.mentions for e in found.entities) == sum(r.mentions for r in rows.values())
    assert resolve(reversed(list(rows.values()))) == found
