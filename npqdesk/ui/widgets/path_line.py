"""The steps of a path in a row: a ring for each, its name beneath, and a line from one to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from npqdesk.services.hubs.path import Step
from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.frames import column, holder, row
from npqdesk.ui.widgets.text import label, paint_icon

_RING = 24


class _Ring(QWidget):
    """The ring of one step and the line that leads on from it; filled where it comes next, ticked when it is done."""

    def __init__(self, step: Step, number: int, *, last: bool) -> None:
        super().__init__()
        self._step, self._number, self._last = step, number, last
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(_RING + 40), px(_RING + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, state = px(_RING), self._step.state
        strong = state in ("done", "now", "next")
        ring = QRectF(1, 1, side - 2, side - 2)
        painter.setPen(QPen(colour("accent" if strong else "control"), 2))
        painter.setBrush(colour("accent") if state in ("now", "next") else colour("card"))
        painter.drawEllipse(ring)
        if not self._last:
            painter.setPen(QPen(colour("accent" if state == "done" else "control"), 2))
            painter.drawLine(QPointF(side + px(4), side / 2), QPointF(self.width() - px(4), side / 2))
        if state == "done":
            inset = px(5)
            paint_icon(painter, "check", tokens().colour("accent"), inset, inset, side - 2 * inset)
            return
        painter.setPen(colour("on_accent" if state in ("now", "next") else "text2"))
        painter.setFont(font("small_strong"))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))


class PathLine(QWidget):
    """Read as one sentence: "Path: 1 Readiness, 19-11, optional, done; 2 …"."""

    def __init__(self, steps: Sequence[Step], *, told: bool = True) -> None:
        """Where nobody is spoken of (`told` is False), the words under a step leave its state out."""
        super().__init__()
        across = row()
        for number, step in enumerate(steps, start=1):
            strong = step.state in ("now", "next")
            words = [label(step.title, "strong" if strong else "body")]
            words += [label(", ".join(filter(None, (step.code, step.note))), "small", tone="muted")]
            if told:
                words.append(label(step.state_words, "small_strong" if strong else "small", tone="muted"))
            part = column(_Ring(step, number, last=number == len(steps)), *words, gap=2)
            part.addStretch(1)
            across.addWidget(holder(part), 0 if number == len(steps) else 1)
        self.setLayout(across)
        said = "; ".join(f"{number} {step.spoken}" for number, step in enumerate(steps, start=1))
        self.setAccessibleName(f"Path: {said}")
