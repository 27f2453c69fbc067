"""Our schools: where each stands with one start, in a table with totals; from a school on to its people and places."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.paths import documents_folder
from npqdesk.problem import Problem
from npqdesk.services.central import Central, central_staff, differing_words
from npqdesk.services.rollup import Rollup, RollupRow, rollup, starts, usual_start
from npqdesk.services.rollup_sheet import rollup_sheet
from npqdesk.services.sheets import save_sheet
from npqdesk.services.workplaces import day_words
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.rechecked import DifferBar, rechecked
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.box import Box
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.frames import Card, column, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_HEAD, _ROW, _MOST = 40, 46, 9
"""Pixels at 100 % of the heads and of a row, and how many rows are in sight where there are as many."""
_FILES = "Excel workbook (*.xlsx);;CSV (*.csv)"
_LEADS = {"Staff": "staff", "Placed": "applications", "Fees": "applications", "Next deadline": "deadlines"}
"""The page that a column leads to; every other leads to the checks."""
_ON = (("staff", "&Staff", "users"), ("enquiries", "&Checks", "clipboard-list"),
       ("applications", "Appl&ications", "graduation-cap"), ("deadlines", "&Deadlines", "calendar"))  # fmt: skip
_NOTE = (
    "Considered: an answer is kept, or an application was begun. Fees are what schools or the trust pay: as written "
    "down with the application, else the published prices of courses that are not funded."
)


def _columns(grant_year: str) -> tuple[Column, ...]:
    """The columns of the table; the grant is that of one academic year."""

    def count(head: str, name: str, width: int) -> Column:
        return Column(head, lambda each: Cell(f"{getattr(each, name):,}"), width, _by(name), number=True)

    return (
        Column("School", _school, 250, lambda each: each.name.casefold()),
        count("Staff", "staff", 84),
        count("Considered", "considered", 130),
        count("Eligible", "eligible", 104),
        count("In review", "review", 120),
        Column("Placed", _placed, 96, _by("placed"), number=True),
        Column("Fees", _fees, 190, lambda each: each.fees.high, number=True),
        Column(f"Grant {grant_year}".strip(), _grant, 160, _by("expected"), number=True, known_as="Grant"),
        Column("Next deadline", _next, 160, lambda each: (each.next.day is None, each.next.day)),
    )


class TrustPage(Page):
    """Read anew on arrival, beside the window.  Enter shows the staff of the school chosen; a double click what its
    column counts."""

    title = "Our schools"
    help_text = (
        "A row a school: who was considered for one start, who is eligible or in review, who has a place, what it "
        "costs, the grant, and what comes next. Enter shows the staff of a school, the buttons below its checks, "
        "applications and dates; the whole window then shows this school, until another or all of them are chosen at "
        "the foot of the sidebar. Colleagues who serve several schools are asked about at each."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._found: Rollup | None = None
        self._task: Task | None = None
        self._header = PageHeader(self.title, actions=[secondary("E&xport…", self._export, icon="download")])
        self.set_header(self._header)
        self.start = Box()
        self.start.setAccessibleName("Start")
        set_type(self.start, "body")
        self.start.currentIndexChanged.connect(lambda _at: self._show())
        self._totals = label("", "strong")
        across = row(self.start, gap=16)
        across.addWidget(self._totals, 1)
        self.body.addWidget(DifferBar(shell))
        self.body.addLayout(across)
        self.table = RowsTable(RowsModel(_columns("")), name=self.title, row_height=_ROW)
        self.table.opened.connect(self._drill)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._tell_chosen())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(label(_NOTE, "small", tone="muted"))
        self._below = column(gap=12)
        self.body.addLayout(self._below)
        self._on = {
            page: (primary if page == "staff" else secondary)(words, partial(self._go, page), icon=icon, bulk="large")
            for page, words, icon in _ON
            if shell.has_page(page)
        }
        self._foot = FooterBar(*self._on.values())
        self.set_footer(self._foot)

    def arrive(self, **_arguments: object) -> None:
        rechecked(self.shell).refresh()
        known, chosen = starts(self.desk), str(self.start.currentData() or usual_start(self.desk))
        self.start.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        self.start.clear()
        for each in known:
            self.start.addItem(f"Starting {each.words}", each.id)
        self.start.setCurrentIndex(max(0, self.start.findData(chosen)))
        self.start.blockSignals(False)  # noqa: FBT003
        self._show()

    def refresh(self) -> None:
        self.arrive()

    def narrowed_to(self) -> list[str]:
        return [self.start.currentText()]

    def first_focus(self) -> QWidget:
        return self.table

    def commands(self) -> Sequence[Command]:
        return (Command("&Export the table…", self._export, "Ctrl+S"),)

    def save_as(self, path: Path) -> None:
        """Write the table as a workbook or CSV, and say where."""
        if self._found is None:
            self.shell.notice("The figures are being worked out. Try again in a moment.")
            return
        try:
            saved = save_sheet(rollup_sheet(self._found, today=day_words(self.desk.today())), path)
        except Problem as problem:
            self.shell.show_failure(problem)
        else:
            self.shell.notice(f"Saved as {saved.name}.")

    def _show(self) -> None:
        cohort, desk, at = str(self.start.currentData()), self.desk, self.table.currentIndex().row()
        if self._found is not None and self._found.cohort != cohort:  # its figures never stand under another start
            self._found = None
            self.table.rows.show_rows(())
            self._totals.clear()
            self._show_central(())
        if self._task is not None:
            self._task.on_done = None  # what it reads is older

        def show(read: tuple[Rollup, tuple[Central, ...]]) -> None:
            self._task = None
            self._show_found(*read, at=at)

        self._task = run_task(self, lambda _task: (rollup(desk, cohort), central_staff(desk, cohort)), on_done=show)

    def _show_found(self, found: Rollup, central: tuple[Central, ...], *, at: int) -> None:
        """`at` is the row that was chosen when they were asked for."""
        here = self.table.currentIndex().row()
        self._found = found
        self.table.show_columns(_columns(found.grant_year))
        self.table.rows.show_rows(found.rows)
        self.table.show_empty(None if found.rows else _nobody())
        self.table.choose(max(here if here >= 0 else at, 0))
        self.table.setMinimumHeight(px(_HEAD + _ROW * min(max(len(found.rows), 4), _MOST)))
        many, total = len([each for each in found.rows if each.urn]), found.total
        self._header.show_title(self.title, about=f"{many} schools, {total.staff:,} staff, each counted once")
        self._totals.setText(_in_all(total))
        self._show_central(central)
        self._tell_chosen()

    def _show_central(self, central: tuple[Central, ...]) -> None:
        """Whose answer hangs on the school that they are asked about."""
        while self._below.count():
            gone = self._below.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
        told = [one for one in central if one.differing]
        if not told:
            return
        card = Card("Whose answer hangs on the school")
        say = "They serve several schools, and DfE asks for one. These answers are not the same at each."
        card.body.addWidget(label(say, tone="muted"))
        for one in told:
            words = column(label(f"{one.name}, {one.role}" if one.role else one.name, "strong"), gap=2)
            for courses, answers in differing_words(one):
                words.addWidget(label(f"{courses}: {answers}.", tone="muted"))
            across = row(gap=14)
            across.addLayout(words, 1)
            across.addWidget(link("Open", partial(self._open, one.person_id), name=f"Open {one.name}"))
            card.add_row(across)
        self._below.addWidget(card)

    def _open(self, person_id: int) -> None:
        self.shell.go("person", person=person_id)

    @property
    def chosen(self) -> RollupRow | None:
        index = self.table.currentIndex()
        return self.table.row_of(index) if index.isValid() else None

    def _tell_chosen(self) -> None:
        chosen = self.chosen
        for button in self._on.values():
            button.setEnabled(chosen is not None and bool(chosen.urn))
        self._foot.note.setText(f"of {chosen.name}" if chosen and chosen.urn else "")

    def _drill(self, index: QModelIndex) -> None:
        head = self.table.rows.columns[index.column()].head
        page = "staff" if head == "School" else _LEADS.get(head, "enquiries")
        self._go(page if page in self._on else "applications")

    def _go(self, page: str) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.urn:
            self.shell.scope.choose(chosen.urn)
            self.shell.go(page)

    def _export(self) -> None:
        name = f"{self.desk.today().isoformat()} NPQ schools {self.start.currentData()}.xlsx"
        file, _filter = QFileDialog.getSaveFileName(self, "Save the table", str(documents_folder() / name), _FILES)
        if file:
            self.save_as(Path(file))


def _by(name: str) -> "partial[int]":
    return partial(_value, name)


def _value(name: str, each: RollupRow) -> int:
    return int(getattr(each, name))


def _school(each: RollupRow) -> Cell:
    return Cell(each.name, f"URN {each.urn}" if each.urn else "", strong=True)


def _placed(each: RollupRow) -> Cell:
    return Cell(f"{each.placed:,}", f"{each.paid_places:,} paid" if each.paid_places else "")


def _fees(each: RollupRow) -> Cell:
    return Cell(each.fees.said)


def _grant(each: RollupRow) -> Cell:
    received = "none noted" if each.received is None else f"£{each.received:,} received"
    return Cell(each.grant_words[:1].upper() + each.grant_words[1:], received if each.expected or each.received else "")


def _next(each: RollupRow) -> Cell:
    late = Status("ask", f"{each.next.late} overdue", "circle-alert") if each.next.late else None
    return Cell(day_words(each.next.day) if each.next.day else "" if late else "–", chip=late)


def _in_all(total: RollupRow) -> str:
    money = f"{total.fees.said} in fees"
    received = "none noted as received" if total.received is None else f"£{total.received:,} received"
    grant = f"{total.grant_words} grant, {received}" if total.expected else f"grant {total.grant_words}, {received}"
    people = f"{total.considered:,} considered, {total.eligible:,} eligible, {total.review:,} in review"
    return f"In all: {people}, {total.placed:,} placed · {money} · {grant}"


def _nobody() -> EmptyState:
    return EmptyState("school", "No schools yet", "They come with the staff: bring in a spreadsheet under Staff.")
