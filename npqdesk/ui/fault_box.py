"""The last resort: a fault before there is a window that could tell of it."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox


def show_fault(report: str) -> None:
    """Say once that npqdesk cannot start, with the details to copy, and what can be done."""
    box = QMessageBox(QMessageBox.Icon.Critical, "npqdesk", "npqdesk met a fault of its own and cannot start.")
    box.setInformativeText(
        "Your records were not changed by it. Start it once more with “npqdesk --safe”. If that does not help, copy "
        "the details, which name nobody, and send them to whoever looks after npqdesk for you."
    )
    box.setDetailedText(report)
    copy = box.addButton("Copy the details", QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.exec()
