"""Aliases inside one document: one line per phenomenon, the norms in order of the mentions."""

from __future__ import annotations

import pytest
from warta.resolve.aliases import link

from tests.resolve.marked import marked

PER = [
    ("<PER Ratna Wulandari> hadir. Kata <PER Ratna>, panen naik.", ["Ratna Wulandari"] * 2),
    ("<PER Ratna> Puji Petani\n\n<PER Ratna Wulandari> hadir.", ["Ratna Wulandari"] * 2),
    ("<PER Bagas P. Santosa> dan, kata <PER Santosa>, ...", ["Bagas P. Santosa"] * 2),
    ("<PER Bagas Santosa> lalu <PER Bagas Putra Santosa>.", ["Bagas Putra Santosa"] * 2),
    ("<PER M. Tarigan> lalu <PER Muhammad Tarigan>.", ["Muhammad Tarigan"] * 2),
    ("<PER Widjaja Kusuma> juga ditulis <PER Wijaya Kusuma>, <PER Wijaya Kusuma>.", ["Wijaya Kusuma"] * 3),
    ("<PER Hasan Mustofa> (<PER Gus Sofa>) datang. <PER Gus Sofa> senang.", ["Hasan Mustofa"] * 3),
    ("<PER Hasan Mustofa> yang akrab disapa <PER Gus Sofa> datang.", ["Hasan Mustofa"] * 2),
    ("<PER Lukman Arif> dan <PER Lukman Hadi>. Ujar <PER Lukman>.", ["Lukman Arif", "Lukman Hadi", "Lukman Hadi"]),
    ("<PER Lukman Arif> dan <PER Rina Lukman>. Ujar <PER Lukman>.", ["Lukman Arif", "Rina Lukman", "Lukman Arif"]),
    ("<PER Dr. H. Sutrisno Bayu, S.Sos., M.Si.> dan <PER Sutrisno>.", ["Sutrisno Bayu"] * 2),
    ("<PER Park Joon-ho> bertemu. <PER Park> pulang.", ["Park Joon-ho"] * 2),
    ("<PER Melinda Sari> bicara. Tambah <PER Malinda>.", ["Melinda Sari"] * 2),
    # who is named before the other is no slip of his name
    ("<PER Malinda> bicara. <PER Malinda> pulang. <PER Rini Melinda> datang.", ["Malinda", "Malinda", "Rini Melinda"]),
    ("<PER Malinda> bicara. <PER Rini Melinda> datang. <PER Malinda> pulang.", ["Malinda", "Rini Melinda", "Malinda"]),
    ("<PER Yanti> sendirian.", ["Yanti"]),
    ("<PER Joko Widodo> tiba. <PER Jokowi> pulang.", ["Joko Widodo"] * 2),
    ("<PER RATNA WULANDARI> hadir. <PER Ratna Wulandari> bicara.", ["Ratna Wulandari"] * 2),
    ("<PER Budi Hartono> dan anaknya <PER Robert Budi Hartono Jr>.", ["Budi Hartono", "Robert Budi Hartono Jr"]),
]

PER += [
    # a bracket behind a name that is no nickname: a team, a substitute
    (
        "<PER Alek Marta> (<PER Tim Rimba>), <PER Budi Kastara> (<PER Tim Rimba>).",
        ["Alek Marta", "Tim Rimba", "Budi Kastara", "Tim Rimba"],
    ),
    (
        "<PER Alek Marta> (<PER Kastara>) keluar. <PER Budi Kastara> masuk.",
        ["Alek Marta", "Budi Kastara", "Budi Kastara"],
    ),
    ("<PER Alek Marta> (<PER Alek Rimba>) datang.", ["Alek Marta"] * 2),
    # what no name holds is not the fullest name
    ("<PER Ratna Wulandari 50>, <PER Ratna Wulandari>.", ["Ratna Wulandari"] * 2),
    ("<PER Hasan diKompas>, <PER Hasan>.", ["Hasan"] * 2),
    ("<PER Ganjar Pranowo> dan <PER Prabowo>.", ["Ganjar Pranowo", "Prabowo"]),
    ("<PER Laode M Syarif> memanggil <PER Mekeng>.", ["Laode M Syarif", "Mekeng"]),
    ("<PER Sofa> (<PER Hasan Sofa>) datang.", ["Hasan Sofa"] * 2),
    ("<PER Dwiki> dan <PER Dwika> ditahan. Kasus <PER Dwika Dwiki> ramai.", ["Dwiki", "Dwika", "Dwika Dwiki"]),
    ("Kubu <PER Ratih>-<PER Bagas> unggul; <PER Ratih Bagas> menang.", ["Ratih", "Bagas", "Ratih Bagas"]),
    ("<PER Ratna Wulandari> atau <PER Kaesang> datang.", ["Ratna Wulandari", "Kaesang"]),
]

ORG = [
    (
        "<ORG PT Jasa Marga (Persero) Tbk> untung. Direksi <ORG Jasa Marga Group> dan <ORG Jasa Marga> hadir.",
        ["PT Jasa Marga (Persero) Tbk"] * 3,
    ),
    ("<ORG Kementerian Sosial> (<ORG Kemensos>) RI. <ORG Kemensos> hadir.", ["Kementerian Sosial"] * 3),
    ("<ORG Kementerian Sosial (Kemensos) RI> dan <ORG Kemensos RI>.", ["Kementerian Sosial"] * 2),
    ("<ORG BPS> merilis data.", ["Badan Pusat Statistik"]),
    ("<ORG Sudin Sosial Jakpus> dan <ORG Suku Dinas Sosial Jakarta Pusat>.", ["Suku Dinas Sosial Jakarta Pusat"] * 2),
    ("<ORG Komisi IV DPR RI> rapat.", ["Komisi IV Dewan Perwakilan Rakyat"]),
    ("Laporan <ORG Harbour Watch UK> dibaca <ORG Kedutaan Besar UK>.", ["Harbour Watch UK", "Kedutaan Besar Inggris"]),
    ("<ORG Bank Indonesia> (<ORG GENRI>) hadir. <ORG GENRI> senang.", ["Bank Indonesia", "GENRI", "GENRI"]),
    (
        "<ORG Petronas Yamaha SRT> menyalip <ORG Monster Energy Yamaha>.",
        ["Petronas Yamaha SRT", "Monster Energy Yamaha"],
    ),
    ("<ORG Rimba United> menang. <ORG United> senang.", ["Rimba United"] * 2),
    ("<ORG Rimba United>, <ORG Sagara United>, <ORG United>.", ["Rimba United", "Sagara United", "United"]),
    # committees of the one house that a document names
    ("<ORG Komisi IV> rapat. <ORG DPR> reses.", ["Komisi IV Dewan Perwakilan Rakyat", "Dewan Perwakilan Rakyat"]),
    (
        "<ORG DPRD Kota Tegal> sibuk; <ORG Komisi A> rapat.",
        ["Dewan Perwakilan Rakyat Daerah Kota Tegal", "Komisi A Dewan Perwakilan Rakyat Daerah Kota Tegal"],
    ),
    (
        "<ORG DPRD Kota Tegal>, <ORG DPR>, <ORG Komisi II>.",
        ["Dewan Perwakilan Rakyat Daerah Kota Tegal", "Dewan Perwakilan Rakyat", "Komisi II"],
    ),
    ("<ORG Komisi IV> rapat.", ["Komisi IV"]),
    # a bracket behind a name that the register knows as another body's acronym
    ("<ORG Rimba City> (<ORG UEFA>) kalah.", ["Rimba City", "Union of European Football Associations"]),
    (
        "<ORG DPP Partai Golkar> (<ORG Golkar>) rapat.",
        ["Dewan Pimpinan Pusat Partai Golongan Karya", "Partai Golongan Karya"],
    ),
    ("<ORG Ditjen Hortikultura> hadir.", ["Direktorat Jenderal Hortikultura"]),
    ("<ORG Dinsos Jabar> dan <ORG Pemkab Garut>.", ["Dinas Sosial Jawa Barat", "Pemerintah Kabupaten Garut"]),
    ("<ORG Kedubes Korsel> dan <ORG pemerintah Jepang>.", ["Kedutaan Besar Korea Selatan", "Pemerintah Jepang"]),
    (
        "<ORG Perkumpulan Petani Rawa Lestari> (<ORG PPRL>) menanam. <ORG PPRL> panen.",
        ["Perkumpulan Petani Rawa Lestari"] * 3,
    ),
    ("<ORG PPRL> (<ORG Perkumpulan Petani Rawa Lestari>) menanam.", ["Perkumpulan Petani Rawa Lestari"] * 2),
    ("<ORG Pemerintah Kota Nagaoka> dan <ORG Pemerintah Nagaoka>.", ["Pemerintah Kota Nagaoka"] * 2),
    ("<ORG PT. Tirta Sagara (TS) Tbk> naik; saham <ORG Tirta> turun.", ["PT Tirta Sagara Tbk"] * 2),
    ("<ORG PT Cahaya Rimba Tbk> (<ORG CHRB>) naik; <ORG CHRB> turun.", ["PT Cahaya Rimba Tbk"] * 3),
    ("<ORG Dinas Pangan (Dispang) Kota Tegal> kata <ORG Dispang>.", ["Dinas Pangan Kota Tegal"] * 2),
    ("<ORG Korea Internasional Cooperation Agency> membantu.", ["Korea International Cooperation Agency"]),
    ("<ORG KOICA Indonesia> dan <ORG KOICA>.", ["Korea International Cooperation Agency"] * 2),
    ("<ORG Kementerian Sosial> dan <ORG Kemensos Malaysia>.", ["Kementerian Sosial", "Kementerian Sosial Malaysia"]),
    ("<ORG Dinas Sosial> hadir. <ORG Dinas Sosial Kota Tegal> menyalurkan.", ["Dinas Sosial Kota Tegal"] * 2),
    (
        "<ORG Dinas Sosial Kota Tegal> dan <ORG Dinas Sosial Kota Batu>. <ORG Dinas Sosial> diam.",
        ["Dinas Sosial Kota Tegal", "Dinas Sosial Kota Batu", "Dinas Sosial"],
    ),
    ("<ORG BNI Life> dan <ORG BNI>.", ["BNI Life", "Bank Negara Indonesia"]),
    (
        "<ORG Tani Rimba> dan <ORG Dewan Pimpinan Nasional Tani Rimba>.",
        ["Tani Rimba", "Dewan Pimpinan Nasional Tani Rimba"],
    ),
    (
        "<ORG DPD Golkar Jateng> dan <ORG DPD>.",
        ["Dewan Pimpinan Daerah Partai Golongan Karya Jawa Tengah", "Dewan Perwakilan Daerah"],
    ),
]

ORG += [
    # the United States still have departments, Indonesia has ministries since 2009
    (
        "<LOC Amerika Serikat> menekan. <ORG Departemen Keuangan> mengumumkan sanksi.",
        ["Amerika Serikat", "Departemen Keuangan Amerika Serikat"],
    ),
    (
        "<LOC Indonesia> dan <LOC Amerika Serikat>. <ORG Departemen Keuangan AS>, <ORG Departemen Keuangan>.",
        ["Indonesia", "Amerika Serikat"] + ["Departemen Keuangan Amerika Serikat"] * 2,
    ),
    ("<LOC Indonesia> lalu <ORG Departemen Keuangan>.", ["Indonesia", "Departemen Keuangan"]),
    # the edition of an outlet keeps its title
    ("<ORG Tribun Jabar> memuat berita.", ["Tribun Jabar"]),
    ("<ORG Partai Demokrat> dan <ORG Demokrat>.", ["Partai Demokrat"] * 2),
    ("<ORG Kementerian ESDM> dan <ORG ESDM>.", ["Kementerian Energi dan Sumber Daya Mineral"] * 2),
    ("<ORG Dinas ESDM Jabar> rapat.", ["Dinas Energi dan Sumber Daya Mineral Jawa Barat"]),
    ("<ORG Biro Humas Kemensos> menulis.", ["Biro Hubungan Masyarakat Kementerian Sosial"]),
    ("<ORG Bareskrim Polri> menahan.", ["Badan Reserse Kriminal Kepolisian Negara Republik Indonesia"]),
    ("<ORG Danantara Rimba> dibuka.", ["Danantara Rimba"]),
    ("<ORG KBRI Seoul> buka.", ["Kedutaan Besar Republik Indonesia Seoul"]),
    (
        "<ORG DPD PDI Perjuangan Provinsi NTT>.",
        ["Dewan Pimpinan Daerah Partai Demokrasi Indonesia Perjuangan Provinsi Nusa Tenggara Timur"],
    ),
    ("<ORG BPBD Kab Magelang> siaga.", ["Badan Penanggulangan Bencana Daerah Kabupaten Magelang"]),
    (
        "<ORG Divisi Data Komisi Pemilihan Umum (KPU) Provinsi Bali>, kata <ORG KPU>.",
        ["Divisi Data Komisi Pemilihan Umum Provinsi Bali", "Komisi Pemilihan Umum"],
    ),
    (
        "<ORG Direktorat Jenderal Hortikultura (Ditjen Horti) Kementan>.",
        ["Direktorat Jenderal Hortikultura Kementerian Pertanian"],
    ),
    ("<ORG Lion Air> terbang; <ORG Kompas.com> menulis.", ["Lion Air", "Kompas.com"]),
    ("<ORG perkumpulan petani>, <ORG komisi V DPR>", ["perkumpulan petani", "Komisi V Dewan Perwakilan Rakyat"]),
]

FAC = [
    ('<FAC Sentra "Melati"> dan <FAC Sentra Melati>.', ["Sentra Melati"] * 2),
    (
        '<FAC Balai Rehabilitasi Anak (BRA) "Melati" Tegal> lalu <FAC BRA>.',
        ["Balai Rehabilitasi Anak Melati Tegal"] * 2,
    ),
    ("<FAC Sekolah Tinggi Rakyat (STR) 12 Tegal> dan <FAC STR 12 Tegal>.", ["Sekolah Tinggi Rakyat 12 Tegal"] * 2),
    ("<FAC RSUD Kardinah> penuh.", ["RSUD Kardinah"]),
    ("<FAC Hotel Santoso> dan <FAC Hotel Santoso Tegal>.", ["Hotel Santoso Tegal"] * 2),
    ("<FAC SMPN 3> dan <FAC SMPN 35>.", ["SMPN 3", "SMPN 35"]),
    ("<FAC Kompleks DPR RI> ramai.", ["Kompleks DPR"]),
]

FAC += [
    ("<FAC gedung KPK> dan <FAC Gedung KPK>.", ["Gedung KPK"] * 2),
    ("<FAC Bandara Rimba Jaya (BRJ)> alias <FAC Bandara BRJ>.", ["Bandara Rimba Jaya"] * 2),
    ("<FAC Pelabuhan Merak> dan <FAC Pelabuhan Merak-Panjang>.", ["Pelabuhan Merak", "Pelabuhan Merak-Panjang"]),
    ("<FAC Bandara Rimba> dan <FAC Bandara Rimba Terminal 2>.", ["Bandara Rimba", "Bandara Rimba Terminal 2"]),
]

LOC = [
    ("<LOC Korsel> dan <LOC Korea>.", ["Korea Selatan"] * 2),
    ("<LOC Korea> antara <LOC Korut> dan <LOC Korsel>.", ["Korea", "Korea Utara", "Korea Selatan"]),
    ("<LOC Jabar>, <LOC Kepri>, <LOC NTT>", ["Jawa Barat", "Kepulauan Riau", "Nusa Tenggara Timur"]),
    ("<LOC Surakarta> ada di <LOC Kota Surakarta>.", ["Kota Surakarta"] * 2),
    ("<LOC Bogor> bukan <LOC Kabupaten Bogor>.", ["Bogor", "Kabupaten Bogor"]),
    ("<LOC Sumatra> dan <LOC Sumatera>", ["Sumatera"] * 2),
    ("<LOC Kawasan Tepi Sungai (KTS) Musi>, di <LOC KTS>", ["Kawasan Tepi Sungai Musi", "Kawasan Tepi Sungai"]),
    ("<LOC NKRI> dan <LOC Jepang>", ["Indonesia", "Jepang"]),
]


@pytest.mark.parametrize(("source", "norms"), PER + ORG + FAC + LOC)
def test_norms(source: str, norms: list[str]) -> None:
    text, names = marked(source)
    assert [n.norm for n in link(text, names)] == norms


def test_mentions_are_otherwise_unchanged_and_in_order() -> None:
    text, names = marked("<LOC Tegal>: <PER Ratna> dan <POS Kepala> <ORG BPS>. <PER Ratna Wulandari>.")
    shuffled = [names[i] for i in (3, 0, 4, 2, 1)]
    linked = link(text, shuffled)
    assert [(n.start, n.end, n.label, n.text) for n in linked] == [(n.start, n.end, n.label, n.text) for n in shuffled]
    assert sorted(linked, key=lambda n: n.start) == link(text, names)
    assert link(text, link(text, names)) == link(text, names)


def test_line_break_inside_a_name() -> None:
    text, names = marked("<ORG Kementerian\nSosial> dan <PER Ratna\nWulandari>.")
    assert [n.norm for n in link(text, names)] == ["Kementerian Sosial", "Ratna Wulandari"]


def test_no_names() -> None:
    assert link("Tidak ada nama.", []) == []
