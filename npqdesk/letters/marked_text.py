"""How is one piece of text written so that a screen reader knows what it belongs to?

It is ReportLab's text object, its marks opened between BT and ET, so that a link can close and open one between two
words. Hooks beyond ReportLab's documentation, each held by a test: `_textOut`, `_formatText` and `_linkRecord`. Colours
and plain text are spelled here for speed; the result is the same."""

from functools import cache
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import Color, toColor
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import ShapedStr
from reportlab.pdfgen.textobject import PDFTextObject

from npqdesk.letters.glyphs import spelled_glyphs
from npqdesk.letters.shaping import Shaped, TurnedStr
from npqdesk.letters.spelling import in_pdf
from npqdesk.letters.tree import FURNITURE, Element

if TYPE_CHECKING:
    from npqdesk.letters.structure import LinkTo, TaggedCanvas


class TaggedText(PDFTextObject):
    """Text of one element; with none, text inside a figure, whose mark is open already."""

    _code: list[str]
    _fontname: str
    _fontsize: float
    _leading: float
    _curSubset: int

    def __init__(self, canvas: "TaggedCanvas", x: float, y: float, element: Element | None) -> None:
        super().__init__(canvas, x, y)
        self.canvas = canvas
        self.element = element
        self.line_links: list[Element] = []
        self._marked: Element | None = None
        self._link: Element | None = None
        self._start = 0

    def _textOut(self, text: str, TStar: int = 0) -> None:
        if TStar and not text.endswith(" "):
            text += " "  # or the last word of a line and the first of the next are read as one
        element = self._home(text)
        if element is not self._marked:
            self.close()
            self._begin(element)
        self._start = len(self._code)
        if isinstance(text, Shaped):
            self._code.append(f"/Span <</ActualText {in_pdf(text.spoken)}>> BDC")
            super()._textOut(text.on_paper(), TStar)  # type: ignore[misc]
            self._code.append("EMC")
        else:
            super()._textOut(text, TStar)  # type: ignore[misc]

    def _home(self, text: str) -> Element | None:
        """What a text belongs to: words that are turned have an element of their own."""
        around = self._link or self.element
        if around is None or around is FURNITURE or not isinstance(text, TurnedStr):
            return around
        return self.canvas.words_in(around, text.words)

    def _formatText(self, text: str) -> str:
        """The words of PDF for a text, as ReportLab finds them; at once for all but shaped text and rare letters."""
        face: Any = getFont(self._fontname)
        if isinstance(text, ShapedStr):
            size, leading = self._fontsize, self._leading
            said, self._curSubset = spelled_glyphs(text, face, self.canvas._doc, size, leading, self._curSubset)
            return said
        known = self.canvas.spelled.setdefault(self._fontname, {})
        if not (known.keys() >= set(text) or self.canvas.learn(self._fontname, text)):
            return str(super()._formatText(text))  # type: ignore[misc]
        said = "".join(map(known.__getitem__, text))
        if self._curSubset == 0:
            return f"({said}) Tj"
        self._curSubset = 0
        name = face.getSubsetInternalName(0, self.canvas._doc)
        return f"{name} {self._fontsize:g} Tf {self._leading:g} TL ({said}) Tj"

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        self._code.append(fill_colour(aColor))

    def _linkRecord(self, link: "LinkTo", when: str) -> None:
        """ReportLab's Paragraph tells that a link has started, after its first words on a line, or has ended."""
        if self.element is None or self.element is FURNITURE:
            return
        if when == "end":
            self.close()
            self._link = None
            return
        said, first = self._code[self._start :], self._marked
        del self._code[self._start :]
        self.close()
        self._link = self.canvas.link_in(self.element, link)
        self.line_links.append(self._link)
        if first is not None and first is not self.element and first in self.element.kids:  # words that are turned
            self.element.kids.remove(first)
            self._link.kids.append(first)
        self._begin(first if first in self._link.kids else self._link)
        self._code += said

    def _begin(self, element: Element | None) -> None:
        if element is not None:
            self._code.append(self.canvas.mark(element))
        self._marked = element

    def close(self) -> None:
        """End the open mark; one that holds nothing is taken back."""
        if self._marked is not None and not self.canvas.take_back(self._code, self._marked):
            self._code.append("EMC")
        self._marked = None


@cache
def fill_colour(named: str | Color) -> str:
    """The words of PDF that set the colour of what is painted next."""
    colour = toColor(named)
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"
