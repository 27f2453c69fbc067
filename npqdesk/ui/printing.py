"""Printing letters: the printer's own dialogue, its choice remembered, the pages as fine as the printer prints.

Pages are drawn one by one beside the window, so it stays alive however many there are."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

from npqdesk.problem import Problem
from npqdesk.ui.pdf import POINTS_AN_INCH, PagePicture, count_pages, draw_pages
from npqdesk.ui.tasks import run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

FINEST = 600
"""Dots to an inch: finer is not seen, and a page of it is hardly held in memory."""

_PRINTER, _DUPLEX = "print/printer", "print/duplex"


def choose_printer(shell: "Shell", title: str, pages: int) -> QPrinter | None:
    """Ask where and how to print; None when it was called off.  Raises Problem when there is no printer."""
    if not QPrinterInfo.availablePrinterNames():
        raise Problem(
            "There is no printer",
            "No printer is set up on this computer.",
            "Add one in the system’s settings, or save the letter as PDF and print it elsewhere.",
        )
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    _recall(shell, printer)
    dialog = QPrintDialog(printer, shell)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    dialog.setMinMax(1, pages)
    if not dialog.exec():
        return None
    _remember(shell, printer)
    return printer


def print_letters(
    owner: "Shell", pdfs: Sequence[bytes], printer: QPrinter, *, on_done: Callable[[int], object]
) -> "PrintJob":
    """Print the pages that the dialogue asked for, counted through all the letters; `on_done` is told how many."""
    return PrintJob(owner, pdfs, printer, on_done)


class PrintJob(QObject):
    """Draws a page beside the window, paints it, and goes on to the next."""

    def __init__(
        self, owner: "Shell", pdfs: Sequence[bytes], printer: QPrinter, on_done: Callable[[int], object]
    ) -> None:
        super().__init__(owner)
        self._owner, self._printer, self._on_done = owner, printer, on_done
        pages = [(pdf, number) for pdf in pdfs for number in range(count_pages(pdf))]
        wanted = [page for at, page in enumerate(pages, 1) if _is_wanted(printer, at)]
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        self._left = wanted * copies
        self._printed = 0
        self._scale = min(printer.resolution(), FINEST) / POINTS_AN_INCH
        self._painter: QPainter | None = None
        printer.setFullPage(True)
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        pdf, number = self._left.pop(0)
        run_task(
            self._owner,
            lambda _task: draw_pages(pdf, scale=self._scale, only=range(number, number + 1))[0],
            on_done=self._paint,
            on_failed=self._fail,
        )

    def _paint(self, picture: PagePicture) -> None:
        wide = picture.width > picture.height
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(self._printer):
                self._fail(_not_printed())
                return
        else:
            self._printer.newPage()
        dots = self._printer.resolution() / POINTS_AN_INCH
        self._painter.drawImage(QRectF(0, 0, picture.width * dots, picture.height * dots), picture.image)
        self._printed += 1
        self._next()

    def _end(self) -> None:
        if self._painter is not None and not self._painter.end():
            self._fail(_not_printed())
            return
        self._on_done(self._printed)
        self.deleteLater()

    def _fail(self, error: Exception) -> None:
        if self._painter is not None and self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self._owner.show_failure(error)
        self.deleteLater()


def _is_wanted(printer: QPrinter, page: int) -> bool:
    """Whether the dialogue asked for a page, from 1."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return True
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        return ranges.contains(page)
    return (printer.fromPage() or 1) <= page <= (printer.toPage() or page)


def _recall(shell: "Shell", printer: QPrinter) -> None:
    memory = shell.memory
    name = memory.value(_PRINTER) if memory is not None else None
    if isinstance(name, str) and name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(name)
        duplex = memory.value(_DUPLEX) if memory is not None else None
        if isinstance(duplex, str) and duplex in QPrinter.DuplexMode.__members__:
            printer.setDuplex(QPrinter.DuplexMode[duplex])


def _remember(shell: "Shell", printer: QPrinter) -> None:
    if shell.memory is not None:
        shell.memory.setValue(_PRINTER, printer.printerName())
        shell.memory.setValue(_DUPLEX, printer.duplex().name)


def _not_printed() -> Problem:
    return Problem(
        "The letter was not printed",
        "The printer did not take the pages.",
        "Check that it is switched on and has paper, then print again. The letter is kept.",
    )
