"""The parts of a page behave: names, keys, errors, steps; untrusted text stays text."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from npqdesk.problem import Place, Problem
from npqdesk.ui.tokens import STATUSES
from npqdesk.ui.widgets.box import Box
from npqdesk.ui.widgets.buttons import icon_only, plain, primary, secondary
from npqdesk.ui.widgets.chip import STATUS_ICONS, Chip, Status
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.errors import ErrorSummary
from npqdesk.ui.widgets.failure import FailurePanel
from npqdesk.ui.widgets.field import Choice, ChoiceField, RadioField, TextField
from npqdesk.ui.widgets.frames import Limited
from npqdesk.ui.widgets.notice import NoticeBar
from npqdesk.ui.widgets.outcome import Figure, OutcomePanel
from npqdesk.ui.widgets.progress import ProgressCard
from npqdesk.ui.widgets.results import Result, ResultModel, _fitting, _pieces
from npqdesk.ui.widgets.rows import Cell, Column
from npqdesk.ui.widgets.search import SearchField
from npqdesk.ui.widgets.segments import SegmentedChoice
from npqdesk.ui.widgets.tables import Table
from npqdesk.ui.widgets.text import label

LONG = "St Mary Magdalene Church of England Voluntary Aided Primary School"


def together(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for widget in widgets:
        column.addWidget(widget)
    return page


def texts(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def test_markup_in_a_name_is_shown_as_it_is(show):
    made = show(label("<b>Amara</b> & “Co”"))
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "<b>Amara</b> & “Co”"


@pytest.mark.parametrize(("text", "said"), [("&Save", "Save"), ("Bed && board", "Bed & board"), ("A", "A")])
def test_an_access_key_is_not_read_out(text, said):
    assert plain(text) == said


def test_enter_presses_a_button_and_every_button_has_a_name(show):
    pressed = []
    button, close = primary("&Go", lambda: pressed.append("go"), icon="check"), icon_only("x", "Close")
    show(together(button, close))
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["go", "go"]
    assert (button.accessibleName(), close.accessibleName(), close.toolTip()) == ("Go", "Close", "Close")
    button.say("Go &back")
    assert button.accessibleName() == "Go back"


def test_every_status_has_an_icon_and_a_chip_says_its_word(show):
    assert set(STATUS_ICONS) == set(STATUSES)
    chip = show(Chip(Status("ask", "Waiting list", "clock")))
    assert chip.accessibleName() == "Waiting list"
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus
    narrow = chip.sizeHint().width()
    chip.show_status(Status("good", "Eligible for a scholarship"))
    assert chip.sizeHint().width() > narrow


def test_the_outcome_reads_as_word_and_sentence(show):
    panel = show(
        OutcomePanel(Status("bad", "Not eligible"), "Her school is not listed.", [Figure("Grant", "£0", "closed")])
    )
    assert panel.accessibleName() == "Not eligible. Her school is not listed."
    assert panel.accessibleDescription() == "Grant: £0, closed"
    assert texts(panel) == ["Not eligible", "Her school is not listed.", "Grant", "£0", "closed"]


def test_a_field_is_named_by_its_label_and_tells_its_error(show):
    field = show(TextField("&Year", hint="For example, 2023", text="2206"))
    assert field.edit.accessibleName() == "Year"
    assert next(each for each in field.findChildren(QLabel) if each.text() == "&Year").buddy() is field.edit
    field.show_error("Enter a year between 2021 and 2026")
    assert field.edit.text() == "2206"
    assert field.edit.property("invalid") == "true"
    assert field.edit.accessibleDescription() == "For example, 2023 Enter a year between 2021 and 2026"
    assert "Enter a year between 2021 and 2026" in texts(field)
    field.clear_error()
    assert field.edit.property("invalid") == ""
    assert "Enter a year between 2021 and 2026" not in texts(field)


def test_options_are_chosen_by_digit_and_arrow_and_nothing_goes_on_by_itself(show, qtbot):
    field = RadioField(
        "Who told you?", [Choice("a", "Priya", "She said so"), Choice("b", "Our records"), Choice("c", "DfE")]
    )
    show(field)
    chosen = []
    field.chosen.connect(chosen.append)
    assert (field.value(), field.focus_option()) == ("", field.options[0])
    field.options[0].setFocus()
    QTest.keyClick(field.options[0], Qt.Key.Key_2)
    assert (field.value(), QApplication.focusWidget()) == ("b", field.options[1])
    QTest.keyClick(field.options[1], Qt.Key.Key_Down)
    assert field.value() == "c"
    QTest.keyClick(field.options[2], Qt.Key.Key_9)
    assert field.value() == "c"
    assert chosen == ["b", "c"]
    assert field.options[0].accessibleDescription() == "She said so"
    interface = QAccessible.queryAccessibleInterface(field.options[2])
    assert interface.role() == QAccessible.Role.RadioButton
    assert interface.state().checked


def test_the_whole_row_of_an_option_is_the_target(show):
    field = show(RadioField("", [Choice("a", "One"), Choice("b", "Two")]))
    option = field.options[1]
    QTest.mouseClick(option, Qt.MouseButton.LeftButton, pos=option.rect().bottomRight())
    assert field.value() == "b"


def test_a_long_option_grows_instead_of_being_cut(show, look, qtbot):
    field = RadioField("", [Choice("a", LONG, LONG * 3)])
    show(Limited(field, 716), width=420)
    option = field.options[0]
    label, hint = option._boxes(option.width())
    assert option.height() >= hint.bottom()
    assert label.height() > 30
    low = option.height()
    look.set_zoom(200)
    qtbot.waitUntil(lambda: option.height() > low)


def test_a_choice_keeps_its_value(show):
    field = show(ChoiceField("&Kind", [("a", "Result"), ("b", "Summary")], value="b"))
    assert (field.value(), field.box.currentText()) == ("b", "Summary")
    field.choose("nothing of the kind")
    assert field.value() == "a"


def test_the_error_summary_takes_the_focus_and_leads_to_each_field(show, qtbot):
    summary, year = ErrorSummary(), TextField("Year")
    who = RadioField("Who?", [Choice("a", "One")])
    window = show(together(summary, year, who))
    window.activateWindow()
    assert not summary.isVisible()
    summary.show_errors([(year, "Enter a year"), (who, "Choose who told you")])
    qtbot.waitUntil(lambda: QApplication.focusWidget() is summary)
    assert summary.accessibleName() == "There is a problem. Enter a year. Choose who told you."
    link = next(each for each in summary.findChildren(QWidget) if each.accessibleName() == "Enter a year")
    link.click()
    assert QApplication.focusWidget() is year.edit
    summary.show_errors([(who, "Choose who told you")])
    assert (year.error, who.error) == ("", "Choose who told you")
    summary.show_errors([])
    assert not summary.isVisible()
    assert who.error == ""


def test_a_notice_offers_undo_once_and_never_takes_the_focus(show):
    undone, field, bar = [], TextField("Name"), NoticeBar()
    show(together(bar, field)).activateWindow()
    field.edit.setFocus()
    bar.show_notice("Joan was removed. Her letters are kept.", undo=lambda: undone.append(1))
    assert QApplication.focusWidget() is field.edit
    assert bar.can_undo
    bar.undo()
    bar.undo()
    assert undone == [1]
    assert not bar.isVisible()
    bar.show_notice("Kept.")
    assert not bar.can_undo
    assert "Ctrl+Z" not in texts(bar)


def test_progress_tells_steps_counts_and_stops_once(show):
    stopped = []
    card = show(ProgressCard(["Columns", "Schools", "Compare"], lambda: stopped.append(1)))
    card.begin(1, note="all there")
    card.show_progress(32_912, 52_240)
    assert "all there" in texts(card)
    assert "32,912 of 52,240" in texts(card)
    card.show_progress(5, None, "reading")
    assert "reading · 5" in texts(card)
    card.cancel.click()
    card.cancel.click()
    assert stopped == [1]
    card.finish("done")
    assert "done" in texts(card)


def test_a_disclosure_opens_and_says_so(show):
    fold = show(Disclosure("Why we ask", "Because the answer turns on it."))
    assert "Because the answer turns on it." not in texts(fold)
    QTest.keyClick(fold.toggle, Qt.Key.Key_Return)
    assert fold.is_open()
    assert "Because the answer turns on it." in texts(fold)
    assert fold.toggle.accessibleDescription() == "Shown"


def test_an_empty_state_says_why_and_what_to_do(show):
    state = show(
        EmptyState("clipboard-list", "No enquiries yet", "They start here.", primary("Check"), secondary("Other"))
    )
    assert texts(state) == ["No enquiries yet", "They start here."]


def test_segments_move_with_the_arrows(show):
    choice = show(SegmentedChoice([("w", "In words"), ("d", "As data")], name="Rules"))
    chosen = []
    choice.chosen.connect(chosen.append)
    first = next(each for each in choice.findChildren(QWidget) if each.accessibleName() == "Rules: In words")
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert (choice.value(), chosen) == ("d", ["d"])


SCHOOLS = [
    Result(
        "1",
        "St Joseph’s School",
        ("Westmere", "142 pupils", "URN 1"),
        ((0, 6),),
        (Status("good", "On list"),),
        ("142 pupils",),
    ),
    Result("2", "St Joseph’s College", ("Ashcombe", "URN 2")),
    Result("3", "Saint Josephine", ("Kelderby", "URN 3")),
]


@pytest.fixture
def search(show):
    asked = []

    def find(text):
        asked.append(text)
        return [school for school in SCHOOLS if "jo" in text]

    field = show(SearchField("School", find, noun=("school", "schools"), note="Lists: autumn 2026"))
    field.activateWindow()
    field.edit.setFocus()
    return SimpleNamespace(field=field, asked=asked)


def test_search_begins_at_two_characters_and_tells_how_many(search):
    QTest.keyClicks(search.field.edit, "j")
    assert search.asked == []
    QTest.keyClicks(search.field.edit, "o")
    assert search.asked == ["jo"]
    assert "3 schools match “jo”" in texts(search.field)
    search.field.edit.setText("xx")
    assert "No schools match “xx”" in texts(search.field)


def test_down_walks_the_list_while_typing_stays_possible_and_enter_takes(search):
    taken = []
    search.field.taken.connect(taken.append)
    edit = search.field.edit
    QTest.keyClicks(edit, "jo")
    QTest.keyClick(edit, Qt.Key.Key_Down)
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is edit
    assert search.field.current().key == "2"
    QTest.keyClicks(edit, "s")
    assert edit.text() == "jos"
    assert search.field.current() is None
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert taken == []
    QTest.keyClick(edit, Qt.Key.Key_PageDown)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert taken == ["3"]


def test_escape_clears_the_search(search):
    cleared = []
    search.field.cleared.connect(lambda: cleared.append(True))
    QTest.keyClicks(search.field.edit, "jo")
    QTest.keyClick(search.field.edit, Qt.Key.Key_Escape)
    assert search.field.edit.text() == ""
    assert cleared
    assert search.field.model.results == ()


def test_results_are_a_sound_model_and_read_whole(qtmodeltester):
    model = ResultModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_results(SCHOOLS)
    qtmodeltester.check(model)
    said = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "St Joseph’s School, Westmere, 142 pupils, URN 1, On list"
    assert tester.model() is model


def test_the_found_part_is_strong_and_a_narrow_line_drops_what_may_go():
    assert _pieces("St Joseph’s", ((0, 2), (3, 5))) == [("St", True), (" ", False), ("Jo", True), ("seph’s", False)]
    assert _fitting(SCHOOLS[0], 2_000) == "Westmere · 142 pupils · URN 1"
    assert _fitting(SCHOOLS[0], 130) == "Westmere · URN 1"


def test_a_table_opens_on_enter_and_copies_rows(show):
    model = QStandardItemModel()
    for row in (("Amara", "St Joseph’s"), ("Ravi", "Harrowby")):
        model.appendRow([QStandardItem(each) for each in row])
    table = show(Table(model, name="People"))
    opened = []
    table.opened.connect(lambda index: opened.append(index.row()))
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [1]
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ravi\tHarrowby"


def test_an_empty_table_opens_nothing(show):
    table = show(Table(QStringListModel([]), name="People"))
    opened = []
    table.opened.connect(opened.append)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == []


def test_a_problem_says_what_where_and_what_to_do(show):
    problem = Problem(
        "This is not a CSV file", "It begins like a web page.", "Choose it again.", place=Place("a.csv", 3)
    )
    panel = show(FailurePanel(problem))
    assert texts(panel) == ["This is not a CSV file", "It begins like a web page.", "a.csv, line 3", "Choose it again."]


def test_a_bug_offers_its_details_without_names(show):
    panel = show(FailurePanel(KeyError("Amara Okafor")))
    copy = next(each for each in panel.findChildren(QWidget) if each.accessibleName() == "Copy the details")
    copy.click()
    assert "KeyError" in QGuiApplication.clipboard().text()
    assert "Amara" not in QGuiApplication.clipboard().text()


def test_a_list_that_opens_shortens_its_words_only_where_they_do_not_fit(show):
    box = Box()
    box.addItem("Special educational needs co-ordinator")
    show(box, width=100)
    assert box._shortened(box._option()).endswith("…")
    box.resize(box.sizeHint())
    assert box._shortened(box._option()) == box.currentText()


@pytest.mark.parametrize(
    ("text", "key", "goes_out_as"),
    [
        ("£1,200", 1200, 1200),
        ("£885 to £901", 901, "£885 to £901"),
        ("Not known yet", 0, "Not known yet"),
        ("3", 3, 3),
        ("–", 0, None),
        ("21 November 2026", date(2026, 11, 21), date(2026, 11, 21)),
        ("2 days late", date(2026, 11, 21), "2 days late"),
    ],
)
def test_a_cell_goes_out_as_a_number_or_day_only_where_it_says_just_that(text, key, goes_out_as):
    """A sum that lies between two, or that nobody knows, is never one figure."""
    column = Column("Fees", lambda _row: Cell(text), sort=lambda _row: key, number=True)
    assert column.exported(None) == goes_out_as
