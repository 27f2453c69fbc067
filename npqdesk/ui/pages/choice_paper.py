"""What the choice of a course puts on paper, as it will be printed: looked at, saved, printed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from npqdesk.problem import Problem
from npqdesk.services.choice_papers import make_comparison, make_recommendation
from npqdesk.services.summaries import MadeSummary
from npqdesk.ui.page import Page
from npqdesk.ui.pages.letter_output import LetterOutput
from npqdesk.ui.pages.letter_preview import LetterPreview
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.header import FooterBar, PageHeader

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class ChoicePaperPage(Page):
    """Made anew each time; it is saved and printed, not kept, since it can be made again from what is."""

    title = "On paper"
    help_text = (
        "These are the very pages that are saved and printed. Save as a web page or as text where that is better."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.made: MadeSummary | None = None
        self.pdf, self.file_name = b"", ""
        self._task: Task | None = None
        self._header = PageHeader("")
        self.set_header(self._header)
        self.preview = LetterPreview("The pages as they will be printed")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.preview, 1)
        self.scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        output = self.output = LetterOutput(self)
        self.save = primary("&Save…", output.save, icon="download", bulk="large")
        self.print = secondary("&Print…", output.print, icon="printer", bulk="large")
        self.open = secondary("&Open in the PDF reader", output.open_in_reader, icon="external-link", bulk="large")
        self._footer_bar = FooterBar(self.save, self.print, self.open)
        self.set_footer(self._footer_bar)
        self._commands = [
            self._command("&Save…", "Ctrl+S", output.save),
            self._command("&Print…", "Ctrl+P", output.print),
        ]

    def arrive(
        self, *, courses: list[str] | None = None, start: str = "", choosing: int | None = None, **_arguments: object
    ) -> None:
        """A comparison of `courses` for a start, or the recommendation of a choice."""
        if choosing is not None:
            self._header.show_title("Recommendation on paper")
            back = ("Recommendation", lambda: self.shell.go("choose_result", choosing=choosing))
            self._header.show_crumbs([back, ("On paper", None)])
            self._make(lambda: make_recommendation(self.desk, choosing))
            return
        courses = courses or []
        self._header.show_title("Courses side by side")
        back = ("Compare courses", lambda: self.shell.go("compare_courses", courses=courses, start=start))
        self._header.show_crumbs([back, ("On paper", None)])
        self._make(lambda: make_comparison(self.desk, courses, start=start))

    def first_focus(self) -> QWidget:
        return self.save

    def commands(self) -> list[QAction]:
        return self._commands

    def regions(self) -> list[QWidget]:
        return [self.preview, self._footer_bar]

    def keep(self) -> None:
        """It is not kept: it can be made again."""

    def may_go_out(self, _verb: str) -> bool:
        """It says what is so today, so it may always go out."""
        return True

    def _make(self, make: "object") -> None:
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        self._task = run_task(self, lambda _task: make(), on_done=self._on_made, on_failed=self._on_not_made)

    def _on_made(self, made: MadeSummary) -> None:
        self._task, self.made, self.pdf, self.file_name = None, made, made.pdf, made.file_name
        self.preview.show_pdf(made.pdf)
        self._enable()

    def _on_not_made(self, error: Exception) -> None:
        self._task, self.made, self.pdf, self.file_name = None, None, b"", ""
        self._enable()
        if isinstance(error, Problem):
            self.preview.show_problem(error)
        else:
            self.shell.show_failure(error)

    def _enable(self) -> None:
        for button in (self.save, self.print, self.open):
            button.setEnabled(bool(self.pdf))
        self._footer_bar.note.setText(self.file_name)

    def _command(self, words: str, keys: str, act: object) -> QAction:
        action = QAction(words, self)
        action.setShortcut(keys)
        action.setProperty("menu", "file")
        action.triggered.connect(lambda _checked=False: act())
        return action
