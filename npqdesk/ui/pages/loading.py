"""Register and lists: what is loaded, and loading a newer file: which it is, progress, what would change, keep it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.problem import Problem
from npqdesk.services.lists import ListPreview, guess_list, keep_list, preview_list
from npqdesk.services.loaded_files import loaded_files, save_refused
from npqdesk.services.register import RegisterPreview, keep_register, preview_register
from npqdesk.services.workplaces import day_words
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.pages.load_form import REGISTER, LoadForm
from npqdesk.ui.pages.load_preview import LoadPreview, Preview, refused_file_name
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

_WIDTH = 820
_FILES = "Files of the Department (*.csv *.txt);;All files (*)"
_KEEPING = "Nothing of it is kept until all of it is. You can go on working in the meantime."


class LoadPage(Page):
    """One thing at a time: the table, the form for a file, its progress, its preview.  `what` is register or list."""

    title = "Register and lists"
    help_text = (
        "The school register comes from Get Information about Schools, the lists from the Department’s page on NPQ "
        "funding. Choose a file, or drop one here. You see what would change before anything is kept."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._list_button = secondary("Load a list…", lambda: self.choose_file("list"), icon="list-checks")
        self._register_button = primary("Load the register…", lambda: self.choose_file(REGISTER), icon="database")
        crumbs = [("Schools", lambda: shell.go("schools")), ("Register and lists", None)]
        self._header = PageHeader(
            "Register and lists", crumbs=crumbs, actions=[self._list_button, self._register_button]
        )
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
            QTimer.singleShot(0, self, lambda: self.choose_file(what))

    def first_focus(self) -> QWidget | None:
        content = self._content
        if isinstance(content, LoadForm):
            content.focus_first()
            return self.focusWidget() or content.go_on
        if isinstance(content, ProgressCard):
            return content.cancel
        if isinstance(content, LoadPreview):
            return self._keep if content.preview.already is None else self._leave
        return self._register_button

    def commands(self) -> list[QAction]:
        made = []
        for words, what, keys in (("&Load the school register…", REGISTER, "Ctrl+O"), ("Load a l&ist…", "list", "")):
            action = QAction(words, self)
            action.setShortcut(keys)
            action.setEnabled(self._task is None)
            action.triggered.connect(lambda _checked=False, what=what: self.choose_file(what))
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
        is_list = guess_list(path) is not None and "edubase" not in path.name.casefold()
        event.acceptProposedAction()
        self.take_file(path, "list" if is_list else REGISTER)

    # Looking through it, and keeping it

    def _look_through(self, path: Path, kind: str, day: "date") -> None:
        def work(task: Task) -> Preview:
            watch = {"progress": task.progress, "cancelled": task.cancelled}
            if kind == REGISTER:
                return preview_register(self.desk, path, as_at=day, **watch)
            return preview_list(self.desk, kind, path, published=day, **watch)

        read = "Reading the register" if kind == REGISTER else "Reading the list"
        steps = ("Looking through the file", read, "Show you what changes, before anything is kept")
        self._run(ProgressCard(steps, self._cancel), steps, work, self._show_preview, f"Looking through {path.name}")

    def _keep_it(self) -> None:
        if not isinstance(self._content, LoadPreview):
            return
        preview = self._content.preview
        keep: Callable[..., object] = keep_register if isinstance(preview, RegisterPreview) else keep_list
        step = "Keeping the register" if isinstance(preview, RegisterPreview) else "Keeping the list"

        def work(task: Task) -> object:
            return keep(self.desk, preview, progress=task.progress, cancelled=task.cancelled)

        card = ProgressCard((step,), self._cancel, promise=_KEEPING)
        self._run(card, (step,), work, lambda _status: self._kept(preview), f"Keeping {preview.file_name}")

    def _run(
        self,
        card: ProgressCard,
        steps: tuple[str, ...],
        work: Callable[[Task], object],
        on_done: Callable[[object], None],
        about: str,
    ) -> None:
        self._show(card, about=about)
        at = [0]

        def tell(done: int, total: int | None, say: str) -> None:
            if say in steps and steps.index(say) > at[0]:
                at[0] = steps.index(say)
                card.begin(at[0])
            read = f"{done / 1_000_000:.1f} MB" if total is None and done else ""
            card.show_progress(0 if read else done, total, read)

        self._task = run_task(
            self,
            work,
            on_done=lambda result: self._home_with(lambda: on_done(result)),
            on_failed=lambda error: self._home_with(lambda: self._failed(error)),
            on_cancelled=lambda: self._home_with(self._stopped),
            on_progress=tell,
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

    def _stopped(self) -> None:
        self.show_table()
        self.shell.notice("The import was cancelled. Everything is as it was.")

    def _failed(self, error: Exception) -> None:
        self.show_table()
        self.shell.show_failure(error)

    def _show_preview(self, preview: Preview) -> None:
        shown = LoadPreview(preview)
        shown.save_asked.connect(self._save_refused)
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
        tell_with_recheck(self.shell, _kept_in_words(preview))

    def _give_up(self) -> None:
        seen = isinstance(self._content, LoadPreview) and self._content.preview.already is None
        self.show_table()
        if seen:
            self.shell.notice("Nothing was kept. Everything is as it was.")

    def _save_refused(self) -> None:
        assert isinstance(self._content, LoadPreview)
        preview = self._content.preview
        chosen, _filter = QFileDialog.getSaveFileName(
            self, "Save the rows left out", refused_file_name(preview), "CSV (*.csv)"
        )
        if not chosen:
            return
        try:
            saved = save_refused(chosen, preview.file_name, preview.refused)
        except Problem as problem:
            self.shell.show_failure(problem)
        else:
            self.shell.notice(f"The rows left out were saved as {saved.name}.")

    # Showing

    def show_table(self) -> None:
        """What is loaded now."""
        table = LoadedTable(loaded_files(self.desk), self.desk.today())
        self._show(
            table, about="The official files that answers rest on. A newer one is added; nothing is overwritten."
        )
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
        for button in (self._list_button, self._register_button):
            button.setVisible(isinstance(content, LoadedTable))
        self._footer_bar.setVisible(False)
        self._header.show_title("Register and lists", about=about)
        self.scroll_to_top()

    def _focus_if_here(self, widget: QWidget) -> None:
        if self.shell.page is self:
            widget.setFocus()


def _kept_in_words(preview: Preview) -> str:
    count = len(preview.refused)
    left_out = f" {count:,} {'row was' if count == 1 else 'rows were'} left out." if count else ""
    if isinstance(preview, ListPreview):
        published = f"published {day_words(preview.published)}"
        entries = "1 entry" if preview.entries == 1 else f"{preview.entries:,} entries"
        return f"“{preview.title}”, {published}, is kept with {entries}.{left_out}"
    changes = f"{preview.new:,} schools are new, {preview.changed:,} changed"
    return f"The school register of {day_words(preview.as_at)} is kept: {changes}.{left_out}"
