"""One trust, other group or local authority: its open schools, to be opened from here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from npqdesk.problem import Problem
from npqdesk.services.groups import Group, group_schools, load_groups, schools_with
from npqdesk.services.schools import School
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.place_results import MARKS, how_many
from npqdesk.ui.tasks import run_task
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.frames import Limited, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_Read = tuple[Group, tuple[School, ...]]


class GroupPage(Page):
    """Read anew on arrival, beside the window; `key` names the group."""

    title = "Trust or local authority"
    help_text = (
        "The open schools of a trust, another group or a local authority, as the register and the group files say. "
        "The field searches them; Enter on a school opens it. Esc goes back to the search."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._header = PageHeader(self.title)
        self.set_header(self._header)
        self._source, self._key = loaded(shell), ""
        self._schools: tuple[School, ...] = ()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Search names, towns and URNs")
        self.filter.setAccessibleName("Search these schools")
        self.filter.setClearButtonEnabled(True)
        set_type(self.filter, "body")
        self.table = RowsTable(RowsModel(self._columns()), name="Its schools", row_height=54, many=True)
        self.table.setMinimumHeight(px(260))
        line = row(gap=10)
        line.addWidget(Limited(self.filter, 380), 1)
        self.body.addLayout(line)
        self.body.addWidget(self.table, 1)
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.table.opened.connect(self._open)
        self._source.changed.connect(self._show_rows)

    def arrive(self, *, key: str = "", **_arguments: object) -> None:
        if key and key != self._key:
            self._schools = ()
            self.filter.clear()
        self._key = key or self._key
        asked = self._key
        run_task(self, lambda _task: self._read(asked), on_done=lambda read: self._show(read, asked))

    def first_focus(self) -> QWidget:
        return self.filter

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Back to the search", lambda: self.shell.go("schools"), "Esc", menu="go"),
            Command("&Search these schools", self._search, "Ctrl+F", menu="edit"),
        )

    def _search(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _columns(self) -> tuple[Column, ...]:
        def marks(each: School) -> Cell:
            known = self._source.marks.of(each) if self._source.marks else ()
            return Cell(chip=MARKS[known[-1]]) if known else Cell()

        return (
            Column("School", lambda each: Cell(each.name, f"URN {each.urn}", strong=True), 340, sort=_name),
            Column("Lists", marks, 180),
            Column("Town", lambda each: Cell(each.town, each.postcode), 160, sort=lambda each: each.town.casefold()),
            Column("Pupils", _pupils, 140, sort=lambda each: -1 if each.pupils is None else each.pupils, number=True),
            Column("Type", lambda each: Cell(each.type_name, each.phase), 230, sort=lambda each: each.type_name),
        )

    def _read(self, key: str) -> _Read | None:
        group = load_groups(self.desk).get(key)
        return (group, group_schools(self.desk, group)) if group is not None else None

    def _show(self, read: _Read | None, asked: str) -> None:
        if asked != self._key:
            return
        if read is None:
            self.shell.show_failure(_not_there())
            return
        group, self._schools = read
        self.set_title(group.name)
        self._header.show_crumbs([("Schools", lambda: self.shell.go("schools")), (group.name, None)])
        about = (
            group.about if group.is_open else f"{group.about}, {group.status.lower()}",
            how_many(len(self._schools), group),
            group.number_in_words,
            f"UKPRN {group.ukprn}" if group.ukprn else "",
        )
        self._header.show_title(group.name, about=" · ".join(part for part in about if part))
        self._show_rows()

    def _show_rows(self) -> None:
        found = schools_with(self._schools, self.filter.text())
        self.table.rows.show_rows(found)
        self.table.show_empty(None if found else self._why_empty())
        if self.filter.text():
            announce(self.filter, f"{len(found):,} found")

    def _why_empty(self) -> EmptyState:
        if self._schools:
            return EmptyState("list-filter", "No school here", "None of its schools has all these words.")
        return EmptyState(
            "school", "No open school known", "Neither the register nor the group files that are loaded name one."
        )

    def _open(self, index: QModelIndex) -> None:
        self.shell.go("school", urn=self.table.row_of(index).urn)


def _name(each: School) -> tuple[str, str]:
    return each.name.casefold(), each.urn


def _pupils(each: School) -> Cell:
    return Cell("Not recorded" if each.pupils is None else f"{each.pupils:,}")


def _not_there() -> Problem:
    return Problem(
        "This trust or local authority is not known any more",
        "The register and the group files that are loaded do not name it.",
        "Search for it by its name, or load newer files.",
    )
