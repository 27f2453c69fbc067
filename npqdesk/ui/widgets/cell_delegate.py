"""Paints the cells of a table: words, small words under them, a chip, and the line round a chosen row."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from npqdesk.ui.theme import colour, font, px, tokens
from npqdesk.ui.widgets.chip import Status, chip_size, paint_chip

if TYPE_CHECKING:
    from npqdesk.ui.widgets.rows import Cell

_PAD, _RIGHT, _GAP, _SHORT, _SHORT_UNDER, _LINES = 16, 12, 8, 140, 110, 2
"""Pixels at 100 % at the left of a cell, at its right as its head has them, before a chip, of a day in words, and of
words as short under others; how many lines words may take that have no others under them."""


def cell_widths(cell: "Cell") -> tuple[int, int]:
    """How wide a column has to be for a cell, in pixels of now: so that its chip, and words that may go on to a second
    line, are not cut; and to show all of it on one line."""
    metrics, beside = QFontMetricsF(font("strong" if cell.strong else "body")), px(_PAD + _RIGHT) + 2
    words = cell.text.split(" ")
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1)]
    on_two = min(max(map(metrics.horizontalAdvance, each)) for each in halves)
    text, under = metrics.horizontalAdvance(cell.text), QFontMetricsF(font("small")).horizontalAdvance(cell.under)
    if cell.under:  # no second line: what is as short as a day stays whole, what is longer may be cut
        on_two = max(text if text <= px(_SHORT) else 0.0, under if under <= px(_SHORT_UNDER) else 0.0)
    on_one = max(text, under)
    chip = chip_size(cell.chip).width() + (px(_GAP) if on_one else 0) if cell.chip is not None else 0
    return round(on_two) + chip + beside, round(on_one) + chip + beside


class CellDelegate(QStyledItemDelegate):
    """Paints a `Cell`; a chosen row is filled with a bar at its left, and lined while its table has the focus."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        cell: Cell = model.cell(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        inverted = selected and tokens().is_contrast
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = index.column() == 0, index.column() == model.columnCount() - 1
        _paint_ground(painter, option.rect, selected=selected, first=first)
        if selected and option.widget is not None and option.widget.hasFocus():
            _paint_focus(painter, option.rect, first=first, last=last)
        room = option.rect.adjusted(px(_PAD), 0, -px(_RIGHT), 0)
        if cell.chip is not None:
            room = _paint_chip(painter, room, cell.chip, alone=not cell.text, inverted=inverted)
        ink, quiet = (colour("on_soft"),) * 2 if inverted else (colour("text"), colour("text2"))
        _paint_words(painter, room, cell, (ink, quiet), number=model.columns[index.column()].number)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, *, selected: bool, first: bool) -> None:
    if selected:
        painter.fillRect(rect, colour("accent_soft"))
    if selected and first:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
    painter.setPen(QPen(colour("border"), 1))
    painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))


def _paint_focus(painter: QPainter, rect: QRect, *, first: bool, last: bool) -> None:
    """The line round a chosen row, drawn cell by cell: open to the neighbours."""
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(colour("on_soft" if tokens().is_contrast else "focus"), 2))
    line = QRectF(rect).adjusted(2 if first else -8, 2, -2 if last else 8, -3)
    painter.drawRoundedRect(line, 4, 4)
    painter.restore()


def _paint_chip(painter: QPainter, room: QRect, chip: Status, *, alone: bool, inverted: bool) -> QRect:
    """Draw a chip at the right, or at the left where it stands alone; returns the room that is left for words."""
    size = chip_size(chip)
    left = room.left() if alone else room.right() - size.width()
    paint_chip(painter, left, room.top() + (room.height() - size.height()) / 2, chip, on_highlight=inverted)
    return room.adjusted(0, 0, -size.width() - px(_GAP), 0)


def _paint_words(painter: QPainter, room: QRect, cell: "Cell", inks: tuple[QColor, QColor], *, number: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
    face = "strong" if cell.strong else "body"
    lines = [(face, line, inks[0]) for line in _lines(cell, QFontMetricsF(font(face)), room)]
    if cell.under:
        lines.append(("small", cell.under, inks[1]))
    heights = [QFontMetricsF(font(face)).height() for face, _text, _ink in lines]
    top = room.top() + (room.height() - sum(heights)) / 2
    for (face, text, ink), height in zip(lines, heights, strict=True):
        painter.setFont(font(face))
        painter.setPen(ink)
        shown = QFontMetricsF(font(face)).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRectF(room.left(), top, room.width(), height), side | Qt.AlignmentFlag.AlignVCenter, shown)
        top += height


def _lines(cell: "Cell", metrics: QFontMetricsF, room: QRect) -> list[str]:
    """The words of a cell; on two lines where one is too short, if nothing stands under them and the row is high."""
    words = cell.text.split(" ")
    is_high = room.height() >= _LINES * metrics.height()
    if cell.under or not is_high or metrics.horizontalAdvance(cell.text) <= room.width():
        return [cell.text]
    fits = [at for at in range(1, len(words)) if metrics.horizontalAdvance(" ".join(words[:at])) <= room.width()]
    return [" ".join(words[: fits[-1]]), " ".join(words[fits[-1] :])] if fits else [cell.text]
