"""The pages of a letter as they will be printed: page by page, larger, smaller, or fitted to the room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from npqdesk.problem import Problem
from npqdesk.ui.pdf import PagePicture, draw_pages
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.buttons import quiet, secondary
from npqdesk.ui.widgets.failure import FailurePanel
from npqdesk.ui.widgets.frames import column, frame, holder
from npqdesk.ui.widgets.paper import Paper
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

_ACTUAL = 96 / 72  # logical pixels to a point at 100 %
_STEPS = (25, 33, 50, 67, 75, 86, 100, 125, 150, 200, 300)


class LetterPreview(QFrame):
    """`show_pdf` draws beside the window; the pages before stay until the new ones are there."""

    def __init__(self, name: str = "The letter as it will be printed") -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self._pdf = b""
        self._task: Task | None = None
        self._fits, self._percent = True, 100
        self._pictures: tuple[PagePicture, ...] = ()
        self.paper = Paper(name)
        self.previous = quiet("Previous page", lambda: self._turn(-1), icon="chevron-left", bulk="small")
        self.following = quiet("Next page", lambda: self._turn(1), icon="chevron-right", bulk="small")
        self.page_words, self.zoom_words = label("", wrap=False), label("", wrap=False)
        self.fit = secondary("Fit page", self._fit_page, bulk="small")
        self._problem_home = column(margins=(24, 24, 24, 24))
        self._problem: FailurePanel | None = None
        self._problem_box = holder(self._problem_home)
        self._problem_box.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._toolbar())
        whole.addWidget(self._problem_box)
        whole.addWidget(self.paper, 1)
        self.paper.page_changed.connect(self._tell)
        self.paper.resized.connect(self._on_resized)
        self._tell()

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages as soon as they are drawn."""
        self._pdf = pdf
        self._show_problem(None)
        self._draw()

    def show_problem(self, problem: Problem) -> None:
        """Say why there is no letter; the pages before are put away, so that nobody takes them for it."""
        self.clear()
        self._show_problem(problem)

    def clear(self) -> None:
        self._pdf, self._pictures = b"", ()
        self.paper.show_pages(())
        self._tell()

    def _toolbar(self) -> QFrame:
        smaller = quiet("Zoom out", lambda: self._zoom(-1), icon="zoom-out", bulk="small")
        larger = quiet("Zoom in", lambda: self._zoom(1), icon="zoom-in", bulk="small")
        bar = frame("toolbar")
        pages, sizes = (self.previous, self.page_words, self.following), (smaller, self.zoom_words, larger, self.fit)
        for words in (self.page_words, self.zoom_words):
            words.setMinimumHeight(px(28))
        bar.setLayout(column(Wrapping(*pages, *sizes, gap=10), margins=(12, 6, 12, 6)))
        return bar

    def _draw(self) -> None:
        """Draw the pages as sharp as this screen shows them."""
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        pdf, scale = self._pdf, max(self._scale(), 0.5) * self.devicePixelRatioF()
        self._task = run_task(self, lambda _task: draw_pages(pdf, scale=scale), on_done=self._on_drawn)

    def _on_drawn(self, pictures: tuple[PagePicture, ...]) -> None:
        self._task, self._pictures = None, pictures
        self._arrange()

    def _arrange(self) -> None:
        """Show what is drawn at the size of now."""
        scale = self._scale()
        sizes = [QSize(round(each.width * scale), round(each.height * scale)) for each in self._pictures]
        self.paper.show_pages([(each.image, size) for each, size in zip(self._pictures, sizes, strict=True)])
        self._tell()

    def _scale(self) -> float:
        """Logical pixels to a point."""
        if not self._fits:
            return self._percent / 100 * _ACTUAL * theme().scale
        width, height = (self._pictures[0].width, self._pictures[0].height) if self._pictures else (595, 842)
        room = self.paper.room()
        return max(min(room.width() / width, max(room.height() / height, 0.86 * _ACTUAL)), 0.3)

    def _shown_percent(self) -> int:
        return round(self._scale() / _ACTUAL / theme().scale * 100)

    def _zoom(self, step: int) -> None:
        now = self._shown_percent()
        wider = [each for each in _STEPS if (each > now if step > 0 else each < now)]
        if wider:
            self._fits, self._percent = False, wider[0 if step > 0 else -1]
            self._arrange()
            if self._pdf:
                self._draw()

    def _fit_page(self) -> None:
        self._fits = True
        self._arrange()
        if self._pdf:
            self._draw()

    def _turn(self, step: int) -> None:
        self.paper.go_to(self.paper.page + step)
        self._tell()

    def _on_resized(self) -> None:
        if self._fits and self._pictures:
            self._arrange()

    def _tell(self) -> None:
        page, count = self.paper.page, self.paper.count
        self.page_words.setText(f"Page {page} of {count}" if count else "")
        self.zoom_words.setText(f"{self._shown_percent()} %" if count else "")
        self.previous.setEnabled(page > 1)
        self.following.setEnabled(page < count)

    def _show_problem(self, problem: Problem | None) -> None:
        if self._problem is not None:
            self._problem.hide()
            self._problem.deleteLater()
            self._problem = None
        if problem is not None:
            self._problem = FailurePanel(problem)
            self._problem_home.addWidget(self._problem, 0, Qt.AlignmentFlag.AlignTop)
        self._problem_box.setVisible(problem is not None)
