"""What every page is: a header that stays, a body that scrolls, a footer for the actions that end it, a panel beside.

A page is registered in `entries.py` as a `PageEntry`; the shell builds it when it is first shown, calls `arrive`
each time it is gone to, and puts the focus where `first_focus` says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from npqdesk.ui.command import Command
from npqdesk.ui.theme import dress_again, px, theme
from npqdesk.ui.widgets.frames import column, holder
from npqdesk.ui.widgets.header import FooterBar, PageHeader

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_NARROW = 1000


class Page(QWidget):
    """The base of all pages.  `self.desk` is open and `self.shell` is the window.

    Put content into `self.body`; call `set_header`, `set_footer`, `set_side` while being built."""

    title = ""
    help_text = ""
    begins: tuple[str, ...] = ()
    """What `arrive` may be told that begins something new, and is not told again when one comes back by Alt+Left."""
    takes_many = False
    """Whether several files that are dropped together are taken one by one."""
    is_own_way = False
    """Whether it leads back through its own steps: gone to again, it is the place that it was."""

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__()
        self.shell, self.desk = shell, desk
        theme().dress_when_shown(self)
        self._side: QWidget | None = None
        self._footer: FooterBar | None = None
        self._main = column()
        self.body = column(gap=16, margins=(32, 4, 28, 24))
        self._bodies = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bodies.setSpacing(0)
        self._bodies.setContentsMargins(0, 0, 0, 0)
        self._bodies.addWidget(holder(self.body), 1)  # apart from the side, which a screen reader finds after it
        self._bodies.addStretch(0)
        content = QWidget()
        content.setLayout(self._bodies)
        self.scroll = QScrollArea()
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll.setWidget(content)
        self.top = column(gap=10)  # notices and failures, under the header
        self._main.addLayout(self.top)
        self._main.addWidget(self.scroll, 1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addLayout(self._main, 1)

    def set_header(self, header: PageHeader) -> None:
        self._main.insertWidget(0, header)
        header.lower()  # a screen reader goes by the order of the parts in their parent: the title comes first

    def set_footer(self, footer: FooterBar) -> None:
        self._footer = footer
        self._main.addWidget(footer)

    def set_side(self, side: QWidget, *, width: int = 320, panel: bool = False) -> None:
        """A column at the right: part of the body, or (`panel`) a full-height panel beside header and footer.

        In a narrow window it moves under the main column."""
        self._side, self._side_width, self._side_is_panel = side, width, panel
        self._place_side()

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for the side beside the body."""
        return self.width() < px(_NARROW)

    def narrowed_to(self) -> list[str]:
        """What its table shows, in words, part by part, where no filter bar says so."""
        return []

    def arrive(self, **arguments: object) -> None:
        """Called each time the page is gone to; show what is true now."""

    def refresh(self) -> None:
        """Called when the records changed under the page, as by Undo; show what is true now."""

    def commands(self) -> Sequence[Command]:
        """The commands of this page now.  When they become others, `shell.refresh_commands` reads them again."""
        return ()

    def first_focus(self) -> QWidget | None:
        """Where the focus goes on arrival."""
        return None

    def regions(self) -> list[QWidget]:
        """The parts that F6 walks through: the body, the side panel, the footer."""
        return [part for part in (self.scroll, self._side, self._footer) if part is not None and part.isVisible()]

    def step_back(self) -> bool:
        """Called for Alt+Left: go back a step within the page; False leads to the page before."""
        return False

    def take_dropped(self, path: Path, kind: str) -> bool:
        """Called for a file that was dropped anywhere in the window; `kind` is what `recognise` calls it, "" for an
        unknown one.  False leaves it to the page for its kind."""
        return False

    def leave(self) -> bool:
        """Called before another page is shown; False keeps this one."""
        return True

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget of the body can be seen, from its top, once the page has been laid out."""
        content, bar = self.scroll.widget(), self.scroll.verticalScrollBar()

        def scroll() -> None:
            self.scroll.ensureWidgetVisible(widget, 0, px(24))
            bar.setValue(min(bar.value(), widget.mapTo(content, QPoint(0, 0)).y() - px(4)))

        if content.isAncestorOf(widget):
            QTimer.singleShot(0, widget, scroll)

    def scroll_to_top(self) -> None:
        self.scroll.verticalScrollBar().setValue(0)

    def set_title(self, title: str) -> None:
        """What the window's title says before "– npqdesk"."""
        self.title = title
        self.shell.show_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._side is not None:
            self._place_side()

    def _place_side(self) -> None:
        side, narrow = self._side, self.is_narrow
        beside_page = self._side_is_panel and not narrow
        home: QBoxLayout = self._across if beside_page else self._bodies
        if home.indexOf(side) < 0:
            for each in (self._across, self._bodies):
                each.removeWidget(side)
            home.insertWidget(1, side)
            dress_again(side)
        under = narrow and not beside_page
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._bodies.setDirection(down if under else right)
        self._bodies.setStretch(0, 0 if under else 1)
        self._bodies.setStretch(self._bodies.count() - 1, 1 if under else 0)
        if not self._side_is_panel:
            side.setContentsMargins(self.body.contentsMargins().left() if under else 0, 0, 0, 0)
        widest = 16_777_215
        side.setMinimumWidth(0 if under else px(self._side_width))
        side.setMaximumWidth(widest if under else px(self._side_width))


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One item of the sidebar, in its order; `make(shell, desk)` builds the page when it is first shown.

    `group` parts the items by hairlines; "foot" stands at the bottom, "" is a page without an item, shown `under` the
    item of another page; `alone` says that such a page can be gone to without saying of what."""

    id: str
    title: str
    icon: str
    make: Callable[["Shell", "Desk"], Page]
    group: str = "work"
    under: str = ""
    alone: bool = False


def page_keys(entry: PageEntry, number: int) -> tuple[str, ...]:
    """The keys that lead to the page that is the `number`th of the sidebar: from the tenth on there are none."""
    if entry.group == "foot":
        return ("Ctrl+,",)
    return (f"Ctrl+{number}",) if number < 10 else ()
