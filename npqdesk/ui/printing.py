"""Printing letters: the printer's own dialogue, its choice remembered, the pages as fine as the printer prints.

Pages are drawn and painted one by one beside the window, so it stays alive however many there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo

from npqdesk.problem import Problem
from npqdesk.services.counting import counted
from npqdesk.ui.pdf import POINTS_AN_INCH, PagePicture, count_pages, draw_pages
from npqdesk.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

FINEST = 600
"""Dots to an inch: finer is not seen, and a page of it is hardly held in memory."""

_BAND = 128  # rows of dots that are painted at once
_CUPS_OPTIONS = 0xFE00  # Qt's own PPK_CupsOptions, which PySide does not name: names and values by turns
_PRINTER, _DUPLEX = "print/printer", "print/duplex"


def choose_printer(shell: "Shell", title: str, pages: int) -> QPrinter | None:
    """Ask where and how to print; None when it was called off.

    Raises Problem when there is no printer, or other letters are still on their way to one."""
    if shell.working.is_busy:
        raise Problem(
            "Other letters are under way",
            "Letters are being printed or saved already.",
            "Wait until they are done, or stop them. Then print this.",
        )
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


@dataclass(frozen=True, slots=True)
class Printed:
    """How many pages went to the printer; whether the office stopped it before the last."""

    pages: int
    stopped: bool = False

    def words(self, of: str = "") -> str:
        """ "3 pages of 2 letters went to the printer." """
        pages = f"{counted(self.pages, 'page')}{of and f' of {of}'}"
        if not self.stopped:
            return f"{pages} went to the printer."
        return f"Stopped: {pages} had gone to the printer, which may still print them."


def print_letters(
    shell: "Shell", pdfs: Sequence[bytes], printer: QPrinter, *, on_done: Callable[[Printed], object]
) -> None:
    """Print the pages that the dialogue asked for, counted through all the letters; `on_done` is told how many."""
    task = run_task(
        shell,
        lambda task: _print_pages(pdfs, printer, task),
        on_done=lambda printed: _end(shell, lambda: on_done(printed)),
        on_failed=lambda error: _end(shell, lambda: shell.show_failure(error)),
        on_progress=shell.working.show_progress,
    )
    shell.working.begin("Printing", task.cancel)


def _end(shell: "Shell", tell: Callable[[], object]) -> None:
    shell.working.end()
    tell()


def _print_pages(pdfs: Sequence[bytes], printer: QPrinter, task: Task) -> Printed:
    """Beside the window.  Raises Problem when the printer does not take the pages."""
    pages = [(pdf, number) for pdf in pdfs for number in range(count_pages(pdf))]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    wanted = [page for at, page in enumerate(pages, 1) if _is_wanted(printer, at)] * copies
    printer.setFullPage(True)
    painter, scale = QPainter(), min(printer.resolution(), FINEST) / POINTS_AN_INCH
    for done, (pdf, number) in enumerate(wanted):
        task.progress(done, len(wanted))
        if task.cancelled():
            printer.abort()
            painter.end()
            return Printed(done, stopped=True)
        picture = draw_pages(pdf, scale=scale, only=range(number, number + 1))[0]
        _turn(printer, wide=picture.width > picture.height)
        if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
            raise _not_printed()
        _paint(painter, picture, dots=printer.resolution() / POINTS_AN_INCH)
    if painter.isActive() and not painter.end():
        raise _not_printed()
    return Printed(_left_by_cups(printer, len(wanted)))


def _turn(printer: QPrinter, *, wide: bool) -> None:
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _paint(painter: QPainter, picture: PagePicture, *, dots: float) -> None:
    """A page in bands: Qt lets nothing else run while it paints, so a whole page at once would stop the window."""
    image = picture.image
    across, down = picture.width * dots / image.width(), picture.height * dots / image.height()
    for top in range(0, image.height(), _BAND):
        high = min(_BAND, image.height() - top)
        on_paper = QRectF(0, top * down, image.width() * across, high * down)
        painter.drawImage(on_paper, image, QRectF(0, top, image.width(), high))


def _is_wanted(printer: QPrinter, page: int) -> bool:
    """Whether the dialogue asked for a page, from 1."""
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return True
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        return ranges.contains(page)
    return (printer.fromPage() or 1) <= page <= (printer.toPage() or page)


def _left_by_cups(printer: QPrinter, sent: int) -> int:
    """How many of the pages sent are printed where Qt's dialogue on Linux lets CUPS choose among them."""
    options = printer.printEngine().property(QPrintEngine.PrintEnginePropertyKey(_CUPS_OPTIONS)) or []
    named = dict(zip(options[::2], options[1::2], strict=False))
    ranges, odd = QPageRanges.fromString(named.get("page-ranges", "")), {"odd": 1, "even": 0}.get(named.get("page-set"))
    return sum(
        (ranges.isEmpty() or ranges.contains(page)) and (odd is None or page % 2 == odd) for page in range(1, sent + 1)
    )


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
