"""Choose an NPQ: where each thing is that helps to choose."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.ui.page import Page
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import Card, Limited, column, holder, row
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 900


class ChoosePage(Page):
    """The courses one by one, and side by side."""

    title = "Choose an NPQ"
    help_text = (
        "Which NPQ is right for a colleague comes before who pays for it. Courses says what each of them is; Compare "
        "puts two or three side by side, on the screen and on paper."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.set_header(PageHeader("Choose an NPQ", about="Which one is right, before who pays for it."))
        card = Card("Read about them")
        self.ways: list[QWidget] = []
        for title, say, verb, page in (
            ("Courses", "For whom, how long, what is taught, how it is assessed, who may begin.", "Read", "courses"),
            (
                "Side by side",
                "Two or three courses in one table, to look at or to print.",
                "Compare",
                "compare_courses",
            ),
        ):
            open_it = secondary(verb, lambda page=page: shell.go(page), bulk="small", name=f"{verb}: {title}")
            across = row(gap=14)
            words = column(label(title, "strong"), label(say, tone="muted"), gap=2)
            across.addWidget(holder(words), 1)
            across.addWidget(open_it)
            self.ways.append(open_it)
            card.add_row(across)
        self.body.addWidget(Limited(card, _WIDTH))
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.ways[0]
