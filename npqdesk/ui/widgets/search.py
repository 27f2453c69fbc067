"""A search field with its results beneath: typing stays possible while the arrow keys walk the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from npqdesk.ui.announce import announce
from npqdesk.ui.theme import px, set_type, theme
from npqdesk.ui.widgets.frames import frame, row
from npqdesk.ui.widgets.results import Result, ResultDelegate, ResultModel
from npqdesk.ui.widgets.text import Icon, label

SHORTEST = 2
_BESIDE_GLASS = 26
_SHOWN = 5
_WALKS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}


class SearchField(QWidget):
    """`find(text)` is called from two characters on and must answer within 10 ms.

    `taken` comes with the key of a row for Enter or a click; `cleared` for Esc or an empty field.
    `noun` names what is counted: "school", "schools"; with `most` found, there may be more.  `takes_first`: the first
    row is chosen at once, so that Enter takes it."""

    taken = Signal(str)
    cleared = Signal()
    shortest = SHORTEST

    def __init__(
        self,
        name: str,
        find: Callable[[str], Sequence[Result]],
        *,
        placeholder: str = "",
        noun: tuple[str, str] = ("result", "results"),
        note: str = "",
        rows: int = _SHOWN,
        most: int = 0,
        takes_first: bool = False,
    ) -> None:
        super().__init__()
        self._takes_first = takes_first
        self._find, self._noun, self._rows, self._most, self._waits_for = find, noun, rows, most, ""
        self.edit = _field(name, placeholder)
        self.edit.textChanged.connect(self._search)
        self.edit.installEventFilter(self)
        self.model = ResultModel()
        self._count = label("", "small", tone="muted")
        self._note = label(note, "small", tone="muted", wrap=False)
        self._box, self.list = self._results(name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.edit)
        line = row(gap=12)
        line.addWidget(self._count, 1)
        line.addWidget(self._note)
        whole.addLayout(line)
        whole.addWidget(self._box)
        theme().changed.connect(self._dress)
        self._dress()
        self.show_results(())

    def _results(self, name: str) -> tuple[QFrame, QListView]:
        view = QListView()
        view.setProperty("role", "plain")
        view.setModel(self.model)
        view.setItemDelegate(ResultDelegate(view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(f"{name}: what was found")
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setUniformItemSizes(True)
        view.clicked.connect(self._take)
        box = frame("card")
        box.setLayout(row(view, margins=(1, 4, 1, 4)))
        return box, view

    def text(self) -> str:
        return self.edit.text().strip()

    def current(self) -> Result | None:
        index = self.list.currentIndex()
        return self.model.results[index.row()] if index.isValid() else None

    def show_note(self, note: str) -> None:
        """The small line at the right, such as which lists are read."""
        self._note.setText(note)

    def wait_for(self, words: str) -> None:
        """Say in place of "none found" that what is searched is still being read; blank when it is."""
        self._waits_for = words

    def set_rows(self, rows: int) -> None:
        """How many rows stand under the field at most; the rest scrolls."""
        self._rows = rows
        self._measure()

    def show_results(self, results: Sequence[Result]) -> None:
        """Show these rows and tell how many; for pages that search by themselves."""
        self.model.show_results(results)
        asked = len(self.text()) >= self.shortest
        told = self._count_in_words(len(results)) if asked else ""
        self._count.setText(told)
        self._count.setVisible(bool(told))
        self._note.setVisible(bool(told))
        self._box.setVisible(bool(results))
        self._measure()
        if asked:
            announce(self.edit, told)
        if results and self._takes_first:
            self._choose(0)

    def _count_in_words(self, count: int) -> str:
        if not count and self._waits_for:
            return self._waits_for
        one, many = self._noun
        results = self.model.results
        if results and all(each.similar for each in results):
            return (
                f"No {many} match “{self.text()}” as it is typed: {'one is' if count == 1 else f'{count} are'} similar"
            )
        if self._most and count >= self._most:
            return f"The first {count} {many} that match “{self.text()}”"
        return f"{count or 'No'} {one if count == 1 else many} {'matches' if count == 1 else 'match'} “{self.text()}”"

    def search_again(self) -> None:
        """Search for the same words once more; the row that is chosen stays so where it is found again."""
        chosen = self.current()
        self._search(self.edit.text())
        at = next((at for at, each in enumerate(self.model.results) if chosen and each.key == chosen.key), None)
        if at is not None:
            self._choose(at)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key in _WALKS and self.model.results:
            self._walk(_WALKS[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentIndex().isValid():
            self._take(self.list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            self.cleared.emit()
            return True
        return False

    def _search(self, _text: str) -> None:
        text = self.text()
        self.show_results(self._find(text) if len(text) >= self.shortest else ())
        if not text:
            self.cleared.emit()

    def _walk(self, step: int) -> None:
        at = self.list.currentIndex().row()
        self._choose(min(max(at + step, 0), len(self.model.results) - 1))

    def _choose(self, at: int) -> None:
        index = self.model.index(at)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        announce(self.edit, self.model.results[at].spoken())

    def _take(self, index: QModelIndex) -> None:
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.taken.emit(self.model.results[index.row()].key)

    def _dress(self) -> None:
        self.edit.setTextMargins(px(_BESIDE_GLASS), 0, 0, 0)
        self._measure()

    def _measure(self) -> None:
        shown = min(len(self.model.results), self._rows)
        self._box.setFixedHeight(px(61) * shown + 10)


def _field(name: str, placeholder: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setProperty("bulk", "large")
    edit.setPlaceholderText(placeholder)
    edit.setAccessibleName(name)
    edit.setAccessibleDescription("Type two characters or more. Down goes through what is found, Enter takes it.")
    set_type(edit, "lead")
    edit.setLayout(_glass())
    return edit


def _glass() -> QHBoxLayout:
    made = row(Icon("search"), margins=(14, 0, 0, 0))
    made.addStretch(1)
    return made
