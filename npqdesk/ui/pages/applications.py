"""Applications: where each stands and what comes next, as a table or as a board."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from npqdesk.problem import Problem
from npqdesk.services.application_steps import record_step, remove_application, warning_before
from npqdesk.services.applications import ApplicationRow, applications
from npqdesk.services.applying.steps import STEPS
from npqdesk.services.counting import counted
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.exporting import print_table
from npqdesk.ui.page import Page
from npqdesk.ui.pages.applications_board import COLUMNS, Board, column_of
from npqdesk.ui.pages.applications_board import STEPS as MOVES
from npqdesk.ui.pages.applications_table import USUAL, by_start, columns
from npqdesk.ui.place import memory
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, quiet, secondary
from npqdesk.ui.widgets.columns_dialog import choose_columns
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.frames import row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import RowsModel, RowsTable
from npqdesk.ui.widgets.segments import SegmentedChoice
from npqdesk.ui.widgets.text import Icon, capital, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_START, _SCHOOL = "Start", "School"
_SHOWN = {
    "open": "Open",
    "asked": "Asked",
    "waiting": "Waiting list",
    "offered": "Offered",
    "refused": "No place",
    "all": "All",
}
_VIEWS = {"table": "Table", "board": "Board"}
_VIEW_KEY = "applications/view"
_REMINDER = "Registering with DfE is not applying. Each person must also apply to the provider."


class ApplicationsPage(Page):
    """Read anew on arrival, narrowed down by `arrive(show=…, start=…)`.  Enter opens, Del removes with Undo."""

    title = "Applications"
    help_text = (
        "Each application has two steps of its own: registering with DfE, and applying to a lead provider. Being "
        "eligible is not a place: only an offer from a provider is. On the board, Ctrl+Right and Ctrl+Left move an "
        "application on where that can be; a step that needs more to be said opens the application."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._rows: tuple[ApplicationRow, ...] = ()
        self._new = primary("New application", lambda: shell.go("application", new=True), icon="plus")
        self._header = PageHeader("Applications", actions=[self._new])
        self.set_header(self._header)
        every = columns(desk.today())
        self.table = RowsTable(RowsModel(every), name="Applications", usual=USUAL)
        self.table.opened.connect(lambda index: self._open(self.table.row_of(index)))
        self.table.removed.connect(lambda index: self._remove(self.table.row_of(index)))
        self.board = Board()
        self.board.opened.connect(lambda _index: self._open(self.board.chosen))
        self.board.moved.connect(self.move)
        self._stack = QStackedWidget()
        for view in (self.table, self.board):
            view.setMinimumHeight(px(230))
            self._stack.addWidget(view)
        self._columns_choice = quiet("Columns…", lambda: choose_columns(self.table), icon="list-filter")
        self.view = SegmentedChoice(list(_VIEWS.items()), name="View")
        self.view.choose(_kept_view())
        self.view.chosen.connect(lambda _view: self._view_chosen())
        self.bar = FilterBar(
            _SHOWN,
            words="Filter by name or course",
            name="Filter the applications",
            choices=[_START, _SCHOOL],
            after=[self.view, self._columns_choice],
        )
        self.bar.changed.connect(self._show)
        self.body.addWidget(self.bar)
        self.body.addWidget(self._stack, 1)
        reminder = row(Icon("info"), gap=10)
        reminder.addWidget(label(_REMINDER, tone="muted"), 1)
        self.body.addLayout(reminder)

    def arrive(self, *, show: str = "", start: str = "", **_arguments: object) -> None:
        self.refresh()
        if show or start:
            self.bar.narrow(show, {_START: start})

    def refresh(self) -> None:
        at, chosen = self.table.currentIndex().row(), self.board.chosen
        scope = self.shell.scope
        self._rows = tuple(each for each in applications(self.desk) if scope.has(each.urn))
        self.bar.narrow_elsewhere(_SCHOOL, elsewhere=bool(scope.urn))
        starts = sorted({(each.cohort, each.cohort_words) for each in self._rows}, key=by_start, reverse=True)
        self.bar.show_choices(_START, "All starts", [(each, capital(words)) for each, words in starts])
        schools = sorted({(each.urn, each.workplace) for each in self._rows if each.urn}, key=lambda each: each[1])
        self.bar.show_choices(_SCHOOL, "All schools", schools)
        self._show()
        self.table.choose(max(at, 0))
        self.board.choose(chosen.id if chosen else 0)

    def first_focus(self) -> QWidget:
        return self._stack.currentWidget() if self._rows else self._new

    def commands(self) -> Sequence[Command]:
        return (
            Command("&New application", lambda: self.shell.go("application", new=True)),
            Command("&Print the applications…", self._print, "Ctrl+P"),
            Command("&Filter the applications", self.bar.focus_field, "Ctrl+F", menu="edit"),
            Command("&Open the application", lambda: self._open(self.chosen), "F2", menu="edit"),
            Command("&Remove the application", lambda: self._remove(self.chosen), menu="edit"),
            Command("&Table or board", self._turn_view, "Ctrl+B", menu="view"),
        )

    @property
    def chosen(self) -> ApplicationRow | None:
        """The application chosen in the view that is shown."""
        if self.view.value() == "board":
            return self.board.chosen
        index = self.table.currentIndex()
        return self.table.row_of(index) if index.isValid() else None

    def move(self, application: ApplicationRow, to: str) -> None:
        """Record the step that brings an application into a column, today; open it where more has to be said."""
        kind = MOVES.get(to, "")
        if not kind or kind not in application.possible:
            words = COLUMNS[to]
            announce(self.board, f"{application.name} cannot go to {words} from here")
            self.shell.notice(f"{application.name} cannot go to “{words}” from here. Enter opens the application.")
            return
        if STEPS[kind].needs or warning_before(self.desk, application.id, kind):
            self.shell.go("application", application=application.id, step=kind)
            return
        try:
            told = record_step(self.desk, application.id, kind, day=self.desk.today())
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        more = f" {told.advice.say}" if told.advice else ""
        if kind == "refused":  # the ways that are open stand with the application
            self.shell.go("application", application=application.id)
            more = ""
        self.refresh()
        self.board.choose(application.id)
        self.shell.undoing.tell(f"{application.name}: {STEPS[kind].done}, today.{more}")

    def _print(self) -> None:
        """The list on paper; the board is a list there too."""
        if self.view.value() == "board":
            self._turn_view()
        print_table(self.shell)

    def _turn_view(self) -> None:
        self.view.choose("board" if self.view.value() == "table" else "table")
        self._view_chosen()
        self._stack.currentWidget().setFocus()

    def _view_chosen(self) -> None:
        """Show it, and again when the program is started next."""
        if (keeper := memory()) is not None:
            keeper.setValue(_VIEW_KEY, self.view.value())
        self._show()

    def _show(self) -> None:
        start, school, words = self.bar.choice(_START), self.bar.choice(_SCHOOL), self.bar.words
        wider = [
            each
            for each in self._rows
            if (not start or each.cohort == start)
            and (not school or each.urn == school)
            and all(word in f"{each.name} {each.course_words} {each.standing.provider}".casefold() for word in words)
        ]
        self.bar.show_counts({state: sum(_is(each, state) for each in wider) for state in _SHOWN})
        shown = [each for each in wider if _is(each, self.bar.state)]
        self.table.rows.show_rows(shown)
        self.table.show_empty(None if shown else self._why_empty())
        self.bar.tell(len(shown), len(self._rows))
        self.board.cards.show_rows(shown)
        board = self.view.value() == "board"
        self._stack.setCurrentWidget(self.board if board else self.table)
        self._columns_choice.setVisible(not board)
        people = len({each.person_id for each in shown})
        who = counted(people, "person", "people") if people else "Nobody"
        about = f"{who}. Being eligible is not a place: only an offer from a provider is."
        self._header.show_title("Applications", about=self.shell.scope.about(about))

    def _why_empty(self) -> EmptyState:
        if self._rows:
            return none_matches("No application matches", self.bar.clear)
        return EmptyState(
            "graduation-cap",
            "No applications yet",
            "Write down each step as it happens: registered, applied, a place offered or refused.",
            secondary("New application", lambda: self.shell.go("application", new=True), icon="plus"),
        )

    def _open(self, application: ApplicationRow | None) -> None:
        if application is not None:
            self.shell.go("application", application=application.id)

    def _remove(self, application: ApplicationRow | None) -> None:
        if application is None:
            return
        try:
            remove_application(self.desk, application.id)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        self.refresh()
        self.shell.undoing.tell(f"The application of {application.name} was removed. Its history and files are kept.")


def _kept_view() -> str:
    """The view that was shown last on this computer; the table at first."""
    keeper = memory()
    kept = str(keeper.value(_VIEW_KEY)) if keeper is not None else ""
    return kept if kept in _VIEWS else "table"


def _is(each: ApplicationRow, state: str) -> bool:
    if state == "open":
        return not each.standing.has_ended
    return state == "all" or column_of(each) == state
