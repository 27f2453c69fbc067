"""Long work: how far it is, how long it still takes, and a way to stop; as a card with its steps, or in one line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from npqdesk.services.progress import Bytes, how_far
from npqdesk.ui.announce import announce
from npqdesk.ui.theme import restyle, set_type
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.text import Icon, label

_STATES = {"done": ("circle-check", "good"), "now": ("circle-dot", "accent"), "waiting": ("circle-dashed", "text2")}


class _Step(QWidget):
    """One step: waiting, now (with its bar) or done."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._icon = Icon("circle-dashed", size=20)
        self._name = label(title, "strong", tone="muted", wrap=False)
        self._note = label("waiting", tone="muted", wrap=False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(title)
        self.bar.hide()
        top = row(self._name, gap=12)
        top.addStretch(1)
        top.addWidget(self._note)
        icon = column(self._icon)
        icon.addStretch(1)
        words = column(top, self.bar, gap=8)
        words.addStretch(1)
        whole = row(icon, gap=12)
        whole.addLayout(words, 1)
        self.setLayout(whole)
        self.show_state("waiting", "waiting")

    def show_state(self, state: str, note: str) -> None:
        drawing, role = _STATES[state]
        self._icon.show_icon(drawing, role=role)
        restyle(self._name, tone="muted" if state == "waiting" else "")
        set_type(self._name, "body" if state == "waiting" else "strong")
        self._note.setText(note)
        self.bar.setVisible(state == "now")


class ProgressCard(QWidget):
    """`steps` are told in order: `begin(n)`, then `show_progress(done, total, say)`, then `finish(note)`; or `tell`.

    The button calls `on_cancel` once and then says that it is stopping."""

    def __init__(
        self,
        steps: Sequence[str],
        on_cancel: Callable[[], object],
        *,
        cancel: str = "Cancel the import",
        promise: str = "Your records stay as they are until you choose Keep. You can go on working in the meantime.",
    ) -> None:
        super().__init__()
        self._on_cancel = on_cancel
        self._steps = [_Step(title) for title in steps]
        self._at = -1
        self._since = QElapsedTimer()
        card = Card()
        for step in self._steps:
            card.add_row(step)
        self.cancel = secondary(cancel, self._stop, icon="x", bulk="large")
        buttons = row(self.cancel)
        buttons.addStretch(1)
        kept = row(Icon("shield-check", size=18), gap=10)
        kept.addWidget(label(promise, tone="muted"), 1)
        self.setLayout(column(card, holder(kept), holder(buttons), gap=16))
        self.begin(0)

    def begin(self, number: int, *, note: str = "") -> None:
        """Step `number` (from 0) runs now; those before it are done."""
        for at, step in enumerate(self._steps):
            if self._at <= at < number:
                step.show_state("done", note)
        self._at = number
        self._steps[number].bar.setRange(0, 0)
        self._steps[number].show_state("now", "")
        self._since.start()
        announce(self, self._steps[number].title)

    def show_progress(self, done: int, total: int | None, say: str = "") -> None:
        """How far the present step is; a total of None shows that it moves, not how far."""
        step = self._steps[self._at]
        if total:
            step.bar.setRange(0, total)
            step.bar.setValue(done)
        left = time_left(self._since.elapsed() / 1000, done, total)
        step.show_state("now", " · ".join(filter(None, (say, how_far(done, total), left))))

    def tell(self, done: int, total: int | None, say: str) -> None:
        """How far a service is: what it says names the step, or else is told beside it.

        What nobody knows the end of is a file that is being read, counted in bytes."""
        titles = [step.title for step in self._steps]
        if say in titles and titles.index(say) > self._at:
            self.begin(titles.index(say))
        self.show_progress(Bytes(done) if total is None else done, total, "" if say in titles else say)

    def finish(self, note: str = "") -> None:
        self._steps[self._at].show_state("done", note)
        self.cancel.setEnabled(False)

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText("Stopping…")
        self._on_cancel()


class WorkingBar(QFrame):
    """One line on top of whatever page is shown, during long work: what, how far, time left, Stop.

    Hidden until `begin`; never takes the focus."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._on_stop: Callable[[], object] | None = None
        self._since = QElapsedTimer()
        self._words = ""
        self._text = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = secondary("Stop", self._stop, icon="x", bulk="small")
        across = row(Icon("hourglass", role="on_soft"), gap=12, margins=(14, 6, 8, 6))
        across.addWidget(self._text, 3)
        across.addWidget(self.bar, 2)
        across.addWidget(self.stop)
        self.setLayout(across)
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._on_stop is not None

    @property
    def text(self) -> str:
        return self._text.text()

    def begin(self, words: str, on_stop: Callable[[], object]) -> None:
        """`words` say what is under way; the button calls `on_stop` once and then says that it is stopping."""
        self._words, self._on_stop = words, on_stop
        self.stop.setText("Stop")
        self.stop.setEnabled(True)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self._since.start()
        self._text.setText(f"{words}…")
        self.show()
        self.changed.emit()
        announce(self, words)

    def show_progress(self, done: int, total: int | None, _say: str = "") -> None:
        if self.is_busy and total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            left = time_left(self._since.elapsed() / 1000, done, total)
            self._text.setText(" · ".join(filter(None, (f"{self._words}: {how_far(done, total)}", left))))

    def end(self) -> None:
        self._on_stop = None
        self.hide()
        self.changed.emit()

    def _stop(self) -> None:
        if self._on_stop is not None:
            self.stop.setEnabled(False)
            self.stop.setText("Stopping…")
            self._on_stop()


def time_left(spent: float, done: int, total: int | None) -> str:
    """ "about 20 seconds left" after so many seconds; empty while nobody can tell."""
    if not total or done <= 0 or spent < 1 or done >= total:
        return ""
    seconds = max(1, round(spent * (total - done) / done))
    if seconds >= 90:
        return f"about {round(seconds / 60)} minutes left"
    return f"about {seconds} second{'s' if seconds > 1 else ''} left"
