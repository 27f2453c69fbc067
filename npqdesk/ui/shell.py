"""The window: menu bar, sidebar, the page of now, help beside it, status bar.

Pages are built when they are first gone to.  `go(page_id, **arguments)` shows one, `notice` tells what happened with
Undo, `show_failure` shows a problem or a bug, `say_saved` and `show_standing` speak in the status bar."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from npqdesk.ui.calendar_watch import CalendarWatch
from npqdesk.ui.cut_short import CutShort
from npqdesk.ui.dropping import Dropping
from npqdesk.ui.focus_ring import FocusRing
from npqdesk.ui.help_beside import HelpBeside
from npqdesk.ui.hiding import Hiding
from npqdesk.ui.looks import keep_looks, wear_looks
from npqdesk.ui.menus import Menus
from npqdesk.ui.page import Page, PageEntry
from npqdesk.ui.page_top import PageTop
from npqdesk.ui.parts import focus_first, not_open_page, opening_page, program_name, saved_words, show_alone
from npqdesk.ui.place import Memory, keep_place, restore_place
from npqdesk.ui.scope import Scope
from npqdesk.ui.seen import seen
from npqdesk.ui.sidebar import Sidebar
from npqdesk.ui.status_bar import StatusBar
from npqdesk.ui.tasks import finish_tasks, run_task
from npqdesk.ui.theme import px, theme
from npqdesk.ui.undoing import Undoing
from npqdesk.ui.ways import Ways
from npqdesk.ui.widgets.frames import holder, row

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.widgets.notice import More
    from npqdesk.ui.widgets.progress import WorkingBar

_WIDE_ENOUGH, _LIST_DATE_FROM = 1180, 1320


class Shell(QMainWindow):
    """`open_records()` opens the desk in the background; until then the window calmly says so."""

    opened = Signal()

    def __init__(
        self,
        entries: Sequence[PageEntry],
        open_desk: Callable[[], "Desk"],
        *,
        memory: Memory | None = None,
        is_sample: bool = False,
    ) -> None:
        super().__init__()
        self.entries = tuple(entries)
        self.desk: Desk | None = None
        self.is_sample = is_sample
        self._open_desk, self.memory = open_desk, memory
        self._pages: dict[str, Page] = {}
        self.page: Page | None = None
        self.page_id = ""
        self.ways, self.scope, self.help = Ways(self), Scope(self), HelpBeside(self)
        self.hiding, self._cut_short = Hiding(self, memory), CutShort()
        self._build()
        self._ring, self.dropping = FocusRing(self), Dropping(self)
        theme().changed.connect(self._on_theme)
        self.scope.changed.connect(self.ways.refresh)
        restore_place(self, memory)
        self.show_title()

    def _build(self) -> None:
        shown = [entry for entry in self.entries if entry.group]
        self._sidebar = Sidebar(shown, self.scope, go=self.go, search=self.ways.search)
        self._sidebar.set_enabled_items(enabled=False)
        self._stack = QStackedWidget()
        self._top = PageTop(self)
        across = row(self._sidebar)
        across.addWidget(self._stack, 1)
        self.setCentralWidget(holder(across))
        self._status = StatusBar(self._go_part, self.hiding.action)
        self.setStatusBar(self._status)
        self._menus = Menus(self)
        self.undoing = Undoing(self, self._menus, self._top)
        self.calendar = CalendarWatch(self)
        self._stack.addWidget(opening_page())
        self._status.say("nothing", "Opening your records…")

    # Opening

    def open_records(self) -> None:
        """Open the desk beside the window; then show the first page, or what is wrong and what to do."""
        run_task(self, lambda _task: self._open_desk(), on_done=self._on_open, on_failed=self._on_not_open)

    def reopen(self, open_desk: Callable[[], "Desk"], *, is_sample: bool = False) -> None:
        """Close these records and open others, such as the sample; every page is built anew."""
        if self.page is not None and not self.page.leave():
            return
        self._top.setParent(self)
        self._menus.show_commands(())
        finish_tasks()
        self.working.end()
        if self.desk is not None:
            self._cut_short.end()
            self.desk.close()
        self.desk, self.page, self.page_id, self._pages = None, None, "", {}
        self._open_desk, self.is_sample = open_desk, is_sample
        self.ways.forget()
        self._sidebar.set_enabled_items(enabled=False)
        show_alone(self._stack, opening_page())
        self._status.say("nothing", "Opening your records…")
        self.open_records()

    def _on_open(self, desk: "Desk") -> None:
        self.desk = desk
        self._sidebar.set_enabled_items(enabled=True)
        self.say_saved()
        wear_looks(desk)
        self.hiding.read()
        told = self._cut_short.begin(desk)
        self.opened.emit()
        if self.page is None:
            self.go(self.entries[0].id)
        if told:
            self.notice(told)

    def _on_not_open(self, error: Exception) -> None:
        self._status.say("not_saved", "Your records are not open")
        show_alone(self._stack, not_open_page(self, error, self._open_desk))
        focus_first(self._stack)

    # Going from page to page

    def go(self, page_id: str, **arguments: object) -> None:
        """Show a page; it is built the first time, and told the arguments by `arrive` each time."""
        if self.desk is None or (self.page is not None and not self.page.leave()):
            self._sidebar.show_current(self.page_id)
            return
        page = self._pages.get(page_id) or self._make(page_id)
        self.page, self.page_id = page, page_id
        theme().catch_up(page)
        self._top.move_to(page.top)
        if (had_focus := self.focusWidget()) is not None:
            had_focus.clearFocus()  # or Qt asks for the next stop while the page that holds it is being put away
        self._stack.setCurrentWidget(page)
        self._sidebar.show_current(self.entry(page_id).under or page_id)
        page.arrive(**arguments)
        if self.page is not page:  # it led on to another page
            return
        self.ways.visited(page_id, arguments)
        self._menus.show_commands(page.commands())
        self.help.tell()
        self.show_title()
        self.hiding.cover()
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            page.reveal(focus)
        else:
            focus_first(page.scroll) or focus_first(page)

    def _make(self, page_id: str) -> Page:
        entry = self.entry(page_id)
        page = entry.make(self, self.desk)
        page.title = page.title or entry.title
        self._pages[page_id] = page
        self._stack.addWidget(page)
        return page

    def entry(self, page_id: str) -> PageEntry:
        """The page of this id, as the sidebar knows it."""
        return next(each for each in self.entries if each.id == page_id)

    def has_page(self, page_id: str) -> bool:
        return any(entry.id == page_id for entry in self.entries)

    def refresh_commands(self) -> None:
        """Read the commands of the page again, after they changed."""
        if self.page is not None:
            self._menus.show_commands(self.page.commands())

    def show_title(self) -> None:
        title = self.page.title if self.page is not None else ""
        program = program_name(self)
        self.setWindowTitle(f"{seen(title)} – {program}" if title else program)

    def _go_part(self, part: str) -> None:
        """Where the register and the lists are loaded, or the policy is read."""
        page_id = "policy" if part == "policy" else "load"
        if self.has_page(page_id):
            self.go(page_id)

    # Telling

    def notice(
        self, text: str, undo: Callable[[], object] | None = None, *, undo_name: str = "", more: "More | None" = None
    ) -> None:
        """What happened and what was kept; `undo` takes it back, `undo_name` names the act in the Edit menu.

        `more` is a button that leads on: its words, and what it does."""
        self._top.undo_name = undo_name or text
        self._top.notice.show_notice(text, undo=undo, more=more)

    @property
    def notice_shown(self) -> str:
        """The notice that stands now, or nothing."""
        notice = self._top.notice
        return "" if notice.isHidden() else notice.text

    @property
    def working(self) -> "WorkingBar":
        """What tells of printing and saving many, whatever page is shown meanwhile."""
        return self._top.working

    def clear_notice(self) -> None:
        """Take away what an earlier act said, unless it can still be undone."""
        if not self._top.notice.can_undo:
            self._top.notice.clear()

    def show_failure(self, error: BaseException) -> None:
        """Show a problem, or a bug with its details, on top of the page."""
        if self.page is None:
            self._on_not_open(error)
        else:
            self._top.show_failure(error)

    def say_saved(self) -> None:
        self._status.say(*saved_words(self))
        self.undoing.read()
        self.calendar.soon()
        self.hiding.read()

    def say_saving(self) -> None:
        self._status.say("saving", "Saving…")

    def say_not_saved(self, why: str) -> None:
        """`why` in two or three words, such as "disk full"."""
        self._status.say("not_saved", f"Not saved: {why}")

    def show_standing(self, *, register: str, lists: str, policy: str) -> None:
        """The register date, the list date and the policy in use, as the status bar shows them."""
        for part, words in (("register", register), ("lists", lists), ("policy", policy)):
            self._status.show_part(part, words)
        self.fit()

    # Keyboard, size and place

    def regions(self) -> list[tuple[QWidget, QWidget | None]]:
        """The parts that F6 walks through, each with where the focus goes there, None for its first stop."""
        of_page = self.page.regions() if self.page is not None else []
        return [(self._sidebar, self._sidebar.current_item()), *((each, None) for each in (*of_page, self._status))]

    def zoom(self, steps: int) -> None:
        """Text larger, smaller, or (0) as the system has it."""
        theme().zoom_step(steps) if steps else theme().set_zoom(100)
        self.looks_changed()

    def choose_theme(self, preference: str) -> None:
        theme().choose(preference)
        self.looks_changed()

    def looks_changed(self) -> None:
        """Kept as settings by the desk when it is open."""
        if self.desk is not None:
            keep_looks(self.desk)

    def _on_theme(self) -> None:
        self._menus.show_colours()
        self.fit()

    def fit(self) -> None:
        """Suit the sidebar and the status bar to the width of now."""
        self._sidebar.set_narrow(narrow=self.width() < px(_WIDE_ENOUGH) or self._menus.narrow.isChecked())
        self._status.drop_lists(dropped=self.width() < px(_LIST_DATE_FROM))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 (Qt's own signature)
        return self.ways.next_stop(1 if next else -1) or super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
        self.ways.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.dropping.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None and not self.page.leave():
            event.ignore()
            return
        keep_place(self, self.memory)
        self.hide()  # what is being typed into a form is kept as it goes
        finish_tasks()
        if self.desk is not None:
            self._cut_short.end()
            self.desk.close()
            self.desk = None
        super().closeEvent(event)
