"""The matrix as Qt shows it: the rows that are left by the filter, a cell a course; names are the heads of the rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from npqdesk.problem import Problem
from npqdesk.rules.facts import Course
from npqdesk.services.matrix.cells import KINDS, Cell, Kind
from npqdesk.services.matrix.table import cell_text
from npqdesk.services.matrix.whole import MatrixRow
from npqdesk.ui.seen import seen
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.text import tip

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
Role = Qt.ItemDataRole

STATUSES: Mapping[Kind, Status] = {
    "eligible": Status("good", KINDS["eligible"]),
    "not_eligible": Status("bad", KINDS["not_eligible"]),
    "review": Status("review", KINDS["review"]),
    "ask": Status("ask", KINDS["ask"]),
    "had": Status("none", KINDS["had"], "history"),
    "in_progress": Status("none", KINDS["in_progress"], "send"),
}
"""How each kind of cell looks; its word in the legend."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is shown: of a school ("": of none; None: of any), in a role, with a cell of a kind; of one course alone."""

    urn: str | None = None
    role: str = ""
    kind: str = ""
    course: str = ""


class MatrixModel(QAbstractTableModel):
    """`rows` are those shown, `courses` the columns shown; `at` are the places of these in each row.

    While `more` rows are to come, nothing of it may go out."""

    def __init__(self) -> None:
        super().__init__()
        self.every: list[MatrixRow] = []
        self.rows: list[MatrixRow] = []
        self.courses: tuple[Course, ...] = ()
        self.at: tuple[int, ...] = ()
        self.more = False
        self._every_course: tuple[Course, ...] = ()
        self._order: tuple[int, ...] = ()
        self._texts: list[str] = []

    def begin(self, courses: Sequence[Course], rows: Sequence[MatrixRow]) -> None:
        """Another matrix, of which these are the first rows; `narrow` shows them."""
        self._every_course, self._order = tuple(courses), tuple(range(len(courses)))
        self.every, self._texts = [], []
        self.take(rows)

    def all_rows(self) -> tuple[MatrixRow, ...]:
        """Every row that is shown, to go out.  Problem while more are to come."""
        if self.more:
            raise Problem(
                "Not everybody is in the matrix yet",
                f"It is being worked out; {len(self.every):,} staff are there so far.",
                "Try again in a moment.",
            )
        return tuple(self.rows)

    def take(self, rows: Sequence[MatrixRow]) -> None:
        """More rows; `narrow` shows them."""
        self.every += rows
        self._texts += [f"{one.name} {one.role} {one.school} {one.urn}".casefold() for one in rows]

    def arrange(self, names: Sequence[str]) -> None:
        """The courses that are to be shown, in this order; `narrow` shows them, and one that is wanted alone always."""
        places = {course.id: at for at, course in enumerate(self._every_course)}
        self._order = tuple(places[name] for name in names)

    def narrow(self, words: Sequence[str] = (), *, wanted: Wanted | None = None) -> None:
        """Show only those whose texts have all words, and who are wanted."""
        wanted = wanted or Wanted()
        alone = tuple(place for place, each in enumerate(self._every_course) if wanted.course == each.id)
        at = alone or self._order
        rows = self.every
        if words:
            texts = zip(rows, self._texts, strict=True)
            rows = [row for row, text in texts if all(word in text for word in words)]
        if wanted.urn is not None:
            rows = [row for row in rows if (wanted.urn in row.serves if wanted.urn else not row.serves)]
        if wanted.role:
            rows = [row for row in rows if row.role == wanted.role]
        if wanted.kind:
            cells = {id(row.cells): row.cells for row in rows}
            has = {key for key, every in cells.items() if any(every[place].kind == wanted.kind for place in at)}
            rows = [row for row in rows if id(row.cells) in has]
        self.beginResetModel()
        self.at, self.courses = at, tuple(self._every_course[place] for place in at)
        self.rows = rows
        self.endResetModel()

    def counts(self) -> Mapping[Kind, int]:
        """How many cells of each kind are shown.  Most rows share their cells with others, which are counted once."""
        alike = Counter(id(row.cells) for row in self.rows)
        cells = {id(row.cells): row.cells for row in self.rows}
        found: Counter[Kind] = Counter()
        for key, number in alike.items():
            for place in self.at:
                found[cells[key][place].kind] += number
        return found

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.courses)

    def cell(self, index: _Index) -> Cell:
        return self.rows[index.row()].cells[self.at[index.column()]]

    def begins_group(self, column: int) -> bool:
        """Whether the courses of another kind begin here: specialist, leadership, coaching."""
        return 0 < column < len(self.courses) and self.courses[column].group != self.courses[column - 1].group

    def place_of(self, person_id: int, course: str) -> QModelIndex:
        """Where a cell is now; invalid where it is not shown."""
        row = next((at for at, one in enumerate(self.rows) if one.person_id == person_id), -1)
        column = next((at for at, each in enumerate(self.courses) if each.id == course), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def data(self, index: _Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Role.DisplayRole:
            return self.cell(index).word
        if role == Role.AccessibleTextRole:
            return self.spoken(index)
        return tip(self.spoken(index)) if role == Role.ToolTipRole else None

    def spoken(self, index: _Index) -> str:
        """ "Amina Khan, NPQSL: not eligible: workplace is not on the list"."""
        return seen(cell_text(self.courses[index.column()], self.rows[index.row()], self.cell(index)))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if section >= (len(self.courses) if across else len(self.rows)):
            return None  # heads ask for those of before while there are fewer
        if role == Role.DisplayRole:
            return self.courses[section].word if across else seen(self.rows[section].name)
        if role not in (Role.AccessibleTextRole, Role.ToolTipRole):
            return None
        said = self._course_said(section) if across else self._person_said(section)
        return tip(said) if role == Role.ToolTipRole else said

    def _course_said(self, column: int) -> str:
        return f"{self.courses[column].name}, {self.courses[column].short}"

    def _person_said(self, row: int) -> str:
        one = self.rows[row]
        return ", ".join(part for part in (seen(one.name), one.role, one.school) if part)
