"""What body an office is held in, and what is no office at all: one line per phenomenon; all names are invented."""

import pytest
from warta.recognise.pipeline import load

from tests.recognise.marked import officials


@pytest.fixture(scope="module")
def nlp():
    return load(components=["warta_sentences"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # bodies that no finder knew
        (
            "Direktur Utama Garuda Berjangka, [PER Rini], hadir.",
            "Rini | Direktur Utama | Garuda Berjangka | definitive",
        ),
        # what is no body: a thing, a programme
        (
            "Di [ORG Badan Maju] Direktur Talenta dan Karier ASN [PER Budi] hadir.",
            "Budi | Direktur Talenta dan Karier ASN | Badan Maju | definitive",
        ),
        (
            "Menurut Majelis Hakim, [PER Rini] bersalah. Ketua Majelis Hakim [PER Budi] hadir.",
            "Budi | Ketua Majelis Hakim | None | definitive",
        ),
        ("CEO ABK Games [PER Rini] hadir.", "Rini | Chief Executive Officer | ABK Games | definitive"),
        ("CEO Global Melati [PER Rini] hadir.", "Rini | Chief Executive Officer | Global Melati | definitive"),
        ("kata [PER Rini], Ketua Umum Wirapraja Muda.", "Rini | Ketua Umum | Wirapraja Muda | definitive"),
        (
            "Direktur Kepatuhan Walesa ABK Insurance [PER Rini] hadir.",
            "Rini | Direktur Kepatuhan | Walesa ABK Insurance | definitive",
        ),
        (
            "Kepala UPXY Kelas III [LOC Melati] [PER Rini] hadir.",
            "Rini | Kepala | UPXY Kelas III Melati | definitive",
        ),
        (
            "[ORG Melaris] untung. Kepala Divisi Hukum dan Humas Melaris, [PER Rini], hadir.",
            "Rini | Kepala Divisi Hukum dan Hubungan Masyarakat | Melaris | definitive",
        ),
        (
            "[ORG Melaris] untung. Direktur [ORG Divisi Olahraga Melaris] [PER Rini] hadir.",
            "Rini | Direktur Divisi Olahraga | Melaris | definitive",
        ),
        (
            "Juru Bicara [ORG Departemen Luar Negeri Fantasia] [PER Rini] hadir.",
            "Rini | Juru Bicara | Departemen Luar Negeri Fantasia | definitive",
        ),
        # ministers
        (
            "Menteri Koordinator bidang Pangan [PER Rini] hadir.",
            "Rini | Menteri Koordinator Bidang Pangan | Kementerian Koordinator Bidang Pangan | definitive",
        ),
        (
            "Menko Bidang Pangan [PER Rini] hadir.",
            "Rini | Menteri Koordinator Bidang Pangan | Kementerian Koordinator Bidang Pangan | definitive",
        ),
        ("kata mantan menteri sosial [PER Rini].", "Rini | Menteri Sosial | Kementerian Sosial | former"),
        # the short form in brackets says what office it is
        (
            "Kepala [ORG Kepolisian Resor] (Kapolres) [LOC Siak] AKBP [PER Rini] hadir.",
            "Rini | Kepala Kepolisian Resor Siak | Kepolisian Resor Siak | definitive",
        ),
        (
            "Komandan [ORG Korem (Danrem) 099 Melati] Kolonel Inf [PER Rini] hadir.",
            "Rini | Komandan Komando Resor Militer 099 Melati | Komando Resor Militer 099 Melati | definitive",
        ),
        (
            "mantan Kepala Staf [ORG Angkatan Laut] (KSAL) Laksamana [PER Rini] hadir.",
            "Rini | Kepala Staf TNI Angkatan Laut | TNI Angkatan Laut | former",
        ),
        (
            "Kepala Kantor Wilayah [ORG Bea Cukai Melati], [PER Rini], hadir.",
            "Rini | Kepala | Kantor Wilayah Bea Cukai Melati | definitive",
        ),
        ("Menteri Pehubungan [PER Rini] hadir.", "Rini | Menteri Perhubungan | Kementerian Perhubungan | definitive"),
        (
            "Menteri Koordinator Bidang Politik, Hukum dan Keamanan [PER Rini] hadir.",
            "Rini | Menteri Koordinator Bidang Politik, Hukum, dan Keamanan | "
            "Kementerian Koordinator Bidang Politik, Hukum, dan Keamanan | definitive",
        ),
        (
            "[ORG Bank Melati] untung. Deputi Gubernur [ORG Bank] [PER Rini] hadir.",
            "Rini | Deputi Gubernur | Bank Melati | definitive",
        ),
        (
            "[PER Rini] dikukuhkan menjadi Guru Besar di Kampus [ORG Universitas Melati].",
            "Rini | Guru Besar | Universitas Melati | definitive",
        ),
        (
            "Penasihat Presiden [LOC Fantasia], [PER Rini], hadir.",
            "Rini | Penasihat Presiden Fantasia | None | definitive",
        ),
        ("Anggota [ORG DPRD Siak fraksi Maju] [PER Rini] hadir.", "Rini | Anggota | DPRD Siak | definitive"),
        (
            "Anggota [ORG Komisi II DPR Fraksi Maju], [PER Rini], hadir.",
            "Rini | Anggota Komisi II | DPR | definitive",
        ),
        (
            "Menteri Transportasi [LOC Jepang], [PER Taro Yamada], hadir.",
            "Taro Yamada | Menteri Transportasi Jepang | Kementerian Transportasi Jepang | definitive",
        ),
        (
            "Gubernur [LOC Jawa Barat] Lalu [PER Rini Wulandari] hadir.",
            "Rini Wulandari | Gubernur Jawa Barat | Pemerintah Provinsi Jawa Barat | definitive",
        ),
        (
            "Kata Wakil Ketua Komisi IX [PER Rini].",
            "Rini | Wakil Ketua Komisi IX | Dewan Perwakilan Rakyat | definitive",
        ),
        ("Kata Ketua Komisi II [PER Rini].", "Rini | Ketua Komisi II | None | definitive"),
        (
            "[ORG DPR] rapat. Kata Anggota Komisi III dari [ORG Fraksi Maju] [PER Rini].",
            "Rini | Anggota Komisi III | DPR | definitive",
        ),
        (
            "Kasubdit Gakkum Ditlantas [ORG Polda Jabar], [PER Rini], hadir.",
            "Rini | Kepala Subdirektorat Penegakan Hukum Direktorat Lalu Lintas | Polda Jabar | definitive",
        ),
        (
            "Kepala [ORG Perwakilan Bank Melati (BM) Provinsi Bali] [PER Rini] hadir.",
            "Rini | Kepala Perwakilan | Bank Melati Provinsi Bali | definitive",
        ),
        (
            "Ketua [ORG Kelompok Nelayan Melati] [PER Rini] hadir.",
            "Rini | Ketua | Kelompok Nelayan Melati | definitive",
        ),
        (
            "Anggota [ORG Komisi III] dari [ORG Fraksi Maju] [PER Rini].",
            "Rini | Anggota Komisi III | None | definitive",
        ),
        ("kata [PER Rini], CEO Walesata dalam siarannya.", "Rini | Chief Executive Officer | Walesata | definitive"),
        (
            "Wakil Kapolres [LOC Siak], Komisaris [PER Rini], hadir.",
            "Rini | Wakil Kepala Kepolisian Resor Siak | Kepolisian Resor Siak | definitive",
        ),
        ("Kata pemimpin [LOC Jepang] [PER Taro].", "Taro | Pemimpin Jepang | Pemerintah Jepang | definitive"),
        ("Kepala Desa [PER Melati I Wayan Rini] hadir.", "I Wayan Rini | Kepala Desa Melati | None | definitive"),
        (
            "[ORG Komisi VIII] rapat. Kata Wakil Ketua Komisi VIII [PER Rini].",
            "Rini | Wakil Ketua Komisi VIII | Dewan Perwakilan Rakyat | definitive",
        ),
        (
            "[ORG Komisi II DPRD Siak] rapat. Kata Ketua Komisi II [PER Rini].",
            "Rini | Ketua Komisi II | DPRD Siak | definitive",
        ),
        (
            "Ketua [ORG Kelompok Substansi Pangan Ditjen PKH Kementan], [PER Rini], hadir.",
            "Rini | Ketua Kelompok Substansi Pangan Direktorat Jenderal PKH | Kementan | definitive",
        ),
        (
            "[ORG DPR] rapat. Kata anggota [ORG Pansus RUU Pangan] [PER Rini].",
            "Rini | Anggota Panitia Khusus RUU Pangan | DPR | definitive",
        ),
        # words taken for persons
        (
            "Kepala Riset Nusa [PER Walesa Sekuritas Rini Wulandari] hadir.",
            "Rini Wulandari | Kepala Riset | Nusa Walesa Sekuritas | definitive",
        ),
        (
            "Kepala Biro [PER Monev Stamarena] [ORG Polri] Brigjen [PER Rini Wulandari] hadir.",
            "Rini Wulandari | Kepala Biro Monev Stamarena | Polri | definitive",
        ),
        (
            "CEO [PER Drona Emprita] [PER Rini Wulandari] hadir.",
            "Rini Wulandari | Chief Executive Officer | Drona Emprita | definitive",
        ),
        # who is held where
        (
            "[ORG Kejaksaan Negeri Siak] rapat. Ketua Majelis Hakim [PER Rini] hadir.",
            "Rini | Ketua Majelis Hakim | None | definitive",
        ),
        (
            "[ORG Pengadilan Negeri Siak] rapat. Jaksa [PER Rini] hadir.",
            "Rini | Jaksa | None | definitive",
        ),
        (
            "[ORG Dinas Sosial Siak] dan [ORG Pemkab Siak] rapat. Asisten Pemerintahan, [PER Rini], hadir.",
            "Rini | Asisten Pemerintahan | Pemkab Siak | definitive",
        ),
        (
            "[ORG PT Maju] untung. Pengamat Pasar [ORG Universitas Melati] [PER Rini] hadir.",
            "Rini | Pengamat Pasar | Universitas Melati | definitive",
        ),
        (
            "[ORG PT Maju] untung. Sekretaris Pribadi [PER Ani], [PER Rini], hadir.",
            "Rini | Sekretaris Pribadi | None | definitive",
        ),
        # ranks
        (
            "Kapolsek [LOC Melati], Komisaris [PER Rini], hadir.",
            "Rini | Kepala Kepolisian Sektor Melati | Kepolisian Sektor Melati | definitive",
        ),
        (
            "Kepala [ORG Satuan Narkoba Polres Siak] Komisaris [PER Rini] hadir. Kata Komisaris [PER Rini].",
            "Rini | Kepala Satuan Narkoba | Polres Siak | definitive",
        ),
        (
            "Kepala [ORG BNN] Komisaris Jendral [PER Rini] hadir.",
            "Rini | Kepala | BNN | definitive",
        ),
        ("Direktur [ORG PT Maju], Komisaris [PER Rini], hadir.", "Rini | Komisaris | PT Maju | definitive"),
    ],
)
def test_one_official(nlp, marked, expected):
    assert expected in officials(nlp, marked)
    assert len({line.split(" | ")[0] for line in officials(nlp, marked)}) == 1


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG PT Maju] untung. Pengamat Komoditas [PER Rini] menilai itu baik.",
        "Ekonom senior [PER Rini] menilai itu baik.",
        "Kata Analis Pasar Uang, [PER Rini], kemarin.",
        "[ORG Polres Siak] Komisaris [PER Rini] hadir.",
        "Warga dan Brigadir Kepala [PER Rini] hadir.",
    ],
)
def test_no_official(nlp, marked):
    assert officials(nlp, marked) == []


def test_a_director_generals_ministry_is_that_of_the_year(nlp):
    text = "Dirjen Bina Marga [PER Rini] hadir."
    assert officials(nlp, text, "2017-03-01")[0].split(" | ")[2] == "Kementerian Pekerjaan Umum dan Perumahan Rakyat"
    assert officials(nlp, text, "2025-03-01")[0].split(" | ")[2] == "Kementerian Pekerjaan Umum"
    assert officials(nlp, text)[0].split(" | ")[2] == "None"


def test_a_term_by_months(nlp):
    text = "Amplop untuk Direktur [ORG PT Maju] periode September 2024 - Januari 2026, [PER Rini], disita."
    assert officials(nlp, text, "2026-06-01") == ["Rini | Direktur | PT Maju | definitive"]
    assert officials(nlp, text, "2027-06-01") == ["Rini | Direktur | PT Maju | former"]
