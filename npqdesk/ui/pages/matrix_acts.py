"""What can be done from a cell of the matrix: its enquiry, its letter, the application, the person."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from npqdesk.problem import Problem
from npqdesk.services.matrix.one_cell import CellTold, begin_from_cell, cell_told
from npqdesk.ui.announce import announce
from npqdesk.ui.command import Command
from npqdesk.ui.seen import seen
from npqdesk.ui.tasks import run_task

if TYPE_CHECKING:
    from npqdesk.ui.pages.matrix import MatrixPage

_A_MOMENT = 90
"""Milliseconds after which a chosen cell is told: moving on with the arrows waits for nothing."""


class CellActs:
    """Tells the chosen cell of one page, and leads on from it."""

    def __init__(self, page: "MatrixPage") -> None:
        self._page = page
        self._moment = QTimer(page, singleShot=True, interval=_A_MOMENT)
        self._moment.timeout.connect(self._tell)
        page.grid.chosen.connect(lambda _index: self._moment.start())
        page.grid.opened.connect(lambda _index: self.enquiry())
        page.grid.asked_for.connect(lambda _index: self.person())
        page.strip.enquiry.connect(self.enquiry)
        page.strip.application.connect(self.application)
        page.strip.letter.connect(self.letter)

    def commands(self) -> Sequence[Command]:
        """Each act as a command of the Edit menu, and the ways out of the page as commands of the File menu."""
        page = self._page
        return (
            Command("Filter the &matrix", page.bar.focus_field, "Ctrl+F", menu="edit"),
            Command("&Enquiry of the cell", self.enquiry, menu="edit"),
            Command("&Open the person", self.person, "F2", menu="edit"),
            Command("Open the a&pplication", self.application, menu="edit"),
            Command("&Letter…", self.letter, menu="edit"),
            Command("&Print the matrix…", page.out.print_it, "Ctrl+P"),
            Command("&Save as PDF…", page.out.save_pdf, "Ctrl+S"),
        )

    def told(self) -> CellTold | None:
        """The chosen cell, told now; None where none is chosen."""
        self._moment.stop()
        place = self._page.chosen()
        if place is None:
            return None
        try:
            return cell_told(self._page.desk, *place, self._page.cohort, urn=self._page.shell.scope.urn)
        except Problem:  # somebody is gone meanwhile
            self._page.refresh()
            return None

    def enquiry(self) -> None:
        """Go to the enquiry of the cell: to its result where an answer is kept; begin one where there is none."""
        told = self.told()
        if told is None:
            return
        try:
            urn = self._page.shell.scope.urn
            number = begin_from_cell(self._page.desk, told.person_id, told.course.id, told.cohort, urn=urn)
        except Problem as problem:
            self._page.shell.show_failure(problem)
            return
        self._page.shell.go("result" if told.is_answered else "check", enquiry=number)

    def person(self) -> None:
        """Open the person of the row."""
        place = self._page.chosen()
        if place is not None:
            self._page.shell.go("person", person=place[0])

    def application(self) -> None:
        """Open the application, where there is one; else begin one for this course and start."""
        told = self.told()
        if told is not None and told.application_id is not None:
            self._page.shell.go("application", application=told.application_id)
        elif told is not None:
            self._page.shell.go("application", person=told.person_id)

    def letter(self) -> None:
        """The letter about the answer that is kept; where none is, the enquiry that leads to one."""
        told = self.told()
        if told is not None and told.determination_id is not None:
            self._page.shell.go("letter", determination=told.determination_id)
        elif told is not None:
            self.enquiry()

    def _tell(self) -> None:
        """Tell the chosen cell at the foot, worked out beside the window; dropped where another is chosen meanwhile.

        Before everybody is there it waits: the cell is chosen again then."""
        page = self._page
        desk, place, cohort, urn = page.desk, page.chosen(), page.cohort, page.shell.scope.urn
        if place is None or page.grid.matrix.more or not page.isVisible():
            return

        def show(told: CellTold) -> None:
            if (place, cohort, urn) == (page.chosen(), page.cohort, page.shell.scope.urn):
                page.strip.show_told(told)
                announce(page.strip, seen(" ".join((f"{told.title}.", *told.because[:1]))))

        told = partial(cell_told, desk, *place, cohort, urn=urn)
        run_task(page, lambda _task: told(), on_done=show, on_failed=self._not_told)

    def _not_told(self, error: Exception) -> None:
        if isinstance(error, Problem):  # somebody is gone meanwhile
            self._page.refresh()
        else:
            self._page.shell.show_failure(error)
