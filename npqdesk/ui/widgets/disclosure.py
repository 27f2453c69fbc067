"""Something folded away under a link: "Why we ask", "Everything else passes"."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.ui.announce import announce
from npqdesk.ui.theme import set_icon
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.frames import frame, holder, row
from npqdesk.ui.widgets.text import label


class Disclosure(QWidget):
    """A link that shows and hides `inside`; a plain text is shown muted beside a bar."""

    def __init__(self, title: str, inside: QWidget | str, *, is_open: bool = False) -> None:
        super().__init__()
        self.toggle = link(title, self._turn, icon="chevron-right")
        self.toggle.setCheckable(True)
        content = label(inside, tone="muted") if isinstance(inside, str) else inside
        line = row(frame("bar"), gap=16, margins=(8, 4, 0, 0))
        line.addWidget(content, 1)
        self._inside = holder(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        top = row(self.toggle)
        top.addStretch(1)
        whole.addLayout(top)
        whole.addWidget(self._inside)
        self.set_open(is_open=is_open)

    def is_open(self) -> bool:
        return self.toggle.isChecked()

    def set_open(self, *, is_open: bool) -> None:
        self.toggle.setChecked(is_open)
        self._inside.setVisible(is_open)
        self.toggle.setAccessibleDescription("Shown" if is_open else "Hidden")
        set_icon(self.toggle, "chevron-down" if is_open else "chevron-right", role="link")

    def _turn(self) -> None:
        self.set_open(is_open=self.toggle.isChecked())
        announce(self.toggle, self.toggle.accessibleDescription())
