"""The stops of the keyboard in the order in which a window is read: as its layouts have them, whenever each was made.

Qt goes by the order in which widgets were made, so that what a page builds anew would come last."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

_TAKES_TAB = frozenset((Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus))
_WHOLE = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
"""What has nothing inside that the keyboard stops at."""
_HOLDS = (QStackedWidget, QScrollArea, QAbstractItemView, QSplitter)
"""What has its parts in no layout of its own."""


def is_stop(widget: QWidget) -> bool:
    """Whether the Tab key stops at a widget now."""
    return widget.focusPolicy() in _TAKES_TAB and widget.isVisible() and widget.isEnabled()


def stops(widget: QWidget) -> Iterator[QWidget]:
    """The stops in a widget, itself the first where it is one."""
    if not widget.isVisible():
        return
    if is_stop(widget):
        yield widget
    if isinstance(widget, _HOLDS) or (widget.layout() is not None and not isinstance(widget, _WHOLE)):
        for part in _parts(widget):
            yield from stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QStackedWidget):
        yield from (widget.currentWidget(),) if widget.count() else ()
    elif isinstance(widget, QScrollArea):
        yield from (widget.widget(),) if widget.widget() is not None else ()
    elif isinstance(widget, QAbstractItemView):
        yield from _laid_out(widget.viewport().layout())
    elif isinstance(widget, QSplitter):
        yield from (widget.widget(at) for at in range(widget.count()))
    else:
        yield from _laid_out(widget.layout())


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout, those of layouts in it included; a grid row by row.

    Its items are never asked for: the binding would remember spacers after they are gone, and take for one of them
    whatever comes to stand in their place."""
    if layout is None:
        return
    around = layout.parentWidget()
    inside = around.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if around else []
    parts = [*inside, *(each for each in layout.children() if isinstance(each, QLayout))]
    placed = [(at, part) for part in parts if (at := layout.indexOf(part)) >= 0]
    if isinstance(layout, QGridLayout):
        placed.sort(key=lambda each: layout.getItemPosition(each[0])[:2])
    else:
        placed.sort(key=lambda each: each[0])
    for _at, part in placed:
        if isinstance(part, QLayout):
            yield from _laid_out(part)
        else:
            yield part
