"""The columns of a table, by keyboard or mouse: show and hide, move, widen, sort by.  Each takes effect at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from npqdesk.ui.announce import announce
from npqdesk.ui.theme import px, set_type
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.placed_columns import STEP
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.ui.widgets.tables import Table

_KEYS = (
    "Space shows or hides a column. Alt+Up and Alt+Down move it, Alt+Right and Alt+Left make it wider and narrower. "
    "With the mouse: drag the heads of the table and the lines between them."
)


def choose_columns(table: "Table") -> None:
    """Open the dialog over the window of a table."""
    ColumnsDialog(table, table.window()).open()


class ColumnsDialog(QDialog):
    """A list of every column in its order.  Closing it leaves the table as it stands."""

    def __init__(self, table: "Table", parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Columns: {table.accessibleName()}")
        self._columns = table.columns
        self.list = _List(self)
        self.list.setAccessibleName("Columns, from left to right")
        set_type(self.list, "body")
        self.list.setSpacing(3)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.currentRowChanged.connect(lambda _at: self._tell_sort())
        self._sort = secondary("&Sort by it", self.sort)
        acts = (
            secondary("Move &up", lambda: self.move_column(-1)),
            secondary("Move &down", lambda: self.move_column(1)),
            secondary("&Wider", lambda: self.widen(STEP)),
            secondary("&Narrower", lambda: self.widen(-STEP)),
            self._sort,
            secondary("&As at first", self.reset),
        )
        self._sort.setVisible(self._columns.sorts)
        beside = column(*acts, gap=8)
        beside.addStretch(1)
        across = row(self.list, gap=16)
        across.addLayout(beside)
        foot = row(gap=10)
        foot.addStretch(1)
        close = primary("&Close", self.accept)
        foot.addWidget(close)
        whole = column(gap=16, margins=(20, 18, 20, 18))
        whole.addLayout(across, 1)
        whole.addWidget(label(_KEYS, "small", tone="muted"))
        whole.addLayout(foot)
        self.setLayout(whole)
        self.resize(px(570), px(460))
        self._fill(0)

    @property
    def name(self) -> str:
        """The column that is chosen in the list."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def move_column(self, by: int) -> None:
        at = self.list.currentRow()
        self._columns.change(self._columns.layout.moved(self.name, by))
        self._fill(min(max(at + by, 0), self.list.count() - 1))
        self._say(f"{self.list.currentRow() + 1} of {self.list.count()}")

    def widen(self, pixels: int) -> None:
        self._columns.widen(self.name, pixels)
        self._say("wider" if pixels > 0 else "narrower")

    def sort(self) -> None:
        """By the column chosen; again, backwards; again, in the order that the table has at first."""
        by, backwards = self._columns.layout.sort or ("", False)
        following = (self.name, False) if by != self.name else None if backwards else (self.name, True)
        self._columns.change(replace(self._columns.layout, sort=following))
        self._tell_sort()
        self._say("sorted by it" if following == (self.name, False) else "backwards" if following else "not sorted by")

    def reset(self) -> None:
        """All columns as they were before anybody changed them."""
        self._columns.change(self._columns.at_first())
        self._fill(0)
        self._say("columns as at first")

    def _on_ticked(self, item: QListWidgetItem) -> None:
        shown = item.checkState() == Qt.CheckState.Checked
        name = str(item.data(Qt.ItemDataRole.UserRole))
        layout = self._columns.layout.with_shown(name, shown=shown)
        if layout.shown:
            self._columns.change(layout)
        else:
            self._fill(self.list.row(item))
            self._say("the last column stays")

    def _fill(self, at: int) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        self.list.clear()
        for each in self._columns.layout.columns:
            item = QListWidgetItem(self._columns.head_of(each.name))
            item.setData(Qt.ItemDataRole.UserRole, each.name)
            item.setCheckState(Qt.CheckState.Checked if each.shown else Qt.CheckState.Unchecked)
            if each.name == self._columns.fixed:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setToolTip("This column is always shown")
            self.list.addItem(item)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)  # noqa: FBT003
        self._tell_sort()

    def _tell_sort(self) -> None:
        by, backwards = self._columns.layout.sort or ("", False)
        self._sort.say("&Sort by it" if by != self.name else "Not &sorted" if backwards else "&Sort backwards")

    def _say(self, what: str) -> None:
        announce(self.list, f"{self.list.currentItem().text()}: {what}")


class _List(QListWidget):
    """The list with the keys that move a column and change its width."""

    def __init__(self, dialog: ColumnsDialog) -> None:
        super().__init__()
        key = Qt.Key
        self._acts: dict[int, Callable[[], object]] = {
            key.Key_Up: lambda: dialog.move_column(-1),
            key.Key_Down: lambda: dialog.move_column(1),
            key.Key_Right: lambda: dialog.widen(STEP),
            key.Key_Left: lambda: dialog.widen(-STEP),
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts.get(event.key())
        if act is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            act()
            return
        super().keyPressEvent(event)
