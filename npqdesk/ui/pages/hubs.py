"""Maths Hubs: the projects of the catalogue at the left, the chosen one at the right with what it costs or pays."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.paths import documents_folder
from npqdesk.problem import Problem
from npqdesk.services.hubs.catalogue import KINDS, OPEN_TO, PHASES, REQUIRED, Project
from npqdesk.services.hubs.costing import cost
from npqdesk.services.hubs.costs import Asked
from npqdesk.services.hubs.listing import catalogue_sheet
from npqdesk.services.hubs.shipped import Wanted, catalogue, chosen, read_code
from npqdesk.services.sheets import save_sheet
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.hub_cards import about_card, dates_card, linked_row, notes_card, path_card, title_of
from npqdesk.ui.pages.hub_cost import CostCard
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.empty import none_matches
from npqdesk.ui.widgets.filter_bar import FilterBar
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.sides import Sides

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_BOXES = {"Phase": PHASES, "Type": KINDS, "Hubs": REQUIRED, "Who may take part": OPEN_TO}
_EVERY = {"Phase": "All phases", "Type": "All types", "Hubs": "Required or not", "Who may take part": "For anybody"}
_FIRST = "19-09"
_FILES = "Excel workbook (*.xlsx);;CSV (*.csv)"


class HubsPage(Page):
    """List and project side by side, one above the other in a narrow window; what was asked of a project stays."""

    title = "Maths Hubs"
    help_text = (
        "The projects of Maths Hubs in the school year 2019 to 2020: what each is for, who may take part, and what it "
        "costs or pays. Change the numbers to work out another group. A figure beyond what the catalogue speaks of is "
        "marked as extrapolated. Ask your Maths Hub for this year’s."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.path = secondary("Path to NPQLPM…", lambda: shell.go("hubs_path"), icon="map-pin")
        export = secondary("E&xport…", self._export, icon="download")
        header = PageHeader("Maths Hubs", about=catalogue().banner, actions=[export, self.path])
        header.show_chip(Status("none", "Past edition", "history"))
        self.set_header(header)
        self._asked: dict[str, Asked] = {}
        self._shown: Project | None = None
        self.cost: CostCard | None = None
        self.filter = FilterBar(
            {"all": "All", "paying": "Pays schools"},
            words="Code or title",
            name="Filter the projects",
            choices=tuple(_BOXES),
        )
        for name, words in _BOXES.items():
            self.filter.show_choices(name, _EVERY[name], list(words.items()))
        self.filter.changed.connect(self._show_rows)
        columns = [Column("Project", _project_cell, 296), Column("Grant", _grant_cell, 92, number=True)]
        self.table = RowsTable(RowsModel(columns), name="Projects")
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.opened.connect(lambda _index: self._focus_project())
        self._sides = Sides(self.table, width=430)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._sides, 1)
        self._show_rows()

    def arrive(self, *, code: str = "", **_arguments: object) -> None:
        """`code` shows that project, whatever the filter leaves out."""
        if code:
            self._choose(code)

    def first_focus(self) -> QWidget:
        return self.table

    def reveal(self, widget: QWidget) -> None:
        """The list, where the focus arrives, is not scrolled to: what stands above it is to be seen."""
        if widget is not self.table:
            super().reveal(widget)

    def commands(self) -> Sequence[Command]:
        return (
            Command("&Filter the projects", self.filter.focus_field, "Ctrl+F", menu="edit"),
            Command("&Export the projects…", self._export, "Ctrl+S"),
            Command("&Path to NPQLPM", self.path.click, menu="go"),
            Command("&Letter about this cost…", self.write_letter, "Ctrl+P"),
        )

    def save_as(self, path: Path) -> None:
        """Write the projects that are shown as a workbook or CSV, and say where."""
        try:
            saved = save_sheet(catalogue_sheet(self.table.rows.rows), path)
        except Problem as problem:
            self.shell.show_failure(problem)
        else:
            self.shell.notice(f"Saved as {saved.name}.")

    @property
    def shown(self) -> Project | None:
        """The project at the right."""
        return self._shown

    def _choose(self, code: str) -> None:
        code = read_code(code) or code
        at = next((at for at, row in enumerate(self.table.rows.rows) if code in row.codes), None)
        if at is None and self.filter.narrows:
            self.filter.clear()
            at = next((at for at, row in enumerate(self.table.rows.rows) if code in row.codes), None)
        if at is not None:
            self.table.choose(at)

    def _wanted(self) -> Wanted:
        return Wanted(
            phase=self.filter.choice("Phase") or None,
            kind=self.filter.choice("Type") or None,
            required=self.filter.choice("Hubs") or None,
            open_to=self.filter.choice("Who may take part") or None,
            words=self.filter.field.text(),
        )

    def _show_rows(self) -> None:
        found = chosen(catalogue().projects, self._wanted())
        paying = tuple(each for each in found if each.to_schools in ("pounds", "cover"))
        counts = {"all": found, "paying": paying}
        self.filter.show_counts({name: sum(len(each.codes) for each in rows) for name, rows in counts.items()})
        rows = counts[self.filter.state]
        self.table.rows.show_rows(rows)
        self.filter.tell(len(rows), len(catalogue().projects))
        self.table.show_empty(None if rows else none_matches("No project matches", self.filter.clear))
        kept = self._shown if self._shown in rows else None
        first = next((each for each in rows if _FIRST in each.codes), rows[0] if rows else None)
        if (chosen_now := kept or first) is not None:
            self.table.choose(rows.index(chosen_now))

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and (project := self.table.row_of(now)) is not self._shown:
            self._show(project)

    def _show(self, project: Project) -> None:
        self._shown = project
        letter = secondary("Letter…", self.write_letter, icon="mail", bulk="small", name="Letter about this cost…")
        self.cost = CostCard(project, self._asked.get(project.code, Asked()), action=letter)
        self.cost.changed.connect(self._keep_asked)
        parts: list[QWidget | None] = [
            title_of(project),
            self.cost,
            linked_row(project, self._choose),
            path_card(lambda: self.shell.go("hubs_path")) if "primary" in project.phases else None,
            about_card(project),
            dates_card(project),
            notes_card(project),
        ]
        there = [part for part in parts if part is not None]
        self._sides.show_parts(there, name=f"NCP {project.code}")

    def _export(self) -> None:
        name = f"Maths Hubs {catalogue().id}.xlsx"
        file, _filter = QFileDialog.getSaveFileName(self, "Save the projects", str(documents_folder() / name), _FILES)
        if file:
            self.save_as(Path(file))

    def _keep_asked(self) -> None:
        if self._shown is not None and self.cost is not None:
            self._asked[self._shown.code] = self.cost.asked

    def write_letter(self) -> None:
        """A letter about the project shown, with the numbers that stand there."""
        if self._shown is not None and self.cost is not None:
            self.shell.go("hub_quotation", code=self._shown.codes[0], asked=self.cost.asked)

    def _focus_project(self) -> None:
        if self.cost is not None:
            next(iter(self.cost.fields.values())).first.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _project_cell(project: Project) -> Cell:
    return Cell(project.title, f"{project.short_code} · {project.phase_words}")


def _grant_cell(project: Project) -> Cell:
    made = cost(project, Asked())[0]
    words = "by role" if made.standing == "choose" else made.total
    return Cell(words.replace("no figure", "no\N{NO-BREAK SPACE}figure"))
