"""Facts in two columns: what it is, muted; its value, strong.  For a school, an edition, an import."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.text import label


class FactList(QWidget):
    """`facts` are (what, value); a value may hold line breaks.  `width` of the first column at 100 %."""

    def __init__(self, facts: Iterable[tuple[str, str]], *, width: int = 150) -> None:
        super().__init__()
        self._width = width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, (what, value) in enumerate(facts):
            shown = label(value, "strong")
            shown.setAccessibleName(f"{what}: {value}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label(what, tone="muted"), at, 0, top)
            self._grid.addWidget(shown, at, 1, top)
        theme().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self._grid.setColumnMinimumWidth(0, px(self._width))
