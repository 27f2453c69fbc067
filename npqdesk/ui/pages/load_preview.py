"""What keeping a file would do, before it is kept: the counts, a sample of the changes, the rows left out and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.counting import counted
from npqdesk.services.keeping import PlacesPreview
from npqdesk.services.lists import ListPreview
from npqdesk.services.loaded_files import save_refused
from npqdesk.services.ofsted import OfstedPreview
from npqdesk.services.pupil_premium import PremiumPreview
from npqdesk.services.register import RegisterPreview
from npqdesk.services.register_files import FilesPreview
from npqdesk.services.relations import RelationsPreview
from npqdesk.services.workplaces import day_words
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.buttons import secondary
from npqdesk.ui.widgets.figures import figures
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

OnePreview = RegisterPreview | RelationsPreview | OfstedPreview | PremiumPreview | ListPreview
Preview = OnePreview | FilesPreview
_GONE = "Not in this file; kept as it was last seen"
_KEPT_BEFORE = "This very file was loaded already. There is nothing to keep."
_STAYS = "Once kept it cannot be undone, for answers may rest on it."
_LIST_INSTEAD = "If it turns out to be the wrong file, load the right one of the same day: that counts instead."
_REGISTER_INSTEAD = "A later file says anew how each place stands."
_NAMELESS = "Name withheld by Ofsted"
_WHAT = Column("What changes", lambda row_of: Cell(row_of.what or _GONE), 420)
_CHANGES = (Column("School", lambda row_of: Cell(row_of.name, f"URN {row_of.urn}", strong=True), 420), _WHAT)
_PROVIDERS = (
    Column("Provider", lambda row_of: Cell(row_of.name or _NAMELESS, f"Ofsted number {row_of.urn}", strong=True), 420),
    _WHAT,
)
_REFUSED = (
    Column("Line", lambda row_of: Cell(f"{row_of.line:,}"), 90, sort=lambda row_of: row_of.line, number=True),
    Column("Column", lambda row_of: Cell(row_of.column or "The row"), 210, sort=lambda row_of: row_of.column),
    Column("Why it is left out", lambda row_of: Cell(row_of.say), 560),
)


class LoadPreview(QWidget):
    """One preview; of a zip of several files, one under the other.  `save_asked` comes with the preview whose rows left
    out are to be saved as a file."""

    save_asked = Signal(object)

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        if isinstance(preview, FilesPreview):
            self.setLayout(self._parts(preview))
            return
        whole = column(_counts_card(preview), gap=16)
        for sentence in preview.told:
            whole.addWidget(label(sentence, tone="muted"))
        for warning in warnings(preview):
            whole.addWidget(_warning(warning))
        self.changes, self.refused = _changes(preview), _refused(preview)
        save = None
        if self.refused:
            save = secondary("Save as CSV…", lambda: self.save_asked.emit(preview), bulk="small")
        left_out = "Everything else can be kept. Ctrl+C copies the rows chosen."
        for table, title, about, action in (
            (self.changes, "What changes", _about_changes(preview), None),
            (self.refused, "Rows left out", left_out, save),
        ):
            if table is not None:
                card = Card(title, about=about, action=action)
                card.body.addSpacing(6)
                card.body.addWidget(table)
                whole.addWidget(card)
        if preview.already is None:
            whole.addWidget(label(why_it_stays(preview), "small", tone="muted"))
        self.setLayout(whole)

    def _parts(self, preview: FilesPreview) -> QVBoxLayout:
        """The preview of each file, the whole zip named above them."""
        about = f"{len(preview.parts)} of the files in it are known. All of them are kept together, or none."
        whole = column(Card(preview.file_name, about=about), gap=16)
        for sentence in preview.told:
            whole.addWidget(label(sentence, tone="muted"))
        for part in preview.parts:
            shown = LoadPreview(part)
            shown.save_asked.connect(self.save_asked)
            whole.addWidget(shown)
        return whole


def _counts_card(preview: OnePreview) -> Card:
    card = Card(preview.file_name, about=_scope(preview))
    card.body.addSpacing(6)
    card.body.addWidget(figures(counts(preview)))
    return card


def _changes(preview: OnePreview) -> RowsTable | None:
    rows = (*preview.changes, *preview.losses) if isinstance(preview, PlacesPreview) else ()
    columns = _PROVIDERS if isinstance(preview, OfstedPreview) else _CHANGES
    return _table(columns, rows, "What changes", row_height=54) if rows else None


def _refused(preview: OnePreview) -> RowsTable | None:
    return _table(_REFUSED, preview.refused, "Rows left out", row_height=38) if preview.refused else None


def _about_changes(preview: OnePreview) -> str:
    if not isinstance(preview, PlacesPreview):
        return ""
    shown, all_of_them = len(preview.changes) + len(preview.losses), preview.changed + preview.gone
    sample = f"The first {shown:,} of {all_of_them:,}. " if shown < all_of_them else ""
    what = "A provider" if isinstance(preview, OfstedPreview) else "A school"
    gone = f"{what} that this file does not have is kept as it was last seen." if preview.gone else ""
    return f"{sample}{gone}".strip()


def counts(preview: OnePreview) -> list[tuple[int, str]]:
    """The figures of a preview with their words; those that are always there, then those that are not nought."""
    refused = (len(preview.refused), "left out")
    if isinstance(preview, PremiumPreview):
        always = [(preview.kept, "schools"), refused]
        rest = [(preview.fractions, "with part of a pupil"), (preview.repeated, "there twice")]
    elif isinstance(preview, RelationsPreview):
        always = [(preview.new, "new"), (preview.ended, "no longer so"), (preview.unchanged, "unchanged"), refused]
        rest = [(preview.left, "older than known"), (preview.repeated, "there twice")]
    elif isinstance(preview, PlacesPreview):
        always = [(preview.new, "new"), (preview.changed, "changed"), (preview.gone, "not in this file"), refused]
        rest = [(preview.unchanged, "unchanged"), (preview.left, "older than known")]
        if isinstance(preview, OfstedPreview):
            rest += [(preview.repeated, "there twice"), (preview.nameless, "kept without a name")]
        else:
            rest.append((preview.repeated, "in another file of the zip"))
    else:
        always = [(preview.entries, "on the list"), (preview.added, "new"), (preview.gone, "gone from it"), refused]
        rest = [(preview.repeated, "there twice")]
    return always + [(count, words) for count, words in rest if count]


def warnings(preview: OnePreview) -> list[str]:
    """What to look at twice before keeping."""
    said = []
    if isinstance(preview, PremiumPreview | RelationsPreview):
        return [_KEPT_BEFORE] if preview.already else []
    if preview.already is not None and preview.already.imported_at is not None:
        when = day_words(preview.already.imported_at.astimezone().date())
        said.append(f"This very file was loaded already, on {when}. There is nothing to keep.")
    if isinstance(preview, ListPreview) and preview.looks_like:
        said.append(f"By its name this looks like another list ({preview.looks_like}). Check before you keep it.")
    return said


def _scope(preview: OnePreview) -> str:
    if isinstance(preview, PremiumPreview):
        return f"Pupil numbers of the pupil premium {preview.years}, {preview.rows:,} rows. A hint beside the register."
    if isinstance(preview, RelationsPreview):
        return f"{preview.kind.title} of {day_words(preview.as_at)}, {preview.rows:,} rows"
    if not isinstance(preview, ListPreview):
        what = "Ofsted register" if isinstance(preview, OfstedPreview) else "School register"
        return f"{what} of {day_words(preview.as_at)}, {preview.rows:,} rows"
    against = f", against the list of {day_words(preview.previous.published)}" if preview.previous else ""
    return f"{preview.title}, published {day_words(preview.published)}{against}"


def _warning(words: str) -> QWidget:
    line = row(Icon("circle-alert", role="ask"), gap=10)
    line.addWidget(label(words, "strong", tone="ask"), 1)
    return holder(line)


def _table(columns: Sequence[Column], rows: Sequence[object], name: str, *, row_height: int) -> RowsTable:
    table = RowsTable(RowsModel(columns), name=name, row_height=row_height, many=True)
    table.rows.show_rows(rows)
    table.setMinimumHeight(px(42 + row_height * min(len(rows), 6)))
    return table


def save_left_out(preview: Preview, shell: "Shell") -> None:
    """Ask where the rows left out are to be saved, and save them there."""
    proposed = f"{Path(preview.file_name.replace(': ', ' - ')).stem} - rows left out.csv"
    chosen, _filter = QFileDialog.getSaveFileName(shell, "Save the rows left out", proposed, "CSV (*.csv)")
    if not chosen:
        return
    try:
        saved = save_refused(chosen, preview.file_name, preview.refused)
    except Problem as problem:
        shell.show_failure(problem)
    else:
        shell.notice(f"The rows left out were saved as {saved.name}.")


def why_it_stays(preview: Preview) -> str:
    """Why keeping it is not undone, and what to do instead."""
    return f"{_STAYS} {_LIST_INSTEAD if isinstance(preview, ListPreview) else _REGISTER_INSTEAD}"


def kept_in_words(preview: Preview) -> str:
    """What was kept, once it is."""
    if isinstance(preview, FilesPreview):
        return " ".join(kept_in_words(part) for part in preview.parts if part.already is None)
    count = len(preview.refused)
    left_out = f" {count:,} {'row was' if count == 1 else 'rows were'} left out." if count else ""
    if isinstance(preview, ListPreview):
        published = f"published {day_words(preview.published)}"
        entries = counted(preview.entries, "entry", "entries")
        return f"“{preview.title}”, {published}, is kept with {entries}.{left_out}"
    if isinstance(preview, PremiumPreview):
        return f"The pupil numbers of the pupil premium {preview.years} are kept: {preview.kept:,} schools.{left_out}"
    if isinstance(preview, RelationsPreview):
        return f"{preview.kind.title} of {day_words(preview.as_at)}: {preview.new:,} new rows are kept.{left_out}"
    if isinstance(preview, OfstedPreview):
        changes = f"{preview.new:,} childcare providers are new, {preview.changed:,} changed"
        return f"The Ofsted register of {day_words(preview.as_at)} is kept: {changes}.{left_out}"
    changes = f"{preview.new:,} schools are new, {preview.changed:,} changed"
    return f"The school register of {day_words(preview.as_at)} is kept: {changes}.{left_out}"
