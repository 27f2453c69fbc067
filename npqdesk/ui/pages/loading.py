"""Register and lists: what is loaded, and loading a newer file: which it is, progress, what would change, keep it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from npqdesk.services.list_columns import ColumnsNeeded
from npqdesk.services.lists import ListPreview, guess_list, keep_list, preview_list
from npqdesk.services.loaded_files import loaded_files
from npqdesk.services.register import RegisterPreview
from npqdesk.services.register_files import keep_register_file, preview_register_file
from npqdesk.ui.command import Command
from npqdesk.ui.loaded import loaded
from npqdesk.ui.pages.importing import ImportPage
from npqdesk.ui.pages.load_columns import ColumnChooser
from npqdesk.ui.pages.load_download import PROMISE, STEPS, NotDownloaded, getting
from npqdesk.ui.pages.load_form import REGISTER, REGISTER_NAMES, LoadForm
from npqdesk.ui.pages.load_preview import LoadPreview, Preview, kept_in_words, save_left_out, why_it_stays
from npqdesk.ui.pages.loaded_table import LoadedTable
from npqdesk.ui.rechecked import tell_with_recheck
from npqdesk.ui.tasks import Task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

DOWNLOAD = "download"
_FILES = "Files of the Department (*.csv *.txt *.zip *.gz *.xz *.xlsx *.xlsm *.xls *.ods);;All files (*)"
_ASKED = {"": "Choose a register or a list", REGISTER: "Choose a register", "list": "Choose a list"}
_KEEPING = "Nothing of it is kept until all of it is. You can go on working in the meantime."


class LoadPage(ImportPage):
    """`what` begins at once: "register" or "list" asks for a file, "download" gets the latest register.

    `file` is one that was chosen already, of the `kind` "register" or "list"."""

    title = "Register and lists"
    begins = ("what", "file", "kind")
    help_text = (
        "The school register is on Get Information about Schools, that of childcare providers on Ofsted’s pages, the "
        "lists on the Department’s. Choose a file or drop one here, and see what would change before it is kept."
    )
    back = "&Back to what is loaded"

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._load_button = primary("Load a file…", self.choose_file, icon="database")
        actions = [secondary("Get the latest register", self.get_latest, icon="download"), self._load_button]
        crumbs = [("Schools", lambda: shell.go("schools")), ("Register and lists", None)]
        self.set_top("Register and lists", actions, crumbs=crumbs)
        self._source = loaded(shell)

    def arrive(self, *, what: str = "", file: str = "", kind: str = "", **_arguments: object) -> None:
        if self.content is None or isinstance(self.content, LoadedTable):
            self.show_rest()
        if what and isinstance(self.content, LoadedTable):
            act = self.get_latest if what == DOWNLOAD else lambda: self.choose_file(what)
            QTimer.singleShot(0, self, act)
        if file:
            self.take_file(Path(file), kind)

    def commands(self) -> Sequence[Command]:
        idle = not self.busy
        return (
            Command("&Get the latest register", self.get_latest, possible=idle),
            Command("&Load a file…", self.choose_file, "Ctrl+O", possible=idle),
            Command("Load a &register…", lambda: self.choose_file(REGISTER), possible=idle),
            Command("Load a l&ist…", lambda: self.choose_file("list"), possible=idle),
        )

    def show_rest(self) -> None:
        """What is loaded now."""
        table = LoadedTable(loaded_files(self.desk), self.desk.today(), self.shell)
        about = "The official files that answers rest on. A newer one is added; nothing is overwritten."
        self.show_content(table, about=about, first=lambda: self._load_button, wide=True, at_rest=True)

    # Choosing a file

    def choose_file(self, what: str = "") -> None:
        """Ask for a file, then what its headings do not tell; `what` it is may be known: "register" or "list"."""
        if self.busy:
            return
        chosen, _filter = QFileDialog.getOpenFileName(self, _ASKED[what], "", _FILES)
        if chosen and what:
            self.take_file(Path(chosen), what)
        elif chosen:
            self.shell.dropping.take([Path(chosen)])

    def take_unknown(self, path: Path) -> None:
        is_list = guess_list(path) is not None and not REGISTER_NAMES.search(path.name)
        self.take_file(path, "list" if is_list else REGISTER)

    def take_file(self, path: Path, what: str) -> None:
        """Show the form for a file."""
        form = LoadForm(path, what, self.desk.today())
        form.ready.connect(lambda kind, day: self._look_through(path, kind, day))
        form.given_up.connect(self.give_up)
        self.show_content(form, about="Say what it is. Nothing is kept yet.", first=lambda: form.first)

    # Getting it from the internet

    def get_latest(self) -> None:
        """Download the latest register, then show what it would change."""
        if self.busy:
            return
        card = ProgressCard(STEPS, self.stop, cancel="Cancel the download", promise=PROMISE)
        self.run(
            card,
            getting(self.desk),
            self._got,
            "From Get Information about Schools",
            on_failed=self._not_downloaded,
            stopped="The download was cancelled.",
        )

    def _got(self, result: tuple[RegisterPreview, str]) -> None:
        preview, late = result
        self._preview(preview)
        if late and self.shell.page is self:
            self.shell.notice(late)

    def _not_downloaded(self, error: Exception) -> None:
        shown = NotDownloaded(
            error,
            again=self.get_latest,
            choose_file=lambda: self.choose_file(REGISTER),
            back=self.show_rest,
        )
        self.show_content(shown, about="Nothing was kept. Everything is as it was.", first=lambda: shown.first)
        if self.shell.page is not self:
            self.shell.notice("The register could not be downloaded. Register and lists says why.")

    # Looking through it, and keeping it

    def _look_through(self, path: Path, kind: str, day: date | None, columns: dict[str, str] | None = None) -> None:
        def work(task: Task) -> Preview:
            watch = {"progress": task.progress, "cancelled": task.cancelled}
            if kind == REGISTER:
                return preview_register_file(self.desk, path, as_at=day, **watch)
            assert day is not None, "the form asks for the day of a list"
            return preview_list(self.desk, kind, path, published=day, columns=columns, **watch)

        read = "Reading the register" if kind == REGISTER else "Reading the list"
        steps = ("Looking through the file", read, "Show you what changes, before anything is kept")
        card, about = ProgressCard(steps, self.stop), f"Looking through {path.name}"
        self.run(card, work, self._preview, about, on_failed=lambda error: self._stuck(error, path, kind, day))

    def _stuck(self, error: Exception, path: Path, kind: str, day: date | None) -> None:
        if not isinstance(error, ColumnsNeeded):
            self.failed(error)
            return
        chooser = ColumnChooser(path, error, on_ready=lambda columns: self._look_through(path, kind, day, columns))
        chooser.given_up.connect(self.give_up)
        self.show_content(chooser, about="Say which column it is. Nothing is kept yet.", first=lambda: chooser.first)

    def _preview(self, preview: Preview) -> None:
        shown = LoadPreview(preview)
        shown.save_asked.connect(lambda left_out: save_left_out(left_out, self.shell))
        news = preview.already is None
        self.show_preview(shown, preview.file_name, news=news, nothing="Nothing to keep.", first=lambda: None)

    def keep_it(self) -> None:
        if not isinstance(self.content, LoadPreview):
            return
        preview = self.content.preview
        keep: Callable[..., object] = keep_list if isinstance(preview, ListPreview) else keep_register_file
        step = "Keeping the list" if isinstance(preview, ListPreview) else "Keeping the register"

        def work(task: Task) -> object:
            return keep(self.desk, preview, progress=task.progress, cancelled=task.cancelled)

        card = ProgressCard((step,), self.stop, promise=_KEEPING)
        self.run(card, work, lambda _status: self._kept(preview), f"Keeping {preview.file_name}")

    def _kept(self, preview: Preview) -> None:
        self.show_rest()
        self._source.refresh()
        self.shell.say_saved()
        changes = isinstance(preview, ListPreview) and preview.previous is not None
        see = ("What changed", lambda: self.shell.go("list", list_id=preview.list_id)) if changes else None
        what = "list" if isinstance(preview, ListPreview) else "register"
        self.shell.undoing.stands(f"a {what} that is kept", why_it_stays(preview))
        tell_with_recheck(self.shell, kept_in_words(preview), more=see)
