"""The pages of a letter as they will be printed: page by page, larger, smaller, fitted, searched and copied from."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from npqdesk.problem import Problem
from npqdesk.ui.announce import announce
from npqdesk.ui.pdf import PagePicture, PageText, draw_pages, read_pages
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.theme import px, set_type, theme
from npqdesk.ui.widgets.buttons import quiet, secondary
from npqdesk.ui.widgets.failure import FailurePanel
from npqdesk.ui.widgets.frames import column, frame, holder
from npqdesk.ui.widgets.paper import Paper
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.wrapping import Wrapping

_LOWEST = 160  # pixels at 100 %, for the pages: in a low window the whole is scrolled
_ACTUAL = 96 / 72  # logical pixels to a point at 100 %
_STEPS = (25, 33, 50, 67, 75, 86, 100, 125, 150, 200, 300)
PAGE, WIDTH, FIXED = "page", "width", ""


class LetterPreview(QFrame):
    """`show_pdf` draws beside the window; the pages before stay until the new ones are there.

    `find` is the field to search in; its place among the buttons is left out of a preview that needs none."""

    def __init__(self, name: str = "The letter as it will be printed", *, searched: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "desk")
        self._pdf = self._told = b""
        self._task: Task | None = None
        self._fits, self._percent = PAGE, 100
        self._pictures: tuple[PagePicture, ...] = ()
        self._at, self._places = 0, 0
        self.paper = Paper(name)
        self.paper.setMinimumHeight(px(_LOWEST))
        self.previous = quiet("Back", lambda: self._turn(-1), icon="chevron-left", bulk="small", name="Previous page")
        self.following = quiet("Next", lambda: self._turn(1), icon="chevron-right", bulk="small", name="Next page")
        self.page_words, self.zoom_words = label("", wrap=False), label("", wrap=False)
        self.fit = secondary("Fit page", lambda: self._fit(PAGE), bulk="small")
        self.fit_width = secondary("Fit width", lambda: self._fit(WIDTH), bulk="small")
        self.find, self.found_words = self._find_field(), label("", "table", wrap=False)
        self.found_words.hide()
        if not searched:
            self.find.hide()
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
        self.paper.zoomed.connect(self._zoom)
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
        self._pdf, self._told, self._pictures = b"", b"", ()
        self.paper.show_pages(())
        self.paper.show_text(())
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field to search in: Enter goes to the next place, Shift+Enter to the one before, Esc clears."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.find:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.next_found(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.find.text():
                self.find.clear()
                return True
        return super().eventFilter(watched, event)

    def _find_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("bulk", "small")
        field.setPlaceholderText("Find")
        field.setAccessibleName("Find on the pages")
        field.setClearButtonEnabled(True)
        field.setFixedWidth(px(102))
        set_type(field, "table")
        field.textChanged.connect(lambda _text: self.look_for())
        field.installEventFilter(self)
        return field

    def to_find(self) -> None:
        """Put the focus into the field to search in."""
        self.find.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def look_for(self) -> None:
        """Find what stands in the field, and go to the first place."""
        self._places, self._at = self.paper.look_for(self.find.text()), 0
        if self._places:
            self.paper.go_to_found(0)
        self._tell_found()

    def next_found(self, step: int) -> None:
        """Go to the next place found, or with -1 to the one before, round and round."""
        if self._places:
            self._at = (self._at + step) % self._places
            self.paper.go_to_found(self._at)
        self._tell_found()

    def _tell_found(self) -> None:
        said = f"{self._at + 1} of {self._places}" if self._places else "Not found"
        self.found_words.setText(said if self.find.text().strip() else "")
        self.found_words.setVisible(bool(self.found_words.text()))
        announce(self.find, self.found_words.text())

    def _toolbar(self) -> QFrame:
        smaller = quiet("Smaller", lambda: self._zoom(-1), icon="zoom-out", bulk="small", name="Zoom out")
        larger = quiet("Larger", lambda: self._zoom(1), icon="zoom-in", bulk="small", name="Zoom in")
        bar = frame("toolbar")
        pages = (self.previous, self.page_words, self.following)
        sizes = (smaller, self.zoom_words, larger, self.fit_width, self.fit)
        for words in (self.page_words, self.zoom_words, self.found_words):
            words.setMinimumHeight(px(28))
        parts = (*pages, *sizes, self.find, self.found_words)
        bar.setLayout(column(Wrapping(*parts, gap=5), margins=(12, 6, 12, 6)))
        return bar

    def _draw(self) -> None:
        """Draw the pages as sharp as this screen shows them."""
        if self._task is not None:
            self._task.on_done = self._task.on_failed = None
        pdf, scale = self._pdf, max(self._scale(), 0.5) * self.devicePixelRatioF()
        self._task = run_task(
            self, lambda _task: (draw_pages(pdf, scale=scale), read_pages(pdf), pdf), on_done=self._on_drawn
        )

    def _on_drawn(self, drawn: tuple[tuple[PagePicture, ...], tuple[PageText, ...], bytes]) -> None:
        self._task = None
        self._pictures, text, pdf = drawn
        self._arrange()
        if pdf != self._told:  # the same letter in another size keeps what is chosen and found
            self._told = pdf
            self.paper.show_text(text)
            if self.find.text():
                self.look_for()

    def _arrange(self) -> None:
        """Show what is drawn at the size of now."""
        scale = self._scale()
        sizes = [QSize(round(each.width * scale), round(each.height * scale)) for each in self._pictures]
        self.paper.show_pages([(each.image, size, scale) for each, size in zip(self._pictures, sizes, strict=True)])
        self._tell()

    def _scale(self) -> float:
        """Logical pixels to a point."""
        if not self._fits:
            return self._percent / 100 * _ACTUAL * theme().scale
        width, height = (self._pictures[0].width, self._pictures[0].height) if self._pictures else (595, 842)
        room = self.paper.room()
        if self._fits == WIDTH:
            return max(room.width() / width, 0.3)
        return max(min(room.width() / width, max(room.height() / height, 0.86 * _ACTUAL)), 0.3)

    def _shown_percent(self) -> int:
        return round(self._scale() / _ACTUAL / theme().scale * 100)

    def _zoom(self, step: int) -> None:
        now = self._shown_percent()
        wider = [each for each in _STEPS if (each > now if step > 0 else each < now)]
        if wider:
            self._fits, self._percent = FIXED, wider[0 if step > 0 else -1]
            self._arrange()
            if self._pdf:
                self._draw()

    def _fit(self, what: str) -> None:
        self._fits = what
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
        for part in (self.previous, self.following):
            part.setVisible(count > 1)

    def _show_problem(self, problem: Problem | None) -> None:
        if self._problem is not None:
            self._problem.hide()
            self._problem.deleteLater()
            self._problem = None
        if problem is not None:
            self._problem = FailurePanel(problem)
            self._problem_home.addWidget(self._problem, 0, Qt.AlignmentFlag.AlignTop)
        self._problem_box.setVisible(problem is not None)
