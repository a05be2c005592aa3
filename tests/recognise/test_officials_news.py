"""Officials as news present them: one line per phenomenon; all persons and most bodies are invented."""

import pytest
from warta.recognise.officials import find_officials
from warta.recognise.pipeline import load
from warta.values.mention import NameMention

from tests.recognise.marked import officials


@pytest.fixture(scope="module")
def nlp():
    return load(components=["warta_sentences"])


ONE = [
    # words taken for persons
    ("Koordinator [PER Jatra], [PER Rini Wulandari], hadir.", "Rini Wulandari | Koordinator | Jatra | definitive"),
    (
        "Direktur [PER Serealia] [ORG Kementan] [PER Rini Wulandari] hadir.",
        "Rini Wulandari | Direktur Serealia | Kementan | definitive",
    ),
    (
        "Deputi [PER Balitbang] [ORG DPP Partai Maju] [PER Budi Hartanto] hadir.",
        "Budi Hartanto | Deputi Badan Penelitian dan Pengembangan | DPP Partai Maju | definitive",
    ),
    # bodies
    (
        "Wakil Ketua Komisi Pemberantasan Korupsi [PER Rini] hadir.",
        "Rini | Wakil Ketua | Komisi Pemberantasan Korupsi | definitive",
    ),
    ("Bendahara [ORG BPP] [ORG Himpunan Maju] [PER Rini] hadir.", "Rini | Bendahara | BPP Himpunan Maju | definitive"),
    (
        "Kepala [ORG Badan Pemenangan Pemilu Partai Maju] [PER Rini] hadir.",
        "Rini | Kepala Badan Pemenangan Pemilu | Partai Maju | definitive",
    ),
    (
        "Kepala Eksekutif Pasar Modal, Derivatif, dan [ORG Bursa Karbon OJK], [PER Rini], hadir.",
        "Rini | Kepala Eksekutif Pasar Modal, Derivatif, dan Bursa Karbon | OJK | definitive",
    ),
    (
        "Kepala Bagian Humas, [ORG Biro Umum Setda Maju] [PER Rini] hadir.",
        "Rini | Kepala Bagian Hubungan Masyarakat, Biro Umum | Setda Maju | definitive",
    ),
    ("[PER Rini], Ketua Umum WPK dalam siarannya.", "Rini | Ketua Umum | WPK | definitive"),
    (
        "Juru Bicara Departemen Luar Negeri Fantasia, [PER Rini], hadir.",
        "Rini | Juru Bicara | Departemen Luar Negeri Fantasia | definitive",
    ),
    (
        "[ORG Pemerintah Aceh] rapat. Sekda [LOC Aceh] [PER Rini] hadir.",
        "Rini | Sekretaris Daerah Aceh | Pemerintah Aceh | definitive",
    ),
    (
        "[ORG Komisi Maju], [ORG Komisi Maju] dan [ORG Kementerian Olahraga] rapat. Deputi Prestasi Olahraga [PER Rini] hadir.",
        "Rini | Deputi Prestasi Olahraga | Kementerian Olahraga | definitive",
    ),
    # aides and envoys
    (
        "Staf Khusus Menkeu Bidang Pajak, [PER Rini], hadir.",
        "Rini | Staf Khusus Menteri Keuangan Bidang Pajak | Kementerian Keuangan | definitive",
    ),
    (
        "Kata staf khusus Menteri Keuangan [PER Rini].",
        "Rini | Staf Khusus Menteri Keuangan | Kementerian Keuangan | definitive",
    ),
    (
        "Ajudan Bupati [LOC Siak], [PER Rini], hadir.",
        "Rini | Ajudan Bupati Siak | Pemerintah Kabupaten Siak | definitive",
    ),
    (
        "Duta Besar [LOC Indonesia] untuk [ORG PBB], [PER Rini], hadir.",
        "Rini | Duta Besar Indonesia untuk Perserikatan Bangsa-Bangsa | None | definitive",
    ),
    (
        "Dubes RI di [LOC Maroko] [PER Rini] hadir.",
        "Rini | Duta Besar Indonesia untuk Maroko | Kedutaan Besar Indonesia | definitive",
    ),
    (
        "Staf Khusus Presiden untuk [LOC Papua] [PER Rini] hadir.",
        "Rini | Staf Khusus Presiden untuk Papua | None | definitive",
    ),
    # lower case
    ("Kata jaksa, [PER Rini], dalam sidang.", "Rini | Jaksa | None | definitive"),
    ("Kata ketua panitia pemilihan [PER Rini].", "Rini | Ketua Panitia Pemilihan | None | definitive"),
    (
        "[PER Rini], kepala operasi lapangan [ORG PBB]; hadir.",
        "Rini | Kepala Operasi Lapangan | PBB | definitive",
    ),
    (
        "Menurut [PER Rini], seorang anggota parlemen dari [LOC Siak], itu baik.",
        "Rini | Anggota Parlemen | None | definitive",
    ),
    ("[PER Rini] selaku presiden.", "Rini | Presiden | None | definitive"),
    ("Ada wakil rektor lainnya, yaitu [PER Rini], yang hadir.", "Rini | Wakil Rektor | None | definitive"),
    # time and status
    ("Ketua [ORG DPRD Siak] nondefinitif [PER Rini] hadir.", "Rini | Ketua | DPRD Siak | definitive"),
    ("Presiden [LOC Republik Indonesia] Ke-6 [PER Rini] hadir.", "Rini | Presiden | None | former"),
    ("[PER Rini] mantan Ketua [ORG Yayasan Pelita] hadir.", "Rini | Ketua | Yayasan Pelita | former"),
    ("[PER Rini] pernah menjabat sebagai Ketua [ORG Yayasan Pelita].", "Rini | Ketua | Yayasan Pelita | former"),
    ("[PER Rini] telah ditunjuk sebagai Ketua [ORG Yayasan Pelita].", "Rini | Ketua | Yayasan Pelita | definitive"),
    # links
    ("1. [PER Rini] - Komisaris [ORG PT Maju].", "Rini | Komisaris | PT Maju | definitive"),
    (
        "Kata anggota [ORG DPR] dari fraksi [ORG Maju] [PER Rini].",
        "Rini | Anggota | DPR | definitive",
    ),
    (
        "Koordinator [ORG Divisi Hukum Bawaslu DKI Jakarta] [PER Rini] hadir.",
        "Rini | Koordinator Divisi Hukum | Bawaslu DKI Jakarta | definitive",
    ),
    (
        "Direktur [ORG Serealia Ditjen Tanaman Pangan Kementan] [PER Rini] hadir.",
        "Rini | Direktur Serealia Direktorat Jenderal Tanaman Pangan | Kementan | definitive",
    ),
    (
        "Direktur Serealia, [ORG Ditjen Tanaman Pangan], [ORG Kementan], [PER Rini], hadir.",
        "Rini | Direktur Serealia, Direktorat Jenderal Tanaman Pangan | Kementan | definitive",
    ),
    ("Anggota [ORG DPR Daerah Pemilihan Siak] [PER Rini] hadir.", "Rini | Anggota | DPR | definitive"),
    ("Anggota Pansus [ORG RUU KUHP] [PER Rini] hadir.", "Rini | Anggota Panitia Khusus RUU KUHP | None | definitive"),
    ("Ketua Relawan [PER Rini Bersatu] [PER Budi] hadir.", "Budi | Ketua | Relawan Rini Bersatu | definitive"),
    ("Staf Khusus Presiden [PER Rini Wulandari] hadir.", "Rini Wulandari | Staf Khusus Presiden | None | definitive"),
    ("Presiden Direktur [ORG PT Maju] Tbk. [PER Rini] hadir.", "Rini | Presiden Direktur | PT Maju | definitive"),
    (
        "[PER Rini] menggantikan [PER Budi] sebagai Ketua [ORG Yayasan Pelita].",
        "Rini | Ketua | Yayasan Pelita | definitive",
    ),
    ("[PER Rini] dicopot dari jabatan Camat [LOC Melati].", "Rini | Camat Melati | Kecamatan Melati | definitive"),
    ("[PER Rini] kala itu menjabat Ketua [ORG Yayasan Pelita].", "Rini | Ketua | Yayasan Pelita | former"),
    ("Kata Letkol CPL [PER Rini], Komandan [ORG Kodim 0717].", "Rini | Komandan | Kodim 0717 | definitive"),
    ("Kata pelatih ganda putra [LOC Indonesia], [PER Rini].", "Rini | Pelatih Ganda Putra | None | definitive"),
    # offices that point back
    (
        '[PER Rini] menolak. "Itu salah," ujar anggota [ORG Komisi IX DPR] itu.',
        "Rini | Anggota Komisi IX | DPR | definitive",
    ),
    (
        "[PER Rini] datang. Mantan Wali Kota [LOC Bogor] tersebut mengatakan hal itu.",
        "Rini | Wali Kota Bogor | Pemerintah Kota Bogor | former",
    ),
    (
        'Menurut [PER Budi] bantuan cukup, kata [PER Rini]. "Baik," kata Ketua [ORG DPC Partai Maju] itu.',
        "Rini | Ketua | DPC Partai Maju | definitive",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), ONE)
def test_one_official(nlp, marked, expected):
    assert officials(nlp, marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[ORG Kementerian Sosial] membantu. Menteri [PER Rini] hadir.",
            "Rini | Menteri Sosial | Kementerian Sosial | definitive",
        ),
        (
            "[ORG Kementerian Sosial] dan [ORG Kementerian Agama] rapat. Menteri [PER Rini] hadir.",
            "Rini | Menteri | None | definitive",
        ),
        (
            "[ORG Polda Jabar] bergerak. Kapolda Irjen [PER Rini] hadir.",
            "Rini | Kepala Kepolisian Daerah Jawa Barat | Kepolisian Daerah Jawa Barat | definitive",
        ),
        ("Lurah [LOC Melati] [PER Rini] hadir.", "Rini | Lurah Melati | Kelurahan Melati | definitive"),
        ("Panglima [ORG Koarmada] I Laksda TNI [PER Rini] hadir.", "Rini | Panglima | Koarmada I | definitive"),
    ],
)
def test_what_the_text_says_elsewhere(nlp, marked, expected):
    assert officials(nlp, marked) == [expected]


def test_several_behind_a_word(nlp):
    text = "Hadir pimpinan [ORG KPK], yakni [PER Ani], [PER Budi], dan [PER Cici]."
    assert officials(nlp, text) == [f"{name} | Pimpinan | KPK | definitive" for name in ("Ani", "Budi", "Cici")]


def test_a_pair_joined_by_a_hyphen(nlp):
    text = "Gubernur dan Wakil Gubernur [LOC Riau] [PER Ani]-[PER Budi] hadir."
    assert [line.split(" | ")[:2] for line in officials(nlp, text)] == [
        ["Ani", "Gubernur Riau"],
        ["Budi", "Wakil Gubernur Riau"],
    ]


def test_an_office_said_twice_has_one_body(nlp):
    text = "Jaksa [ORG KPK] [PER Rini Wulandari] bertanya. Sidang di [ORG Pengadilan Tipikor]. Kata jaksa [PER Rini]."
    assert officials(nlp, text)[1] == "Rini | Jaksa | KPK | definitive"


def test_the_unit_of_the_agency_named_before(nlp):
    text = "Hadir Kadis Perikanan, [PER Ani]; Kabid Tangkap, [PER Budi]; dan [ORG Kementerian Agama]."
    assert officials(nlp, text)[1] == "Budi | Kepala Bidang Tangkap | Dinas Perikanan | definitive"


def test_departments_are_ministries_of_late(nlp):
    text = "Menteri Tenaga Kerja [PER Rini] hadir."
    assert officials(nlp, text, "2020-01-01")[0].split(" | ")[2] == "Kementerian Tenaga Kerja"
    assert officials(nlp, text, "2005-01-01")[0].split(" | ")[2] == "Departemen Tenaga Kerja"


def test_a_term_that_is_over_makes_a_former_office(nlp):
    text = "Direktur Utama [ORG PT Maju] 2005-2014, [PER Rini], hadir."
    assert officials(nlp, text, "2019-08-01") == ["Rini | Direktur Utama | PT Maju | former"]
    assert officials(nlp, text.replace("2005-2014", "periode 2018 – 2023"), "2019-08-01") == [
        "Rini | Direktur Utama | PT Maju | definitive"
    ]


def test_offices_in_a_row(nlp):
    text = "[PER Rini] selaku Plt Direktur Utama [ORG Maju Air], Plt Direktur Jasa & Layanan, dan Plt Direktur Niaga, hadir."
    assert officials(nlp, text) == [
        "Rini | Direktur Utama | Maju Air | acting",
        "Rini | Direktur Jasa & Layanan | Maju Air | acting",
        "Rini | Direktur Niaga | Maju Air | acting",
    ]


def test_brackets_belong_to_the_name_in_front(nlp):
    text = "Hadir [PER Ani] (Kabag Kesra), [PER Budi] (Kadis Pariwisata), dan Cici (Direktur RS), [PER Dedi] ikut."
    assert officials(nlp, text) == [
        "Ani | Kepala Bagian Kesejahteraan Rakyat | None | definitive",
        "Budi | Kepala Dinas Pariwisata | Dinas Pariwisata | definitive",
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "Dalam surat jaksa penuntut umum [ORG KPK], [PER Rini] disebut menerima uang.",
        "Soal dewan yang dipilih Presiden, [PER Rini] mengaku setuju.",
        '[PER Rini] bercerita. "Saya takut pada Ketua [ORG DPR] itu," katanya.',
        "[PER Rini] datang. Dua anggota [ORG DPR] itu pulang.",
        "[PER Rini] datang. Pimpinan [ORG KPK] itu pulang.",
        "Anggota [ORG Polres Siak] [PER Rini] hadir.",
        "Kata penasihat hukum [PER Rini].",
    ],
)
def test_no_official(nlp, marked):
    assert officials(nlp, marked) == []


def test_an_office_that_is_held_points_to_its_holder(nlp):
    text = "Wasekjen [ORG Partai Maju] [PER Rini] hadir. [PER Budi] diam. Wasekjen [ORG Maju] itu pulang."
    assert officials(nlp, text) == ["Rini | Wakil Sekretaris Jenderal | Partai Maju | definitive"]


def test_an_office_that_points_back_spans_its_own_words(nlp):
    text = "Rini menolak. Mantan Ketua DPR itu pulang."
    doc = nlp(text)
    doc._.warta_names = [
        NameMention(0, 4, "PER", "Rini", "Rini", "test"),
        NameMention(27, 30, "ORG", "DPR", "DPR", "test"),
    ]
    (found,) = find_officials(doc)
    assert text[found.start : found.end] == "Mantan Ketua DPR itu"
    assert text[found.person_start : found.person_end] == "Rini"
