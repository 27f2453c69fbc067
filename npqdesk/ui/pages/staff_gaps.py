"""What is missing on the staff record: for whom, and what it prevents.  Enter opens the person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.counting import counted
from npqdesk.services.staff import staff_list
from npqdesk.services.staff_gaps import Gap, gap_counts, staff_gaps
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.empty import EmptyState, none_matches
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WHAT = "What is missing"
_COLUMNS = (
    Column("Name", lambda gap: Cell(gap.name, gap.role, strong=True), 240, sort=lambda gap: gap.name.casefold()),
    Column(_WHAT, lambda gap: Cell(gap.what), 270, sort=lambda gap: gap.what),
    Column("What it prevents", lambda gap: Cell(gap.prevents), 560),
)


class StaffGapsPage(Page):
    """Read anew on arrival."""

    title = "What is missing"
    help_text = "Each line is one thing that is missing for one person, and what it prevents. Enter opens the person."

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._gaps: tuple[Gap, ...] = ()
        self._header = PageHeader(self.title, crumbs=(("Staff", lambda: self.shell.go("staff")), (self.title, None)))
        self.set_header(self._header)
        self.bar = FilterBar({"all": "All"}, words="Filter by name or role", name="Filter the gaps", choices=[_WHAT])
        self.bar.changed.connect(self._show)
        self.table = RowsTable(RowsModel(_COLUMNS), name=self.title, row_height=46)
        self.table.setMinimumHeight(px(230))
        self.table.opened.connect(lambda index: shell.go("person", person=self.table.row_of(index).person_id))
        self.body.addWidget(self.bar)
        self.body.addWidget(self.table, 1)

    def arrive(self, **_arguments: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        scope = self.shell.scope
        self._gaps = tuple(gap for gap in staff_gaps(self.desk) if scope.has(gap.serves))
        people = len({gap.person_id for gap in self._gaps})
        gaps = f"{counted(len(self._gaps), 'thing')} for {counted(people, 'person', 'people')} here"
        self._header.show_title(self.title, about=scope.about(gaps if self._gaps else "Nothing"))
        self.bar.show_counts({"all": len(self._gaps)})
        counts = gap_counts(self._gaps)
        self.bar.show_choices(_WHAT, "Everything", [(what, f"{what} ({many:,})") for what, many in counts.items()])
        self._show()

    def first_focus(self) -> QWidget:
        return self.table

    def commands(self) -> Sequence[Command]:
        return (Command("&Filter", self.bar.focus_field, "Ctrl+F", menu="edit"),)

    def _show(self) -> None:
        what, words = self.bar.choice(_WHAT), self.bar.words
        shown = [
            gap
            for gap in self._gaps
            if (not what or gap.what == what) and all(word in f"{gap.name} {gap.role}".casefold() for word in words)
        ]
        self.table.rows.show_rows(shown)
        self.table.show_empty(None if shown else self._why_empty())
        self.bar.tell(len(shown), len(self._gaps))

    def _why_empty(self) -> EmptyState:
        if self._gaps:
            return none_matches("No one matches", self.bar.clear)
        if not staff_list(self.desk):
            staff = secondary("Staff…", lambda: self.shell.go("staff"), icon="users")
            return EmptyState("users", "Nobody on the staff record yet", "What is missing of each is told here.", staff)
        return EmptyState("circle-check", "Nothing is missing", "Whatever a check or an application needs is there.")
