"""Two or three courses side by side, on the screen and on paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from npqdesk.services.compared_costs import compare_with_costs
from npqdesk.services.courses import MOST_COMPARED, Comparison, courses
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.courses import start_options
from npqdesk.ui.widgets.buttons import primary
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.frames import Card, column, rule
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.sources import source_links
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class CompareCoursesPage(Page):
    """The courses are chosen at the top; the rows under them say the same things of each."""

    title = "Compare courses"
    help_text = (
        "Choose two or three courses, and a start if you have one in mind. Each row says the same thing of each "
        "course. Print makes a sheet of it. The fee is what those pay who are not funded; Fees has every one with its "
        "source."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        header = PageHeader("Compare courses", about="Two or three of them, side by side.")
        crumbs = [("Choose an NPQ", lambda: shell.go("choose")), ("Courses", lambda: shell.go("courses"))]
        header.show_crumbs([*crumbs, ("Compare", None)])
        self.set_header(header)
        options = [(each.id, f"{each.short}: {each.name}") for each in courses(desk.vocabulary)]
        self.chosen = [
            ChoiceField(words, [("", "None"), *options] if words == "Third" else options, width=280)
            for words in ("First", "Second", "Third")
        ]
        self.start = ChoiceField("Start", start_options(desk), width=160)
        for field in (*self.chosen, self.start):
            field.changed.connect(self._show)
        self.body.addWidget(Wrapping(*self.chosen, self.start, gap=14, between=10))
        self._table: QWidget | None = None
        self._home = column()
        self.body.addLayout(self._home)
        self.body.addStretch(1)
        self.print = primary("&Print or save…", self._print, icon="printer", bulk="large")
        self._footer_bar = FooterBar(self.print)
        self.set_footer(self._footer_bar)

    def arrive(self, *, courses: list[str] | None = None, start: str | None = None, **_arguments: object) -> None:
        """`courses` are the first to stand there; with one, the next of the list is beside it."""
        wanted = list(courses or ())
        if wanted:
            ids = [self.chosen[0].box.itemData(at) for at in range(self.chosen[0].box.count())]
            if len(wanted) == 1:
                wanted.append(ids[(ids.index(wanted[0]) + 1) % len(ids)])
            wanted += [""] * (MOST_COMPARED - len(wanted))
            for field, value in zip(self.chosen, wanted, strict=True):
                field.choose(value)
        elif self._table is None:
            self.chosen[1].choose("npq-leading-primary-mathematics")
        if start is not None:
            self.start.choose(start)
        self._show()

    def first_focus(self) -> QWidget:
        return self.chosen[0].box

    def commands(self) -> Sequence[Command]:
        return (Command("&Print the comparison…", self.print.click, "Ctrl+P"),)

    def selected(self) -> list[str]:
        """The courses chosen, each once."""
        return list(dict.fromkeys(field.value() for field in self.chosen if field.value()))

    def _show(self) -> None:
        if self._table is not None:
            self._home.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        enough = len(self.selected()) > 1
        self.print.setEnabled(enough)
        if enough:
            self._table = comparison_card(self._compared())
        else:
            self._table = label("Choose two different courses.", tone="muted")
        self._home.addWidget(self._table)

    def _compared(self) -> Comparison:
        return compare_with_costs(self.desk.vocabulary, self.selected(), self.start.value(), desk=self.desk)

    def _print(self) -> None:
        self.shell.go("choice_paper", courses=self.selected(), start=self.start.value())


def comparison_card(compared: Comparison, only: Sequence[str] = (), about: str = "") -> Card:
    """The rows under the names of the courses, all or `only` some of them; each cell says by itself what it is of
    which course.  With `about` the card has a title: "NPQLT or NPQLPM?"."""
    title = f"{' or '.join(course.short for course in compared.courses)}?" if about else ""
    card = Card(title, about=about)
    if not about:
        card.setAccessibleName("Courses side by side")
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(10)
    top = Qt.AlignmentFlag.AlignTop
    for at, course in enumerate(compared.courses, start=1):
        grid.addWidget(label(course.full_name, "strong"), 0, at, top)
        grid.setColumnStretch(at, 1)
    rows = [each for each in compared.rows if not only or each[0] in only]
    for number, (what, cells) in enumerate(rows, start=1):
        grid.addWidget(rule(), 2 * number - 1, 0, 1, len(cells) + 1)
        grid.addWidget(label(what, tone="muted"), 2 * number, 0, top)
        for at, (course, cell) in enumerate(zip(compared.courses, cells, strict=True), start=1):
            shown = label(cell)
            shown.setAccessibleName(f"{course.short}, {what}: {cell}")
            grid.addWidget(shown, 2 * number, at, top)
    card.body.addLayout(grid)
    card.body.addSpacing(12)
    card.body.addWidget(label("Where this is published", "h3"))
    card.body.addWidget(source_links((each.label, each.title, each.url) for each in compared.sources))
    return card
