"""A later list makes another answer of one that was kept: it is told, looked at and kept beside the old one."""

import pytest
from PySide6.QtWidgets import QFileDialog

from npqdesk.services.determine import determinations
from npqdesk.services.workplaces import day_words
from tests.journeys.office import CTRL, Key
from tests.journeys.test_check_a_colleague import LISTED, answer_all

WHY = (
    "Harrowby Primary Academy, Harrowby is not on the list of eligible schools published on 12 August 2026; "
    "it was on the one of 18 May 2026."
)


@pytest.fixture
def later_list(tmp_path, monkeypatch):
    """The list of August, without the school; it is what the system's dialog answers."""
    file = tmp_path / "Schools_PP50_August.csv"
    file.write_text("URN,School name\n902117,Lowfield Special Academy\n902119,Ashcombe All-through Academy\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_rest: (str(file), ""))


def load_the_later_list(office) -> None:
    office.window.go("load")
    office.tab_to("Load a file…")
    office.press(Key.Key_Return)
    office.rest()
    office.write("12 August 2026")
    office.press(Key.Key_Return)
    office.rest()
    assert office.focus.accessibleName() == "Keep"
    office.press(Key.Key_Return)
    office.rest()


def test_from_a_later_list_to_the_new_answer_beside_the_old_one(open_office, later_list):
    office = open_office()
    answer_all(office, LISTED)
    office.press(Key.Key_Return)
    office.press(Key.Key_S, CTRL)
    [old] = determinations(office.window.desk)
    assert old.outcome == "funded"
    load_the_later_list(office)
    assert "1 kept answer would differ now." in office.said()

    office.window.go("home")
    office.rest()
    office.tab_to("See them: 1 kept answer would differ now")
    office.press(Key.Key_Return)
    office.rest()
    assert office.window.page_id == "recheck"
    assert WHY in office.said()

    office.tab_to("Open: Amara Okafor")
    office.press(Key.Key_Return)
    assert office.window.page_id == "result"
    assert office.focus.accessibleName().startswith("Not eligible for a scholarship. ")
    assert "was another: Eligible for a scholarship." in office.said()
    assert [row.superseded for row in determinations(office.window.desk)] == [False]

    office.window.go("recheck")
    office.rest()
    office.tab_to("Keep the new answer: Amara Okafor")
    office.press(Key.Key_Return)
    office.rest()
    assert "Every kept answer would be the same now" in office.said()
    new, before = determinations(office.window.desk)
    assert (new.outcome, before.id, before.superseded) == ("not_funded", old.id, True)

    office.window.go("result", enquiry=new.enquiry_id)
    day = day_words(old.decided_at.astimezone().date())
    office.tab_to(f"Open the answer of {day}: Eligible")
    office.press(Key.Key_Return)
    assert office.focus.accessibleName().startswith("Eligible for a scholarship. ")
    assert f"An earlier answer, kept on {day}. It was superseded." in office.said()
    assert f"Answered again. {WHY}" in office.said()
    assert "Published 18 May 2026" in office.said()
