"""One row per person and office."""

from warta.resolve.offices import consolidate
from warta.values.mention import OfficialMention


def row(person, position, organisation=None, status="definitive", start=0):
    return OfficialMention(start, start + 5, person, position, organisation, status, start, start + 5)


def lines(rows):
    return [f"{r.person} | {r.position} | {r.organisation} | {r.status}" for r in consolidate(rows)]


def test_a_repeated_presentation_is_one_row():
    rows = [
        row("Rini", "Menteri Sosial", "Kementerian Sosial"),
        row("Rini", "Menteri Sosial", "Kementerian Sosial", start=50),
    ]
    assert lines(rows) == ["Rini | Menteri Sosial | Kementerian Sosial | definitive"]
    assert consolidate(rows)[0].start == 0


def test_the_fuller_position_wins():
    rows = [row("Kim", "Duta Besar", start=90), row("Kim", "Duta Besar Jepang", "Kedutaan Besar Jepang")]
    assert lines(rows) == ["Kim | Duta Besar Jepang | Kedutaan Besar Jepang | definitive"]


def test_a_known_body_fills_an_unknown_one():
    rows = [row("Rini", "Direktur Utama"), row("Rini", "Direktur Utama", "PT Toko Kita", start=40)]
    assert lines(rows) == ["Rini | Direktur Utama | PT Toko Kita | definitive"]


def test_two_bodies_are_two_offices():
    rows = [row("Rini", "Ketua", "Yayasan A"), row("Rini", "Ketua", "Yayasan B", start=40)]
    assert len(lines(rows)) == 2


def test_two_people_stay_apart():
    assert len(lines([row("Rini", "Ketua", "Yayasan A"), row("Budi", "Ketua", "Yayasan A")])) == 2


def test_acting_is_said_once_and_holds():
    rows = [row("Rini", "Kepala", "Dinas Sosial", "acting"), row("Rini", "Kepala", "Dinas Sosial", start=60)]
    assert lines(rows) == ["Rini | Kepala | Dinas Sosial | acting"]


def test_the_head_of_a_directorate_general_serves_its_ministry():
    rows = [row("Rini", "Direktur Jenderal", "Direktorat Jenderal Pajak")]
    assert lines(rows) == ["Rini | Direktur Jenderal Pajak | Kementerian Keuangan | definitive"]


def test_the_ministry_in_a_directorates_name_goes_before_the_list():
    rows = [row("Rini", "Direktur Jenderal", "Direktorat Jenderal Bina Tani Kementerian Pertanian")]
    assert lines(rows) == ["Rini | Direktur Jenderal Bina Tani | Kementerian Pertanian | definitive"]


def test_an_unlisted_directorate_stays():
    rows = [row("Rini", "Direktur Jenderal", "Direktorat Jenderal Bina Tani")]
    assert lines(rows) == ["Rini | Direktur Jenderal | Direktorat Jenderal Bina Tani | definitive"]


def test_acronyms_that_only_the_office_holds_are_written_out():
    rows = [row("Rini", "Ketua Fraksi PKS", "DPRD DKI Jakarta")]
    assert lines(rows) == [
        "Rini | Ketua Fraksi Partai Keadilan Sejahtera | Dewan Perwakilan Rakyat Daerah DKI Jakarta | definitive"
    ]
