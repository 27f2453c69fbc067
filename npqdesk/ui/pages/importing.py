"""A page on which files are brought in.

One thing at a time stands on it: what is kept now; what has to be said about a file; how far it is read; and what
keeping it would change, with Keep and Leave below.  A page of this kind shows what is kept (`show_rest`), takes a file
that was dropped on it and that its headings do not tell (`take_unknown`), and keeps what it previews (`keep_it`).
Reading and keeping run beside the window (`run`), and come back to the page wherever the office has gone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from npqdesk.ui.page import Page
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import Limited
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 820
_LEAVE = "&Leave everything as it was"


class ImportPage(Page):
    """`back` are the words of the button that leaves a preview with nothing to keep.

    `busy` is whether something is being read or kept; `content` is what stands on the page now."""

    back = ""

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._keep = primary("&Keep", self.keep_it, bulk="large")
        self._leave = secondary(_LEAVE, self.give_up, bulk="large")
        self._foot = FooterBar(self._keep, self._leave, note="Nothing is kept until you choose Keep.")
        self._actions: Sequence[QPushButton] = ()
        self._task: Task | None = None
        self._news = False
        self._first: Callable[[], QWidget] = lambda: self._leave
        self.content: QWidget | None = None
        self.body.addStretch(1)

    def set_top(self, title: str, actions: Sequence[QPushButton], **header: Any) -> None:
        """The header, whose actions are there while nothing is under way; for being built."""
        self._title, self._actions = title, actions
        self._header = PageHeader(title, actions=actions, **header)
        self.set_header(self._header)
        self.set_footer(self._foot)

    @property
    def busy(self) -> bool:
        return self._task is not None

    def show_rest(self) -> None:
        """Show what is kept now."""
        raise NotImplementedError

    def take_unknown(self, path: Path) -> None:
        """Begin with a file that was dropped on the page, and that its headings do not tell."""
        raise NotImplementedError

    def keep_it(self) -> None:
        """Keep what is previewed."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        return self._first()

    def give_up(self) -> None:
        """Go back to what is kept."""
        news = self._news
        self.show_rest()
        if news:
            self.shell.notice("Nothing was kept. Everything is as it was.")

    def take_dropped(self, path: Path, kind: str) -> bool:
        if self.busy:
            self.shell.notice("Another file is under way. Drop this one again when that is done.")
        elif not kind:
            self.take_unknown(path)
        return self.busy or not kind

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.busy:
            self.stop()
            return
        super().keyPressEvent(event)

    # What stands on the page

    def show_content(
        self,
        content: QWidget,
        *,
        about: str,
        first: Callable[[], QWidget],
        wide: bool = False,
        at_rest: bool = False,
    ) -> None:
        """Put one thing on the page in place of what was there; `first` says where the focus goes."""
        if self.content is not None:
            self._place.hide()
            self._place.deleteLater()
        self.content, self._first, self._news = content, first, False
        self._place = content if wide else Limited(content, _WIDTH)
        self.body.insertWidget(0, self._place, int(at_rest))
        self._place.show()
        self.body.setStretch(1, int(not at_rest))
        for button in self._actions:
            button.setVisible(at_rest)
        self._foot.setVisible(False)
        self._header.show_title(self._title, about=about)
        self.scroll_to_top()
        self._focus_if_here()

    def show_preview(
        self, preview: QWidget, file_name: str, *, news: bool, nothing: str, first: Callable[[], QWidget | None]
    ) -> None:
        """Show what keeping a file would change, `news`, or that there is `nothing`.  Without a `first`, on Keep."""

        def focus() -> QWidget:
            return first() or (self._keep if news else self._leave)

        about = "What would change. Nothing is kept yet." if news else nothing
        self.show_content(preview, about=about, first=focus, wide=True)
        self._news = news
        self._keep.setVisible(news)
        self._leave.setText(_LEAVE if news else self.back)
        self._leave.setAccessibleName(self._leave.text().replace("&", ""))
        self._foot.show()
        self._focus_if_here()
        if self.shell.page is not self:
            self.shell.notice(f"{file_name} has been looked through. Choose Keep under {self._title}.")

    def _focus_if_here(self) -> None:
        if self.shell.page is self:
            self._first().setFocus()

    # What runs beside the window

    def run(
        self,
        card: ProgressCard,
        work: Callable[[Task], object],
        on_done: Callable[[Any], None],
        about: str,
        *,
        on_failed: Callable[[Exception], None] | None = None,
        stopped: str = "The import was cancelled.",
    ) -> None:
        """Do `work` beside the window, with its progress on the page.  Stopped or failed, everything is as it was."""
        self.shell.clear_notice()
        self.show_content(card, about=about, first=lambda: card.cancel)
        self._task = run_task(
            self,
            work,
            on_done=lambda result: self._home_with(lambda: on_done(result)),
            on_failed=lambda error: self._home_with(lambda: (on_failed or self.failed)(error)),
            on_cancelled=lambda: self._home_with(lambda: self._stopped(stopped)),
            on_progress=card.tell,
        )
        self.shell.refresh_commands()

    def stop(self) -> None:
        """Ask what is under way to stop."""
        if self._task is not None:
            self._task.cancel()

    def _home_with(self, show: Callable[[], None]) -> None:
        self._task = None
        show()
        if self.shell.page is self:
            self.shell.refresh_commands()

    def _stopped(self, said: str) -> None:
        self.show_rest()
        self.shell.notice(f"{said} Everything is as it was.")

    def failed(self, error: Exception) -> None:
        """Show why, and what is kept."""
        self.show_rest()
        self.shell.show_failure(error)
