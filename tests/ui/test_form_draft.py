"""What is typed into a form is there again: after another page, after a power cut, and never for somebody else."""

import shutil

import pytest

from npqdesk.services.desk import open_desk
from npqdesk.services.drafts import draft, keep_draft, unfinished
from npqdesk.services.enquiries import begin_enquiry
from npqdesk.services.half_typed import keep_half_typed
from npqdesk.services.people import add_person
from npqdesk.ui.cut_short import CutShort
from tests.ui.office import button, write


@pytest.fixture
def window(office):
    return office(sample=False)


def typed(window) -> list[str]:
    return [field.text() for field in window.page.place.form.fields]


def test_a_form_left_for_another_page_is_as_it_was_until_it_is_cancelled(window):
    window.go("person", new=True)
    write("Amara Oka")
    window.go("policy")
    window.go("person", new=True)
    assert typed(window)[0] == "Amara Oka"
    assert "is back in its fields" in window.notice_shown
    button(window, "Cancel").click()
    window.go("person", new=True)
    assert typed(window)[0] == ""
    write("Joan Whitlock")
    button(window, "Add to the staff record").click()
    window.go("person", new=True)
    assert typed(window)[0] == ""


def test_a_draft_belongs_to_one_person(window):
    first, second = add_person(window.desk, "Amara Okafor"), add_person(window.desk, "Joan Whitlock")
    window.go("person", person=first)
    button(window, "Move to another post…").click()
    write(" and more")
    window.go("person", person=second)
    button(window, "Move to another post…").click()
    assert "more" not in typed(window)[0]
    window.go("person", person=first)
    button(window, "Move to another post…").click()
    assert "and more" in typed(window)[0]


def test_a_window_that_was_cut_off_says_what_is_there_again(tmp_path):
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    open_now = CutShort()
    assert open_now.begin(desk) == ""
    assert CutShort().begin(desk) == "", "another window, while the first is open"
    keep_draft(desk, "Who is it?", "new", {"Name": "Amara Oka"})
    keep_half_typed(desk, begin_enquiry(desk, name="Joan Whitlock").id, "workplace", "Harr")
    assert unfinished(desk) == ("the question about Joan Whitlock", "the form “Who is it?”")
    lock = tmp_path / "office.sqlite3.open"
    shutil.copy(lock, tmp_path / "kept")
    open_now.end()
    assert not lock.exists()
    lock.write_text((tmp_path / "kept").read_text().replace((tmp_path / "kept").read_text().split()[0], "999999", 1))
    told = CutShort().begin(desk)
    assert "cut off last time" in told
    assert "the question about Joan Whitlock, the form “Who is it?”" in told
    keep_draft(desk, "Who is it?", "new", {})
    assert draft(desk, "Who is it?", "new") == {}
    desk.close()
