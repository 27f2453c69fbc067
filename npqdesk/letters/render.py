"""How does a `Letter` become a PDF?  Check every character, compose, let ReportLab lay out the pages, finish.

The same letter and the same fonts give the same bytes, on any day and in any process."""

from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any, NamedTuple

from reportlab.platypus.doctemplate import BaseDocTemplate, LayoutError, PageTemplate
from reportlab.platypus.frames import Frame

from npqdesk.letters.composition import Placeable, compose
from npqdesk.letters.finish import finish
from npqdesk.letters.furniture import (
    address,
    check_opening,
    footer_lines,
    opening_bottom,
    paint_footer,
    paint_opening,
    paint_page_count,
    paint_running,
)
from npqdesk.letters.letter import Letter
from npqdesk.letters.paging import left_on_pages
from npqdesk.letters.paragraph import TaggedParagraph
from npqdesk.letters.phrase import printable
from npqdesk.letters.sheet import Sheet, sheet
from npqdesk.letters.structure import TaggedCanvas
from npqdesk.letters.typeface import Fonts, Typeface, typeface
from npqdesk.problem import Problem

CLOSER = (0.9, 0.8, 0.7, 0.6, 0.5)
_LITTLE = 0.4
"""The share of a last page that is too little to begin one for."""
_ONE_AT_A_TIME = Lock()  # ReportLab keeps the fonts of all letters in one place


def render(letter: Letter, fonts: Fonts, *, large: bool = False) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a; `large` sets it at 16 points. Where little would stand on a last page, the
    letter is set a little closer, if that saves the page.

    Raises a `Problem` for a character that no font has, and for text that fits on no page."""
    with _ONE_AT_A_TIME:
        faces = typeface(fonts)
        for place, text in letter.texts():
            faces.check(place, text)
        return _Document(_laid_out(letter, faces, large=large), faces).bytes


class _Layout(NamedTuple):
    """A letter in its measures: its parts from the greeting on, its address, where its first page begins, and the
    points left at the end of each page."""

    letter: Letter
    measures: Sheet
    parts: list[Placeable]
    address: TaggedParagraph
    top: float
    left: list[float]


def _laid_out(letter: Letter, faces: Typeface, *, large: bool) -> _Layout:
    """The letter in the measures that suit it."""
    usual = _layout(letter, faces, 1.0, large=large)
    if not _may_save_a_page(usual):
        return usual
    closest = _layout(letter, faces, CLOSER[-1], large=large)
    if len(closest.left) == len(usual.left):
        return usual
    closer = (_layout(letter, faces, room, large=large) for room in CLOSER[:-1])
    return next((each for each in closer if len(each.left) < len(usual.left)), closest)


def _may_save_a_page(layout: _Layout) -> bool:
    """Whether little stands on a last page, and all that can be gained on the pages before might hold it."""
    if len(layout.left) == 1:
        return False
    high = layout.measures.bottom - layout.measures.later_top
    on_last = high - layout.left[-1]
    spaces = sum(max(part.getSpaceBefore(), part.getSpaceAfter()) for part in layout.parts)
    return on_last < _LITTLE * high and on_last < sum(layout.left[:-1]) + (1 - CLOSER[-1]) * spaces


def _layout(letter: Letter, faces: Typeface, room: float, *, large: bool) -> _Layout:
    measures = sheet(letter.letterhead.colour, large=large, wide=letter.paper == "wide", room=room)
    whose = address(letter, measures, faces)
    check_opening(letter, whose, measures, faces)
    parts, top = compose(letter, measures, faces), opening_bottom(letter, whose, measures, faces)
    left = left_on_pages(parts, measures.full, measures.bottom - top, measures.bottom - measures.later_top)
    return _Layout(letter, measures, parts, whose, top, left)


class _Document(BaseDocTemplate):
    """The pages of a letter, as bytes."""

    def __init__(self, layout: _Layout, faces: Typeface) -> None:
        out = BytesIO()
        letter, measures = self._letter, self._measures = layout.letter, layout.measures
        super().__init__(
            out, pagesize=(measures.width, measures.height), title=printable(letter.title), lang=letter.language,
            invariant=1, pageCompression=1, displayDocTitle=True, initialFontName=faces.font("regular"),
        )  # fmt: skip
        self._faces, self._address = faces, layout.address
        self._footer = footer_lines(letter, measures, faces)
        end = self._end_page
        opening = PageTemplate("first", [self._frame(layout.top)], onPage=self._first_page, onPageEnd=end)
        later = PageTemplate("later", [self._frame(measures.later_top)], onPage=self._later_page, onPageEnd=end)
        opening.autoNextPageTemplate = "later"
        self.addPageTemplates([opening, later])
        try:
            self.build([*layout.parts], canvasmaker=partial(TaggedCanvas, pdfVersion=(1, 7)))
        except LayoutError:
            raise _too_high() from None
        self.bytes = out.getvalue()

    def _frame(self, top: float) -> Frame:
        bottom = self._measures.height - self._measures.bottom
        return Frame(
            self._measures.left, bottom, self._measures.full, self._measures.height - top - bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

    def _first_page(self, canvas: Any, document: Any) -> None:
        canvas.at_end = self._at_end
        paint_opening(canvas, self._letter, self._address, self._measures, self._faces)

    def _later_page(self, canvas: Any, document: Any) -> None:
        paint_running(canvas, self._letter, self._measures, self._faces)

    def _end_page(self, canvas: Any, document: Any) -> None:
        paint_footer(canvas, self._footer, self._measures)

    def _at_end(self, canvas: TaggedCanvas) -> None:
        """Now that the number of pages is known, add it to each; then what makes the file accessible."""
        pages = len(canvas.marks) - 1
        for number in range(1, pages + 1):
            with canvas.on_page_again(number):
                paint_page_count(canvas, self._measures, self._faces, number, pages)
        finish(canvas, printable(self._letter.title), self._letter.language, self._faces.colour_profile)


def _too_high() -> Problem:
    return Problem(
        "The letter has a part that no page holds",
        "One heading, table row or signature is longer than a whole page.",
        "Shorten the names and the text you typed, then make the letter again.",
    )
