"""What the choice of a course puts on paper, as it will be printed: looked at, saved, printed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from npqdesk.services.choice_papers import make_comparison, make_recommendation
from npqdesk.services.made_letter import MadePaper
from npqdesk.ui.pages.paper_options import PaperOptions
from npqdesk.ui.pages.paper_page import Making, PaperPage

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class ChoiceOptions(PaperOptions):
    """How it is printed."""

    def __init__(self) -> None:
        super().__init__()
        self.large = self.add_tick("&Large print, 16 point")
        self.end("The letterhead is that of the settings. It can be made again, so it is not kept.")


class ChoicePaperPage(PaperPage):
    """Made anew each time; it is saved and printed, not kept, since it can be made again from what is."""

    title = "On paper"
    help_text = (
        "These are the very pages that are saved and printed. Save as a web page or as text where that is better."
    )
    _making: Callable[..., MadePaper] | None = None

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk, options=ChoiceOptions())

    def arrive(
        self, *, courses: list[str] | None = None, start: str = "", choosing: int | None = None, **_arguments: object
    ) -> None:
        """A comparison of `courses` for a start, or the recommendation of a choice."""
        if choosing is not None:
            self._header.show_title("Recommendation on paper")
            back = ("Recommendation", lambda: self.shell.go("choose_result", choosing=choosing))
            self._making = partial(make_recommendation, self.desk, choosing)
        else:
            courses = courses or []
            self._header.show_title("Courses side by side")
            back = ("Compare courses", lambda: self.shell.go("compare_courses", courses=courses, start=start))
            self._making = partial(make_comparison, self.desk, courses, start=start)
        self._header.show_crumbs([back, ("On paper", None)])
        self.remake()

    def making(self) -> Making | None:
        return partial(self._making, large=self.options.large.isChecked()) if self._making else None
