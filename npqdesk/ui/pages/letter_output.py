"""How a letter leaves the page: saved as PDF, as a web page or as text, printed, opened in the reader; always kept."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from npqdesk.paths import documents_folder, scratch_folder
from npqdesk.problem import Problem
from npqdesk.services.letter_files import save_letter
from npqdesk.services.letter_forms import FORMS, Form, in_form
from npqdesk.ui.printing import choose_printer, print_letters

if TYPE_CHECKING:
    from npqdesk.ui.pages.paper_page import PaperPage

_KINDS: dict[str, Form] = {f"{words} (*.{form})": form for form, words in FORMS.items()}
PDF, HTML, TEXT = _KINDS


class LetterOutput:
    """For one page: `save` and `print` ask where, `save_to` and `print_on` do it."""

    def __init__(self, page: "PaperPage") -> None:
        self._page = page

    def save(self) -> None:
        """Ask for a place and a kind of file; only PDF where an earlier version kept the pages alone."""
        page = self._page
        if not page.pdf or not page.may_go_out("Save"):
            return
        path, kind = QFileDialog.getSaveFileName(
            page,
            "Save the letter",
            str(documents_folder() / page.file_name),
            ";;".join(_KINDS if page.shown and page.shown.letter else (PDF,)),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever replaced
        )
        if path:
            self.save_to(Path(path), kind)

    def save_to(self, path: Path, kind: str = PDF) -> None:
        """Keep the letter in the records, then write the file beside any of the same name."""
        page = self._page
        form = path.suffix.lower().removeprefix(".")
        if form not in FORMS:
            form = _KINDS.get(kind, "pdf")
            path = path.with_name(f"{path.name}.{form}")
        try:
            page.keep()
            assert page.shown is not None
            file = save_letter(in_form(page.shown, cast("Form", form))[0], path.parent, path.name)
        except Problem as problem:
            page.shell.show_failure(problem)
            return
        page.shell.say_saved()
        other = "" if file.name == path.name else f" The file “{path.name}” that was there stays as it was."
        page.shell.notice(f"Saved as “{file.name}” in {file.parent}.{other}")

    def print(self) -> None:
        """Ask for a printer, then print."""
        page = self._page
        if not page.pdf or not page.may_go_out("Print"):
            return
        try:
            printer = choose_printer(page.shell, page.file_name, page.preview.paper.count or 1)
        except Problem as problem:
            page.shell.show_failure(problem)
            return
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Keep the letter in the records, then send its pages to the printer."""
        page = self._page
        try:
            page.keep()
        except Problem as problem:
            page.shell.show_failure(problem)
            return
        print_letters(page.shell, [page.pdf], printer, on_done=lambda printed: page.shell.notice(printed.words()))

    def open_in_reader(self) -> None:
        """Open the pages, kept or not, in the program that this computer has for PDF."""
        page = self._page
        if page.pdf:
            file = save_letter(page.pdf, scratch_folder(), page.file_name)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
