"""Applications as a board: a column for each state, a card for each application, all of it one table.

Arrow keys go from card to card, Enter opens one, Ctrl+Right and Ctrl+Left ask to move it to the next column.  Its
columns are the way of an application from left to right: none is moved, and none hidden, or people in it were too."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from npqdesk.services.applications import ApplicationRow
from npqdesk.ui.seen import seen
from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.tables import Table
from npqdesk.ui.widgets.text import tip

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
COLUMNS = {
    "register": "To register",
    "apply": "To apply",
    "asked": "Asked",
    "waiting": "Waiting list",
    "refused": "No place",
    "offered": "Offered",
    "started": "On the course",
    "ended": "Ended",
}
"""The columns in their order, by what `column_of` gives."""
STEPS = {
    "apply": "registered",
    "asked": "applied",
    "waiting": "waiting",
    "refused": "refused",
    "offered": "offered",
    "started": "started",
}
"""The step that brings an application into a column."""
_WIDTH = 132


def column_of(row: ApplicationRow) -> str:
    """The column that an application stands in."""
    stage = row.standing.stage
    if stage == "none":
        return "apply" if row.standing.registered else "register"
    if row.standing.has_ended:
        return "ended"
    return {"declined": "refused", "deferred": "started"}.get(stage, stage)


class BoardModel(QAbstractTableModel):
    """Cards by column; a place below the last card of its column is empty."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[list[ApplicationRow]] = [[] for _column in COLUMNS]

    def show_rows(self, rows: Sequence[ApplicationRow]) -> None:
        self.beginResetModel()
        found: dict[str, list[ApplicationRow]] = {column: [] for column in COLUMNS}
        for row in rows:
            found[column_of(row)].append(row)
        self._columns = list(found.values())
        self.endResetModel()

    def card(self, index: _Index) -> ApplicationRow | None:
        """The application at a place; None where there is none."""
        cards = self._columns[index.column()] if index.isValid() else []
        return cards[index.row()] if 0 <= index.row() < len(cards) else None

    def place_of(self, application_id: int) -> QModelIndex:
        """Where an application stands; an invalid place where it is not shown."""
        for column, cards in enumerate(self._columns):
            for at, card in enumerate(cards):
                if card.id == application_id:
                    return self.index(at, column)
        return QModelIndex()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else max(map(len, self._columns))

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.card(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.card(index)
        if card is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(card)
        return tip(spoken(card)) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return f"{list(COLUMNS.values())[section]} {len(self._columns[section])}"
        return None


def spoken(card: ApplicationRow) -> str:
    """A card as it is read aloud: "Amara Okafor, Senior leadership, Offered, Teach First, Record the start"."""
    parts = (card.name, card.course_words, card.stage_words, card.standing.provider, card.next_step)
    return seen(", ".join(part for part in parts if part))


class _CardDelegate(QStyledItemDelegate):
    """Paints a card with three lines: the person, the course, the provider or what is next."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = index.model().card(index)
        if card is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and option.widget is not None and option.widget.hasFocus()
        inverted = selected and tokens().is_contrast
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, colour("card"))  # whatever the style has drawn under a chosen place
        box = QRectF(option.rect).adjusted(px(5), px(4), -px(5), -px(4))
        painter.setPen(QPen(colour("focus" if focused else "border"), 2 if focused else 1))
        painter.setBrush(colour("accent_soft" if selected else "card"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink, quiet = (colour("on_soft"),) * 2 if inverted else (colour("text"), colour("text2"))
        lines = (
            ("strong", seen(card.name), ink),
            ("small", card.course_words, ink),
            ("small", _last_line(card), quiet),
        )
        top = box.top() + px(8)
        for face, text, pen in lines:
            measure = QFontMetricsF(font(face))
            painter.setFont(font(face))
            painter.setPen(pen)
            room = QRectF(box.left() + px(10), top, box.width() - px(20), measure.height())
            painter.drawText(room, measure.elidedText(text, Qt.TextElideMode.ElideRight, room.width()))
            top += measure.height() + px(1)
        painter.restore()


def _last_line(card: ApplicationRow) -> str:
    if card.standing.stage in ("withdrawn", "passed", "failed", "declined", "deferred"):
        return card.stage_words
    return card.standing.provider or card.workplace


class Board(Table):
    """`opened` comes for Enter and a double click; `moved` with an application and the column that it is to go to."""

    moved = Signal(object, str)

    def __init__(self) -> None:
        self.cards = BoardModel()
        super().__init__(self.cards, name="Applications by state", row_height=78)
        self.setItemDelegate(_CardDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setStretchLastSection(False)

    @property
    def chosen(self) -> ApplicationRow | None:
        """The application that is chosen."""
        return self.cards.card(self.currentIndex())

    def choose(self, application_id: int) -> None:
        """Choose an application, or else the first there is."""
        place = self.cards.place_of(application_id)
        if not place.isValid():
            first = (self.cards.index(0, column) for column in range(len(COLUMNS)))
            place = next((each for each in first if self.cards.card(each) is not None), QModelIndex())
        self.setCurrentIndex(place)

    def copy(self) -> None:
        """The card chosen to the clipboard."""
        if self.chosen is not None:
            from PySide6.QtGui import QGuiApplication

            QGuiApplication.clipboard().setText(spoken(self.chosen).replace(", ", "\t"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.chosen is None:
            self.choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(event.key(), 0)
        if step and self.chosen is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                to = self.currentIndex().column() + step
                if 0 <= to < len(COLUMNS):
                    self.moved.emit(self.chosen, list(COLUMNS)[to])
            else:
                self._beside(step)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share = max(self.viewport().width() // len(COLUMNS), px(_WIDTH))
        for column in range(len(COLUMNS)):
            self.setColumnWidth(column, share)

    def _beside(self, step: int) -> None:
        """To the nearest column that way which has a card, at the same height or its last card."""
        column, at = self.currentIndex().column() + step, self.currentIndex().row()
        while 0 <= column < len(COLUMNS):
            for row in range(at, -1, -1):
                place = self.cards.index(row, column)
                if self.cards.card(place) is not None:
                    self.setCurrentIndex(place)
                    return
            column += step
