"""What stands over the pages of a letter: that it was kept, that it replaces one, that its answer was superseded."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from npqdesk.services.kept_letters import KeptLetterRow
from npqdesk.ui.standing import said
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.frames import notice_frame

Go = Callable[[], object]


def kept_bar(row: KeptLetterRow, on_again: Go) -> QWidget:
    """Over the very pages of a kept letter; the way to a new one unless there is one already."""
    later = f"A later letter replaces it. {row.because}".strip() if row.replaced else "These are its very pages."
    again = secondary("Make a new one in its place", on_again, icon="refresh-cw", bulk="small")
    return notice_frame(f"Kept on {said(row.made_on)} as {row.reference}.", later, *(() if row.replaced else (again,)))


def replacing_bar(row: KeptLetterRow, on_kept: Go) -> QWidget:
    """Over a new letter that takes the place of a kept one."""
    return notice_frame(
        f"This new {'summary' if row.about else 'letter'} replaces {row.words}.",
        "The old one stays in your records, marked as replaced, once this one is saved or printed.",
        secondary("Show the old one", on_kept, icon="eye", bulk="small"),
    )


def outdated_bar(why: str, reference: str, *ways: QWidget) -> QWidget:
    """Over a letter that rests on an answer that another one superseded; `reference` is that of a kept one."""
    return notice_frame(
        "This rests on an earlier answer. Do not send it as it is.",
        f"{why} Kept as {reference}." if reference else why,
        *ways,
    )


def ask_first(parent: QWidget, verb: str, why: str, on_now: Go) -> bool:
    """Before letters that are not in force go out: whether to go on all the same; `on_now` shows what is so now."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(f"{verb} all the same?")
    box.setText(f"It is not in force any more.\n\n{why}")
    onwards = box.addButton(f"{verb} all the same", QMessageBox.ButtonRole.DestructiveRole)
    now = box.addButton("Show what is so now", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(now)
    box.exec()
    if box.clickedButton() is now:
        on_now()
    return box.clickedButton() is onwards
