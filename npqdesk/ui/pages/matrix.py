"""The matrix: every colleague against every course of a start; a cell leads to its enquiry, application or letter.

Answers come in pieces from beside the window, so that the first rows stand at once however many people there are."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from npqdesk.services.matrix.cells import KINDS
from npqdesk.services.matrix.table import GRANTED
from npqdesk.services.matrix.whole import Matrix, MatrixRow, matrix_pieces, matrix_starts, usual_start
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.matrix_acts import CellActs
from npqdesk.ui.pages.matrix_grid import MatrixGrid
from npqdesk.ui.pages.matrix_legend import Legend
from npqdesk.ui.pages.matrix_model import Wanted
from npqdesk.ui.pages.matrix_out import MatrixOut
from npqdesk.ui.pages.matrix_strip import CellStrip
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.box import Box
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.frames import column, holder
from npqdesk.ui.widgets.header import PageHeader

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_SCHOOL, _COURSE, _ANSWER, _ROLE = "School", "Course", "Answer", "Role"
_NOBODY = "-"
_HEADING = "Matrix of staff and courses"


class MatrixPage(Page):
    """`arrive(cohort=…, school=URN)` shows a start and a school; without them what was shown before."""

    title = "Matrix"
    help_text = (
        "Each row is a colleague, each column a course that can be started then. Arrows move, Enter goes to the "
        "enquiry of the cell and begins one where there is none, F2 opens the person, letters go to a name, Ctrl+C "
        "copies, Ctrl+P prints. Courses are moved, hidden and widened at their heads, or by Columns… in the View menu. "
        f"{GRANTED} Eligible is not a place: only a lead provider can offer one."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.cohort = usual_start(desk)
        self.whole: Matrix | None = None
        self._task: Task | None = None
        self._sought: tuple[int, str] | None = None
        self.grid, self.strip, self.legend = MatrixGrid(desk.vocabulary.courses), CellStrip(), Legend()
        self.out = MatrixOut(self)
        self._header = PageHeader(
            _HEADING,
            actions=[
                secondary("Print…", self.out.print_it, icon="printer"),
                secondary("Export…", self.out.export, icon="download"),
            ],
        )
        self.set_header(self._header)
        self._build()
        self.acts = CellActs(self)
        self.start.currentIndexChanged.connect(lambda _at: self._choose_start(self.start.currentData()))
        self.bar.changed.connect(self._narrow)
        self.grid.arranged.connect(self._narrow)

    def _build(self) -> None:
        self.start = Box()
        self.start.setAccessibleName("Start")
        set_type(self.start, "body")
        for start in matrix_starts(self.desk):
            self.start.addItem(f"Starting {start.words}", start.id)
        self.bar = FilterBar(
            {}, words="Name, role, school", name="Filter the matrix", before=[self.start],
            choices=[_SCHOOL, _COURSE, _ANSWER, _ROLE], after=[self.legend],
        )  # fmt: skip
        self.grid.setMinimumHeight(px(200))
        self._place = column()
        self.body.setContentsMargins(32, 2, 28, 14)
        self.body.setSpacing(10)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.grid, 1)
        self._empty = holder(self._place)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self.strip)
        self._empty.hide()

    def arrive(self, *, cohort: str = "", school: str | None = None, **_arguments: object) -> None:
        if cohort:
            self.cohort = cohort
        self.start.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        self.start.setCurrentIndex(max(0, self.start.findData(self.cohort)))
        self.start.blockSignals(False)  # noqa: FBT003
        if school is not None:
            self.bar.clear()
            self.bar.show_choices(_SCHOOL, "All schools", [(school, school)] if school else [])
            self.bar.boxes[_SCHOOL].setCurrentIndex(1 if school else 0)
        self._load()

    def refresh(self) -> None:
        self._load()

    def print_itself(self) -> None:
        """On a sheet of its own, with a word for each answer."""
        self.out.print_it()

    def first_focus(self) -> QWidget | None:
        return self.grid

    def commands(self) -> Sequence[Command]:
        return self.acts.commands()

    # Loading

    def _choose_start(self, cohort: str) -> None:
        self.cohort = cohort
        self._load()

    def _load(self) -> None:
        """Ask for it anew: what fills the screen, then the rest.  The same start is replaced once all is there."""
        if self._task is not None:
            self._task.on_done = self._task.on_cancelled = None
            self._task.cancel()
        self._begun, self._at_once = False, self.whole is None or self.whole.cohort != self.cohort
        first = self.grid.rows_in_sight()
        self._ask(matrix_pieces(self.desk, self.cohort, urn=self.shell.scope.urn, first=first))

    def _ask(self, pieces: Iterator[Matrix], kept_back: Sequence[Matrix] = ()) -> None:
        """Ask for the next piece; those `kept_back` came before it and are not shown yet."""

        def show(piece: Matrix) -> None:
            came = (*kept_back, piece)
            if piece.more and not self._at_once:
                self._ask(pieces, came)
                return
            self._take(came)
            if piece.more:
                self._narrow()
                self._ask(pieces)
            else:
                self._task = None
                self._whole_is_there()

        self._task = run_task(self, lambda _task: next(pieces), on_done=show)

    def _take(self, pieces: Sequence[Matrix]) -> None:
        rows = [row for piece in pieces for row in piece.rows]
        self.whole = pieces[-1]
        if self._begun:
            self.grid.matrix.take(rows)
        else:
            self.grid.begin(self.whole.courses, rows)
        self._begun, self.grid.matrix.more = True, self.whole.more

    def _whole_is_there(self) -> None:
        rows, whole = self.grid.matrix.every, self.whole
        schools = sorted({(one.urn, one.school) for one in rows if one.urn}, key=lambda each: each[1].casefold())
        roles = sorted({one.role for one in rows if one.role}, key=str.casefold)
        self.bar.show_choices(_SCHOOL, "All schools", [*schools, *([(_NOBODY, "No school")] if _lack(rows) else [])])
        self.bar.show_choices(_COURSE, "All courses", [(each.id, each.name) for each in whole.courses])
        self.bar.show_choices(_ANSWER, "Any answer", list(KINDS.items()))
        self.bar.show_choices(_ROLE, "All roles", [(role, role) for role in roles])
        about = f"{whole.rests_on}." if whole.rests_on else ""
        self._header.show_title(_HEADING, about=self.shell.scope.about(about))
        self.bar.narrow_elsewhere(_SCHOOL, elsewhere=bool(self.shell.scope.urn))
        self._narrow()

    # Showing

    @property
    def shown(self) -> list[MatrixRow]:
        """The people who are left by the filter."""
        return self.grid.matrix.rows

    def _narrow(self) -> None:
        """Show what the filter leaves; the chosen cell stays chosen where it is still there, or comes later."""
        model, place = self.grid.matrix, self.chosen() or self._sought
        school, role, kind = (self.bar.choice(name) for name in (_SCHOOL, _ROLE, _ANSWER))
        urn = "" if school == _NOBODY else school or None
        model.narrow(self.bar.words, wanted=Wanted(urn, role, kind, self.bar.choice(_COURSE)))
        self.grid.fit()
        self.legend.show_counts(model.counts())
        of = f"{len(model.every):,} so far" if model.more else f"{len(model.every):,} staff"
        self.grid.say(f"{len(model.rows):,} of {of}")
        self.bar.tell(len(model.rows), len(model.every))
        self._show_empty()
        self._sought = place if model.more else None
        if model.rows and place:
            index = model.place_of(*place)
            if index.isValid() or not model.more:
                self.grid.choose(index)
        elif model.rows and self.grid.hasFocus():
            self.grid.choose(QModelIndex())
        if not model.rows:
            self.strip.show_nothing()

    def chosen(self) -> tuple[int, str] | None:
        """The person and the course of the cell that is chosen."""
        index, model = self.grid.currentIndex(), self.grid.matrix
        if not index.isValid() or index.row() >= len(model.rows) or index.column() >= len(model.courses):
            return None
        return model.rows[index.row()].person_id, model.courses[index.column()].id

    def _show_empty(self) -> None:
        state = self._empty_state()
        while self._place.count():
            gone = self._place.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
        if state is not None:
            self._place.addWidget(state)
        self._empty.setVisible(state is not None)
        self.grid.setVisible(state is None)
        self.strip.setVisible(state is None)

    def _empty_state(self) -> QWidget | None:
        if self.whole is not None and self.whole.none is not None:
            none = self.whole.none
            return EmptyState("scroll-text", "No published policy for this start", f"{none.say} {none.next_step}")
        if self.shown or self.grid.matrix.more:
            return None
        if self.grid.matrix.every:
            return none_matches("No one matches", self.bar.clear)
        return EmptyState(
            "users", "Nobody on the staff record yet", "Everyone on it stands here, with the answer for each NPQ.",
            secondary("Staff…", lambda: self.shell.go("staff"), icon="users"),
        )  # fmt: skip


def _lack(rows: list[MatrixRow]) -> bool:
    """Whether somebody has no school."""
    return any(not one.urn for one in rows)
