"""How a letter leaves the page: saved as PDF, as a web page or as text, printed, opened in the reader; always kept."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from npqdesk.paths import documents_folder, scratch_folder
from npqdesk.problem import Problem
from npqdesk.services.letter_files import save_letter
from npqdesk.services.letters import twin
from npqdesk.ui.printing import choose_printer, print_letters

if TYPE_CHECKING:
    from npqdesk.ui.pages.letter import LetterPage
    from npqdesk.ui.pages.summary import SummaryPage

PDF, HTML, TEXT = "PDF (*.pdf)", "Web page (*.html)", "Plain text (*.txt)"
_ENDINGS = {PDF: ".pdf", HTML: ".html", TEXT: ".txt"}


class LetterOutput:
    """For one page: `save` and `print` ask where, `save_to` and `print_on` do it."""

    def __init__(self, page: "LetterPage | SummaryPage") -> None:
        self._page = page

    def save(self) -> None:
        """Ask for a place and a kind of file; a kept letter, whose pages alone were kept, is saved as PDF."""
        page = self._page
        if not page.pdf or not page.may_go_out("Save"):
            return
        path, kind = QFileDialog.getSaveFileName(
            page,
            "Save the letter",
            str(documents_folder() / page.file_name),
            ";;".join(_ENDINGS if page.made else (PDF,)),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever replaced
        )
        if path:
            self.save_to(Path(path), kind)

    def save_to(self, path: Path, kind: str = PDF) -> None:
        """Keep the letter in the records, then write the file beside any of the same name."""
        page = self._page
        if path.suffix.lower() not in _ENDINGS.values():
            path = path.with_name(path.name + _ENDINGS.get(kind, ".pdf"))
        try:
            page.keep()
            file = save_letter(self._content(path.suffix.lower()), path.parent, path.name)
        except Problem as problem:
            page.shell.show_failure(problem)
            return
        page.shell.say_saved()
        other = "" if file.name == path.name else f" The file “{path.name}” that was there stays as it was."
        page.shell.notice(f"Saved as “{file.name}” in {file.parent}.{other}")

    def _content(self, ending: str) -> bytes:
        page = self._page
        if ending == ".pdf":
            return page.pdf
        if page.made is None:
            raise Problem(
                "A kept letter is saved as PDF",
                "Its pages were kept, and they are a PDF.",
                "Save it as PDF, or make a new one in its place and save that as a web page or as text.",
            )
        return twin(page.made, "html" if ending == ".html" else "text")

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
        print_letters(page.shell, [page.pdf], printer, on_done=self._on_printed)

    def _on_printed(self, count: int) -> None:
        self._page.shell.notice(f"{count} page{'' if count == 1 else 's'} went to the printer.")

    def open_in_reader(self) -> None:
        """Open the pages, kept or not, in the program that this computer has for PDF."""
        page = self._page
        if page.pdf:
            file = save_letter(page.pdf, scratch_folder(), page.file_name)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
