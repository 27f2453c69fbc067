"""The courses of the matrix as somebody leaves them: moved, hidden, widened.  It is remembered for all starts together,
though each has courses of its own."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from npqdesk.rules.facts import Course
from npqdesk.services.matrix.cells import Cell
from npqdesk.ui.theme import font, px
from npqdesk.ui.widgets.column_layout import Layout, keep_layout, kept_layout, usual_layout
from npqdesk.ui.widgets.placed_columns import PlacedColumns

if TYPE_CHECKING:
    from npqdesk.ui.pages.matrix_grid import MatrixGrid

LEAST, MOST = 74, 240
_BESIDE = 26
"""Pixels at 100 % beside the word of a cell: its icon and its edges."""


def cell_face(cell: Cell) -> str:
    """The type that the word of a cell is set in."""
    return "small_strong" if cell.kind == "eligible" else "small"


class CourseColumns(PlacedColumns):
    """The names of the rows are no column: they always stay.  Every course can be hidden but the last one shown."""

    sorts = False

    def __init__(self, table: "MatrixGrid", every: Iterable[str]) -> None:
        super().__init__(table)
        self._table: MatrixGrid = table
        self._every = tuple(every)
        self._courses: dict[str, Course] = {}
        self.layout = Layout(())
        self.follow_heads()

    def at_first(self) -> Layout:
        return usual_layout(self._courses, ())

    def head_of(self, name: str) -> str:
        return f"{self._courses[name].name} ({self._courses[name].short})"

    def names(self) -> list[str]:
        return [course.id for course in self._table.matrix.courses]

    def offer(self, courses: Sequence[Course]) -> None:
        """The courses of another start, as these were left; the model shows them when it is narrowed next."""
        self._courses = {course.id: course for course in courses}
        self.layout = self._kept().of(self._courses)
        self._arrange()

    def change(self, layout: Layout) -> None:
        self.layout = layout
        keep_layout(self._table.accessibleName(), self._kept().taking(layout))
        self._put()

    def share(self) -> None:
        """Courses share the room, except those that somebody widened; where it is too little they scroll."""
        least, names = self._least(), self.names()
        placed = self.layout.of(names).columns
        own = {each.name: max(px(each.width), least) for each in placed if each.width}
        room = self._table.viewport().width() - sum(own.values())
        share, left_over = divmod(room, max(len(names) - len(own), 1))
        usual = min(max(share, least), px(MOST))
        with self._quietly():
            self._head.setDefaultSectionSize(usual)
            for at, name in enumerate(names):
                one_more = usual == share and at < left_over
                self._head.resizeSection(at, own.get(name, usual + one_more))

    def _least(self) -> int:
        """As wide as the longest word in a cell."""
        rows = self._table.matrix.rows[:200]
        words = {(cell.word, cell_face(cell)) for row in rows for cell in row.cells}
        longest = max((QFontMetricsF(font(face)).horizontalAdvance(word) for word, face in words), default=0)
        return max(px(LEAST), round(longest) + px(_BESIDE))

    def _kept(self) -> Layout:
        """Every course that there is, those of other starts too, so that they stay as they were left."""
        every = dict.fromkeys((*self._courses, *self._every))
        return kept_layout(self._table.accessibleName(), usual_layout(every, ()))

    def _put(self) -> None:
        self._arrange()
        self._table.arranged.emit()

    def _arrange(self) -> None:
        self._table.matrix.arrange([each.name for each in self.layout.shown or self.layout.columns])

    def _on_resized(self, section: int, _before: int, now: int) -> None:
        if not self._busy:
            self.layout = self.layout.with_widths({self.names()[section]: round(now / px(1000) * 1000)})
            keep_layout(self._table.accessibleName(), self._kept().taking(self.layout))
