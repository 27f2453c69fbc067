"""The pages of a PDF as pictures and as text, for looking at and for the printer: the very file that is saved."""

from dataclasses import dataclass
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtGui import QImage

_ONE_AT_A_TIME = Lock()  # pdfium is not made for several threads
POINTS_AN_INCH = 72


Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left corner of a page."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The letters of a page in the order in which they are read, each with its box."""

    letters: str
    boxes: tuple[Box, ...]


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


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has.  Safe in any thread."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def read_pages(pdf: bytes) -> tuple[PageText, ...]:
    """The text of each page with the place of every letter.  Safe in any thread."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_read(document, number) for number in range(len(document)))
        finally:
            document.close()


def _read(document: pypdfium2.PdfDocument, number: int) -> PageText:
    page = document[number]
    height, text = page.get_height(), page.get_textpage()
    letters, boxes = [], []
    for at in range(text.count_chars()):
        letters.append(chr(pdfium.FPDFText_GetUnicode(text, at)))
        left, bottom, right, top = text.get_charbox(at, loose=True)
        boxes.append((left, height - top, right, height - bottom))
    text.close()
    return PageText("".join(letters), tuple(boxes))


def _draw(document: pypdfium2.PdfDocument, number: int, scale: float) -> PagePicture:
    page = document[number]
    width, height = page.get_size()
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    return PagePicture(picture.copy(), width, height)
