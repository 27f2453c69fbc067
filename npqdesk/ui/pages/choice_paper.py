"""What the choice of a course puts on paper, as it will be printed: looked at, saved, printed."""

from functools import partial

from npqdesk.services.choice_papers import make_comparison, make_recommendation
from npqdesk.ui.pages.paper_page import Making, PaperPage


class ChoicePaperPage(PaperPage):
    """Made anew each time; it is saved and printed, not kept, since it can be made again from what is."""

    title = "On paper"
    help_text = (
        "These are the very pages that are saved and printed. Save as a web page or as text where that is better."
    )
    _making: Making | None = None

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
        return self._making
