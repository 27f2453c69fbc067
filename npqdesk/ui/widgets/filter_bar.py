"""What narrows a table down: a few states to press, a school or a start to choose, words to type."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from npqdesk.ui.announce import announce
from npqdesk.ui.theme import px, set_type, theme
from npqdesk.ui.widgets.box import Box
from npqdesk.ui.widgets.frames import column
from npqdesk.ui.widgets.segments import SegmentedChoice
from npqdesk.ui.widgets.wrapping import Wrapping

_BOX, _FIELD = 165, 240  # pixels at 100 %


def narrowed_to(states: Mapping[str, str], state: str, typed: str, *chosen: str) -> list[str]:
    """What is shown, in words, part by part: of the states one, unless that is all; what was chosen; what was typed."""
    typed = typed.strip()
    shown = [states[state]] if state not in ("", "all") else []
    return [*shown, *chosen, *([f"with “{typed}”"] if typed else [])]


class FilterBar(QWidget):
    """`changed` comes with each choice and key.  `choices` are named boxes whose first option means all.

    `before` stands at the left of everything.  Without `states` there is nothing to press."""

    changed = Signal()

    def __init__(
        self,
        states: Mapping[str, str],
        *,
        words: str,
        name: str,
        choices: Sequence[str] = (),
        before: Sequence[QWidget] = (),
        after: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self._states = dict(states)
        self.states = SegmentedChoice(list(states.items()), name="Show") if states else None
        if self.states is not None:
            self.states.chosen.connect(lambda _state: self.changed.emit())
        self.boxes = {choice: self._box(choice) for choice in choices}
        self.field = QLineEdit()
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(name)
        self.field.setClearButtonEnabled(True)
        set_type(self.field, "body")
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self._wide = (*self.boxes.values(), self.field)
        parts = (*before, *((self.states,) if self.states is not None else ()), *self._wide, *after)
        self.setLayout(column(Wrapping(*parts, gap=10, between=8)))
        theme().changed.connect(self._measure)
        self._measure()

    @property
    def state(self) -> str:
        return self.states.value() if self.states is not None else ""

    @property
    def words(self) -> list[str]:
        """The words typed, as they are compared."""
        return self.field.text().casefold().split()

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words) or self.state != next(iter(self._states), "") or any(map(self.choice, self.boxes))

    def narrowed_to(self) -> list[str]:
        """What is shown, in words, part by part; nothing where nothing is left out."""
        chosen = [f"{name}: {box.currentText()}" for name, box in self.boxes.items() if self.choice(name)]
        return narrowed_to(self._states, self.state, self.field.text(), *chosen)

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

    def narrow_elsewhere(self, name: str, *, elsewhere: bool) -> None:
        """Put a box aside, choosing all, while what it chooses is chosen for the whole window."""
        box = self.boxes[name]
        box.setVisible(not elsewhere)
        if elsewhere and box.currentIndex() > 0:
            box.setCurrentIndex(0)

    def tell(self, shown: int, total: int) -> None:
        """Say aloud how many are left by the words that are being typed."""
        if self.words:
            announce(self.field, f"{shown:,} of {total:,} shown")

    def clear(self) -> None:
        """Leave nothing out any more."""
        if self.states is not None:
            self.states.choose(next(iter(self._states)))
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.field.clear()
        self.changed.emit()

    def narrow(self, state: str, choices: Mapping[str, str]) -> None:
        """Show one state alone, with these chosen in their boxes; nothing else is left out."""
        self.states.choose(state or next(iter(self._states)))
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(choices.get(name, ""))))
        self.field.clear()
        self.changed.emit()

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _measure(self) -> None:
        for part in self._wide:
            part.setFixedWidth(px(_FIELD if part is self.field else _BOX))

    def _box(self, name: str) -> Box:
        box = Box()
        box.setAccessibleName(name)
        set_type(box, "body")
        box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        return box
