"""The manual as it is printed: looked at, saved, printed, opened in the reader."""

from functools import partial

from npqdesk.services.manual import make_manual
from npqdesk.ui.pages.paper_page import Making, PaperPage


class ManualPage(PaperPage):
    """Made from the help texts each time."""

    title = "Manual"
    help_text = (
        "The whole help as one document: the manual, the questions with their sources, and the words. Save it as PDF, "
        "as a web page or as text, or print it. npqdesk manual makes it with pictures of the screens."
    )

    def arrive(self, **_arguments: object) -> None:
        self._header.show_title("The manual", about="Made from the help of this very version.")
        self._header.show_crumbs([("Help", lambda: self.shell.go("help")), ("Manual", None)])
        self.remake()

    def making(self) -> Making:
        return partial(make_manual, self.desk)
