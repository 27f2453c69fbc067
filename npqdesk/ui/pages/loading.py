"""Register and lists: what is loaded, and loading a newer file: which it is, progress, what would change, keep it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.services.list_columns import ColumnsNeeded
from npqdesk.services.lists import ListPreview, guess_list, keep_list, preview_list
from npqdesk.services.loaded_files import loaded_files
from npqdesk.services.register import RegisterPreview
from npqdesk.services.register_files import keep_register_file, preview_register_file
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.pages.load_columns import ColumnChooser
from npqdesk.ui.pages.load_download import PROMISE, STEPS, NotDownloaded, getting
from npqdesk.ui.pages.load_form import REGISTER, REGISTER_NAMES, LoadForm
from npqdesk.ui.pages.load_preview import LoadPreview, Preview, kept_in_words, save_left_out
from npqdesk.ui.pages.loaded_table import LoadedTable
from npqdesk.ui.rechecked import tell_with_recheck
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import Limited
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from datetime import date

    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

DOWNLOAD = "download"
_WIDTH = 820
_FILES = "Files of the Department (*.csv *.txt *.zip *.gz *.xz *.xlsx *.xlsm *.xls *.ods);;All files (*)"
_KEEPING = "Nothing of it is kept until all of it is. You can go on working in the meantime."


class LoadPage(Page):
    """One thing at a time: the table, the form for a file, its progress, its preview.

    `what` begins at once: "register" or "list" asks for a file, "download" gets the latest register."""

    title = "Register and lists"
    help_text = (
        "The school register is on Get Information about Schools, that of childcare providers on Ofsted’s pages, the "
        "lists on the Department’s. Choose a file or drop one here, and see what would change before it is kept."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._list_button = secondary("Load a list…", lambda: self.choose_file("list"), icon="list-checks")
        self._register_button = primary("Load the register…", lambda: self.choose_file(REGISTER), icon="database")
        self._get_button = secondary("Get the latest register", self.get_latest, icon="download")
        crumbs = [("Schools", lambda: shell.go("schools")), ("Register and lists", None)]
        self._loaders = [self._list_button, self._get_button, self._register_button]
        self._header = PageHeader("Register and lists", crumbs=crumbs, actions=self._loaders)
        self.set_header(self._header)
        self._keep = primary("&Keep", self._keep_it, bulk="large")
        self._leave = secondary("&Leave everything as it was", self._give_up, bulk="large")
        self._footer_bar = FooterBar(self._keep, self._leave, note="Nothing is kept until you choose Keep.")
        self.set_footer(self._footer_bar)
        self._source = loaded(shell)
        self._task: Task | None = None
        self._content: QWidget | None = None
        self.body.addStretch(1)
        self.setAcceptDrops(True)

    def arrive(self, *, what: str = "", **_arguments: object) -> None:
        if self._content is None or isinstance(self._content, LoadedTable):
            self.show_table()
        if what and isinstance(self._content, LoadedTable):
            act = self.get_latest if what == DOWNLOAD else lambda: self.choose_file(what)
            QTimer.singleShot(0, self, act)

    def first_focus(self) -> QWidget | None:
        content = self._content
        if isinstance(content, LoadForm):
            content.focus_first()
            return self.focusWidget() or content.go_on
        if isinstance(content, ProgressCard):
            return content.cancel
        if isinstance(content, NotDownloaded | ColumnChooser):
            return content.first
        if isinstance(content, LoadPreview):
            return self._keep if content.preview.already is None else self._leave
        return self._register_button

    def commands(self) -> list[QAction]:
        made = []
        for words, act, keys in (
            ("&Get the latest register", self.get_latest, ""),
            ("&Load the school register…", lambda: self.choose_file(REGISTER), "Ctrl+O"),
            ("Load a l&ist…", lambda: self.choose_file("list"), ""),
        ):
            action = QAction(words, self)
            action.setShortcut(keys)
            action.setEnabled(self._task is None)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made

    # Choosing a file

    def choose_file(self, what: str) -> None:
        """Ask for a file, then what it is."""
        if self._task is not None:
            return
        title = "Choose the school register" if what == REGISTER else "Choose a list"
        chosen, _filter = QFileDialog.getOpenFileName(self, title, "", _FILES)
        if chosen:
            self.take_file(Path(chosen), what)

    def take_file(self, path: Path, what: str) -> None:
        """Show the form for a file."""
        form = LoadForm(path, what, self.desk.today())
        form.ready.connect(lambda kind, day: self._look_through(path, kind, day))
        form.given_up.connect(self._give_up)
        self._show(form, about="Say what it is. Nothing is kept yet.")
        form.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._task is None and len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = Path(event.mimeData().urls()[0].toLocalFile())
        is_list = guess_list(path) is not None and not REGISTER_NAMES.search(path.name)
        event.acceptProposedAction()
        self.take_file(path, "list" if is_list else REGISTER)

    # Getting it from the internet

    def get_latest(self) -> None:
        """Download the latest register, then show what it would change."""
        if self._task is not None:
            return
        card = ProgressCard(STEPS, self._cancel, cancel="Cancel the download", promise=PROMISE)
        self._run(
            card,
            getting(self.desk),
            self._got,
            "From Get Information about Schools",
            on_failed=self._not_downloaded,
            stopped="The download was cancelled.",
        )

    def _got(self, result: tuple[RegisterPreview, str]) -> None:
        preview, late = result
        self._show_preview(preview)
        if late and self.shell.page is self:
            self.shell.notice(late)

    def _not_downloaded(self, error: Exception) -> None:
        shown = NotDownloaded(
            error,
            again=self.get_latest,
            choose_file=lambda: self.choose_file(REGISTER),
            back=self.show_table,
        )
        self._show(shown, about="Nothing was kept. Everything is as it was.")
        self._focus_if_here(shown.first)
        if self.shell.page is not self:
            self.shell.notice("The register could not be downloaded. Register and lists says why.")

    # Looking through it, and keeping it

    def _look_through(self, path: Path, kind: str, day: "date", columns: dict[str, str] | None = None) -> None:
        def work(task: Task) -> Preview:
            watch = {"progress": task.progress, "cancelled": task.cancelled}
            if kind == REGISTER:
                return preview_register_file(self.desk, path, as_at=day, **watch)
            return preview_list(self.desk, kind, path, published=day, columns=columns, **watch)

        read = "Reading the register" if kind == REGISTER else "Reading the list"
        steps = ("Looking through the file", read, "Show you what changes, before anything is kept")
        card, about = ProgressCard(steps, self._cancel), f"Looking through {path.name}"
        self._run(card, work, self._show_preview, about, on_failed=lambda error: self._stuck(error, path, kind, day))

    def _stuck(self, error: Exception, path: Path, kind: str, day: "date") -> None:
        if not isinstance(error, ColumnsNeeded):
            self._failed(error)
            return
        chooser = ColumnChooser(path, error, on_ready=lambda columns: self._look_through(path, kind, day, columns))
        chooser.given_up.connect(self._give_up)
        self._show(chooser, about="Say which column it is. Nothing is kept yet.")
        self._focus_if_here(chooser.first)

    def _keep_it(self) -> None:
        if not isinstance(self._content, LoadPreview):
            return
        preview = self._content.preview
        keep: Callable[..., object] = keep_list if isinstance(preview, ListPreview) else keep_register_file
        step = "Keeping the list" if isinstance(preview, ListPreview) else "Keeping the register"

        def work(task: Task) -> object:
            return keep(self.desk, preview, progress=task.progress, cancelled=task.cancelled)

        card = ProgressCard((step,), self._cancel, promise=_KEEPING)
        self._run(card, work, lambda _status: self._kept(preview), f"Keeping {preview.file_name}")

    def _run(
        self,
        card: ProgressCard,
        work: Callable[[Task], object],
        on_done: Callable[[Any], None],
        about: str,
        *,
        on_failed: Callable[[Exception], None] | None = None,
        stopped: str = "The import was cancelled.",
    ) -> None:
        self.shell.clear_notice()
        self._show(card, about=about)
        self._task = run_task(
            self,
            work,
            on_done=lambda result: self._home_with(lambda: on_done(result)),
            on_failed=lambda error: self._home_with(lambda: (on_failed or self._failed)(error)),
            on_cancelled=lambda: self._home_with(lambda: self._stopped(stopped)),
            on_progress=card.tell,
        )
        self._focus_if_here(card.cancel)
        self.shell.refresh_commands()

    def _home_with(self, show: Callable[[], None]) -> None:
        self._task = None
        show()
        if self.shell.page is self:
            self.shell.refresh_commands()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self, said: str) -> None:
        self.show_table()
        self.shell.notice(f"{said} Everything is as it was.")

    def _failed(self, error: Exception) -> None:
        self.show_table()
        self.shell.show_failure(error)

    def _show_preview(self, preview: Preview) -> None:
        shown = LoadPreview(preview)
        shown.save_asked.connect(lambda: save_left_out(preview, self.shell))
        news = preview.already is None
        self._show(shown, about="What would change. Nothing is kept yet." if news else "Nothing to keep.")
        self._keep.setVisible(news)
        self._leave.setText("&Leave everything as it was" if news else "&Back to what is loaded")
        self._leave.setAccessibleName(self._leave.text().replace("&", ""))
        self._footer_bar.show()
        self._focus_if_here(self._keep if news else self._leave)
        if self.shell.page is not self:
            self.shell.notice(f"{preview.file_name} has been looked through. Choose Keep under Register and lists.")

    def _kept(self, preview: Preview) -> None:
        self.show_table()
        self._source.refresh()
        self.shell.say_saved()
        tell_with_recheck(self.shell, kept_in_words(preview))

    def _give_up(self) -> None:
        seen = isinstance(self._content, LoadPreview) and self._content.preview.already is None
        self.show_table()
        if seen:
            self.shell.notice("Nothing was kept. Everything is as it was.")

    # Showing

    def show_table(self) -> None:
        """What is loaded now."""
        table = LoadedTable(loaded_files(self.desk), self.desk.today(), self.shell)
        about = "The official files that answers rest on. A newer one is added; nothing is overwritten."
        self._show(table, about=about)
        self._focus_if_here(self._register_button)

    def _show(self, content: QWidget, *, about: str) -> None:
        """Put one thing on the page in place of what was there."""
        if self._content is not None:
            self._place.hide()
            self._place.deleteLater()
        self._content = content
        wide = isinstance(content, LoadedTable | LoadPreview)
        self._place = content if wide else Limited(content, _WIDTH)
        fills = isinstance(content, LoadedTable)
        self.body.insertWidget(0, self._place, int(fills))
        self._place.show()
        self.body.setStretch(1, int(not fills))
        for button in self._loaders:
            button.setVisible(isinstance(content, LoadedTable))
        self._footer_bar.setVisible(False)
        self._header.show_title("Register and lists", about=about)
        self.scroll_to_top()

    def _focus_if_here(self, widget: QWidget) -> None:
        if self.shell.page is self:
            widget.setFocus()
