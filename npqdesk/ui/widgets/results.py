"""Rows found by a search: two lines, the found part in bold, chips at the right; a model and its delegate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from npqdesk.ui.seen import is_covered, seen
from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.chip import Status, chip_size, paint_chip
from npqdesk.ui.widgets.text import tip

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Result:
    """One row: `key` is what the page gets; `found` are (start, end) parts of the title that matched.

    `details` are dropped from `spare` on when the line is too long: give the ones that may go, least needed first.
    `similar` is a row that does not fit what was typed, but something like it."""

    key: str
    title: str
    details: tuple[str, ...] = ()
    found: tuple[tuple[int, int], ...] = ()
    chips: tuple[Status, ...] = ()
    spare: tuple[str, ...] = ()
    similar: bool = False

    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join((self.title, *self.details, *(chip.word for chip in self.chips)))

    def as_seen(self) -> "Result":
        """The row as it may be seen now."""
        if not is_covered():
            return self
        title = seen(self.title)
        details, spare = tuple(map(seen, self.details)), tuple(map(seen, self.spare))
        return replace(self, title=title, details=details, spare=spare, found=self.found if title == self.title else ())


class ResultModel(QAbstractListModel):
    """The rows of now; `show_results` replaces them all."""

    def __init__(self) -> None:
        super().__init__()
        self.results: tuple[Result, ...] = ()

    def show_results(self, results: Sequence[Result]) -> None:
        self.beginResetModel()
        self.results = tuple(results)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.results)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        result = self.results[index.row()].as_seen()
        if role == Qt.ItemDataRole.DisplayRole:
            return result.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return result.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if len(result.title) < 40 else tip(result.title)
        return None


class ResultDelegate(QStyledItemDelegate):
    """Paints a `Result`; a chosen row is filled and outlined, in a contrast theme in the highlight's colours."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(px(320), px(61))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        result = model.results[index.row()].as_seen()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        inverted = selected and tokens().is_contrast
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = index.row() == model.rowCount() - 1
        self._paint_ground(painter, option.rect, selected=selected, line=not last and not selected)
        right = self._paint_chips(painter, option.rect, result, inverted=inverted)
        left = option.rect.left() + px(18)
        room = right - left - px(12)
        ink, quiet = (colour("on_soft"),) * 2 if inverted else (colour("text"), colour("text2"))
        self._paint_title(painter, QPointF(left, option.rect.top() + px(26)), room, result, ink)
        painter.setFont(font("table"))
        painter.setPen(quiet)
        painter.drawText(QPointF(left, option.rect.top() + px(46)), _fitting(result, room))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, selected: bool, line: bool) -> None:
        if selected:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 3, -4, -3), 5, 5)
        elif line:
            # Filled, since a line that is smoothed takes as long as the whole row.
            painter.fillRect(QRect(rect.left() + px(18), rect.bottom(), rect.width() - 2 * px(18), 1), colour("border"))

    def _paint_chips(self, painter: QPainter, rect: QRect, result: Result, *, inverted: bool) -> int:
        """Draw the chips from the right; returns where they begin."""
        right = rect.right() - px(14)
        for chip in reversed(result.chips):
            size = chip_size(chip)
            right -= size.width()
            top = rect.top() + (rect.height() - size.height()) / 2
            paint_chip(painter, right, top, chip, on_highlight=inverted)
            right -= px(8)
        return right

    def _paint_title(self, painter: QPainter, at: QPointF, room: float, result: Result, ink: QColor) -> None:
        painter.setPen(ink)
        elided = QFontMetricsF(font("row_strong")).elidedText(result.title, Qt.TextElideMode.ElideRight, room)
        for text, strong in _pieces(elided, result.found):
            face = font("row_strong" if strong else "row")
            painter.setFont(face)
            painter.drawText(at, text)
            at.setX(at.x() + QFontMetricsF(face).horizontalAdvance(text))


def _pieces(title: str, found: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The title in parts, each with whether it was found."""
    pieces, at = [], 0
    for start, end in sorted(found):
        pieces += [(title[at:start], False), (title[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (title[at:], False)] if piece[0]]


def _fitting(result: Result, room: float) -> str:
    """The second line without the details that may go, as far as needed to fit; then elided."""
    metrics, details = QFontMetricsF(font("table")), list(result.details)
    for spare in result.spare:
        if metrics.horizontalAdvance(" · ".join(details)) <= room:
            break
        if spare in details:
            details.remove(spare)
    return metrics.elidedText(" · ".join(details), Qt.TextElideMode.ElideRight, room)
