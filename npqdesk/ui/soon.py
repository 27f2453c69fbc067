"""Keeping what is typed soon, and not only once nobody types any more: who writes without a pause loses nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Soon(QTimer):
    """`ask` does the act a moment later, once however often it is asked meanwhile; `stop` leaves it."""

    def __init__(self, parent: QObject, milliseconds: int, act: Callable[[], object]) -> None:
        super().__init__(parent, interval=milliseconds, singleShot=True)
        self.timeout.connect(act)

    def ask(self) -> None:
        if not self.isActive():
            self.start()
