"""What every page of paper is: the very pages that are saved and printed, and at the left what they are made with.

A page says in `making` what makes its paper; `remake` does it beside the window, now and a moment after each change of
its options. To add one: a subclass with `arrive` and `making`, and options with `changed` and `show_error`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from npqdesk.problem import Problem
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.letter_form import FormError
from npqdesk.services.made_letter import MadePaper
from npqdesk.ui.command import Command
from npqdesk.ui.page import Page
from npqdesk.ui.pages.letter_output import LetterOutput
from npqdesk.ui.pages.letter_preview import LetterPreview
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import column, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.text import show_tip

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_AFTER = 300  # milliseconds after the last change
_OPTIONS, _NARROW, _MOST = 372, 900, 0.43  # pixels at 100 %; the share of a small window that the options may take
Making = Callable[[], MadePaper | LetterFile]


class PaperPage(Page):
    """`shown` is the paper on the page: made now, or kept before; None while there is none."""

    def __init__(
        self, shell: "Shell", desk: "Desk", *, options: QWidget | None = None,
        preview: str = "The pages as they will be printed",
    ) -> None:  # fmt: skip
        super().__init__(shell, desk)
        self.shown: MadePaper | LetterFile | None = None
        self._task: Task | None = None
        self._header = PageHeader(self.title)
        self.set_header(self._header)
        self.options, self.preview = options, LetterPreview(preview)
        self.bars = column(gap=8)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._both(), 1)
        output = self.output = LetterOutput(self)
        self.save = primary("&Save…", output.save, icon="download", bulk="large")
        self.print = secondary("&Print…", output.print, icon="printer", bulk="large")
        self.open = secondary("&Open in the PDF reader", output.open_in_reader, icon="external-link", bulk="large")
        self._footer_bar = FooterBar(self.save, self.print, self.open)
        self.set_footer(self._footer_bar)
        self._timer = QTimer(self, interval=_AFTER, singleShot=True)
        self._timer.timeout.connect(self.remake)
        if options is not None:
            options.changed.connect(self._timer.start)

    @property
    def made(self) -> MadePaper | None:
        """The paper shown, where it was made now."""
        return self.shown if isinstance(self.shown, MadePaper) else None

    @property
    def pdf(self) -> bytes:
        return self.shown.pdf if self.shown else b""

    @property
    def file_name(self) -> str:
        return self.shown.file_name if self.shown else ""

    # What a page says of itself

    def making(self) -> Making | None:
        """What makes the paper, beside the window; None for nothing yet.  Raises FormError for a field, or Problem."""
        raise NotImplementedError

    def keep_form(self) -> None:
        """Keep what stands in the options."""

    def keep(self) -> None:
        """Keep the paper in the records, where it is kept.  Raises Problem."""

    def may_go_out(self, _verb: str) -> bool:
        """Whether to go on saving or printing, as the verb says."""
        return True

    # Making

    def remake(self) -> None:
        """Make the paper beside the window; an older one that is under way is let go."""
        self._timer.stop()
        self.keep_form()
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        try:
            make = self.making()
        except FormError as error:
            self.options.show_error(error.field, error.what_happened.removesuffix("."))
            return
        except Problem as problem:
            self.on_not_made(problem)
            return
        if self.options is not None:
            self.options.show_error("", "")
        if make is not None:
            self._task = run_task(self, lambda _task: make(), on_done=self.on_made, on_failed=self.on_not_made)

    def on_made(self, made: MadePaper | LetterFile) -> None:
        """Show what was made."""
        self._task, self.shown = None, made
        self._enable()
        self.preview.show_pdf(made.pdf)
        if isinstance(made, MadePaper) and made.left_out:
            self.shell.notice(made.left_out)

    def on_not_made(self, error: Exception) -> None:
        """Say why there is none."""
        self.forget()
        self._enable()
        if isinstance(error, Problem):
            self.preview.show_problem(error)
        else:
            self.shell.show_failure(error)

    def forget(self) -> None:
        """Show no paper of before as if it were the one asked for."""
        self._task = self.shown = None

    # The page

    def first_focus(self) -> QWidget:
        return self.save

    def commands(self) -> Sequence[Command]:
        output, preview = self.output, self.preview
        return (
            Command("&Save…", output.save, "Ctrl+S"),
            Command("&Print…", output.print, "Ctrl+P"),
            Command("&Open in the PDF reader", output.open_in_reader),
            Command("&Find on the pages", preview.to_find, "Ctrl+F", menu="edit"),
            Command("Find the ne&xt", lambda: preview.next_found(1), "F3", menu="edit"),
            Command("Find the one &before", lambda: preview.next_found(-1), "Shift+F3", menu="edit"),
        )

    def regions(self) -> list[QWidget]:
        return [*filter(None, (self.options,)), self.preview, self._footer_bar]

    def leave(self) -> bool:
        self.keep_form()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.options is not None:
            needed = self.options.minimumSizeHint().width() + self._left.verticalScrollBar().sizeHint().width()
            self._left.setFixedWidth(max(needed, min(px(_OPTIONS), round(self.width() * _MOST))))
        self._tell_name()

    def _enable(self) -> None:
        for button in (self.save, self.print, self.open):
            button.setEnabled(bool(self.pdf))
        self._tell_name()

    def _tell_name(self) -> None:
        """The name of the file: at the right of the footer where there is room, else with the button alone."""
        self._footer_bar.note.setText(self.file_name if self.width() >= px(_NARROW) else "")
        show_tip(self.save, self.file_name)

    def _both(self) -> QWidget:
        bars = holder(self.bars)
        bars.setContentsMargins(12, 10, 12, 10)
        bars.hide()
        pages = holder(column(bars))
        pages.layout().addWidget(self.preview, 1)
        if self.options is None:
            return pages
        left = self._left = QScrollArea()
        left.setWidgetResizable(True)
        left.setFrameShape(QFrame.Shape.NoFrame)
        left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left.setWidget(self.options)
        across = row(left)
        across.addWidget(pages, 1)
        return holder(across)
