"""Every kind of question has a field, and every field a name, a hint, an error and a value that comes back."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from npqdesk.enquiry.questions import KINDS, Option, Question
from npqdesk.services.desk import open_desk
from npqdesk.services.enquiries import PersonRow, QuestionPage
from npqdesk.ui.asking import Asking
from npqdesk.ui.fields.kinds import FIELDS, field_for
from npqdesk.ui.fields.staff_names import the_one_called
from npqdesk.ui.fields.typed import NameField, as_month
from npqdesk.ui.pages.question_view import QuestionView
from npqdesk.ui.widgets.errors import ErrorSummary

WORDING, HINT = "Where does <b>Amara</b> work?", "Choose the present workplace."
OPTIONS = (Option("a", "One & only", "First"), Option("b", "Two"), Option("unknown", "I don’t know yet"))
ANSWERS = {
    "text": "Harrowby",
    "count": "142",
    "ofsted_urn": "EY123456",
    "month": "2024-09",
    "workplace": "A school of no register",
}


def asked(kind: str, text: str = "") -> QuestionPage:
    options = () if kind in ("text", "workplace") else OPTIONS
    question = Question("work_setting", kind, "person", "work_setting", WORDING, "Setting", "", "npqdesk", "")
    return QuestionPage(question, WORDING, HINT, "Because.", options, text, 4, 9, "course", None)


@pytest.fixture
def window(show, tmp_path):
    """What a field asks of the window: its desk, and to be the parent of what is loaded."""
    from PySide6.QtWidgets import QWidget

    home = show(QWidget(), width=760, height=600)
    home.desk = open_desk(str(tmp_path / "office.sqlite3"))
    home.show_standing = lambda **_dates: None
    yield home
    from npqdesk.ui.tasks import finish_tasks

    finish_tasks()
    home.desk.close()


def test_every_kind_of_question_has_a_field():
    assert set(FIELDS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_named_by_its_question_and_says_its_hint_and_its_error(kind, window, show):
    QAccessible.setActive(True)
    route = SimpleNamespace(known={}, path=("work_setting",), current="")
    state = SimpleNamespace(name="Amara", route=route)
    view = show(QuestionView(Asking(window, window.desk), state, asked(kind), ""), width=760, height=700)
    heading = next(each for each in view.findChildren(QLabel) if each.text() == WORDING)
    first = view.field.first
    assert heading.buddy() is first
    interface = QAccessible.queryAccessibleInterface(first)
    assert interface.text(QAccessible.Text.Name).strip()
    assert WORDING in first.accessibleName() + first.accessibleDescription()

    view.show_error("Choose one of the answers")
    assert view.field.error == "Choose one of the answers"
    assert "Choose one of the answers" in first.accessibleDescription()
    assert view.focusWidget() is view.findChild(ErrorSummary)
    assert view.errors.accessibleName() == "There is a problem. Choose one of the answers."


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_comes_back_and_so_does_what_was_half_typed(kind, window):
    answer = ANSWERS.get(kind, "b")
    field = field_for(asked(kind, answer), window)
    assert field.value() == answer
    again = field_for(asked(kind), window)
    assert again.value() == ""
    again.show_kept(field.kept())
    assert again.value() == answer


@pytest.mark.parametrize("kind", ["count", "ofsted_urn", "month"])
def test_what_stands_instead_of_a_text_gives_way_to_typing(kind, window):
    field = field_for(asked(kind), window)
    field.options[-1].setChecked(True)
    assert field.value() == "unknown"
    field.edit.setText("1")
    assert field.value() == "1"
    assert not any(option.isChecked() for option in field.options)


def test_digits_choose_and_nothing_goes_on(window, show):
    field = show(field_for(asked("choice"), window))
    changes = []
    field.changed.connect(lambda: changes.append(field.value()))
    QTest.keyClick(field.options[0], Qt.Key.Key_2)
    QTest.keyClick(field.options[1], Qt.Key.Key_9)
    assert changes == ["b"]
    assert field.focus() is field.options[1]
    assert not field.choose(4)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("September 2024", "2024-09"),
        ("sep 2024", "2024-09"),
        ("Sept. 2024", "2024-09"),
        ("9/2024", "2024-09"),
        ("12-2023", "2023-12"),
        ("2024-09", "2024-09"),
        ("ju 2024", "ju 2024"),
        ("Maytember 2024", "Maytember 2024"),
        ("long ago", "long ago"),
    ],
)
def test_a_month_in_any_usual_form(typed, month):
    assert as_month(typed) == month


def test_a_name_is_completed_from_the_staff_record_with_the_name_alone(show):
    staff = (PersonRow(1, "Amara Okafor", "Ms", "Mathematics lead", ""), PersonRow(2, "Ioan Fielding", "", "", ""))
    field = show(NameField(asked("text"), staff))
    completer = field.edit.completer()
    completer.setCompletionPrefix("oka")
    assert completer.completionCount() == 1
    assert completer.currentIndex().data() == "Amara Okafor, Mathematics lead"
    assert completer.currentCompletion() == "Amara Okafor"


def test_only_one_of_a_name_is_taken_for_the_person_on_the_record():
    one, other = PersonRow(1, "Amara Okafor", "", "", ""), PersonRow(2, "amara okafor", "", "", "")
    assert the_one_called((one,), " amara  OKAFOR ") is one
    assert the_one_called((one, other), "Amara Okafor") is None
    assert the_one_called((one,), "Amara") is None
