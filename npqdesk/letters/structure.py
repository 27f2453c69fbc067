"""What does a screen reader find?  ReportLab's canvas, with a mark round all that is painted.

Text is painted inside an element (`with canvas.element("P"): …`), a figure (`with canvas.figure("Badge of …", 80, 40):
…`) or furniture (`with canvas.furniture(): …`); text outside all three is refused, since a screen reader could not
place it. Lines, shapes and pictures are furniture but inside a figure. An element opened again with the same `key` goes
on where it was: so one paragraph, list or table spans two pages.

The layer: `tree.py` (the elements, and how a file spells them), this canvas, `marked_text.py` (its text), `finish.py`
(which writes it all into the file). ReportLab has no tags of its own. What the canvas leans on beyond ReportLab's
documentation, each held by a test: `_addAnnotation`, `_startPage`, `_code`, `_pagesize`. Moves are spelled here for
speed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from operator import itemgetter
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from npqdesk.letters.marked_text import TaggedText, fill_colour
from npqdesk.letters.shaping import Turned
from npqdesk.letters.spelling import in_pdf, spelled_code
from npqdesk.letters.tree import FURNITURE, Click, Element, Ink

LinkTo = tuple[int, str]
"""A link of a paragraph as ReportLab knows it: a number that no other link of the letter has, and the address."""

_STATE_OF = itemgetter(*Canvas.STATE_ATTRIBUTES)


class TaggedCanvas(Canvas):
    """Marks all that is painted, and notes what each mark belongs to. `at_end` is called before the file is written."""

    at_end: "Callable[[TaggedCanvas], None]"
    _code: list[str]
    _doc: Any
    _currentMatrix: tuple[float, ...]
    _pagesize: tuple[float, float]

    def __init__(self, *args: Any, **how: Any) -> None:
        self.root = Element("Document")
        self.marks: list[list[Element]] = [[]]
        self.clicks: list[tuple[Any, Element]] = []
        self._headings = 0
        self._open = [self.root]
        self._known: dict[object, Element] = {}
        self._furniture = 0
        self._drawing = False
        self._text: TaggedText | None = None
        self.spelled: dict[str, dict[str, str]] = {}
        super().__init__(*args, **how)

    @property
    def top(self) -> float:
        """The upper edge of the page, in points from the lower."""
        return self._pagesize[1]

    def learn(self, font: str, text: str) -> bool:
        """Remember how the letters of a text are spelled in a font; False where they need more than its first part."""
        face: Any = getFont(font)
        if not self.spelled[font]:
            self.spelled[font] |= {chr(letter): spelled_code(code) for letter, code in face.everyday.items()}
        parts = face.splitString(text, self._doc)
        if len(parts) > 1 or parts[0][0]:
            return False
        self.spelled[font].update(zip(text, map(spelled_code, parts[0][1]), strict=True))
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

    @contextmanager
    def figure(self, alt: str, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """All that is painted inside, words too, is one picture, its lower left corner at `x`, `y`; `alt` is read out
        in its place, and must not be empty."""
        edges = (*self.absolutePosition(x, y), *self.absolutePosition(x + width, y + height))
        box = " ".join(f"{edge:.2f}" for edge in edges)
        with self.element("Figure", attributes=f"<</O /Layout /Placement /Block /BBox [{box}]>>") as element:
            element.alt = alt
            self._code.append(self.mark(FURNITURE if self._furniture else element))
            self._drawing = True
            yield
            self._drawing = False
            self._code.append("EMC")

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

    def words_in(self, element: Element, words: Turned) -> Element:
        """The element of words that are turned, which says them as they are read."""
        found = self._known.get(words)
        if found is None:
            found = self._known[words] = Element("Span", said=words.said)
            element.kids.append(found)
        return found

    def heading(self, title: str, level: int, up: float) -> None:
        """An entry of the outline that leads to `up` points above this place."""
        name = f"h{self._headings}"
        level = min(level, self._headings)  # the first is the top of the outline
        self.bookmarkHorizontal(name, 0, up)
        self.addOutlineEntry(title, name, level)
        self._headings += 1

    def _furnish(self, paint: Callable[..., Any], *args: Any, **how: Any) -> Any:
        """Paint a shape as furniture, or as part of the figure that it is in."""
        if self._drawing:
            return paint(self, *args, **how)
        self._drawing = True
        self._code.append("/Artifact BMC")
        painted = paint(self, *args, **how)
        self._code.append("EMC")
        self._drawing = False
        return painted

    def paint(self, code: str) -> None:
        """A shape or a picture in PDF's own words, as part of the figure that is open, or else as furniture."""
        self._furnish(lambda canvas: canvas._code.append(f"q {code} Q"))

    def push_state_stack(self) -> None:
        """Remember what `pop_state_stack` brings back: ReportLab's own state, which nothing here makes transparent."""
        self.state_stack.append(_STATE_OF(self.__dict__))

    def pop_state_stack(self) -> None:
        self.__dict__.update(zip(Canvas.STATE_ATTRIBUTES, self.state_stack.pop(), strict=True))

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        self._fillColorObj = aColor
        self._code.append(fill_colour(aColor))

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin, as ReportLab does; flowables do it all the time."""
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {dx:.3f} {dy:.3f} cm")

    def beginText(self, x: float = 0, y: float = 0, direction: Any = None) -> TaggedText:
        element = None if self._drawing else FURNITURE if self._furniture else self._open[-1]
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


def _as_furniture(paint: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(paint)
    def painted(self: TaggedCanvas, *args: Any, **how: Any) -> Any:
        return self._furnish(paint, *args, **how)

    return painted


for _shape in ("line", "lines", "grid", "bezier", "arc", "rect", "ellipse", "wedge", "circle", "roundRect", "drawPath",
               "drawImage", "drawInlineImage", "doForm", "linearGradient", "radialGradient"):  # fmt: skip
    setattr(TaggedCanvas, _shape, _as_furniture(getattr(Canvas, _shape)))
