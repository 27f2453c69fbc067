"""Everyone on the staff record in a table: narrowed down, sorted, with the columns of the office's choice.

To add a column: one `Column(…)` in `COLUMNS`."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.services.staff import StaffMember
from npqdesk.services.workplaces import day_words
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import quiet
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.columns_dialog import choose_columns
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

STATES = {"here": "Here", "left": "Left", "all": "All"}
_SCHOOL = "School"
USUAL = ("School", "Role", "TRN", "Applications")
LEFT = Status("none", "Left", "history")


def has_left(one: StaffMember, today: date) -> bool:
    """Whether somebody's last day has gone by."""
    return one.left_on is not None and one.left_on < today


def columns(today: date) -> tuple[Column, ...]:
    """Every column that can be shown."""

    def name(one: StaffMember) -> Cell:
        return Cell(one.name, one.title, LEFT if has_left(one, today) else None, strong=True)

    return (
        Column("Name", name, 260, sort=lambda one: one.name.casefold()),
        Column(_SCHOOL, _school, 260, sort=lambda one: one.workplace.casefold()),
        Column("Role", lambda one: Cell(one.role or "–"), 200, sort=lambda one: one.role.casefold()),
        Column("URN", lambda one: Cell(one.urn or "–"), 100, sort=lambda one: one.urn),
        Column("TRN", lambda one: Cell(one.trn or "–"), 100, sort=lambda one: one.trn),
        Column(
            "Date of birth",
            lambda one: _day(one.date_of_birth),
            150,
            sort=lambda one: _order(one.date_of_birth),
            private=True,
        ),
        Column("Work e-mail", lambda one: Cell(one.email or "–"), 240, sort=lambda one: one.email.casefold()),
        Column("In this post since", lambda one: _day(one.since), 150, sort=lambda one: _order(one.since)),
        Column("Left on", lambda one: _day(one.left_on), 150, sort=lambda one: _order(one.left_on)),
        Column("Earlier NPQs", lambda one: _count(one.npqs), 150, sort=lambda one: one.npqs, number=True),
        Column(
            "Applications", lambda one: _count(one.applications), 150, sort=lambda one: one.applications, number=True
        ),
    )


class StaffTable(QWidget):
    """`begin` makes the buttons to stand in an empty table.

    `opened` and `removed` come with a person's number, `chosen` when other rows are chosen, `gaps_wanted` when somebody
    asks what is missing."""

    opened = Signal(int)
    removed = Signal(int)
    chosen = Signal()
    gaps_wanted = Signal()

    def __init__(
        self,
        staff: Sequence[StaffMember],
        today: date,
        begin: Callable[[], Sequence[QPushButton]],
    ) -> None:
        super().__init__()
        self._today, self._begin = today, begin
        self._staff: tuple[StaffMember, ...] = ()
        self._texts: list[str] = []
        every = columns(today)
        self.table = RowsTable(RowsModel(every), name="Staff", many=True, row_height=46, usual=USUAL)
        self.table.opened.connect(lambda index: self.opened.emit(self.table.row_of(index).id))
        self.table.removed.connect(self._on_removed)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self.chosen.emit())
        beside = (
            quiet("Columns…", lambda: choose_columns(self.table), icon="list-filter"),
            quiet("What is missing", self.gaps_wanted.emit, icon="circle-alert"),
        )
        self.bar = FilterBar(
            STATES, words="Name, role, school or TRN", name="Filter the staff", choices=[_SCHOOL], after=beside
        )
        self.bar.changed.connect(self._show)
        self.table.setMinimumHeight(px(230))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.bar)
        whole.addWidget(self.table, 1)
        self.show_staff(staff)

    def show_staff(self, staff: Sequence[StaffMember], *, one_school: bool = False) -> None:
        """Everyone as they are now, or those of one school; what narrows the table down stays."""
        self.bar.narrow_elsewhere(_SCHOOL, elsewhere=one_school)
        at = self.table.currentIndex().row()
        self._staff = tuple(staff)
        self._texts = [f"{one.name} {one.role} {one.workplace} {one.urn} {one.trn}".casefold() for one in staff]
        left = sum(has_left(one, self._today) for one in staff)
        self.bar.show_counts({"here": len(staff) - left, "left": left, "all": len(staff)})
        schools = sorted({(one.urn, one.workplace) for one in staff if one.urn}, key=lambda each: each[1].casefold())
        self.bar.show_choices(_SCHOOL, "All schools", schools)
        self._show()
        if at >= 0:
            self.table.choose(at)

    @property
    def selected(self) -> tuple[StaffMember, ...]:
        """The people chosen, in the order of the table."""
        return self.table.chosen_rows()

    def _on_removed(self, index: QModelIndex) -> None:
        self.removed.emit(self.table.row_of(index).id)

    def _show(self) -> None:
        state, words, school = self.bar.state, self.bar.words, self.bar.choice(_SCHOOL)
        shown = [
            one
            for one, text in zip(self._staff, self._texts, strict=True)
            if (state == "all" or has_left(one, self._today) == (state == "left"))
            and (not school or school in one.serves)
            and all(word in text for word in words)
        ]
        self.table.rows.show_rows(shown)
        self.table.show_empty(None if shown else self._why_empty())
        self.bar.tell(len(shown), len(self._staff))

    def _why_empty(self) -> EmptyState:
        if self._staff:
            return none_matches("No one matches", self.bar.clear)
        return EmptyState(
            "users",
            "Nobody on the staff record yet",
            "Bring in a spreadsheet, or drop one here. Without it you can still check anyone by name.",
            *self._begin(),
        )


def _school(one: StaffMember) -> Cell:
    more = len(one.serves) - 1
    return Cell(one.workplace or "–", f"and {more} more" if more > 0 else "")


def _day(day: date | None) -> Cell:
    return Cell(day_words(day) if day else "–")


def _order(day: date | None) -> date:
    return day or date.min


def _count(number: int) -> Cell:
    return Cell(str(number) if number else "–")
