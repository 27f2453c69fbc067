"""Staff: who is on the record, and bringing a spreadsheet in: which column is which, what would change, keep it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from npqdesk.problem import Problem
from npqdesk.services.staff import save_template, staff_list
from npqdesk.services.staff_columns import StaffFile, look_at_staff
from npqdesk.services.staff_import import StaffKept, StaffPreview, keep_staff, preview_staff
from npqdesk.ui.page import Page
from npqdesk.ui.pages.staff_columns import ColumnsForm
from npqdesk.ui.pages.staff_preview import StaffPreviewCards, kept_in_words
from npqdesk.ui.pages.staff_table import StaffTable
from npqdesk.ui.tasks import Task, run_task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.frames import Limited
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_WIDTH = 820
_FILES = "Staff spreadsheets (*.csv *.txt *.xlsx *.xls *.ods);;All files (*)"
_TEMPLATES = "Excel workbook (*.xlsx);;CSV (*.csv)"
_STEPS = ("Looking through the file", "Reading the staff", "Show you what changes, before anything is kept")
_ABOUT = "Whose funding can be asked about. Kept on this computer; nothing is sent anywhere."


class StaffPage(Page):
    """One thing at a time: the record, the choice of columns, progress, the preview."""

    title = "Staff"
    help_text = (
        "Bring in a spreadsheet from SIMS, Arbor, Bromcom or your own list, or fill in the template; a file can also "
        "be dropped here. You see who is new and what changes, and say of two who may be one person what they are, "
        "before anything is kept."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._template = secondary("Get a template…", self.get_template, icon="download")
        self._open = primary("Staff spreadsheet…", self.choose_file, icon="upload")
        self._header = PageHeader("Staff", actions=[self._template, self._open])
        self.set_header(self._header)
        self._keep = primary("&Keep", self._keep_it, bulk="large")
        self._leave = secondary("&Leave everything as it was", self._give_up, bulk="large")
        self._foot = FooterBar(self._keep, self._leave, note="Nothing is kept until you choose Keep.")
        self.set_footer(self._foot)
        self._task: Task | None = None
        self._content: QWidget | None = None
        self.body.addStretch(1)
        self.setAcceptDrops(True)

    def arrive(self, **_arguments: object) -> None:
        if self._content is None or isinstance(self._content, StaffTable):
            self.show_staff()

    def first_focus(self) -> QWidget | None:
        content = self._content
        if isinstance(content, ColumnsForm):
            return content.first
        if isinstance(content, ProgressCard):
            return content.cancel
        if isinstance(content, StaffPreviewCards):
            return self._first_of(content)
        return self._open

    def commands(self) -> list[QAction]:
        made = []
        for words, act, keys in (
            ("&Staff spreadsheet…", self.choose_file, "Ctrl+O"),
            ("Get a &template…", self.get_template, ""),
        ):
            action = QAction(words, self)
            action.setShortcut(keys)
            action.setEnabled(self._task is None)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made

    # Choosing a file

    def choose_file(self) -> None:
        """Ask for a file and look through it."""
        if self._task is None:
            chosen, _filter = QFileDialog.getOpenFileName(self, "Choose a staff spreadsheet", "", _FILES)
            if chosen:
                self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Look which column is which, and go on, or ask."""

        def work(task: Task) -> StaffFile:
            return look_at_staff(self.desk, path, progress=task.progress, cancelled=task.cancelled)

        self._run(ProgressCard(_STEPS, self._stop), work, lambda file: self._looked_at(path, file), path.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._task is None and len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def get_template(self) -> None:
        """Ask where the template is to be saved, and save it there."""
        chosen, _filter = QFileDialog.getSaveFileName(self, "Save the template", "staff template.xlsx", _TEMPLATES)
        if not chosen:
            return
        try:
            saved = save_template(chosen)
        except Problem as problem:
            self.shell.show_failure(problem)
        else:
            self.shell.notice(f"The template was saved as {saved.name}. Fill it in, then choose Staff spreadsheet….")

    def _looked_at(self, path: Path, file: StaffFile) -> None:
        if file.certain:
            self._look_through(path, None)
            return
        form = ColumnsForm(path, file)
        form.ready.connect(lambda columns: self._look_through(path, columns))
        form.given_up.connect(self._give_up)
        self._show(form, about="Its headings do not say for certain which column is which. Nothing is kept yet.")
        self._focus_if_here(form.first)

    # Looking through it, and keeping it

    def _look_through(self, path: Path, columns: dict[str, str] | None) -> None:
        def work(task: Task) -> StaffPreview:
            watch = {"progress": task.progress, "cancelled": task.cancelled}
            return preview_staff(self.desk, path, columns=columns, **watch)

        self._run(ProgressCard(_STEPS, self._stop), work, self._show_preview, f"Looking through {path.name}")

    def _show_preview(self, preview: StaffPreview) -> None:
        cards = StaffPreviewCards(preview)
        news = not preview.nothing_to_keep
        self._show(cards, about="What would change. Nothing is kept yet." if news else "The record says all of it.")
        self._keep.setVisible(news)
        self._leave.setText("&Leave everything as it was" if news else "&Back to the staff")
        self._leave.setAccessibleName(self._leave.text().replace("&", ""))
        self._foot.show()
        self._focus_if_here(self._first_of(cards))
        if self.shell.page is not self:
            self.shell.notice(f"{preview.file_name} has been looked through. Choose Keep under Staff.")

    def _first_of(self, cards: StaffPreviewCards) -> QWidget:
        """The first doubt to settle; without any the button."""
        doubts = [choice.first for choice in cards.choices.values()]
        return (doubts or [self._leave if cards.preview.nothing_to_keep else self._keep])[0]

    def _keep_it(self) -> None:
        if isinstance(self._content, StaffPreviewCards):
            preview, decisions = self._content.preview, self._content.decisions()
            card = ProgressCard(("Keeping the staff",), self._stop)
            self._run(card, lambda _task: keep_staff(self.desk, preview, decisions), self._kept, "Keeping the staff")

    def _kept(self, kept: StaffKept) -> None:
        self.show_staff()
        self.shell.say_saved()
        self.shell.notice(kept_in_words(kept))

    def _run(
        self, card: ProgressCard, work: Callable[[Task], object], on_done: Callable[[Any], None], about: str
    ) -> None:
        self.shell.clear_notice()
        self._show(card, about=about)
        self._task = run_task(
            self,
            work,
            on_done=lambda result: self._home_with(lambda: on_done(result)),
            on_failed=lambda error: self._home_with(lambda: self._failed(error)),
            on_cancelled=lambda: self._home_with(self._stopped),
            on_progress=card.tell,
        )
        self._focus_if_here(card.cancel)
        self.shell.refresh_commands()

    def _home_with(self, show: Callable[[], None]) -> None:
        self._task = None
        show()
        if self.shell.page is self:
            self.shell.refresh_commands()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self) -> None:
        self.show_staff()
        self.shell.notice("The import was cancelled. Everything is as it was.")

    def _failed(self, error: Exception) -> None:
        self.show_staff()
        self.shell.show_failure(error)

    def _give_up(self) -> None:
        seen = isinstance(self._content, StaffPreviewCards) and not self._content.preview.nothing_to_keep
        self.show_staff()
        if seen:
            self.shell.notice("Nothing was kept. Everything is as it was.")

    # Showing

    def show_staff(self) -> None:
        """Who is on the record now."""
        self._show(StaffTable(staff_list(self.desk)), about=_ABOUT)
        self._focus_if_here(self._open)

    def _show(self, content: QWidget, *, about: str) -> None:
        """Put one thing on the page in place of what was there."""
        if self._content is not None:
            self._place.hide()
            self._place.deleteLater()
        self._content = content
        wide = isinstance(content, StaffTable | StaffPreviewCards)
        self._place = content if wide else Limited(content, _WIDTH)
        fills = isinstance(content, StaffTable)
        self.body.insertWidget(0, self._place, int(fills))
        self._place.show()
        self.body.setStretch(1, int(not fills))
        for button in (self._template, self._open):
            button.setVisible(fills)
        self._foot.setVisible(False)
        self._header.show_title("Staff", about=about)
        self.scroll_to_top()

    def _focus_if_here(self, widget: QWidget) -> None:
        if self.shell.page is self:
            widget.setFocus()
