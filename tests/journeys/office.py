"""Someone at the keyboard: types, presses keys, reads what is shown.  No mouse."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from npqdesk.ui.loaded import loaded
from npqdesk.ui.shell import Shell
from npqdesk.ui.tasks import is_working

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
BREAK = "\u200b"


class Office:
    def __init__(self, window: Shell, qtbot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def page(self):
        return self.window.page

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget()

    def rest(self) -> None:
        """Until nothing is under way and what is loaded has been read."""
        self.qtbot.waitUntil(lambda: not is_working() and loaded(self.window).index is not None, timeout=20_000)

    def press(self, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier, *, times: int = 1) -> None:
        """A key to the window, as the system sends it: shortcuts and access keys count."""
        for _time in range(times):
            QTest.keyClick(self.window.windowHandle(), key, modifier)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        for letter in text:  # QTest itself knows no letters beyond ASCII
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def tab_to(self, name: str) -> None:
        """Tab until the control of that name has the focus."""
        QApplication.processEvents()
        for _step in range(120):
            if self.focus.accessibleName() == name:
                return
            QTest.keyClick(self.focus, Key.Key_Tab)
        raise AssertionError(f"No stop is called {name!r}")

    def said(self) -> str:
        """Every text shown on the page, one a line."""
        QApplication.processEvents()
        shown = [each.text() for each in self.window.findChildren(QLabel) if each.isVisible()]
        return "\n".join(shown).replace(BREAK, "")

    def question(self) -> str:
        """The id of the question shown."""
        assert self.window.page_id == "question", self.window.page_id
        return self.page.asked.question.id

    def answer(self, *keys: Qt.Key) -> None:
        """Press some keys in the question, then Enter."""
        for key in keys:
            self.press(key)
        self.press(Key.Key_Return)

    def begin(self, name: str) -> None:
        """Ctrl+N, a name, Enter."""
        self.press(Key.Key_N, CTRL)
        self.write(name)
        self.press(Key.Key_Return)

    def find_school(self, text: str) -> None:
        """Type, walk to the first found, take it, go on."""
        self.rest()
        self.write(text)
        self.answer(Key.Key_Down, Key.Key_Return)

    def choose(self, words: str) -> None:
        """Choose an option of the question by its words, with the arrow keys, and go on."""
        options = [each.text() for each in self.page.view.field.options]
        target = next(at for at, text in enumerate(options) if text.startswith(words))
        self.press(Key.Key_1)
        self.press(Key.Key_Down, times=target)
        self.press(Key.Key_Return)
