"""Facilities by rule: extent of the name, what is none, and how they join the other names."""

from __future__ import annotations

import itertools

import pytest
import spacy
from warta.recognise.candidates import Candidate
from warta.recognise.facilities import find, merge
from warta.recognise.names import names_in
from warta.recognise.state import register
from warta.recognise.words import Words
from warta.values.mention import NameMention

FACILITIES = [
    (
        'Mereka tinggal di Balai Rehabilitasi Sosial Lanjut Usia (BRSLU) "Mawar Biru" Sukabumi sejak lama.',
        'Balai Rehabilitasi Sosial Lanjut Usia (BRSLU) "Mawar Biru" Sukabumi',
    ),
    (
        "Kunjungan ke Balai Besar Rehabilitasi (BBRX) “Mawar” Bogor selesai.",
        "Balai Besar Rehabilitasi (BBRX) “Mawar” Bogor",
    ),
    ('Kegiatan di Balai Anak "Mawar" Jakarta ramai.', 'Balai Anak "Mawar" Jakarta'),
    ('Kegiatan di Balai Anak "Mawar Jakarta ramai.', 'Balai Anak "Mawar Jakarta'),
    ('Kepala Sentra "Mawar" di Temanggung hadir.', 'Sentra "Mawar"'),
    ("Pelatihan di PSBR Mawar Jaya 1 berakhir.", "PSBR Mawar Jaya 1"),
    ("Pelatihan di PSBR Mawar Jaya I berakhir.", "PSBR Mawar Jaya I"),
    ("Pasien dirawat di RSUD Wonosari kemarin.", "RSUD Wonosari"),
    ("Siswa SMPN 33 Bekasi menang.", "SMPN 33 Bekasi"),
    ("Pesawat mendarat di Bandara Soekarno-Hatta pagi ini.", "Bandara Soekarno-Hatta"),
    ("Kemacetan di Jalan Tol Jakarta-Cikampek mereda.", "Jalan Tol Jakarta-Cikampek"),
    ("Laga di Stadion Mandala Krida ditunda.", "Stadion Mandala Krida"),
    ("Acara di Hotel Melati Indah meriah.", "Hotel Melati Indah"),
    ("Narapidana Lapas Cipinang dipindah.", "Lapas Cipinang"),
    ("Santri Pondok Pesantren Nurul Hikmah pulang.", "Pondok Pesantren Nurul Hikmah"),
    ("Siswa SMA Negeri 3 Kelas XI berkemah.", "SMA Negeri 3"),
    ("Massa berkumpul di Kantor Bupati Sigi kemarin.", "Kantor Bupati Sigi"),
    ("Embung Lariang Dibangun Tahun Ini.", "Embung Lariang"),
    ("Acara di Gedung Kemensos RI meriah.", "Gedung Kemensos RI"),
    ("Mereka bertemu di Sukamaju Grand Mall kemarin.", "Sukamaju Grand Mall"),
]


@pytest.mark.parametrize(("text", "name"), FACILITIES)
def test_facilities(text: str, name: str) -> None:
    assert [n.text for n in names_in(text) if n.label == "FAC"] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Setiap Rumah Sakit wajib melapor.",
        "Ruang Terbuka Hijau ditambah.",
        "Pembangunan Sekolah Dasar dilanjutkan.",
        "Mereka singgah di pasar dan hotel.",
        "Harga di Pasar Modal naik.",
        "Mereka mencari Pasar Ekspor baru.",
        "Syaratnya lulusan SMK Kelas XII atau sederajat.",
    ],
)
def test_generic_phrases_are_none(text: str) -> None:
    assert [n for n in names_in(text) if n.label == "FAC"] == []


def test_routes_end_at_the_next_place() -> None:
    names = names_in("Bus Terminal Purabaya-Malang penuh.")
    assert ("FAC", "Terminal Purabaya") in [(n.label, n.text) for n in names]


def mention(text: str, words: str, label: str, by: str = "model") -> NameMention:
    start = text.index(words)
    return NameMention(start, start + len(words), label, words, words, by)  # type: ignore[arg-type]


def test_a_facility_takes_the_place_of_shorter_names() -> None:
    text = 'Kunjungan ke Sentra "Mawar" Bogor dan Dinas Sosial Kota Bogor selesai.'
    names = [
        mention(text, "Mawar", "PER"),
        mention(text, "Bogor", "LOC"),
        mention(text, "Dinas Sosial Kota Bogor", "ORG"),
    ]
    merged = merge(text, names, find(Words(text), [99] * len(Words(text))))
    assert [(n.label, n.text, n.found_by) for n in merged] == [
        ("FAC", 'Sentra "Mawar" Bogor', "rule:facility"),
        ("ORG", "Dinas Sosial Kota Bogor", "model"),
    ]
    assert merged[0].norm == "Sentra Mawar Bogor"
    # What was there keeps its norm, source and score.
    assert merged[1] is names[2]


def test_a_facility_gives_way_to_a_longer_name() -> None:
    text = "Rapat Ikatan Alumni SMAN 7 Bogor berlangsung."
    longer = mention(text, "Ikatan Alumni SMAN 7 Bogor", "ORG")
    found = [Candidate(text.index("SMAN"), text.index(" berlangsung"), "FAC", "rule:facility")]
    assert merge(text, [longer], found) == [longer]


def test_component_keeps_names_sorted_and_disjoint() -> None:
    register()
    nlp = spacy.blank("id_warta")
    nlp.add_pipe("warta_names")
    nlp.add_pipe("warta_facilities")
    doc = nlp('Kepala Sentra "Mawar" di Temanggung Rachmat Hartawan, kata Kemensos, menyambut siswa SMPN 33 Bekasi.')
    names = doc._.warta_names
    assert [(n.label, n.text) for n in names] == [
        ("FAC", 'Sentra "Mawar"'),
        ("LOC", "Temanggung"),
        ("PER", "Rachmat Hartawan"),
        ("ORG", "Kemensos"),
        ("FAC", "SMPN 33 Bekasi"),
    ]
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))


def test_component_alone_respects_silence() -> None:
    register()
    nlp = spacy.blank("id_warta")
    nlp.add_pipe("warta_facilities")
    doc = nlp.make_doc("RSUD Wonosari ramai. RSUD Bantul sepi.")
    doc._.silent = [(0, 20)]
    doc = nlp.get_pipe("warta_facilities")(doc)
    assert [n.text for n in doc._.warta_names] == ["RSUD Bantul"]
