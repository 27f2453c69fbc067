"""The table of every file that answers rest on: the register, each list, when it came out and when it was loaded."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.services.loaded_files import LoadedFile
from npqdesk.services.workplaces import day_words
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.empty import EmptyState
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
_DAYS = {"register": "as it stood", "premium": "from this day, for a year"}
_NEWEST, _OLDER = Status("good", "Newest"), Status("none", "Older", "history")


class LoadedTable(QWidget):
    """Read only; Ctrl+C copies the rows chosen.  Enter on a row of a list opens its page."""

    def __init__(self, files: Sequence[LoadedFile], today: date, shell: "Shell") -> None:
        super().__init__()
        self._shell = shell
        self.table = RowsTable(RowsModel(_columns(today)), name="Files that are loaded", many=True)
        self.table.rows.show_rows(files)
        if not any(file.imported_at for file in files):
            self.table.rows.show_rows(())
            self.table.show_empty(
                EmptyState(
                    "database",
                    "Nothing loaded yet",
                    "Load the school register first, then the funding lists. A file can also be dropped here.",
                )
            )
        self.table.setMinimumHeight(px(230))
        self.table.opened.connect(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.table, 1)
        whole.addWidget(label("Enter on a list shows what changed since the release before, and who is on it."))
        whole.addWidget(label(_LICENCE, "small", tone="muted"))

    def _open(self, index: QModelIndex) -> None:
        kind = self.table.row_of(index).kind
        if kind != "register":
            self._shell.go("list", list_id=kind)


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column("File", lambda file: Cell(file.title, file.file_name, strong=True), 370, sort=lambda file: file.title),
        Column("Of", lambda file: Cell(day_words(file.day), _kind_of_day(file)), 210, sort=lambda file: file.day),
        Column("Entries", lambda file: Cell(f"{file.entries:,}", _left_out(file)), 130, sort=lambda file: file.entries),
        Column("State", lambda file: Cell(chip=_NEWEST if file.newest else _OLDER), 130),
        Column("Loaded", lambda file: Cell(_when(file, today)), 190, sort=_moment),
    )


def _moment(file: LoadedFile) -> float:
    return file.imported_at.timestamp() if file.imported_at is not None else 0.0


def _kind_of_day(file: LoadedFile) -> str:
    return _DAYS.get(file.kind, "published")


def _left_out(file: LoadedFile) -> str:
    return f"{file.refused:,} left out" if file.refused else ""


def _when(file: LoadedFile, today: date) -> str:
    if file.imported_at is None:
        return "Comes with npqdesk"
    when = file.imported_at.astimezone()
    return f"Today, {when:%H:%M}" if when.date() == today else day_words(when.date())
