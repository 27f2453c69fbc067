"""The foot of the sidebar: the trust or the school that is shown, and a menu to choose another."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton

from npqdesk.ui.theme import px, theme
from npqdesk.ui.widgets.frames import column, row
from npqdesk.ui.widgets.text import Icon, label, show_tip

if TYPE_CHECKING:
    from npqdesk.ui.scope import Scope

_HIGH = 44


class SchoolSwitch(QToolButton):
    """Shown where there are two schools or more.  Enter, Space and Down open the menu, where
    `table_wanted` comes from the item that leads to the table of all schools."""

    table_wanted = Signal()

    def __init__(self, scope: "Scope") -> None:
        super().__init__()
        self._scope = scope
        self.setProperty("role", "nav")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name: QLabel = label("", "small_strong", wrap=False)
        self._count: QLabel = label("", "small", tone="muted", wrap=False)
        self._icon = Icon("landmark", size=20)
        self._across = row(self._icon, gap=10)
        self._across.addLayout(column(self._name, self._count, gap=1), 1)
        self.setLayout(self._across)
        self.narrow(narrow=False)
        self.choices = QMenu(self)
        self.choices.setAccessibleName("Which schools are shown")
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)
        scope.read_again.connect(self.dress)
        scope.asked.connect(self._ask)
        theme().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Say what is shown now."""
        chosen, many = self._scope.school, self._scope.schools
        staff = chosen.staff if chosen else self._scope.staff
        name = chosen.name if chosen else self._scope.trust or self._scope.words
        about = f"{'1 of ' if chosen else ''}{len(many)} schools · {staff:,} staff"
        self.setVisible(len(many) > 1)
        self.setFixedHeight(px(_HIGH))
        self._icon.show_icon("school" if chosen else "landmark", role="link" if chosen else "text2")
        self._full = name
        self._count.setText(about)
        self.setAccessibleName(f"Schools shown: {name}, {about}")
        show_tip(self, f"{name}, {about}")
        self._elide()

    def narrow(self, *, narrow: bool) -> None:
        """Only the icon, or the words too."""
        for each in (self._name, self._count):
            each.setVisible(not narrow)
        self._across.setContentsMargins(4 if narrow else 10, 4, 4, 4)
        self._across.setStretch(1, 0 if narrow else 1)
        self._across.setAlignment(self._icon, Qt.AlignmentFlag.AlignCenter if narrow else Qt.AlignmentFlag(0))

    def _elide(self) -> None:
        room = max(self.width() - px(10 + 20 + 10 + 18), px(60))  # margin, icon, gap, and the arrow of the menu
        self._name.setText(self._name.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(px(60), px(_HIGH))

    def _fill(self) -> None:
        """Every school with its staff, the one shown ticked; read again each time, for people come and go."""
        self._scope.read()
        self.choices.clear()
        group = QActionGroup(self.choices)
        every = [("", f"All {len(self._scope.schools)} schools", self._scope.staff)]
        for urn, name, staff in [*every, *((each.urn, each.name, each.staff) for each in self._scope.schools)]:
            action = QAction(f"{name.replace('&', '&&')}  ({staff:,} staff)", group, checkable=True)
            action.setChecked(urn == self._scope.urn)
            action.triggered.connect(lambda _checked=False, urn=urn: self._scope.choose(urn))
            self.choices.addAction(action)
            if not urn:
                self.choices.addAction("Our schools in one table", self.table_wanted.emit)
                self.choices.addSeparator()
            if urn == self._scope.urn:
                self.choices.setActiveAction(action)

    def _ask(self) -> None:
        """Open the menu over the switch, without waiting for what is chosen."""
        if self.isVisible():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._fill()
            over = self.mapToGlobal(QPoint(0, -self.choices.sizeHint().height()))
            self.choices.popup(over)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._ask()
            return
        super().keyPressEvent(event)
