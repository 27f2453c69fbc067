"""The matrix leaving the window: as a spreadsheet, as a PDF, on a printer; always what is shown."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from npqdesk.problem import Problem
from npqdesk.services.letter_files import file_name
from npqdesk.services.matrix.whole import Matrix
from npqdesk.services.sheets import write_file
from npqdesk.ui.exporting import export
from npqdesk.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from npqdesk.ui.pages.matrix import MatrixPage


class MatrixOut:
    """The ways out of one page."""

    def __init__(self, page: "MatrixPage") -> None:
        self._page = page

    def shown(self) -> Matrix | None:
        """The rows and courses that are shown; None before there are any.  Problem while more rows are to come."""
        whole, model = self._page.whole, self._page.grid.matrix
        if whole is None or not model.rows:
            self._page.shell.notice("Nobody is shown, so there is nothing to save or print.")
            return None
        rows = model.all_rows()
        if model.courses == whole.courses:
            return replace(whole, rows=rows)
        rows = tuple(replace(row, cells=tuple(row.cells[at] for at in model.at)) for row in rows)
        return replace(whole, courses=model.courses, rows=rows)

    def export(self) -> None:
        """As a workbook or CSV."""
        if self._page.whole is not None:
            export(self._page.shell, self._page.grid, "Staff and courses")

    def save_pdf(self) -> None:
        """As a PDF, where the office says."""
        matrix = self.shown()
        if matrix is None:
            return
        usual = file_name(f"{self._page.desk.today().isoformat()} Staff and NPQs", matrix.cohort)
        chosen, _kind = QFileDialog.getSaveFileName(self._page, "Save as PDF", usual, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
            self._make(matrix, lambda pdf: self._saved(pdf, path))

    def print_it(self) -> None:
        """On a printer."""
        matrix = self.shown()
        if matrix is not None:
            self._make(matrix, self._print)

    def _make(self, matrix: Matrix, then) -> None:
        desk = self._page.desk

        def work(_task: Task) -> bytes:
            from npqdesk.services.matrix.paper import matrix_pdf  # slow libraries, first wanted here

            return matrix_pdf(desk, matrix)

        self._page.shell.notice("Setting the pages…")
        run_task(self._page, work, on_done=then)

    def _saved(self, pdf: bytes, path: Path) -> None:
        try:
            write_file(path, pdf)
        except Problem as problem:
            self._page.shell.show_failure(problem)
        else:
            self._page.shell.notice(f"The matrix was saved as {path.name}.")

    def _print(self, pdf: bytes) -> None:
        from npqdesk.ui.pdf import count_pages
        from npqdesk.ui.printing import choose_printer, print_letters

        shell = self._page.shell
        shell.clear_notice()
        try:
            printer = choose_printer(shell, "Staff and NPQs", count_pages(pdf))
        except Problem as problem:
            shell.show_failure(problem)
            return
        if printer is not None:
            print_letters(shell, [pdf], printer, on_done=lambda printed: shell.notice(printed.words()))
