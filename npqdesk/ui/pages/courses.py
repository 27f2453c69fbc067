"""The courses: each with what is said of it, for whom, how long, how it ends, and where that is published."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from npqdesk.rules.facts import Course
from npqdesk.services.courses import CoursePage, StatementRow, course_page, courses
from npqdesk.services.fees import cost
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Card, column, holder
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.sides import Sides
from npqdesk.ui.widgets.sources import source_links
from npqdesk.ui.widgets.text import capital, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_LIST = 320
_GROUPS = {"specialist": "Specialist", "leadership": "Leadership", "coaching": "Support for new heads"}


def start_options(desk: "Desk") -> list[tuple[str, str]]:
    """Any start, then those known, the newest first."""
    known = reversed(tuple(desk.vocabulary.cohorts.values()))
    return [("", "Any start"), *((start.id, capital(start.words)) for start in known)]


class CoursesPage(Page):
    """The list at the left, the chosen course at the right; in a narrow window one above the other."""

    title = "Courses"
    help_text = (
        "Choose a course to read what it is, who may begin and how it is assessed. Where sources differ, each figure "
        "stands with the name of who gave it. Each sentence leads to where it is published. Choose a start to see who "
        "delivers the course then."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        about = "What each NPQ is, in the words of DfE and the lead providers. npqdesk sells none of them."
        self.compare = secondary("Compare…", self._compare, icon="arrow-up-down", name="Compare courses")
        header = PageHeader("Courses", about=about, actions=[self.compare])
        header.show_crumbs([("Choose an NPQ", lambda: shell.go("choose")), ("Courses", None)])
        self.set_header(header)
        self.start = ChoiceField("Start", start_options(desk), width=260)
        self.start.changed.connect(self._show_again)
        self._model = RowsModel([Column("Course", self._cell)])
        self.list = RowsTable(self._model, name="Courses")
        self.list.selectionModel().currentRowChanged.connect(self._on_row)
        self._sides = Sides(holder(column(self.start, self.list, gap=12)), width=_LIST, low=300)
        self.body.addWidget(self._sides, 1)
        self._model.show_rows(courses(desk.vocabulary))

    def arrive(self, *, course: str = "", start: str | None = None, **_arguments: object) -> None:
        """`course` is what to show, `start` for which start; else what was shown before."""
        if start is not None:
            self.start.choose(start)
        ids = [each.id for each in self._model.rows]
        at = self.list.currentIndex().row()
        self.list.choose(ids.index(course) if course in ids else max(at, 0))

    def first_focus(self) -> QWidget:
        return self.list

    def reveal(self, widget: QWidget) -> None:
        if widget is not self.list:
            super().reveal(widget)

    def commands(self) -> Sequence[Command]:
        return (Command("&Compare courses…", self._compare, menu="go"),)

    @property
    def shown(self) -> Course:
        """The course that is shown."""
        return self._model.rows[max(self.list.currentIndex().row(), 0)]

    def _compare(self) -> None:
        self.shell.go("compare_courses", courses=[self.shown.id], start=self.start.value())

    def _cell(self, course: Course) -> Cell:
        months = f" · {course.months_taught} months" if course.months_taught else ""
        return Cell(course.name, f"{course.short} · {_GROUPS[course.group]}{months}", strong=True)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._show(self._model.rows[now.row()])

    def _show_again(self) -> None:
        self._show(self.shown)

    def _show(self, course: Course) -> None:
        page = course_page(self.desk.vocabulary, course.id, self.start.value())
        self._sides.show_parts((course_card(page), cost_card(self.shell, self.desk, course)), name=course.full_name)


def cost_card(shell: "Shell", desk: "Desk", course: Course) -> Card:
    """What a place would cost if nobody else paid, as a range with who says so, and free support where there is any."""
    found = cost(desk, course.id)
    more = link("All fees", lambda: shell.go("fees", course=course.id), name=f"All fees of {course.short}")
    card = Card(
        "What it would cost us", about="If nobody else pays. Ask the lead provider for its own figure.", action=more
    )
    if found is None:
        card.add_row(label("No fee was found in any source. Add the quotation that you are given.", tone="muted"))
        return card
    links = dict.fromkeys((row.source.label, row.source.title, row.source.url) for row in found.rows if row.source.url)
    card.add_row(column(label(f"{found.said}, {found.asked}", "h3"), source_links(links), gap=4))
    return card


def course_card(page: CoursePage) -> Card:
    """One course: what is said of each aspect, every statement with its sources."""
    card = Card(page.course.full_name, about=page.offered)
    for row in page.aspects:
        part = column(label(row.label, "h3"), gap=6)
        for each in row.statements:
            part.addLayout(column(*_statement_parts(each), gap=2))
        card.add_row(part)
    if page.delivered:
        card.add_row(column(label("Lead providers", "h3"), *_statement_parts(page.delivered), gap=6))
    return card


def _statement_parts(each: StatementRow) -> tuple[QWidget, QWidget]:
    links = source_links((link.label, link.title, link.url) for link in each.sources)
    return label(each.say), links
