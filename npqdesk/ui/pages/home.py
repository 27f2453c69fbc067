"""Home."""

from npqdesk.ui.page import Page
from npqdesk.ui.widgets.header import PageHeader


class HomePage(Page):
    title = "Home"

    def __init__(self, shell, desk) -> None:
        super().__init__(shell, desk)
        self.set_header(PageHeader("Home"))
        self.body.addStretch(1)
