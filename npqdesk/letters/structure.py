"""What does a screen reader find?  ReportLab's canvas, with a mark round all that is painted.

Text is painted inside an element (`with canvas.element("P"): …`) or furniture (`with canvas.furniture(): …`); text
outside both is refused, since a screen reader could not place it. Lines and shapes are always furniture. An element
opened again with the same `key` goes on where it was: so one paragraph, list or table spans two pages. `finish.py`
writes the tree into the file.

ReportLab has no tags of its own. What we lean on beyond its documentation, each held by a test: `_textOut`,
`_formatText` and `_linkRecord` of a text object, `_addAnnotation` and `_startPage` of a canvas, and in `finish.py` the
keys that its catalogue and pages write. Colours, moves and plain text are spelled here for speed: they come by the
hundred, and the result is the same."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, toColor
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import ShapedStr
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from npqdesk.letters.shaping import Shaped
from npqdesk.letters.spelling import in_pdf

LinkTo = tuple[int, str]
"""A link of a paragraph as ReportLab knows it: a number that no other link of the letter has, and the address."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Marked content: which page (from 0) and which mark on it."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Click:
    """One clickable line of a link."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure: a standard tag, attributes in PDF's own words, what it holds; what a figure shows."""

    tag: str
    attributes: str = ""
    kids: "list[Element | Ink | Click]" = field(default_factory=list)
    alt: str = ""


FURNITURE = Element("Artifact")
_SPELLED = [chr(code) if 32 <= code < 127 and chr(code) not in "()\\" else f"\\{code:03o}" for code in range(256)]


class TaggedText(PDFTextObject):
    """Text that opens its mark between BT and ET, so that a link can close and open it between two words."""

    _code: list[str]
    _fontname: str
    _fontsize: float
    _leading: float
    _curSubset: int

    def __init__(self, canvas: "TaggedCanvas", x: float, y: float, element: Element) -> None:
        super().__init__(canvas, x, y)
        self.canvas = canvas
        self.element = element
        self.line_links: list[Element] = []
        self._marked: Element | None = None
        self._start = 0

    def _textOut(self, text: str, TStar: int = 0) -> None:
        if TStar and not text.endswith(" "):
            text += " "  # or the last word of a line and the first of the next are read as one
        if self._marked is None:
            self._begin(self.element)
        self._start = len(self._code)
        if isinstance(text, Shaped):
            self._code.append(f"/Span <</ActualText {in_pdf(text.spoken)}>> BDC")
            super()._textOut(text.on_paper(), TStar)  # type: ignore[misc]
            self._code.append("EMC")
        else:
            super()._textOut(text, TStar)  # type: ignore[misc]

    def _formatText(self, text: str) -> str:
        """The words of PDF for a text, as ReportLab finds them; at once for all but shaped text and rare letters."""
        known = self.canvas.spelled.setdefault(self._fontname, {})
        if isinstance(text, ShapedStr) or not (known.keys() >= set(text) or self.canvas.learn(self._fontname, text)):
            return str(super()._formatText(text))  # type: ignore[misc]
        said = "".join(map(known.__getitem__, text))
        if self._curSubset == 0:
            return f"({said}) Tj"
        self._curSubset = 0
        face: Any = getFont(self._fontname)
        name = face.getSubsetInternalName(0, self.canvas._doc)
        return f"{name} {self._fontsize:g} Tf {self._leading:g} TL ({said}) Tj"

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        self._code.append(_fill(aColor))

    def _linkRecord(self, link: LinkTo, when: str) -> None:
        """ReportLab's Paragraph tells that a link has started, after its first words on a line, or has ended."""
        if self.element is FURNITURE:
            return
        if when == "end":
            self.close()
            return
        said = self._code[self._start :]
        del self._code[self._start :]
        self.close()
        self.line_links.append(self.canvas.link_in(self.element, link))
        self._begin(self.line_links[-1])
        self._code += said

    def _begin(self, element: Element) -> None:
        self._code.append(self.canvas.mark(element))
        self._marked = element

    def close(self) -> None:
        """End the open mark; one that holds nothing is taken back."""
        if self._marked is not None and not self.canvas.take_back(self._code, self._marked):
            self._code.append("EMC")
        self._marked = None


class TaggedCanvas(Canvas):
    """Marks all that is painted, and notes what each mark belongs to. `at_end` is called before the file is written."""

    at_end: "Callable[[TaggedCanvas], None]"
    _code: list[str]
    _doc: Any
    _currentMatrix: tuple[float, ...]

    def __init__(self, *args: Any, **how: Any) -> None:
        self.root = Element("Document")
        self.marks: list[list[Element]] = [[]]
        self.clicks: list[tuple[Any, Element]] = []
        self._headings = 0
        self._open = [self.root]
        self._known: dict[object, Element] = {}
        self._furniture = 0
        self._text: TaggedText | None = None
        self.spelled: dict[str, dict[str, str]] = {}
        super().__init__(*args, **how)

    def learn(self, font: str, text: str) -> bool:
        """Remember how the letters of a text are spelled in a font; False where they need more than its first part."""
        face: Any = getFont(font)
        parts = face.splitString(text, self._doc)
        if len(parts) > 1 or parts[0][0]:
            return False
        self.spelled[font].update(zip(text, map(_SPELLED.__getitem__, parts[0][1]), strict=True))
        return True

    def open(self, tag: str, *, key: object = None, attributes: str = "") -> Element:
        """Everything painted until `close` belongs to this element; the same `key` opens the same element again."""
        found = self._known.get(key) if key is not None else None
        if found is None:
            found = Element(tag, attributes)
            if not self._furniture:
                self._open[-1].kids.append(found)
            if key is not None:
                self._known[key] = found
        self._open.append(found)
        return found

    def close(self) -> None:
        """Go back to the element around this one."""
        self._open.pop()

    def begin_furniture(self) -> None:
        """Everything painted until `end_furniture` is page furniture: footers, running heads, repeated headings."""
        self._furniture += 1

    def end_furniture(self) -> None:
        self._furniture -= 1

    @contextmanager
    def element(self, tag: str, *, key: object = None, attributes: str = "") -> Iterator[Element]:
        """`open` and `close` as a `with`."""
        yield self.open(tag, key=key, attributes=attributes)
        self.close()

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """`begin_furniture` and `end_furniture` as a `with`."""
        self.begin_furniture()
        yield
        self.end_furniture()

    def mark(self, element: Element) -> str:
        """The words of PDF that begin a mark of an element, or of furniture."""
        if element is FURNITURE:
            return "/Artifact BMC"
        page = self.marks[-1]
        element.kids.append(Ink(len(self.marks) - 1, len(page)))
        page.append(element)
        return f"/{element.tag} <</MCID {len(page) - 1}>> BDC"

    def take_back(self, code: list[str], element: Element) -> bool:
        """Undo the mark of an element that was begun just now and holds nothing yet."""
        page = self.marks[-1]
        if element is FURNITURE or code[-1] != f"/{element.tag} <</MCID {len(page) - 1}>> BDC":
            return False
        code.pop()
        page.pop()
        element.kids.pop()
        return True

    def link_in(self, element: Element, link: LinkTo) -> Element:
        """The element of a link: one, however many lines or pages it takes."""
        found = self._known.get(link)
        if found is None:
            found = self._known[link] = Element("Link")
            element.kids.append(found)
        return found

    def heading(self, title: str, level: int, up: float) -> None:
        """An entry of the outline that leads to `up` points above this place."""
        name = f"h{self._headings}"
        level = min(level, self._headings)  # the first is the top of the outline
        self.bookmarkHorizontal(name, 0, up)
        self.addOutlineEntry(title, name, level)
        self._headings += 1

    def paint(self, element: Element, code: str) -> None:
        """A shape or a picture in PDF's own words, as part of an element or as furniture."""
        self._code.append(f"{self.mark(element)} q {code} Q EMC")

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        self._fillColorObj = aColor
        self._code.append(_fill(aColor))

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin, as ReportLab does; flowables do it all the time."""
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {dx:.3f} {dy:.3f} cm")

    def line(self, *args: Any, **how: Any) -> None:
        self._code.append("/Artifact BMC")
        super().line(*args, **how)
        self._code.append("EMC")

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> TaggedText:
        element = FURNITURE if self._furniture else self._open[-1]
        if element is self.root:
            raise RuntimeError("text painted outside the structure of the letter")
        self._text = TaggedText(self, x, y, element)
        return self._text

    def drawText(self, aTextObject: Any) -> None:
        aTextObject.close()
        super().drawText(aTextObject)
        self._text = None

    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:
        """Every line of a link is clickable, and belongs to the one element of the link."""
        if self._text is not None and self._text.line_links:
            element = self._text.line_links.pop(0)
            address = annotation["A"]["URI"].s
            shown = address.split("//")[-1].removeprefix("mailto:").rstrip("/")
            annotation["Contents"] = in_pdf(f"Link to {shown}")
            annotation["F"] = 4  # printed
            element.kids.append(Click(len(self.marks) - 1, annotation))
            self.clicks.append((annotation, element))
        super()._addAnnotation(annotation, name, addtopage)  # type: ignore[misc]

    def _startPage(self) -> None:
        self.marks.append([])
        super()._startPage()  # type: ignore[misc]

    @contextmanager
    def on_page_again(self, number: int) -> Iterator[None]:
        """Everything painted inside goes to a page, from 1, that is complete."""
        self._code = []
        yield
        page = self._doc.Pages.pages[number - 1]
        page.stream += "\n".join(self._code) + "\n"
        self._code = []

    def save(self) -> None:
        """Write the file, once `at_end` has added what can be known only then."""
        if self._code:
            self.showPage()
        self.at_end(self)
        super().save()


@cache
def _fill(named: str | Color) -> str:
    colour = toColor(named)
    return f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg"
