"""What a page of paper asks for at the left: fields under each other, each by its name, and ticks under them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from npqdesk.ui.widgets.field import ChoiceField, Field
from npqdesk.ui.widgets.text import label


class PaperOptions(QWidget):
    """`changed` comes with every key; the page waits until the typing stops."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(32, 4, 24, 20)
        self.whole.setSpacing(14)

    def show_error(self, name: str, words: str) -> None:
        """The message beside one field, none beside the others."""
        for each, field in self.fields.items():
            field.show_error(words if each == name else "")

    def add(self, name: str, field: Field) -> Field:
        """One more field, by its name."""
        self.fields[name] = field
        self.whole.addWidget(field)
        field.changed.connect(self.changed)
        return field

    def add_choice(self, name: str, title: str, options: list[tuple[str, str]]) -> ChoiceField:
        """A choice as narrow as the pane, however long its options are."""
        field = ChoiceField(title, options)
        field.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.box.setMinimumContentsLength(8)
        self.add(name, field)
        return field

    def add_tick(self, words: str) -> QCheckBox:
        """One more thing to tick."""
        box = QCheckBox(words)
        box.toggled.connect(lambda _on: self.changed.emit())
        self.whole.addWidget(box)
        return box

    def end(self, words: str) -> None:
        """The small print under all of it."""
        self.whole.addWidget(label(words, "small", tone="muted"))
        self.whole.addStretch(1)
