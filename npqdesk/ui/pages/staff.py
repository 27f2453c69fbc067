"""Staff: who is on the record, and bringing a spreadsheet in: which column is which, what would change, keep it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from npqdesk.problem import Problem
from npqdesk.services.people import remove_person
from npqdesk.services.person_record import person_record
from npqdesk.services.staff import StaffMember, save_template, staff_list
from npqdesk.services.staff_columns import StaffFile, look_at_staff
from npqdesk.services.staff_import import StaffKept, StaffPreview, keep_staff, preview_staff
from npqdesk.ui.command import Command
from npqdesk.ui.exporting import print_table
from npqdesk.ui.pages.importing import ImportPage
from npqdesk.ui.pages.staff_columns import ColumnsForm
from npqdesk.ui.pages.staff_preview import StaffPreviewCards, kept_in_words
from npqdesk.ui.pages.staff_table import StaffTable
from npqdesk.ui.tasks import Task
from npqdesk.ui.widgets.buttons import primary, secondary
from npqdesk.ui.widgets.progress import ProgressCard

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_FILES = "Staff spreadsheets (*.csv *.txt *.xlsx *.xls *.ods);;All files (*)"
_TEMPLATES = "Excel workbook (*.xlsx);;CSV (*.csv)"
_STEPS = ("Looking through the file", "Reading the staff", "Show you what changes, before anything is kept")
_ABOUT = "Whose funding can be asked about. Kept on this computer; nothing is sent anywhere."


class StaffPage(ImportPage):
    """One thing at a time: the record, the choice of columns, progress, the preview."""

    title = "Staff"
    begins = ("file",)
    help_text = (
        "Bring in a spreadsheet from SIMS, Arbor, Bromcom or your own list, or fill in the template; a file can also "
        "be dropped here. You see who is new and what changes, and say of two who may be one person what they are, "
        "before anything is kept. Enter opens a person, Del removes one; everything can be undone in the Edit menu. "
        "What is missing for whom stands in the View menu."
    )
    back = "&Back to the staff"

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._open = secondary("Staff spreadsheet…", self.choose_file, icon="upload")
        self._new = primary("Add a person", lambda: self.shell.go("person", new=True), icon="plus")
        self.set_top("Staff", [self._open, self._new])

    def arrive(self, *, file: str = "", **_arguments: object) -> None:
        if isinstance(self.content, StaffTable):
            self._show_staff(self.content)
        elif self.content is None:
            self.show_rest()
        if file:
            self.take_file(Path(file))

    def commands(self) -> Sequence[Command]:
        idle = not self.busy
        out = (
            Command("&Staff spreadsheet…", self.choose_file, "Ctrl+O", possible=idle),
            Command("Get a &template…", self.get_template, possible=idle),
            Command("What is &missing on the staff record", lambda: self.shell.go("staff_gaps"), menu="view"),
        )
        if not isinstance(self.content, StaffTable):
            return out
        return (
            *out,
            Command("&Add a person", lambda: self.shell.go("person", new=True), menu="edit"),
            Command("&Print the staff list…", lambda: print_table(self.shell), "Ctrl+P"),
            Command("&Filter the staff", self.content.bar.focus_field, "Ctrl+F", menu="edit"),
            Command("&Open the person", self._open_chosen, "F2", menu="edit"),
            Command("&Make two records one…", self._merge, menu="edit"),
            Command("&Remove the person", self._remove_chosen, menu="edit"),
        )

    def refresh(self) -> None:
        self.arrive()

    def show_rest(self) -> None:
        """Who is on the record now."""
        self.shell.scope.read()
        table = StaffTable((), self.desk.today(), self._begin)
        self._show_staff(table)
        table.opened.connect(lambda person: self.shell.go("person", person=person))
        table.removed.connect(self._remove)
        table.gaps_wanted.connect(lambda: self.shell.go("staff_gaps"))
        first = table.table if table.table.rows.rows else self._open
        self.show_content(table, about=self._about(), first=lambda: first, wide=True, at_rest=True)

    def _show_staff(self, table: StaffTable) -> None:
        """Everyone, or those who work at the school that is chosen for the window."""
        scope = self.shell.scope
        staff = [one for one in staff_list(self.desk) if scope.has(one.serves)]
        table.show_staff(staff, one_school=bool(scope.urn))
        self._header.show_title(self._title, about=self._about())

    def _begin(self) -> tuple[QPushButton, ...]:
        """What to do while there is nobody."""
        return (
            secondary("Staff spreadsheet…", self.choose_file, icon="upload"),
            secondary("Get a template…", self.get_template, icon="download"),
        )

    def _about(self) -> str:
        return self.shell.scope.words if self.shell.scope.urn else _ABOUT

    # Acts on whom is chosen

    def _chosen(self) -> tuple[StaffMember, ...]:
        return self.content.selected if isinstance(self.content, StaffTable) else ()

    def _open_chosen(self) -> None:
        for one in self._chosen()[:1]:
            self.shell.go("person", person=one.id)

    def _remove_chosen(self) -> None:
        for one in self._chosen()[:1]:
            self._remove(one.id)

    def _remove(self, person_id: int) -> None:
        name = person_record(self.desk, person_id).name
        try:
            remove_person(self.desk, person_id)
        except Problem as problem:
            self.shell.show_failure(problem)
            return
        self.arrive()
        self.shell.undoing.tell(f"{name} was removed. Results, letters and applications are kept.")

    def _merge(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 2:
            self.shell.go("person_merge", keep=chosen[0].id, other=chosen[1].id)
        else:
            self.shell.notice("Choose two people in the table first: hold Ctrl and press, or Shift and an arrow.")

    # Choosing a file

    def choose_file(self) -> None:
        """Ask for a file and look through it."""
        if not self.busy:
            chosen, _filter = QFileDialog.getOpenFileName(self, "Choose a staff spreadsheet", "", _FILES)
            if chosen:
                self.take_file(Path(chosen))

    def take_unknown(self, path: Path) -> None:
        self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Look which column is which, and go on, or ask."""

        def work(task: Task) -> StaffFile:
            return look_at_staff(self.desk, path, progress=task.progress, cancelled=task.cancelled)

        self.run(ProgressCard(_STEPS, self.stop), work, lambda file: self._looked_at(path, file), path.name)

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
        form.given_up.connect(self.give_up)
        about = "Its headings do not say for certain which column is which. Nothing is kept yet."
        self.show_content(form, about=about, first=lambda: form.first)

    # Looking through it, keeping it

    def _look_through(self, path: Path, columns: dict[str, str] | None) -> None:
        def work(task: Task) -> StaffPreview:
            watch = {"progress": task.progress, "cancelled": task.cancelled}
            return preview_staff(self.desk, path, columns=columns, **watch)

        self.run(ProgressCard(_STEPS, self.stop), work, self._preview, f"Looking through {path.name}")

    def _preview(self, preview: StaffPreview) -> None:
        cards = StaffPreviewCards(preview)

        def first_doubt() -> QWidget | None:
            return next((choice.first for choice in cards.choices.values()), None)

        nothing, news = "The record says all of it.", not preview.nothing_to_keep
        self.show_preview(cards, preview.file_name, news=news, nothing=nothing, first=first_doubt)

    def keep_it(self) -> None:
        if isinstance(self.content, StaffPreviewCards):
            preview, decisions = self.content.preview, self.content.decisions()
            card = ProgressCard(("Keeping the staff",), self.stop)
            self.run(card, lambda _task: keep_staff(self.desk, preview, decisions), self._kept, "Keeping the staff")

    def _kept(self, kept: StaffKept) -> None:
        self.show_rest()
        if kept.added or kept.changed:
            self.shell.undoing.tell(kept_in_words(kept))
        else:
            self.shell.notice(kept_in_words(kept))
