"""Which provider is it?  Found while typing; or its number, taken as it stands on the certificate."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from npqdesk.enquiry.questions import Option, Question
from npqdesk.services.enquiries import QuestionPage
from npqdesk.services.ofsted import keep_ofsted, preview_ofsted
from npqdesk.ui.fields.ofsted import OfstedField
from npqdesk.ui.loaded import loaded
from tests.ui.office import DATA, at_rest

WORDING = "What is the Ofsted number?"


def _asked() -> QuestionPage:
    question = Question("ofsted_urn", "ofsted_urn", "workplace", "ofsted_urn", WORDING, "Ofsted number", "", "x", "")
    options = (Option("unknown", "I don’t know yet"),)
    return QuestionPage(question, WORDING, "", "Because.", options, "", 4, 9, "course", None)


@pytest.fixture
def field(office, show, qtbot):
    window = office(sample=False)
    keep_ofsted(window.desk, preview_ofsted(window.desk, DATA / "childcare_providers_2021-08-31.csv"))
    loaded(window).refresh()
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: loaded(window).index.count("early_years") == 5)
    return show(OfstedField(_asked(), window), width=760, height=600)


def _said(field) -> str:
    return "\n".join(each.text() for each in field.findChildren(QLabel) if each.isVisible())


def test_a_provider_is_found_by_its_name_and_taken(field):
    QTest.keyClicks(field.edit, "acorns")
    (result,) = field.search.model.results
    assert result.spoken() == (
        "Little Acorns – Harrowby, Harrowby, ZZ1 1AA, Full day care, Ofsted number 900001, Early Years Register"
    )
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert (field.value(), field.edit.text()) == ("900001", "")
    assert "on the Early Years Register on 31 August 2021" in _said(field)


def test_a_number_that_is_not_on_the_register_is_taken_as_typed(field):
    QTest.keyClicks(field.edit, "EY123456")
    assert field.value() == "EY123456"
    assert "Nothing in the Ofsted register fits" in _said(field)


def test_an_answer_given_before_shows_the_provider(field):
    field.show_value("EY900004")
    assert "Name withheld by Ofsted" in _said(field)
    assert "not on the Early Years Register" in _said(field)
    field.options[0].setChecked(True)
    assert field.value() == "unknown"
    QTest.keyClicks(field.edit, "tiny")
    assert not field.options[0].isChecked()
    assert field.kept() == "search:tiny"


def test_without_a_register_the_number_is_typed(office, show, qtbot):
    window = office(sample=False)
    at_rest(window, qtbot)
    qtbot.waitUntil(lambda: loaded(window).is_whole)
    field = show(OfstedField(_asked(), window), width=760, height=600)
    assert "No Ofsted register is loaded" in _said(field)
