"""The paper of a school's letters: the office's own, a school's own, badge and signature; seen before it is used."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from npqdesk.problem import Problem
from npqdesk.services.determine import determinations
from npqdesk.services.letter_case import LetterDetails
from npqdesk.services.letter_form import LetterForm, form_for, read_form
from npqdesk.services.letterheads import (
    choose_picture,
    darkened,
    give_own,
    keep_picture,
    kept_picture,
    sample_page,
    schools_with,
    schools_without,
)
from npqdesk.services.letters import make_letter
from npqdesk.services.settings import (
    drop_letterhead,
    keep_typed,
    own_letterheads,
    read_settings,
    typed_settings,
    write_setting,
)
from npqdesk.services.undo import redo, undo
from tests.letters.pdf_places import figures
from tests.letters.pdf_reading import read_structure
from tests.sample_records import open_sample
from tests.services.chosen_pictures import BADGE_SVG, HOSTILE, signature_on_a_sheet

KELDERBY = "902116"


@pytest.fixture
def desk(tmp_path):
    desk = open_sample(tmp_path / "npqdesk.sqlite3")
    desk.today = lambda: date(2026, 11, 21)
    yield desk
    desk.close()


@pytest.fixture
def files(tmp_path):
    """A badge and a signature on this computer."""
    (tmp_path / "badge.svg").write_bytes(BADGE_SVG)
    (tmp_path / "scan.jpg").write_bytes(signature_on_a_sheet())
    return tmp_path


def letter(desk, details: LetterDetails | None = None, **which: object) -> bytes:
    """The letter of the first kept answer that is so."""
    rows = determinations(desk)
    number = next(row.id for row in rows if all(getattr(row, name) == value for name, value in which.items()))
    return make_letter(desk, number, "staff", details or LetterDetails()).pdf


def test_an_office_without_settings_writes_as_the_register_has_the_school(desk):
    text = read_structure(letter(desk, outcome="not_funded")).text
    assert text.startswith("Kelderby High School Station Approach, Kelderby")


def test_badge_and_signature_stand_on_the_letter_by_their_names(desk, files):
    choose_picture(desk, "logo", files / "badge.svg")
    choose_picture(desk, "signature", files / "scan.jpg")
    assert [says for says, _ in figures(letter(desk, outcome="not_funded"))] == [
        "Badge of Kelderby High School",
        "Signature of Ruth Ashdown",
    ]


def test_nobody_elses_name_stands_under_the_scanned_signature(desk, files):
    choose_picture(desk, "signature", files / "scan.jpg")
    details = read_form(LetterForm(signed_by="Joan Whitlock", signed_role="Headteacher"))
    pdf = letter(desk, details, outcome="not_funded")
    assert "Joan Whitlock" in read_structure(pdf).text
    assert figures(pdf) == []


def test_a_trusts_own_name_stands_at_the_head_and_the_schools_urn_at_the_foot(desk):
    write_setting(desk, "letterhead.name", "Westmere Learning Trust")
    write_setting(desk, "letterhead.address", "Quay House, Westmere, ZZ99 1ZZ")
    write_setting(desk, "letterhead.head", "Chief executive: Gwenllian Ŵyn")
    pdf = letter(desk, outcome="not_funded")
    text = read_structure(pdf).text
    assert text.startswith("Westmere Learning Trust Quay House, Westmere, ZZ99 1ZZ Chief executive: Gwenllian Ŵyn")
    with pikepdf.open(BytesIO(pdf)) as read:
        from tests.letters.pdf_reading import read_marks

        assert f"URN {KELDERBY}" in read_marks(read.pages[0])[-1].replace("\u00a0", " ")


def test_a_school_with_a_letterhead_of_its_own_has_nothing_of_the_offices_but_what_it_began_with(desk, files):
    write_setting(desk, "letterhead.email", "trust@westmere.example")
    choose_picture(desk, "logo", files / "badge.svg")
    choose_picture(desk, "signature", files / "scan.jpg")
    assert KELDERBY in dict(schools_without(desk))
    give_own(desk, KELDERBY)
    write_setting(desk, "letterhead.email", "office@kelderby.example", of=KELDERBY)
    text = read_structure(letter(desk, outcome="not_funded")).text
    assert "office@kelderby.example" in text
    assert "trust@westmere.example" not in text
    assert [says for says, _ in figures(letter(desk, outcome="not_funded"))] == ["Signature of Ruth Ashdown"]
    assert dict(schools_with(desk)) == {KELDERBY: "Kelderby High School"}
    other = next(row for row in determinations(desk) if row.outcome == "funded")
    assert "trust@westmere.example" in read_structure(make_letter(desk, other.id).pdf).text


def test_giving_a_school_its_own_is_one_act_with_the_signature(desk, files):
    choose_picture(desk, "signature", files / "scan.jpg")
    give_own(desk, KELDERBY)
    assert undo(desk) == "give a school its own letterhead"
    assert own_letterheads(desk) == ()
    assert kept_picture(desk, "signature", of=KELDERBY) is None
    assert redo(desk) == "give a school its own letterhead"
    assert kept_picture(desk, "signature", of=KELDERBY) is not None


def test_a_school_that_uses_the_offices_again_finds_its_own_when_it_comes_back(desk):
    give_own(desk, KELDERBY)
    write_setting(desk, "signatory.name", "Tunde Adébọ́lá", of=KELDERBY)
    drop_letterhead(desk, KELDERBY)
    assert own_letterheads(desk) == ()
    assert read_settings(desk, of=KELDERBY)["signatory.name"] == "Ruth Ashdown"
    give_own(desk, KELDERBY)
    assert read_settings(desk, of=KELDERBY)["signatory.name"] == "Tunde Adébọ́lá"


def test_the_form_of_a_letter_begins_with_the_signatory_of_its_school(desk):
    from npqdesk.services.determine import kept_result

    number = next(row.id for row in determinations(desk) if row.outcome == "not_funded")
    give_own(desk, KELDERBY)
    write_setting(desk, "signatory.name", "Tunde Adébọ́lá", of=KELDERBY)
    assert form_for(desk, kept_result(desk, number)).signed_by == "Tunde Adébọ́lá"


def test_what_cannot_be_used_yet_is_kept_as_typed_and_what_stood_before_counts(desk):
    write_setting(desk, "letterhead.email", "office@school.example")
    assert keep_typed(desk, "letterhead.email", "head@") == "Enter an e-mail address, such as office@school.example"
    assert typed_settings(desk)["letterhead.email"] == "head@"
    assert read_settings(desk)["letterhead.email"] == "office@school.example"
    assert keep_typed(desk, "letterhead.email", "head@school.example") == ""
    assert typed_settings(desk)["letterhead.email"] == "head@school.example"
    assert keep_typed(desk, "letterhead.email", "") == ""
    assert read_settings(desk)["letterhead.email"] == ""


def test_a_hostile_picture_is_refused_and_the_one_before_stays(desk, files):
    before = choose_picture(desk, "logo", files / "badge.svg")
    for number, (content, _why) in enumerate(HOSTILE.values()):
        (files / f"{number}.svg").write_bytes(content)
        with pytest.raises(Problem, match="not taken"):
            choose_picture(desk, "logo", files / f"{number}.svg")
    with pytest.raises(Problem, match="cannot be read"):
        choose_picture(desk, "logo", files / "gone.png")
    assert kept_picture(desk, "logo") == before
    keep_picture(desk, "logo", None)
    assert kept_picture(desk, "logo") is None


def test_the_sample_page_shows_what_is_typed_before_it_is_kept(desk, files):
    choose_picture(desk, "signature", files / "scan.jpg")
    typed = {"letterhead.name": "Ysgol y Bryn <b>", "letterhead.email": "half@", "signatory.name": "Siân Llŷr"}
    pdf = sample_page(desk, typed)
    text = read_structure(pdf).text
    assert text.startswith("Ysgol y Bryn <b>")
    assert "half@" not in text
    assert "Yours sincerely Siân Llŷr" in text
    assert [says for says, _ in figures(pdf)] == ["Signature of Siân Llŷr"]
    with pikepdf.open(BytesIO(pdf)) as read:
        assert len(read.pages) == 1
    assert sample_page(desk, typed) == pdf
    assert "Ysgol y Bryn" not in read_structure(letter(desk, outcome="funded")).text


def test_a_pale_colour_is_told(desk):
    assert darkened("#17405C") == ""
    assert darkened("#FFD400") not in ("", "#FFD400")
    write_setting(desk, "letterhead.colour", "#FFD400")
    assert read_settings(desk)["letterhead.colour"] == "#FFD400"
