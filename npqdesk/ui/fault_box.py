"""The last resort: a fault before there is a window that could tell of it."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

_KEPT = "Your records were not changed by it. "
_COPY = "the details, which name nobody, and send them to whoever looks after npqdesk for you."


def show_fault(report: str, *, start_safely: Callable[[], object] | None) -> None:
    """Say once that npqdesk cannot start, with the details to copy, and what can be done.

    `start_safely` is what a button does; None after a safe start."""
    box = QMessageBox(QMessageBox.Icon.Critical, "npqdesk", "npqdesk met a fault of its own and cannot start.")
    safely = "Start it safely: with the usual looks, and only to read. If that does not help either, copy "
    box.setInformativeText(_KEPT + (safely if start_safely else "Copy ") + _COPY)
    box.setDetailedText(report)
    copy = box.addButton("Copy the details", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    if start_safely is not None:
        box.addButton("Start safely", QMessageBox.ButtonRole.AcceptRole).clicked.connect(start_safely)
    box.addButton(QMessageBox.StandardButton.Close)
    box.exec()
