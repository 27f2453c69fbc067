"""One row of a list of reasons: the fact strong, the rule muted beneath, its source or a button at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.text import Icon, label

MARKS = {
    "yes": ("check", "good"),
    "no": ("x", "bad"),
    "unknown": ("circle-question-mark", "ask"),
    "money": ("pound-sterling", "good"),
}
_BESIDE = 28  # letters of a link that still stands beside the row; a longer one goes under it


class WhyRow(QWidget):
    """`mark` is yes, no, unknown or money, or an icon's name (then `role` is its colour); `action` is a source link or
    a small button; `origin` says where the fact comes from."""

    def __init__(
        self,
        mark: str,
        fact: str,
        rule: str = "",
        *,
        action: QPushButton | None = None,
        role: str = "text2",
        origin: str = "",
    ) -> None:
        super().__init__()
        drawing, role = MARKS.get(mark, (mark, role))
        icon = column(Icon(drawing, role=role), margins=(0, 1, 0, 0))
        icon.addStretch(1)
        words = column(label(fact, "strong"), gap=2)
        if origin:
            words.addWidget(label(origin, "small", tone="muted"))
        if rule:
            words.addWidget(label(rule, tone="muted"))
        across = row(icon, gap=12)
        across.addLayout(words, 1)
        is_long = action is not None and action.property("kind") == "link" and len(action.text()) > _BESIDE
        if action is not None and is_long:
            words.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        elif action is not None:
            across.addWidget(
                action,
                0,
                Qt.AlignmentFlag.AlignTop if action.property("kind") == "link" else Qt.AlignmentFlag.AlignVCenter,
            )
        if action is not None and action.accessibleName() in ("", action.text().strip()):
            action.setAccessibleName(f"{action.text().strip()}: {fact}")
        self.setLayout(across)
        self.setAccessibleName(" ".join(filter(None, (f"{fact}.", origin and f"{origin}.", rule))))
