"""What narrows a table down, in one line: a few states to press, a school or a start to choose, words to type."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from npqdesk.ui.theme import set_type
from npqdesk.ui.widgets.frames import Limited, row
from npqdesk.ui.widgets.segments import SegmentedChoice


class FilterBar(QWidget):
    """`changed` comes with each choice and key.  `choices` are named boxes whose first option means all."""

    changed = Signal()

    def __init__(
        self,
        states: Mapping[str, str],
        *,
        words: str,
        name: str,
        choices: Sequence[str] = (),
        after: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._states = dict(states)
        self.states = SegmentedChoice(list(states.items()), name="Show")
        self.states.chosen.connect(lambda _state: self.changed.emit())
        self.boxes = {choice: self._box(choice) for choice in choices}
        self.field = QLineEdit()
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(name)
        self.field.setClearButtonEnabled(True)
        set_type(self.field, "body")
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        line = row(self.states, *(Limited(box, 220) for box in self.boxes.values()), gap=10)
        line.addWidget(Limited(self.field, 280), 1)
        for part in after:
            line.addWidget(part)
        self.setLayout(line)

    @property
    def state(self) -> str:
        return self.states.value()

    @property
    def words(self) -> list[str]:
        """The words typed, as they are compared."""
        return self.field.text().casefold().split()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words) or self.state != next(iter(self._states)) or any(map(self.choice, self.boxes))

    def choice(self, name: str) -> str:
        """The value chosen in a box; "" for all."""
        return str(self.boxes[name].currentData() or "")

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say beside each state how many there are."""
        for state, words in self._states.items():
            self.states.show_words(state, f"{words} {counts.get(state, 0):,}")

    def show_choices(self, name: str, every: str, options: Sequence[tuple[str, str]]) -> None:
        """What can be chosen in a box: `every` for all, then (value, words).  What was chosen stays, where it can."""
        box, chosen = self.boxes[name], self.choice(name)
        box.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        box.clear()
        for value, words in [("", every), *options]:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)  # noqa: FBT003
        box.setEnabled(bool(options))

    def clear(self) -> None:
        """Leave nothing out any more."""
        self.states.choose(next(iter(self._states)))
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.field.clear()
        self.changed.emit()

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()  # so that it scrolls the page
            return True
        return super().eventFilter(watched, event)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        set_type(box, "body")
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        box.installEventFilter(self)
        return box
