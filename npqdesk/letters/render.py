"""How does a `Letter` become a PDF?  Check every character, set the text, part it into pages, paint, finish.

The same letter and the same fonts give the same bytes, on any day and in any process."""

from io import BytesIO
from threading import Lock

import pikepdf

from npqdesk.letters.composition import compose
from npqdesk.letters.finish import finish
from npqdesk.letters.furniture import opening_bottom, paint_footer, paint_opening, paint_running
from npqdesk.letters.letter import Letter
from npqdesk.letters.pages import Page, fitted
from npqdesk.letters.phrase import printable
from npqdesk.letters.sheet import HEIGHT, WIDTH, Sheet, sheet
from npqdesk.letters.structure import Painter
from npqdesk.letters.typeface import Fonts, Typeface, typeface

_ONE_AT_A_TIME = Lock()  # the faces and the words already measured are shared


def render(letter: Letter, fonts: Fonts, *, large: bool = False) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a; `large` sets it at 16 points.

    Raises a `Problem` for a character that no font has, and for text that fits on no page."""
    with _ONE_AT_A_TIME:
        faces = typeface(fonts)
        for place, text in letter.texts():
            faces.check(place, text)
        measures = sheet(letter.letterhead.colour, large=large)
        top = opening_bottom(letter, measures, faces)
        pages = fitted(compose(letter, measures, faces), top, measures.later_top, measures.bottom)
        painter = Painter((WIDTH, HEIGHT))
        _paint(painter, letter, pages, measures, faces)
        return finish(painter.done(), faces, printable(letter.title), letter.language)


def count_pages(pdf: bytes) -> int:
    """How many pages a rendered letter has."""
    with pikepdf.open(BytesIO(pdf)) as read:
        return len(read.pages)


def _paint(painter: Painter, letter: Letter, pages: tuple[Page, ...], measures: Sheet, faces: Typeface) -> None:
    for number, page in enumerate(pages, 1):
        if number == 1:
            paint_opening(painter, letter, measures, faces)
        else:
            painter.turn()
            paint_running(painter, letter, measures, faces)
        for top, box in page:
            box.paint(painter, measures.left, top)
        paint_footer(painter, letter, measures, faces, number, len(pages))
