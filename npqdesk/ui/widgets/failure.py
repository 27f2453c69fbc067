"""When something went wrong: a problem says what happened and what to do; a bug says so and offers its details."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton

from npqdesk.problem import Problem
from npqdesk.services.fault_log import note_fault, report_of
from npqdesk.ui.announce import announce
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.text import Icon, label


class FailurePanel(QFrame):
    """A red-edged panel for a `Problem`, or for any other exception with copyable, redacted details."""

    def __init__(self, error: BaseException, *, actions: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        self.setProperty("role", "error")
        self.setProperty("ring", "always")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        problem = error if isinstance(error, Problem) else _as_problem()
        self._report = ""
        self.setAccessibleName(f"{problem.title}. {problem.what_happened} {problem.what_to_do}")
        words = column(label(problem.title, "h2"), label(problem.what_happened), gap=6)
        if problem.place is not None:
            words.addWidget(label(str(problem.place), "small_strong", tone="muted"))
        words.addWidget(label(problem.what_to_do, "strong"))
        buttons = list(actions)
        if problem is not error:
            words.addWidget(self._details(note_fault(error)))
            buttons.append(secondary("Copy the details", self._copy, icon="copy"))
        if buttons:
            line = row(*buttons, gap=10)
            line.addStretch(1)
            words.addSpacing(6)
            words.addLayout(line)
        icon = column(Icon("circle-alert", size=22, role="bad"), margins=(0, 2, 0, 0))
        icon.addStretch(1)
        whole = row(icon, gap=12, margins=(20, 14, 20, 16))
        whole.addLayout(words, 1)
        self.setLayout(whole)
        announce(self, self.accessibleName())

    def is_same(self, error: BaseException) -> bool:
        """Whether this shows the very same fault already."""
        return bool(self._report) and self._report == report_of(error)

    def _details(self, report: str) -> Disclosure:
        self._report = report
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("Details of the fault, without names")
        shown.setMinimumHeight(px(140))
        set_type(shown, "small")
        return Disclosure("Details, without names", shown)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        announce(self, "The details were copied")


def _as_problem() -> Problem:
    return Problem(
        "npqdesk met a fault of its own",
        "What you were doing could not be finished. Your records were not changed by it.",
        "Try again. If it happens again, copy the details and send them to whoever looks after npqdesk for you. They "
        "are in its log too.",
    )
