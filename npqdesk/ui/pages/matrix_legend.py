"""The legend of the matrix: what each icon and colour means, and how many cells of it are shown."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from npqdesk.services.matrix.cells import Kind
from npqdesk.ui.pages.matrix_model import STATUSES
from npqdesk.ui.widgets.frames import column, holder, row
from npqdesk.ui.widgets.text import Icon, label
from npqdesk.ui.widgets.wrapping import Wrapping


class Legend(QWidget):
    """Icon, word and count of each kind."""

    def __init__(self) -> None:
        super().__init__()
        self._words = {kind: label(status.word, "small", wrap=False) for kind, status in STATUSES.items()}
        parts = [
            holder(row(Icon(status.drawing, size=14, role=status.status), self._words[kind], gap=5))
            for kind, status in STATUSES.items()
        ]
        self.setLayout(column(Wrapping(*parts, gap=16), margins=(0, 8, 0, 0)))

    def show_counts(self, counts: Mapping[Kind, int]) -> None:
        """How many of each are shown now."""
        for kind, words in self._words.items():
            words.setText(f"{STATUSES[kind].word} {counts.get(kind, 0):,}")
        self.updateGeometry()
