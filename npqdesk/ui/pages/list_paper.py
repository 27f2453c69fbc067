"""A table on paper: the rows and columns that were shown, as the very pages that are saved and printed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.list_paper import make_list
from npqdesk.services.made_letter import MadePaper
from npqdesk.services.sheets import Sheet
from npqdesk.ui.pages.paper_options import PaperOptions
from npqdesk.ui.pages.paper_page import Making, PaperPage

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WAYS = [("wide", "On its side"), ("upright", "Upright")]


class ListOptions(PaperOptions):
    """How the sheet lies, and how large its print is."""

    def __init__(self) -> None:
        super().__init__()
        self.way = self.add_choice("way", "Shee&t", _WAYS)
        self.large = self.add_tick("&Large print, 16 point")
        self.large.toggled.connect(self.way.setDisabled)
        self.end(
            "What the table showed goes on paper: its rows, its columns and their order. Go back to change them. In "
            "large print each row stands under its own heading. It can be made again, so it is not kept."
        )


class ListPaperPage(PaperPage):
    """Made anew each time from a table; Alt+Left leads back to it."""

    title = "On paper"
    help_text = (
        "The table as it was shown, with the same rows, columns and order, ready to be saved or printed. Choose other "
        "columns or another filter on its own page, then print it from there again."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk, options=ListOptions())
        self._make: Callable[[], Sheet] | None = None
        self._narrowed: Sequence[str] = ()
        self._urn = ""

    def arrive(
        self, *, make: Callable[[], Sheet] | None = None, narrowed: Sequence[str] = (), urn: str = "",
        **_arguments: object,
    ) -> None:  # fmt: skip
        """What makes the table, which rows are shown, and of which school alone."""
        self._make, self._narrowed, self._urn = make, narrowed, urn
        self._header.show_title("The table on paper")
        self._header.show_crumbs([("Back to the table", self.shell.ways.back), ("On paper", None)])
        self.remake()

    def first_focus(self) -> QWidget:
        return self.save

    def making(self) -> Making | None:
        sheet, desk, narrowed, urn = self._make, self.desk, self._narrowed, self._urn
        if sheet is None:
            return None
        large, upright = self.options.large.isChecked(), self.options.way.value() == "upright"

        def make() -> MadePaper:
            return make_list(desk, sheet(), narrowed=narrowed, urn=urn, large=large, upright=upright)

        return make
