"""What keeping a staff file would do: counts, whoever may be somebody known, changes, rows left out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from npqdesk.services.staff_columns import staff_fields
from npqdesk.services.staff_import import Decision, StaffKept, StaffPreview
from npqdesk.services.staff_matching import Change, Doubt
from npqdesk.ui.theme import px
from npqdesk.ui.widgets.field import ChoiceField
from npqdesk.ui.widgets.figures import figures
from npqdesk.ui.widgets.frames import Card, column
from npqdesk.ui.widgets.rows import Cell, Column, RowsModel, RowsTable

MOST_DOUBTS = 100
"""How many are asked about at once; the rest come when the file is chosen again."""
_LATER = "Leave this row out for now"
_CHOICES = (("", _LATER), ("same", "The same person"), ("two", "Two people"))
_NEW = (
    Column("Name", lambda row: Cell(row.name, row.role, strong=True), 300, sort=lambda row: row.name),
    Column("TRN", lambda row: Cell(row.trn or "–"), 110),
    Column(
        "Date of birth",
        lambda row: Cell(f"{row.date_of_birth:%d/%m/%Y}" if row.date_of_birth else "–"),
        130,
        sort=lambda row: row.date_of_birth or date.min,
    ),
    Column("Work e-mail", lambda row: Cell(row.email or "–"), 240),
    Column("School’s URN", lambda row: Cell(row.urn or "–"), 130),
)
_CHANGED = (
    Column("Name", lambda each: Cell(each.person.name, each.person.role, strong=True), 300),
    Column("What changes", lambda each: Cell(changes_in_words(each.changes)), 620),
)
_LEFT_OUT = (
    Column("Line", lambda row: Cell(f"{row.line:,}"), 90, sort=lambda row: row.line, number=True),
    Column("Column", lambda row: Cell(row.column or "The row"), 210),
    Column("Why", lambda row: Cell(row.say), 620),
)
_ABSENT = (Column("Name", lambda person: Cell(person.name, person.role, strong=True), 620),)


class StaffPreviewCards(QWidget):
    """One preview.  `decisions` tells what was chosen for the doubts so far."""

    def __init__(self, preview: StaffPreview) -> None:
        super().__init__()
        self.preview = preview
        plan = preview.plan
        self.choices: dict[int, ChoiceField] = {}
        whole = column(self._counts(), gap=16)
        if plan.doubts:
            whole.addWidget(self._doubts(plan.doubts[:MOST_DOUBTS]))
        kept = "These rows are kept all the same."
        for title, about, columns, rows, height in (
            ("Changed", "A blank in the file takes nothing away.", _CHANGED, plan.changed, 54),
            ("Rows left out", "Everything else can be kept.", _LEFT_OUT, preview.refused, 38),
            ("To check", kept, _LEFT_OUT, preview.noted, 38),
            ("New", "", _NEW, plan.new, 54),
            ("Not in this file", "On the staff record; left as they are.", _ABSENT, plan.absent, 54),
        ):
            if rows:
                whole.addWidget(_card(title, about, columns, rows, height))
        self.setLayout(whole)

    def decisions(self) -> dict[int, Decision]:
        """What each doubt was settled with, by line; those left for later are not there."""
        chosen = {line: choice.value() for line, choice in self.choices.items()}
        return {line: "same" if value == "same" else "two" for line, value in chosen.items() if value}

    def _counts(self) -> Card:
        preview, plan = self.preview, self.preview.plan
        taken = (f"{staff_fields()[field].title} from “{preview.headings[at]}”" for field, at in preview.places.items())
        unused = f" Not used: {', '.join(preview.unused)}." if preview.unused else ""
        card = Card(preview.file_name, about=f"{', '.join(taken)}.{unused} {' '.join(preview.told)}".strip())
        counts = [
            *((len(plan.new), "new"), (len(plan.changed), "changed"), (plan.unchanged, "as they were")),
            *((len(plan.doubts), "to decide"), (len(preview.refused), "left out")),
            *([(plan.repeated, "there twice")] if plan.repeated else []),
        ]
        card.body.addSpacing(6)
        card.body.addWidget(figures(counts))
        return card

    def _doubts(self, doubts: Sequence[Doubt]) -> Card:
        more = len(self.preview.plan.doubts) - len(doubts)
        rest = f" {more:,} more are left out for now; choose the file again after keeping this." if more else ""
        card = Card("The same person?", about=f"Nobody is made one with another unless you say so.{rest}")
        for doubt in doubts:
            choice = ChoiceField(_who(doubt), _CHOICES, hint=_why(doubt), width=360)
            self.choices[doubt.row.line] = choice
            card.add_row(choice)
        return card


def changes_in_words(changes: Sequence[Change]) -> str:
    """ "Role: Teacher → SENCO; TRN: 1234567"."""
    return "; ".join(
        f"{each.what}: {each.was} → {each.becomes}" if each.was else f"{each.what}: {each.becomes}" for each in changes
    )


def kept_in_words(kept: StaffKept) -> str:
    """What was done, once it is."""
    parts = [f"{kept.added:,} added", f"{kept.changed:,} changed", f"{kept.unchanged:,} as they were"]
    if kept.undecided:
        parts.append(f"{kept.undecided:,} left out until you decide")
    if kept.refused:
        parts.append(f"{kept.refused:,} left out")
    return f"The staff record is kept: {', '.join(parts)}."


def _who(doubt: Doubt) -> str:
    return f"{_called(doubt.row.name, doubt.row.role)} (line {doubt.row.line:,})".replace("&", "&&")


def _why(doubt: Doubt) -> str:
    other = doubt.person or doubt.earlier
    assert other is not None
    where = "on the record" if doubt.person else f"on line {doubt.earlier_line:,}"
    changes = changes_in_words(doubt.changes)
    would = f"“The same person” would change: {changes}." if changes else "“The same person” would change nothing."
    return f"May be {_called(other.name, other.role)}, {where}. {doubt.why}. {would}"


def _called(name: str, role: str) -> str:
    return f"{name}, {role}" if role else name


def _card(title: str, about: str, columns: Sequence[Column], rows: Sequence[object], height: int) -> Card:
    table = RowsTable(RowsModel(columns), name=title, row_height=height, many=True)
    table.rows.show_rows(rows)
    table.setFixedHeight(px(52 + height * min(len(rows), 8)))
    card = Card(f"{title} ({len(rows):,})", about=about)
    card.body.addSpacing(6)
    card.body.addWidget(table)
    return card
