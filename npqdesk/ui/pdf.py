"""The pages of a PDF as pictures, for looking at and for the printer: the very file that is saved."""

from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

_ONE_AT_A_TIME = Lock()  # pdfium is not made for several threads
POINTS_AN_INCH = 72
PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page; `width` and `height` in points, `image` with as many pixels as were asked for."""

    image: QImage
    width: float
    height: float


def draw_pages(pdf: bytes, *, scale: float, only: range | None = None) -> tuple[PagePicture, ...]:
    """Pages as pictures, `scale` pixels to a point; all, or those numbered from 0 in `only`.  Safe in any thread."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_draw(document, number, scale) for number in only or range(len(document)))
        finally:
            document.close()


def print_pages(pdf: bytes, printer: QPrinter) -> int:
    """Print the pages that the dialog asked for; returns how many went to the printer."""
    first, last = printer.fromPage() or 1, printer.toPage() or 10_000
    painter, printed = QPainter(printer), 0
    try:
        for picture in draw_pages(pdf, scale=PRINT_DPI / POINTS_AN_INCH)[first - 1 : last]:
            if printed:
                printer.newPage()
            printer_dots = printer.resolution() / POINTS_AN_INCH
            margins = printer.pageLayout().marginsPixels(printer.resolution())
            whole = QRectF(-margins.left(), -margins.top(), picture.width * printer_dots, picture.height * printer_dots)
            painter.drawImage(whole, picture.image)
            printed += 1
    finally:
        painter.end()
    return printed


def _draw(document: pypdfium2.PdfDocument, number: int, scale: float) -> PagePicture:
    page = document[number]
    width, height = page.get_size()
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    return PagePicture(picture.copy(), width, height)
