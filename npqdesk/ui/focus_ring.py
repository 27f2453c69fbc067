"""The focus ring: one small overlay that follows the keyboard.

It shows while the keyboard is in use, always on an error summary, and never steals the mouse.  Fields and tables mark
their focus by an edge of their own (the style sheet), so the ring leaves them alone."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QWidget
from shiboken6 import isValid

from npqdesk.ui.theme import colour, tokens

# By name: to import these classes would cost some milliseconds before the first window stands.
_OWN_EDGE = ("QLineEdit", "QComboBox", "QAbstractSpinBox", "QPlainTextEdit", "QAbstractItemView", "QMenu")
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show)
_GAP = 4


class _Overlay(QWidget):
    """The line itself; a child of what scrolls, so that it is clipped with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 if tokens().is_contrast else 2
        painter.setPen(QPen(colour("focus"), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)


class FocusRing(QObject):
    """Follows the focus inside one window; `target` is the widget it is around, None while hidden."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._by_keyboard = False
        self._watched: list[QWidget] = []
        self._overlay: _Overlay | None = None
        self.target: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS and watched is self._focused():
            self._set_keyboard(by_keyboard=True)
        elif kind == QEvent.Type.MouseButtonPress:
            self._set_keyboard(by_keyboard=False)
        elif kind in _MOVES:
            self._place()
        elif kind == QEvent.Type.Hide and watched is self.target:
            self._hide()
        return False

    def _focused(self) -> QWidget | None:
        return self._watched[0] if self._watched else None

    def _set_keyboard(self, *, by_keyboard: bool) -> None:
        if by_keyboard != self._by_keyboard:
            self._by_keyboard = by_keyboard
            self._show()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        if new is None or new.window() is not self._window:
            self._hide()
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._by_keyboard = False
        home = _home(new)
        widget: QWidget | None = new
        while widget is not None and widget is not home:
            self._watched.append(widget)
            widget.installEventFilter(self)
            widget = widget.parentWidget()
        self._show()

    def _show(self) -> None:
        new = self._focused()
        wanted = self._by_keyboard or (new is not None and new.property("ring") == "always")
        if new is None or not wanted or any(map(new.inherits, _OWN_EDGE)) or not new.isVisible():
            self._hide()
            return
        home = _home(new)
        if self._overlay is None or not isValid(self._overlay) or self._overlay.parentWidget() is not home:
            self._drop()
            self._overlay = _Overlay(home)
        self.target = new
        self._place()
        self._overlay.show()

    def _place(self) -> None:
        if self.target is None or self._overlay is None or not isValid(self._overlay) or not isValid(self.target):
            return
        home = self._overlay.parentWidget()
        corner = self.target.mapTo(home, QPoint(0, 0))
        around = QRect(corner, self.target.size()).adjusted(-_GAP, -_GAP, _GAP, _GAP)
        self._overlay.setGeometry(around.intersected(home.rect()))
        self._overlay.raise_()

    def _hide(self) -> None:
        self.target = None
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.hide()

    def _drop(self) -> None:
        if self._overlay is not None and isValid(self._overlay):
            self._overlay.deleteLater()
        self._overlay = None


def _home(widget: QWidget) -> QWidget:
    """What the ring is drawn on: the content that scrolls, else the whole window."""
    parent = widget.parentWidget()
    while parent is not None:
        above = parent.parentWidget()
        if above is not None and isinstance(above.parentWidget(), QScrollArea):
            return parent
        parent = above
    return widget.window()
