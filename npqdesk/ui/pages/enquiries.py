"""Enquiries: everyone who was asked about, with what came out; drafts go on where they were left."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from npqdesk.problem import Problem
from npqdesk.services.counting import counted
from npqdesk.services.determine import determinations
from npqdesk.services.enquiries import remove_enquiry
from npqdesk.services.enquiry_table import EnquiryLine, enquiry_lines
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.letters import issue_letter
from npqdesk.services.workplaces import day_words
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.letters_out import Wanted, print_wanted
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.page import Page
from npqdesk.ui.rechecked import DifferBar, rechecked
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import narrowed_to
from npqdesk.ui.widgets.frames import Limited, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.segments import SegmentedChoice
from npqdesk.ui.widgets.text import capital

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_DRAFT, _ANSWERED = Status("none", "Draft", "pencil"), Status("none", "Answered", "check")
_STATES = {"all": "All", "draft": "Drafts", "answered": "Answered"}


def _chip(line: EnquiryLine) -> Status:
    if line.enquiry.state == "draft":
        return _DRAFT
    return OUTCOMES.get(line.outcome, _ANSWERED)


def _start(line: EnquiryLine) -> tuple[str, bool]:
    """By the year, spring before autumn."""
    words = line.enquiry.cohort
    return words[-4:], words.startswith("autumn")


_COLUMNS = (
    Column(
        "Person",
        lambda line: Cell(line.enquiry.name or "No name yet", line.workplace, strong=True),
        310,
        sort=lambda line: line.enquiry.name.casefold(),
    ),
    Column("NPQ", lambda line: _course(line.enquiry.course), 280, sort=lambda line: line.enquiry.course),
    Column("Start", lambda line: Cell(capital(line.enquiry.cohort)), 130, sort=_start),
    Column("Answer", lambda line: Cell(chip=_chip(line)), 180, sort=lambda line: _chip(line).word),
    Column(
        "Changed",
        lambda line: Cell(day_words(line.enquiry.changed_at.astimezone().date())),
        170,
        sort=lambda line: line.enquiry.changed_at,
    ),
)


class EnquiriesPage(Page):
    """Read anew on arrival.  Enter opens, Del removes with Undo, the field and the states above narrow it down."""

    title = "Enquiries"
    help_text = (
        "Enter opens an enquiry: a draft at the question where it was left, an answered one at its result. "
        "Del removes it from this table; its results and letters are kept, and Undo brings it back."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._new = primary("Check a colleague", self._begin, icon="circle-question-mark")
        self._sum_up = secondary("Summary for governors or trust…", lambda: shell.go("summary"), icon="file-text")
        self._header = PageHeader("Enquiries", actions=[self._sum_up, self._new])
        self.letters = secondary("&Letters…", self._letters, icon="mail")
        self.set_header(self._header)
        self._lines: tuple[EnquiryLine, ...] = ()
        self.states = SegmentedChoice(list(_STATES.items()), name="Show")
        self.states.chosen.connect(lambda _state: self._show())
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by name, school or NPQ")
        self.filter.setAccessibleName("Filter the enquiries")
        self.filter.setClearButtonEnabled(True)
        set_type(self.filter, "body")
        self.filter.textChanged.connect(lambda _text: self._show())
        self.table = RowsTable(RowsModel(_COLUMNS), name="Enquiries", many=True)
        self.table.setMinimumHeight(px(230))
        self.table.opened.connect(self._open)
        self.table.removed.connect(self._remove)
        line = row(self.states, gap=10)
        line.addWidget(Limited(self.filter, 300), 1)
        line.addWidget(self.letters)
        self.body.addWidget(DifferBar(shell))
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)

    def arrive(self, **_arguments: object) -> None:
        self._refresh()
        rechecked(self.shell).refresh()

    def refresh(self) -> None:
        self._refresh()

    def narrowed_to(self) -> list[str]:
        return narrowed_to(_STATES, self.states.value(), self.filter.text())

    def first_focus(self) -> QWidget:
        return self.table if self._lines else self._new

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Filter the enquiries", self._to_filter, "Ctrl+F", menu="edit"),
            Command("&Remove the enquiry", lambda: self._remove(self.table.currentIndex()), menu="edit"),
            Command("&Print the letters of those chosen…", self._print, "Ctrl+P"),
            Command("Make the &letters of those chosen…", self._letters, "Ctrl+L"),
        )

    def _letters(self) -> None:
        chosen = [each.enquiry.id for each in self.table.chosen_rows()]
        self.shell.go("many_letters", enquiries=chosen)

    def _to_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _begin(self) -> None:
        self.shell.go("check", new=True)

    def _refresh(self) -> None:
        at = self.table.currentIndex().row()
        scope = self.shell.scope
        self._lines = tuple(line for line in enquiry_lines(self.desk) if scope.has(line.urn))
        drafts = sum(line.enquiry.state == "draft" for line in self._lines)
        counts = {"all": len(self._lines), "draft": drafts, "answered": len(self._lines) - drafts}
        for state, words in _STATES.items():
            self.states.show_words(state, f"{words} {counts[state]}")
        people = len({line.enquiry.name for line in self._lines})
        about = f"{len(self._lines):,} about {counted(people, 'person', 'people')}"
        self._header.show_title("Enquiries", about=scope.about(about if self._lines else "Nobody yet"))
        self._show()
        if at >= 0:
            self.table.choose(at)

    def _show(self) -> None:
        """What fits the field and the state chosen; why it is empty where nothing does."""
        state, words = self.states.value(), self.filter.text().split()
        shown = [line for line in self._lines if state in ("all", line.enquiry.state) and line.holds(words)]
        self.table.rows.show_rows(shown)
        self.table.show_empty(None if shown else self._why_empty())
        if words:
            announce(self.filter, f"{len(shown)} of {len(self._lines)} shown")

    def _why_empty(self) -> EmptyState:
        if self._lines:
            return none_matches("No enquiry matches", self._clear)
        return EmptyState(
            "clipboard-list",
            "No enquiries yet",
            "Each time you check a colleague, the enquiry is kept here from the first answer on.",
            secondary("Check a colleague", self._begin, icon="circle-question-mark"),
        )

    def _clear(self) -> None:
        self.states.choose("all")
        self.filter.clear()
        self._show()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _print(self) -> None:
        """Print the letter of each enquiry chosen that has a kept answer: the kept one, else one that is kept now."""
        wanted = [Wanted(each.enquiry.name, partial(self._letter_of, each)) for each in self.table.chosen_rows()]
        if wanted:
            print_wanted(self.shell, wanted)

    def _letter_of(self, line: EnquiryLine) -> LetterFile:
        rows = determinations(self.desk, enquiry_id=line.enquiry.id)
        kept = next((row.id for row in rows if not row.superseded), None)
        if kept is None or line.enquiry.state == "draft":
            raise Problem("There is no kept answer", "The enquiry is not answered yet.", "Open it and keep its answer.")
        return issue_letter(self.desk, kept)

    def _open(self, index: QModelIndex) -> None:
        self.shell.go("check", enquiry=self.table.row_of(index).enquiry.id)

    def _remove(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row_of = self.table.row_of(index).enquiry
        if self._write(lambda: remove_enquiry(self.desk, row_of.id)):
            whose = f"The enquiry about {row_of.name}" if row_of.name else "The enquiry"
            self.shell.undoing.tell(f"{whose} was removed. Its answers, results and letters are kept.")

    def _write(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Problem as problem:
            self.shell.say_not_saved("the records cannot be written")
            self.shell.show_failure(problem)
            return False
        self.shell.say_saved()
        self._refresh()
        return True


def _course(words: str) -> Cell:
    """ "Headship (NPQH)" in two lines."""
    name, _sign, code = words.removesuffix(")").partition(" (")
    return Cell(name or "Not chosen yet", code)
