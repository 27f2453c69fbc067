"""Which columns a table shows: chosen in a menu, remembered on this computer between starts."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from npqdesk.ui.place import Memory
from npqdesk.ui.widgets.buttons import quiet
from npqdesk.ui.widgets.frames import row
from npqdesk.ui.widgets.rows import Column, RowsTable


class ColumnsChoice(QWidget):
    """A button with a menu of the heads; the first column always stays.  `usual` are shown until another choice."""

    def __init__(
        self, table: RowsTable, columns: Sequence[Column], usual: Sequence[str], memory: Memory | None
    ) -> None:
        super().__init__()
        self._table, self._columns, self._memory = table, tuple(columns), memory
        self._key = f"columns/{table.accessibleName()}"
        self.button = quiet("Columns", icon="list-filter")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.setLayout(row(self.button))
        chosen = self._remembered() or tuple(usual)
        self.actions_by_head: dict[str, QAction] = {}
        for column in self._columns[1:]:
            action = QAction(column.head.replace("&", "&&"), self.menu, checkable=True)
            action.setChecked(column.head in chosen)
            action.toggled.connect(lambda _checked: self._show(remember=True))
            self.menu.addAction(action)
            self.actions_by_head[column.head] = action
        self._show(remember=False)

    def _show(self, *, remember: bool) -> None:
        heads = [head for head, action in self.actions_by_head.items() if action.isChecked()]
        self._table.show_columns([self._columns[0], *(each for each in self._columns[1:] if each.head in heads)])
        if remember and self._memory is not None:
            self._memory.setValue(self._key, "\n".join(heads) or "-")

    def _remembered(self) -> tuple[str, ...]:
        kept = self._memory.value(self._key) if self._memory is not None else None
        return tuple(kept.split("\n")) if isinstance(kept, str) else ()
