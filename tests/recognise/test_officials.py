"""Officials: office, holder and body, one line per phenomenon.

Names are given by mark-up (``[PER Rini Wulandari]``, ``[ORG Kemensos]``), so that only the office
grammar is under test; all persons are invented.
"""

import pytest
from warta.recognise.officials import find_officials
from warta.recognise.pipeline import load
from warta.values.mention import NameMention

from tests.recognise.marked import officials


@pytest.fixture(scope="module")
def nlp():
    return load(components=["warta_sentences"])


CASES = [
    # office in front of the name
    ("Menteri Sosial [PER Rini Wulandari] tiba.", "Rini Wulandari | Menteri Sosial | Kementerian Sosial | definitive"),
    (
        "Menteri Sosial RI, [PER Rini Wulandari] tiba.",
        "Rini Wulandari | Menteri Sosial | Kementerian Sosial | definitive",
    ),
    ("Mensos [PER Rini] tiba.", "Rini | Menteri Sosial | Kementerian Sosial | definitive"),
    ("Wamensos [PER Budi Hartanto] tiba.", "Budi Hartanto | Wakil Menteri Sosial | Kementerian Sosial | definitive"),
    (
        "Dirjen Rehabilitasi Sosial [ORG Kemensos|Kementerian Sosial] [PER Budi] hadir.",
        "Budi | Direktur Jenderal Rehabilitasi Sosial | Kementerian Sosial | definitive",
    ),
    (
        'Kepala [FAC Sentra "Melati"|Sentra Melati] di [LOC Bantul] [PER Sari Dewi] hadir.',
        "Sari Dewi | Kepala | Sentra Melati | definitive",
    ),
    (
        "Kepala [ORG Dinas Sosial Kota Bandung] Dr. H. [PER Asep Ruhiyat] hadir.",
        "Asep Ruhiyat | Kepala | Dinas Sosial Kota Bandung | definitive",
    ),
    (
        "Kepala [ORG Biro Perencanaan] [ORG Kementerian Agama] [PER Sari] hadir.",
        "Sari | Kepala Biro Perencanaan | Kementerian Agama | definitive",
    ),
    (
        "Kepala [ORG Bidang Humas Polda Jawa Barat] Kombes Pol [PER Dani Putra] hadir.",
        "Dani Putra | Kepala Bidang Hubungan Masyarakat | Polda Jawa Barat | definitive",
    ),
    (
        "Kapolres [LOC Bogor] AKBP [PER Rio Saputra] hadir.",
        "Rio Saputra | Kepala Kepolisian Resor Bogor | Kepolisian Resor Bogor | definitive",
    ),
    ("Bupati [LOC Siak] [PER Nurhayati] hadir.", "Nurhayati | Bupati Siak | Pemerintah Kabupaten Siak | definitive"),
    ("Wali Kota [LOC Bandung] [PER Asep] hadir.", "Asep | Wali Kota Bandung | Pemerintah Kota Bandung | definitive"),
    (
        "Gubernur [LOC Jawa Barat] [PER Asep] hadir.",
        "Asep | Gubernur Jawa Barat | Pemerintah Provinsi Jawa Barat | definitive",
    ),
    ("Gubernur [ORG Bank Indonesia] [PER Asep] hadir.", "Asep | Gubernur | Bank Indonesia | definitive"),
    (
        "Dubes [LOC Jepang] [PER Taro Yamada] hadir.",
        "Taro Yamada | Duta Besar Jepang | Kedutaan Besar Jepang | definitive",
    ),
    (
        "Menteri Luar Negeri [LOC Jepang] [PER Taro Yamada] hadir.",
        "Taro Yamada | Menteri Luar Negeri Jepang | Kementerian Luar Negeri Jepang | definitive",
    ),
    ("Presiden [PER Bima Arya Putra] hadir.", "Bima Arya Putra | Presiden | None | definitive"),
    ("Ketua Umum [ORG PB Maju] [PER Bima] hadir.", "Bima | Ketua Umum | PB Maju | definitive"),
    ("kata juru bicara [ORG KAI Commuter] [PER Leni].", "Leni | Juru Bicara | KAI Commuter | definitive"),
    (
        "Presiden dan CEO [ORG PT Toko Kita] [PER Emi Sato] hadir.",
        "Emi Sato | Presiden dan Chief Executive Officer | PT Toko Kita | definitive",
    ),
    (
        "Country Director [ORG Yayasan Pelita] [PER John Hill] hadir.",
        "John Hill | Country Director | Yayasan Pelita | definitive",
    ),
    (
        "Vice President Operations [ORG GudangKu] [PER Adi Muda] hadir.",
        "Adi Muda | Vice President Operations | GudangKu | definitive",
    ),
    (
        "Pimpinan [ORG Baitul Mal|Baitul Mal Aceh] Bidang Zakat dan Wakaf [PER Umar] hadir.",
        "Umar | Pimpinan Bidang Zakat dan Wakaf | Baitul Mal Aceh | definitive",
    ),
    (
        "Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi [PER Sari] hadir.",
        "Sari | Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi | "
        "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi | definitive",
    ),
    (
        "Kapolda Metro Jaya Irjen [PER Budi] hadir.",
        "Budi | Kepala Kepolisian Daerah Metro Jaya | Kepolisian Daerah Metro Jaya | definitive",
    ),
    (
        "[PER Rini Sari] ([PER RS]) selaku Ketua [ORG Yayasan Pelita] hadir.",
        "Rini Sari | Ketua | Yayasan Pelita | definitive",
    ),
    ("Presiden [LOC Prancis] [PER Jean Roux] hadir.", "Jean Roux | Presiden Prancis | Pemerintah Prancis | definitive"),
    (
        "Dubes [LOC Jepang] untuk [LOC Indonesia] [PER Taro Yamada] hadir.",
        "Taro Yamada | Duta Besar Jepang | Kedutaan Besar Jepang | definitive",
    ),
    (
        "Duta Besar (Dubes) [LOC Indonesia] untuk [LOC Italia] Ibu [PER Sari Dewi] hadir.",
        "Sari Dewi | Duta Besar Indonesia untuk Italia | Kedutaan Besar Indonesia | definitive",
    ),
    ("Anggota [ORG DPR] dari [ORG Fraksi Maju] [PER Sari] hadir.", "Sari | Anggota | DPR | definitive"),
    ("Ketua [ORG DPR] nonaktif [PER Budi] hadir.", "Budi | Ketua | DPR | definitive"),
    ("Presiden ke-5 RI [PER Sari] hadir.", "Sari | Presiden | None | former"),
    (
        "Direktur Jenderal Ekosistem Digital, [ORG Kemkomdigi], [PER Budi], hadir.",
        "Budi | Direktur Jenderal Ekosistem Digital | Kemkomdigi | definitive",
    ),
    (
        "Direktur Pelindungan WNI-BHI [ORG Kemenlu] [PER Budi] hadir.",
        "Budi | Direktur Pelindungan WNI-BHI | Kemenlu | definitive",
    ),
    (
        "Dandim 0717 [LOC Grobogan] Letkol Arh [PER Budi] hadir.",
        "Budi | Komandan Komando Distrik Militer 0717 Grobogan | Komando Distrik Militer 0717 Grobogan | definitive",
    ),
    (
        "Kasubdit 2 [ORG Ditsiber Polda Sulteng], [PER Budi], hadir.",
        "Budi | Kepala Subdirektorat 2 Ditsiber | Polda Sulteng | definitive",
    ),
    ("President director [ORG Telindo] [PER Budi] hadir.", "Budi | President director | Telindo | definitive"),
    ("kata pelatih baru [ORG Persija], [PER Budi].", "Budi | Pelatih | Persija | definitive"),
    ("Direktur Utama [LOC Taman Selaras], [PER Sari], hadir.", "Sari | Direktur Utama | Taman Selaras | definitive"),
    (
        "Ketua [ORG Unit Layanan Pengadaan (ULP) Kemenag] [PER Budi] hadir.",
        "Budi | Ketua Unit Layanan Pengadaan | Kemenag | definitive",
    ),
    ("eks-Menteri Sosial, [PER Rini], hadir.", "Rini | Menteri Sosial | Kementerian Sosial | former"),
    ("Presiden Direktur SEM, [PER Takeshi], hadir.", "Takeshi | Presiden Direktur | SEM | definitive"),
    (
        "Kepala [ORG Biro Humas Sekretariat Daerah Provinsi Jambi] [PER Ani] hadir.",
        "Ani | Kepala Biro Hubungan Masyarakat | Sekretariat Daerah Provinsi Jambi | definitive",
    ),
    ("Sekda [LOC Maluku] [PER Ani] hadir.", "Ani | Sekretaris Daerah Maluku | Pemerintah Provinsi Maluku | definitive"),
    (
        "Sekda [LOC Morowali] [PER Ani] hadir.",
        "Ani | Sekretaris Daerah Morowali | Pemerintah Kabupaten Morowali | definitive",
    ),
    (
        "Sekda [LOC Kota Bogor] [PER Ani] hadir.",
        "Ani | Sekretaris Daerah Kota Bogor | Pemerintah Kota Bogor | definitive",
    ),
    (
        "[ORG JICA] dan [ORG JICA] hadir di [ORG Universitas Maju]. Wakil Rektor Bidang Kerja Sama, [PER Ani], hadir.",
        "Ani | Wakil Rektor Bidang Kerja Sama | Universitas Maju | definitive",
    ),
    # status
    (
        "Plt. Kepala [ORG Dinas Sosial DKI Jakarta] [PER Sari] hadir.",
        "Sari | Kepala | Dinas Sosial DKI Jakarta | acting",
    ),
    (
        "Pelaksana Tugas (Plt) Bupati [LOC Siak] [PER Sari] hadir.",
        "Sari | Bupati Siak | Pemerintah Kabupaten Siak | acting",
    ),
    ("Pj Gubernur [LOC Aceh] [PER Sari] hadir.", "Sari | Gubernur Aceh | Pemerintah Provinsi Aceh | acting"),
    ("Menteri Sosial Ad Interim, [PER Rini] hadir.", "Rini | Menteri Sosial | Kementerian Sosial | acting"),
    ("mantan Menteri Sosial [PER Rini] hadir.", "Rini | Menteri Sosial | Kementerian Sosial | former"),
    ("eks Direktur Utama [ORG PT Toko Kita] [PER Rini] hadir.", "Rini | Direktur Utama | PT Toko Kita | former"),
    # behind the name
    (
        "[PER Rini Wulandari], Menteri Sosial, tiba.",
        "Rini Wulandari | Menteri Sosial | Kementerian Sosial | definitive",
    ),
    ("[PER Rini] selaku Ketua [ORG Yayasan Pelita] hadir.", "Rini | Ketua | Yayasan Pelita | definitive"),
    (
        "[PER Rini] yang juga menjabat sebagai Ketua [ORG Yayasan Pelita] hadir.",
        "Rini | Ketua | Yayasan Pelita | definitive",
    ),
    (
        "[PER Rini], S.Sos., M.Si., Kepala [ORG Balai Diklat Padang], hadir.",
        "Rini | Kepala | Balai Diklat Padang | definitive",
    ),
    (
        "[PER Rini Sari], President, Network Services, [ORG Telindo] mengatakan.",
        "Rini Sari | President Network Services | Telindo | definitive",
    ),
    # titles and ranks
    (
        "Perdana Menteri [LOC Malaysia] Tun Dr. [PER Azlan Hamid] hadir.",
        "Azlan Hamid | Perdana Menteri Malaysia | Pemerintah Malaysia | definitive",
    ),
    (
        "Dirjen Perhubungan Laut [PER Budi] hadir.",
        "Budi | Direktur Jenderal Perhubungan Laut | Kementerian Perhubungan | definitive",
    ),
    ("Panglima [ORG TNI] Laksamana Madya [PER Budi] hadir.", "Budi | Panglima | TNI | definitive"),
    (
        "Kapolsek [PER Setiabudi] Kompol [PER Agus Hermawan] hadir.",
        "Agus Hermawan | Kepala Kepolisian Sektor Setiabudi | Kepolisian Sektor Setiabudi | definitive",
    ),
    ("Ketua [ORG MUI] KH [PER Budi Hartanto] hadir.", "Budi Hartanto | Ketua | MUI | definitive"),
    # inner units and bodies
    ("Ketua [ORG Komisi Pemilihan Umum] [PER Rini] hadir.", "Rini | Ketua | Komisi Pemilihan Umum | definitive"),
    (
        "Ketua [ORG Komisi II DPR] [PER Rini] hadir.",
        "Rini | Ketua Komisi II | DPR | definitive",
    ),
    (
        "Ketua [ORG Fraksi Partai Maju DPRD Bogor] [PER Rini] hadir.",
        "Rini | Ketua Fraksi Partai Maju | DPRD Bogor | definitive",
    ),
    ("Anggota [ORG DPRD Bogor Fraksi Maju], [PER Rini], hadir.", "Rini | Anggota | DPRD Bogor | definitive"),
    (
        "Kepala [ORG Biro Humas Kemenpar] [PER Rini] hadir.",
        "Rini | Kepala Biro Hubungan Masyarakat | Kemenpar | definitive",
    ),
    (
        "Ketua [ORG Dewan Pengawas Yayasan Pelita] [PER Rini] hadir.",
        "Rini | Ketua Dewan Pengawas | Yayasan Pelita | definitive",
    ),
    (
        "Deputi Bidang Protokol, Pers, dan Media [ORG Sekretariat Presiden], [PER Rini], hadir.",
        "Rini | Deputi Bidang Protokol, Pers, dan Media | Sekretariat Presiden | definitive",
    ),
    (
        "Ketua [ORG DPP bidang pemenangan pemilu] [PER Rini] hadir.",
        "Rini | Ketua Bidang pemenangan pemilu | DPP | definitive",
    ),
    (
        "Ketua [ORG DPP Partai Maju] bidang buruh dan tani [PER Rini] hadir.",
        "Rini | Ketua Bidang buruh dan tani | DPP Partai Maju | definitive",
    ),
    (
        "Manajer portofolio [ORG Maju Investama], [PER Rini], hadir.",
        "Rini | Manajer Portofolio | Maju Investama | definitive",
    ),
    ("Koordinator Walesa, [PER Rini], hadir.", "Rini | Koordinator | Walesa | definitive"),
    (
        "Koordinator Jaringan Warga Pesisir dan Pulau [PER Rini] hadir.",
        "Rini | Koordinator | Jaringan Warga Pesisir dan Pulau | definitive",
    ),
    ("CEO Maju Jaya Group [PER Rini] hadir.", "Rini | Chief Executive Officer | Maju Jaya Group | definitive"),
    (
        "Koordinator [ORG Gerakan Indonesia] Bersih [PER Rini] hadir.",
        "Rini | Koordinator | Gerakan Indonesia Bersih | definitive",
    ),
    ("Komisaris [ORG PT Maju], Tbk, [PER Rini], hadir.", "Rini | Komisaris | PT Maju | definitive"),
    (
        "Kadis Sosial [LOC Kota Bogor] [PER Rini] hadir.",
        "Rini | Kepala Dinas Sosial Kota Bogor | Dinas Sosial Kota Bogor | definitive",
    ),
    ("Kepala [LOC Desa Sukamaju] [PER Rini] hadir.", "Rini | Kepala Desa Sukamaju | Desa Sukamaju | definitive"),
    ("Ketua RT 03/RW 05 [PER Rini] hadir.", "Rini | Ketua Rukun Tetangga 03/Rukun Warga 05 | None | definitive"),
    (
        "Wakil Presiden Bidang Pemasaran [ORG PT Maju] [PER Rini] hadir.",
        "Rini | Wakil Presiden Bidang Pemasaran | PT Maju | definitive",
    ),
    (
        "[PER Rini], Head of Corporate Communication, Public Affairs, and Sustainability [ORG PT Maju], hadir.",
        "Rini | Head of Corporate Communication, Public Affairs, and Sustainability | PT Maju | definitive",
    ),
    ("[PER Rini] yang juga CEO Walesa Prakusa, hadir.", "Rini | Chief Executive Officer | Walesa Prakusa | definitive"),
    (
        "Wakil Perdana Menteri [LOC Malaysia] [PER Azlan] hadir.",
        "Azlan | Wakil Perdana Menteri Malaysia | Pemerintah Malaysia | definitive",
    ),
    (
        "Hadir [ORG Bank Maju], pemimpin Wilayah [LOC Manado], [PER Rini], dan tamu.",
        "Rini | Pemimpin Wilayah Manado | Bank Maju | definitive",
    ),
    (
        "Direktur Direktur Jaringan Kerja antar Komisi [ORG KPK] [PER Rini] hadir.",
        "Rini | Direktur Jaringan Kerja antar Komisi | KPK | definitive",
    ),
    ("Ketua Forum Warga Pesisir (FWP), [PER Rini], hadir.", "Rini | Ketua | Forum Warga Pesisir | definitive"),
    ("Menko [PER Rini] hadir.", "Rini | Menteri Koordinator | None | definitive"),
    ("Co-Founder [ORG Telindo] [PER Rini] hadir.", "Rini | Co-Founder | Telindo | definitive"),
    # the body from a list or the text
    (
        "Dirjen Pajak [PER Rini] hadir di [ORG Kementerian Agama].",
        "Rini | Direktur Jenderal Pajak | Kementerian Keuangan | definitive",
    ),
    (
        "Juru Bicara Menteri Koordinator Bidang Perekonomian [PER Rini] hadir di [ORG TNI].",
        "Rini | Juru Bicara Menteri Koordinator Bidang Perekonomian | Kementerian Koordinator Bidang Perekonomian | definitive",
    ),
    (
        "[ORG Pemkab Siak] rapat. Bupati [PER Nurhayati] hadir.",
        "Nurhayati | Bupati | Pemerintah Kabupaten Siak | definitive",
    ),
    (
        "[ORG Kodam Maju] rapat. Kabag Kesra [PER Rini] hadir.",
        "Rini | Kepala Bagian Kesejahteraan Rakyat | None | definitive",
    ),
    ("[ORG Partai Maju] rapat. Direktur Keuangan [PER Rini] hadir.", "Rini | Direktur Keuangan | None | definitive"),
    (
        "[ORG DPR] rapat. Juru Bicara Kepresidenan [PER Rini] hadir.",
        "Rini | Juru Bicara Kepresidenan | None | definitive",
    ),
    ("[ORG PT Maju] rapat. [PER Rini] menjadi CEO pabrikan rem.", "Rini | Chief Executive Officer | None | definitive"),
    # status
    ("Ketua Sementara [ORG DPRD Bogor] [PER Rini] hadir.", "Rini | Ketua | DPRD Bogor | acting"),
    (
        "Wakil Ketua [ORG DPRD Bogor] sementara, [PER Rini], hadir.",
        "Rini | Wakil Ketua | DPRD Bogor | acting",
    ),
    ("Caretaker Ketua [ORG KNPI Siak] [PER Rini] hadir.", "Rini | Ketua | KNPI Siak | acting"),
    ("Menteri Sosial saat itu, [PER Rini], hadir.", "Rini | Menteri Sosial | Kementerian Sosial | former"),
    ("Menteri Sosial sebelumnya yakni [PER Rini] hadir.", "Rini | Menteri Sosial | Kementerian Sosial | former"),
    ("Presiden keenam [PER Rini] hadir.", "Rini | Presiden | None | former"),
    ("Presiden ke-8 RI [PER Rini] hadir.", "Rini | Presiden | None | definitive"),
    ("Wakil Presiden terpilih [PER Rini] hadir.", "Rini | Wakil Presiden | None | definitive"),
    # links
    ("[PER Rini] (45), Ketua [ORG Yayasan Pelita], hadir.", "Rini | Ketua | Yayasan Pelita | definitive"),
    ("[PER Rini] yang kini menjabat Ketua [ORG Yayasan Pelita] hadir.", "Rini | Ketua | Yayasan Pelita | definitive"),
    ("[PER Rini] ditunjuk menjadi Ketua [ORG Yayasan Pelita].", "Rini | Ketua | Yayasan Pelita | definitive"),
    ("Eks Ketua [ORG DPR] sekaligus terpidana suap [PER Budi] hadir.", "Budi | Ketua | DPR | former"),
    ("Staf Khusus [PER Rini], [PER Budi], hadir.", "Budi | Staf Khusus | None | definitive"),
    ("Ketua Tim Pengusung [PER Rini], [PER Budi], hadir.", "Budi | Ketua Tim Pengusung | None | definitive"),
    (
        "Ketua [ORG Tim Nasional] [PER Rini]-[PER Ani], [PER Budi], hadir.",
        "Budi | Ketua | Tim Nasional | definitive",
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_one_official(nlp, marked, expected):
    assert officials(nlp, marked) == [expected]


def test_lists_with_the_office_in_front(nlp):
    text = (
        "Hadir Staf Ahli Menteri Bidang Perubahan Sosial merangkap Plt. Kepala [ORG Biro Perencanaan] "
        "[ORG Kementerian Sosial], [PER Adi Karya], Sekretaris Ditjen Rehabilitasi Sosial, [PER Ida Sari], dan "
        "Direktur Rehabilitasi Sosial Anak, [PER Eka Dewi]."
    )
    assert officials(nlp, text) == [
        "Adi Karya | Staf Ahli Menteri Bidang Perubahan Sosial | Kementerian Sosial | definitive",
        "Adi Karya | Kepala Biro Perencanaan | Kementerian Sosial | acting",
        "Ida Sari | Sekretaris Direktorat Jenderal Rehabilitasi Sosial | Kementerian Sosial | definitive",
        "Eka Dewi | Direktur Rehabilitasi Sosial Anak | Kementerian Sosial | definitive",
    ]


def test_lists_with_the_office_behind(nlp):
    text = (
        "Hadir [PER Ani], Ketua [ORG Yayasan A], [PER Budi], Bendahara [ORG Yayasan B], dan "
        "[PER Cici], Sekretaris [ORG Yayasan C]."
    )
    assert officials(nlp, text) == [
        "Ani | Ketua | Yayasan A | definitive",
        "Budi | Bendahara | Yayasan B | definitive",
        "Cici | Sekretaris | Yayasan C | definitive",
    ]


def test_joined_offices_wait_for_the_name_behind_them(nlp):
    text = "Hadir mantan Ketua [ORG DPR], [PER Eni Sari], mantan Menteri Sosial sekaligus mantan Sekjen [ORG Partai Maju], [PER Idam Putra]."
    assert officials(nlp, text) == [
        "Eni Sari | Ketua | DPR | former",
        "Idam Putra | Menteri Sosial | Kementerian Sosial | former",
        "Idam Putra | Sekretaris Jenderal | Partai Maju | former",
    ]


def test_a_regent_lends_his_government_to_nobody(nlp):
    text = "[ORG Bank Maju] dan [ORG Bank Maju] hadir. Bupati [LOC Siak], [PER Ani], dan Direktur Bisnis Mikro, [PER Budi], hadir."
    assert officials(nlp, text)[1] == "Budi | Direktur Bisnis Mikro | Bank Maju | definitive"


def test_two_offices_by_a_stroke(nlp):
    text = "Menteri PPN/Kepala [ORG Bappenas] [PER Rini] hadir."
    assert officials(nlp, text) == [
        "Rini | Menteri Perencanaan Pembangunan Nasional | Kementerian Perencanaan Pembangunan Nasional | definitive",
        "Rini | Kepala | Bappenas | definitive",
    ]


def test_the_deputy_of_a_foreign_body_inherits_it_in_the_sentence(nlp):
    text = "Country Director [ORG KOICA] [PER Kim Su] didampingi Deputy Country Director [PER Cho Min]."
    assert officials(nlp, text)[1] == "Cho Min | Deputy Country Director | KOICA | definitive"


@pytest.mark.parametrize(
    "marked",
    [
        "[PER Rini Wulandari] menyerahkan bantuan.",  # no office
        "Kepala [ORG Dinas Sosial Kota Bandung] belum menjawab.",  # no person
        "Menteri Sosial bertemu warga. [PER Rini] hadir.",  # a sentence between
        "Ibu kepala keluarga bernama [PER Rini] hadir.",
        "Calon Bupati [LOC Siak] [PER Rini] hadir.",
        "[PER Rini] mendaftar sebagai wakil Bupati.",
        "Bakal calon presiden [PER Rini] hadir.",
        "Kebijakan 2 Menteri [PER Rini] diumumkan.",
        "Surat ditujukan kepada Staf Khusus [PER Rini].",
        "Warga di bawah pimpinan [PER Rini] hadir.",
        "Acara dibuka Ketua [ORG Yayasan Pelita] di [FAC Gedung Melati] Jalan [PER Budi Utama].",
    ],
)
def test_no_official(nlp, marked):
    assert officials(nlp, marked) == []


def test_two_offices_and_two_holders_in_the_same_order(nlp):
    text = "Bupati dan Wakil Bupati [LOC Siak], [PER Nurhayati] dan [PER Budi], hadir."
    assert officials(nlp, text) == [
        "Nurhayati | Bupati Siak | Pemerintah Kabupaten Siak | definitive",
        "Budi | Wakil Bupati Siak | Pemerintah Kabupaten Siak | definitive",
    ]


def test_one_office_of_several(nlp):
    text = "Tiga pimpinan [ORG KPK], yakni [PER Ani], [PER Budi], dan [PER Cici], hadir."
    assert officials(nlp, text) == [f"{name} | Pimpinan | KPK | definitive" for name in ("Ani", "Budi", "Cici")]


def test_an_office_in_front_of_a_name_lets_none_follow(nlp):
    text = "Hadir Kepala [ORG BNPB] [PER Budi], Dirjen Perkebunan, dan Gubernur [LOC Riau] [PER Ani]."
    assert officials(nlp, text) == [
        "Budi | Kepala | BNPB | definitive",
        "Ani | Gubernur Riau | Pemerintah Provinsi Riau | definitive",
    ]


def test_a_stroke_joins_before_a_comma(nlp):
    text = "Hadir [PER Ani], Menteri PPN/Kepala [ORG Bappenas] [PER Budi]."
    assert [line.split(" | ")[0] for line in officials(nlp, text)] == ["Budi", "Budi"]


def test_who_was_named_before_leaves_the_office_to_the_new_name(nlp):
    text = "[PER Ani Sari] bicara. Senada dengan [PER Ani], Waketum [ORG Partai Maju], [PER Budi Jaya], mendukung."
    assert officials(nlp, text) == ["Budi Jaya | Wakil Ketua Umum | Partai Maju | definitive"]


def test_the_units_of_the_one_station_the_text_names(nlp):
    text = "Kasat Reskrim AKP [PER Budi] mendampingi Kapolres [LOC Siak] AKBP [PER Rio]."
    assert officials(nlp, text)[0] == "Budi | Kepala Satuan Reserse Kriminal | Kepolisian Resor Siak | definitive"


def test_of_several_governments_none_is_guessed(nlp):
    text = "Bupati [LOC Siak] [PER Ani] dan Bupati [LOC Kampar] [PER Budi] hadir. Bupati [PER Cici] datang."
    assert officials(nlp, text)[2] == "Cici | Bupati | None | definitive"


def test_a_name_behind_an_office_may_end_the_text(nlp):
    assert officials(nlp, "Hadir Bupati [PER Rini]") == ["Rini | Bupati | None | definitive"]


def test_a_comma_in_a_headline_parts(nlp):
    text = "Dua Tahun Budi, Mensos Siapkan Program"
    doc = nlp(text)
    doc._.titles = [(0, len(text))]
    doc._.warta_names = [NameMention(10, 14, "PER", "Budi", "Budi", "test")]
    assert find_officials(doc) == []


def test_offsets_cover_office_and_name(nlp):
    text = "Kemarin Menteri Sosial Rini Wulandari tiba."
    doc = nlp(text)
    doc._.warta_names = [NameMention(23, 37, "PER", "Rini Wulandari", "Rini Wulandari", "test")]
    (found,) = find_officials(doc)
    assert text[found.start : found.end] == "Menteri Sosial Rini Wulandari"
    assert text[found.person_start : found.person_end] == "Rini Wulandari"
