"""A month as a table of days: arrows go from day to day and on into the next month, Page Up and Page Down by months.

Each day says in words what stands on it; what presses has a sign of its own besides its colour."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from npqdesk.services.deadlines.deadline import add_months, end_of_month
from npqdesk.ui.seen import seen
from npqdesk.ui.theme import colour, font, px, set_type, tokens
from npqdesk.ui.widgets.text import paint_icon, tip

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands on a day: its words, its icon, whether it presses, and the words for how it stands."""

    text: str
    icon: str
    presses: bool = False
    state: str = ""


class _Days(QAbstractTableModel):
    """Whole weeks, from the Monday on or before the first of the month."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.month = today.replace(day=1)
        self.entries: Mapping[date, Sequence[Entry]] = {}

    @property
    def first(self) -> date:
        return self.month - timedelta(days=self.month.weekday())

    @property
    def weeks(self) -> int:
        return ((end_of_month(self.month) - self.first).days // _DAYS) + 1

    def day(self, index: _Index) -> date:
        return self.first + timedelta(days=index.row() * _DAYS + index.column())

    def place_of(self, day: date) -> QModelIndex:
        week, weekday = divmod((day - self.first).days, _DAYS)
        return self.index(week, weekday) if 0 <= week < self.weeks else QModelIndex()

    def show(self, month: date, entries: Mapping[date, Sequence[Entry]]) -> None:
        self.beginResetModel()
        self.month, self.entries = month.replace(day=1), entries
        self.endResetModel()

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else self.weeks

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else _DAYS

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(self.day(index))
        entries = self.entries.get(self.day(index), ())
        return tip("\n".join(_said(each) for each in entries)) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return calendar.day_abbr[section]
        return calendar.day_name[section] if role == Qt.ItemDataRole.AccessibleTextRole else None

    def spoken(self, day: date) -> str:
        """ "Wednesday 25 November 2026, today, 1 deadline: Send the sponsor reference, In 3 days"."""
        entries = self.entries.get(day, ())
        many = f"{len(entries)} deadline{'' if len(entries) == 1 else 's'}: " if entries else "nothing"
        today = ", today" if day == self.today else ""
        return f"{day:%A} {day.day} {day:%B %Y}{today}, {many}{'; '.join(_said(each) for each in entries)}"


class MonthTable(QTableView):
    """`day_changed` comes with the day that is chosen, `month_changed` with the first of another month, which has to be
    shown by `show_month`; `opened` for Enter and a double click."""

    day_changed = Signal(date)
    month_changed = Signal(date)
    opened = Signal(date)

    def __init__(self, today: date, *, name: str) -> None:
        super().__init__()
        self.days = _Days(today)
        self._name = name
        self._turning = False
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            head.setMinimumSectionSize(1)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        set_type(self.horizontalHeader(), "table_strong")
        self.doubleClicked.connect(lambda index: self.opened.emit(self.days.day(index)))
        self.clicked.connect(lambda index: self._go(self.days.day(index)))
        self.day = today
        self._say_month()

    def show_month(self, entries: Mapping[date, Sequence[Entry]]) -> None:
        """Show what stands on the days of the month of the chosen day."""
        self._turning = True
        self.days.show(self.day, entries)
        self.setCurrentIndex(self.days.place_of(self.day))
        self._turning = False
        self._say_month()

    def choose(self, day: date) -> None:
        """Choose a day, of another month too."""
        self._go(day)

    def shown_days(self) -> tuple[date, date]:
        """The first and the last day in sight when the month of the chosen day is shown."""
        first, last = self.day.replace(day=1), end_of_month(self.day)
        return first - timedelta(days=first.weekday()), last + timedelta(days=_DAYS - 1 - last.weekday())

    def copy(self) -> None:
        """What stands on the chosen day, to the clipboard."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self.days.spoken(self.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day, key = self.day, event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in steps:
            self._go(day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go(add_months(day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            by_month = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._go(_edge(day, last=key == Qt.Key.Key_End, by_month=by_month))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)

    def _go(self, day: date) -> None:
        if self._turning or not 2000 <= day.year <= 2100:
            return
        before, self.day = self.day, day
        if (before.year, before.month) != (day.year, day.month):
            self.month_changed.emit(day.replace(day=1))
        self.setCurrentIndex(self.days.place_of(day))
        self.day_changed.emit(day)

    def _say_month(self) -> None:
        self.setAccessibleName(f"{self._name}, {self.day:%B %Y}")


class _DayDelegate(QStyledItemDelegate):
    """Paints the number of a day and as much of what stands on it as there is room for."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model: _Days = index.model()
        day, rect = model.day(index), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        inverted = chosen and tokens().is_contrast
        here = (day.year, day.month) == (model.month.year, model.month.month)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, colour("accent_soft" if chosen else "card" if here else "sunken"))
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        painter.drawLine(QPointF(rect.right() + 0.5, rect.top()), QPointF(rect.right() + 0.5, rect.bottom()))
        if chosen and option.widget is not None and option.widget.hasFocus():
            painter.setPen(QPen(colour("on_soft" if inverted else "focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -3, -3), 4, 4)
        top = _paint_number(painter, rect, day, here=here, today=day == model.today, inverted=inverted)
        _paint_entries(painter, rect, top, model.entries.get(day, ()), inverted=inverted)
        painter.restore()


def _paint_number(painter: QPainter, rect: QRect, day: date, *, here: bool, today: bool, inverted: bool) -> float:
    """The number, with "Today" beside it on today; returns where there is room under it."""
    face = "small_strong" if today else "small"
    measure = QFontMetricsF(font(face))
    words = f"{day.day} {day:%b}" if day.day == 1 else str(day.day)
    painter.setFont(font(face))
    ink = colour("on_soft") if inverted else colour("link") if today else colour("text" if here else "text2")
    painter.setPen(ink)
    room = QRectF(rect.left() + px(8), rect.top() + px(5), rect.width() - px(14), measure.height())
    if today and measure.horizontalAdvance(f"{words} · Today") <= room.width():
        words = f"{words} · Today"
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft, words)
    return room.bottom() + px(2)


def _paint_entries(painter: QPainter, rect: QRect, top: float, entries: Sequence[Entry], *, inverted: bool) -> None:
    line = QFontMetricsF(font("small_strong")).height() + px(2)
    fits = max(int((rect.bottom() - px(3) - top) // line), 0)
    whole = len(entries) if len(entries) <= fits else max(fits - 1, 0)
    rest = [_rest(entries[whole:], alone=not whole)] if whole < len(entries) and fits else []
    for each in (*entries[:whole], *rest):
        ink = colour("on_soft") if inverted else colour("ask" if each.presses else "text")
        face = font("small_strong" if each.presses else "small")
        paint_icon(painter, each.icon, ink.name(), rect.left() + px(8), top + px(2), px(12))
        painter.setFont(face)
        painter.setPen(ink)
        room = QRectF(rect.left() + px(24), top, rect.width() - px(28), line)
        painter.drawText(
            room, QFontMetricsF(face).elidedText(seen(each.text), Qt.TextElideMode.ElideRight, room.width())
        )
        top += line


def _rest(entries: Sequence[Entry], *, alone: bool) -> Entry:
    """What there is no room for, as one line that presses where any of it does."""
    pressing = next((each for each in entries if each.presses), None)
    words = f"{len(entries)} deadlines" if alone else f"{len(entries)} more"
    return Entry(words, pressing.icon if pressing else "plus", pressing is not None)


def _said(entry: Entry) -> str:
    words = seen(entry.text)
    return f"{words}, {entry.state}" if entry.state else words


def _edge(day: date, *, last: bool, by_month: bool) -> date:
    """The first or last day of a day's week, or of its month."""
    if by_month:
        return end_of_month(day) if last else day.replace(day=1)
    return day + timedelta(days=(_DAYS - 1 if last else 0) - day.weekday())
