"""Where does someone work?  Found though mistyped; where nothing fits, entered by hand and said to be unchecked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from npqdesk.enquiry.questions import Question
from npqdesk.services.enquiries import QuestionPage
from npqdesk.ui.fields.workplace import WorkplaceField
from npqdesk.ui.loaded import loaded
from npqdesk.ui.place_search import SCHOOLS, PlaceSearch

WORDING = "Where do they work?"


def _asked() -> QuestionPage:
    question = Question("workplace", "workplace", "place", "workplace_name", WORDING, "Workplace", "", "npqdesk", "")
    return QuestionPage(question, WORDING, "", "Because.", (), "", 4, 9, "course", None)


@pytest.fixture
def field(office, show):
    return show(WorkplaceField(_asked(), office()))


def _said(field) -> str:
    return "\n".join(each.text() for each in field.findChildren(QLabel) if each.isVisible())


def test_by_hand_is_offered_where_nothing_fits_with_what_to_try(field):
    QTest.keyClicks(field.search.edit, "harrow")
    assert "Nothing in the register fits" not in _said(field)
    QTest.keyClicks(field.search.edit, "zzz")
    assert "Nothing in the register fits" in _said(field)
    assert "b&y hand" in field._to_hand.text()


def test_by_hand_takes_what_was_typed_and_says_what_to_check(field):
    field.search.edit.setText("Little Acorns")
    field._to_hand.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field.by_hand.edit
    assert field.value() == "Little Acorns"
    said = _said(field)
    assert "Unverified: the answer rests on what you enter" in said
    assert "Get Information about Schools" in said
    assert "Nothing in the register fits" not in said


def test_going_back_to_the_search_takes_the_advice_away(field):
    field.search.edit.setText("zzzz")
    field._by_hand_link()
    field._search_link()
    assert "Unverified" not in _said(field)
    assert "Nothing in the register fits" in _said(field)


def test_a_mistyped_name_is_found_and_said_to_be_similar_only(office, show):
    search = show(PlaceSearch("School", loaded(office()), SCHOOLS))
    search.edit.setText("harowby")
    assert search.model.results
    assert "No schools match “harowby” as it is typed: " in _said(search)
    search.edit.setText("harrowby")
    assert "1 school matches “harrowby”" in _said(search)
