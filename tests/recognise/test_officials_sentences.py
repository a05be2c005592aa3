"""Offices that the sentence, and not the words beside them, gives to a person: one line per phenomenon, all invented."""

import pytest
from warta.recognise.officials import find_officials
from warta.recognise.pipeline import load
from warta.values.mention import NameMention

from tests.recognise.marked import officials


@pytest.fixture(scope="module")
def nlp():
    return load(components=["warta_sentences"])


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # held by the subject
        (
            "[PER Rini] bertemu [PER Budi] pada April saat menjabat Ketua [ORG Yayasan Pelita].",
            "Rini | Ketua | Yayasan Pelita | former",
        ),
        (
            "[PER Ani] menilai pelanggaran [PER Rini] ketika menjadi Ketua [ORG Yayasan Pelita] berat.",
            "Rini | Ketua | Yayasan Pelita | former",
        ),
        (
            "[PER Rini] mengatakan saat itu dirinya masih menjabat sebagai Ketua [ORG Yayasan Pelita].",
            "Rini | Ketua | Yayasan Pelita | former",
        ),
        (
            "[PER Rini] hadir. Ia kini menjabat Ketua [ORG Yayasan Pelita].",
            "Rini | Ketua | Yayasan Pelita | definitive",
        ),
        (
            "[PER Ani] menemui [PER Rini] saat politikus senior itu menjabat Camat [LOC Melati].",
            "Rini | Camat Melati | Kecamatan Melati | former",
        ),
        (
            "[PER Rini] diketahui juga pernah menjabat sebagai Ketua [ORG Yayasan Pelita].",
            "Rini | Ketua | Yayasan Pelita | former",
        ),
        (
            "[PER Rini] tampil usai dikukuhkan menjadi Ketua [ORG Yayasan Pelita].",
            "Rini | Ketua | Yayasan Pelita | definitive",
        ),
        (
            "Jalan itu dibangun ketika [PER Rini] masih menjabat Camat [LOC Melati].",
            "Rini | Camat Melati | Kecamatan Melati | former",
        ),
        (
            "[PER Rini] kembali terpilih sebagai Camat [LOC Melati].",
            "Rini | Camat Melati | Kecamatan Melati | definitive",
        ),
        (
            "[PER Rini] menegaskan tugasnya sebagai Camat [LOC Melati] tak terganggu.",
            "Rini | Camat Melati | Kecamatan Melati | definitive",
        ),
        ("[PER Rini] yang baru terpilih sebagai Ketua [ORG MUI].", "Rini | Ketua | MUI | definitive"),
        (
            "jelas [PER Rini] yang pada kala itu menjabat sebagai Ketua [ORG MUI] kemarin.",
            "Rini | Ketua | MUI | former",
        ),
        # pointing back
        (
            '[PER Rini] menolak. "Itu salah," kata mantan Kapolda Metro Jaya itu.',
            "Rini | Kepala Kepolisian Daerah Metro Jaya | Kepolisian Daerah Metro Jaya | former",
        ),
        (
            "[PER Rini] menolak. Eks Mendikbud itu pulang.",
            "Rini | Menteri Pendidikan dan Kebudayaan | Kementerian Pendidikan dan Kebudayaan | former",
        ),
        (
            "[PER Rini] datang ditemani [PER Budi]. Camat [LOC Melati] ini memakai batik.",
            "Rini | Camat Melati | Kecamatan Melati | definitive",
        ),
        (
            "Menanggapi usul [PER Ani], [PER Rini] tersenyum. Camat [LOC Melati] itu setuju.",
            "Rini | Camat Melati | Kecamatan Melati | definitive",
        ),
        (
            '[PER Rini] menolak. "Itu salah," kata mantan menteri sosial (mensos) tersebut.',
            "Rini | Menteri Sosial | Kementerian Sosial | former",
        ),
        ("[PER Budi] ditunjuk sebagai juru kampanye [PER Ani]-[PER Cici].", "Budi | Juru Kampanye | None | definitive"),
        (
            "Soal [PER Rini], [PER Budi] menuturkan bahwa mantan Mendikbud itu unggul.",
            "Rini | Menteri Pendidikan dan Kebudayaan | Kementerian Pendidikan dan Kebudayaan | former",
        ),
        ("[ORG DPR] memilih [PER Rini] sebagai Ketua [ORG KPK].", "Rini | Ketua | KPK | definitive"),
        (
            "[PER Ani] menemui [PER Rini]. Dia berharap Camat [LOC Melati] itu pulang.",
            "Rini | Camat Melati | Kecamatan Melati | definitive",
        ),
        (
            "[PER Rini] datang. Saat ia tiba, mantan Camat [LOC Melati] itu disambut.",
            "Rini | Camat Melati | Kecamatan Melati | former",
        ),
        # what stands between office and name
        (
            "Kapolres [LOC Siak], AKBP AM [PER Rini] hadir.",
            "Rini | Kepala Kepolisian Resor Siak | Kepolisian Resor Siak | definitive",
        ),
        ("Ketua [ORG MUI] Prof. B.J. [PER Rini] hadir.", "Rini | Ketua | MUI | definitive"),
        ("Kata sekretaris pribadi [PER Budi], [PER Rini], kemarin.", "Rini | Sekretaris Pribadi | None | definitive"),
        ("kata [PER Rini] (45) Ketua [ORG Yayasan Pelita] kemarin.", "Rini | Ketua | Yayasan Pelita | definitive"),
        (
            "[PER Rini] mengundurkan diri dari jabatan Camat [LOC Melati].",
            "Rini | Camat Melati | Kecamatan Melati | definitive",
        ),
        ("[PER Rini] sendiri merupakan Camat [LOC Melati].", "Rini | Camat Melati | Kecamatan Melati | definitive"),
        (
            "Jabatan Ketua [ORG Yayasan Pelita] kini dijabat oleh [PER Rini].",
            "Rini | Ketua | Yayasan Pelita | definitive",
        ),
        ("kata Ketua [ORG Partai Maju] versi KLB Melati [PER Rini].", "Rini | Ketua | Partai Maju | definitive"),
        (
            "kata Sekjen [ORG Partai Maju] kubu [PER Ani Sari], [PER Rini], kemarin.",
            "Rini | Sekretaris Jenderal | Partai Maju | definitive",
        ),
        ("Ketua sementara [ORG DPRD Siak] [PER Rini] hadir.", "Rini | Ketua | DPRD Siak | acting"),
        (
            "Kata Kepala Dusun [LOC Melati], [LOC Desa Sukamaju], [PER Rini], kemarin.",
            "Rini | Kepala Dusun Melati | Dusun Melati | definitive",
        ),
        (
            "Ketua [ORG DPRD Siak] yang juga politikus [ORG Partai Maju] [PER Rini] hadir.",
            "Rini | Ketua | DPRD Siak | definitive",
        ),
    ],
)
def test_one_official(nlp, marked, expected):
    assert officials(nlp, marked) == [expected]


@pytest.mark.parametrize(
    "marked",
    [
        "[PER Rini] menyebut dirinya tidak menjabat Ketua [ORG Yayasan Pelita].",
        "[PER Rini] berkampanye sebelum menjabat Ketua [ORG Yayasan Pelita].",
        '[PER Rini] tertawa. "Saat beliau menjabat Ketua [ORG Yayasan Pelita] sepi," katanya.',
        "[PER Rini] ingin perempuan menjadi Ketua [ORG Yayasan Pelita].",
        "Warga memilih [PER Rini] sebagai Presiden.",
        "[PER Rini] sedih. Padahal, ia sempat menjenguk mantan Mendikbud tersebut.",
        "Dalam dakwaan [PER Rini], Jaksa Penuntut Umum menyatakan hal itu.",
        "Mewakili Bupati, [PER Rini] menyampaikan hal itu.",
        "Mantan juru bicara [PER Ani]-[PER Budi] itu pulang.",
        "[PER Rini] menyebut orang lupa kewajibannya sebagai anggota dewan.",
        "Partai itu menjagokan Ir. [PER Rini] sebagai Bupati [LOC Siak].",
        "Ketua [ORG Yayasan Pelita] yang juga dihadiri [PER Rini] hadir.",
        "[PER Rini] bercerita. Dalam rapat yang dihadiri oleh Camat [LOC Melati] ini, semua setuju.",
        "[PER Rini] dan Penasihat Presiden [PER Budi Hartanto] untuk urusan luar negeri bertemu.",
    ],
)
def test_no_official(nlp, marked):
    assert officials(nlp, marked) == []


def test_a_headline_has_no_apposition_before_its_verb(nlp):
    text = "Didampingi Mensos, Rini Resmikan Panti"
    doc = nlp(text)
    doc._.titles = [(0, len(text))]
    doc._.warta_names = [NameMention(19, 23, "PER", "Rini", "Rini", "test")]
    assert find_officials(doc) == []
