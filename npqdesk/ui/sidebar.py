"""The sidebar: the program's mark, search, and one item a page; icons with tooltips when it is narrow."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from npqdesk.ui.page import PageEntry, page_keys
from npqdesk.ui.school_switch import SchoolSwitch
from npqdesk.ui.theme import colour, px, set_icon, set_type, theme, tokens
from npqdesk.ui.widgets.frames import row, rule
from npqdesk.ui.widgets.text import label, paint_icon

if TYPE_CHECKING:
    from npqdesk.ui.scope import Scope

WIDE, NARROW = 224, 56


class _Mark(QWidget):
    """The program's sign: a seal on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(28), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), px(5), px(5))
        paint_icon(painter, "badge-check", tokens().on_accent, px(5), px(5), px(18))


class _Item(QToolButton):
    """One page, or search; Enter opens it as Space does."""

    def __init__(self, text: str, icon: str, on_click: Callable[[], object], *, keys: str = "") -> None:
        super().__init__()
        self.words, self._icon = text, icon
        self.setProperty("role", "nav")
        self.setText(f"  {text}")
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_type(self, "body")
        self.toggled.connect(lambda _checked: self.dress())
        self.clicked.connect(lambda _checked=False: on_click())
        self.dress()

    def dress(self) -> None:
        current = "on_accent" if tokens().is_contrast else "link"
        set_icon(self, self._icon, size=20, role=current if self.isChecked() else "text2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Sidebar(QFrame):
    """`go(page_id)` is called for an item, `search()` for the search item; `scope` is what the switch at the foot
    chooses."""

    def __init__(
        self,
        entries: Sequence[PageEntry],
        scope: "Scope",
        *,
        go: Callable[[str], object],
        search: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setAccessibleName("Pages")
        self._narrow = False
        self._group = QButtonGroup(self)
        self._items: dict[str, _Item] = {}
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(2)
        self._brand = label("npqdesk", "brand", wrap=False)
        self._whole.addLayout(row(_Mark(), self._brand, gap=10, margins=(4, 0, 0, 10)))
        self._search = self._search_item(search)
        self._whole.addWidget(self._search)
        self._area = self._pages(entries, go)
        self._whole.addWidget(self._area, 1)
        self.switch = SchoolSwitch(scope)
        self.switch.table_wanted.connect(lambda: go("trust"))
        self._whole.addWidget(self.switch)
        for number, entry in enumerate(entries, start=1):
            if entry.group == "foot":
                self._whole.addWidget(self._item(entry, go, number))
        theme().changed.connect(self._measure)
        self._measure()

    def _search_item(self, search: Callable[[], object]) -> _Item:
        item = _Item("Search", "search", search, keys="Ctrl+K")
        self._keys: QLabel = label("Ctrl+K", "small", tone="muted", wrap=False)
        line = QHBoxLayout(item)
        line.setContentsMargins(0, 0, 12, 0)
        line.addStretch(1)
        line.addWidget(self._keys)
        return item

    def _pages(self, entries: Sequence[PageEntry], go: Callable[[str], object]) -> QScrollArea:
        """The items that scroll when the window is low."""
        inside = QWidget()
        items = QVBoxLayout(inside)
        items.setContentsMargins(0, 0, 0, 0)
        items.setSpacing(2)
        group = None
        for number, entry in enumerate(entries, start=1):
            if entry.group in ("foot", ""):
                continue
            if entry.group != group:
                items.addSpacing(6)
                items.addWidget(rule())
                items.addSpacing(6)
            group = entry.group
            items.addWidget(self._item(entry, go, number))
        items.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _item(self, entry: PageEntry, go: Callable[[str], object], number: int) -> _Item:
        keys = page_keys(entry, number)
        item = _Item(entry.title, entry.icon, lambda: go(entry.id), keys="".join(keys))
        item.setCheckable(True)
        self._group.addButton(item)
        self._items[entry.id] = item
        return item

    def show_current(self, page_id: str) -> None:
        """Mark the item of the page shown; none for a page that stands under no item."""
        self._group.setExclusive(False)
        for each, item in self._items.items():
            item.setChecked(each == page_id)
        self._group.setExclusive(True)
        if page_id in self._items:
            self._area.ensureWidgetVisible(self._items[page_id])

    def current_item(self) -> QWidget:
        """Where F6 goes."""
        return self._group.checkedButton() or self._search

    def set_enabled_items(self, *, enabled: bool) -> None:
        for item in (self._search, *self._items.values(), self.switch):
            item.setEnabled(enabled)

    def set_narrow(self, *, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self._measure()

    def _measure(self) -> None:
        narrow = self._narrow
        self.setFixedWidth(px(NARROW if narrow else WIDE))
        self._whole.setContentsMargins(8 if narrow else 12, 14, 8 if narrow else 12, 10)
        self._brand.setVisible(not narrow)
        self._keys.setVisible(not narrow)
        self.switch.narrow(narrow=narrow)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for item in (self._search, *self._items.values()):
            item.setFixedHeight(px(36))
            item.setToolButtonStyle(style)
            item.dress()
