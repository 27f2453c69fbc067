"""What does a screen reader find?  The structure of a letter, and the one painter that all ink goes through.

`Painter` wraps a ReportLab canvas. Text is painted inside an element (`with painter.element("P"): …`) or furniture
(`with painter.furniture(): …`); text outside both is refused, since a screen reader could not place it. Lines and
shapes are always furniture. An element opened again with the same `key` goes on where it was: so one paragraph, list or
table spans two pages. `finish.py` writes the tree into the file. Positions are points from the top left corner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from reportlab.lib.colors import Color, toColor
from reportlab.pdfgen.canvas import Canvas

from npqdesk.letters.typeface import Glyphs


@dataclass(frozen=True, slots=True)
class Ink:
    """Marked content: which page (from 0) and which mark on it."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Link:
    """One clickable line of a link: its page, its box in PDF coordinates, its address."""

    page: int
    box: tuple[float, float, float, float]
    address: str


@dataclass(slots=True)
class Element:
    """A node of the structure: a standard tag, what it holds, and the attribute its tag needs."""

    tag: str
    scope: str = ""
    numbering: str = ""
    summary: str = ""
    kids: "list[Element | Ink | Link]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str
    level: int
    page: int
    height: float


@dataclass(frozen=True, slots=True)
class Painted:
    """A drawn letter before it is finished: ReportLab's file, the structure, the marks of each page, the bookmarks."""

    pdf: bytes
    root: Element
    marks: tuple[tuple[Element, ...], ...]
    bookmarks: tuple[Bookmark, ...]


_FURNITURE = object()


@cache
def ink_colour(colour: str) -> Color:
    """ReportLab's colour for `#rrggbb`."""
    return toColor(colour)


class Painter:
    """Paints pages and notes what each mark belongs to."""

    def __init__(self, size: tuple[float, float], first_font: str) -> None:
        self.width, self.height = size
        self._file = BytesIO()
        self._canvas = Canvas(self._file, pagesize=size, invariant=1, pageCompression=0, initialFontName=first_font)  # type: ignore[arg-type]
        self._root = Element("Document")
        self._open: list[Element] = [self._root]
        self._known: dict[int, Element] = {}
        self._keys: list[object] = []
        self._marks: list[list[Element]] = [[]]
        self._inking: object = None
        self._in_furniture = False
        self._bookmarks: list[Bookmark] = []

    @contextmanager
    def element(
        self, tag: str, *, key: object = None, scope: str = "", numbering: str = "", summary: str = ""
    ) -> Iterator[None]:
        """Everything painted inside belongs to this element; the same `key` opens the same element again."""
        if self._in_furniture:
            yield
            return
        found = self._known.get(id(key)) if key is not None else None
        if found is None:
            found = Element(tag, scope, numbering, summary)
            self._open[-1].kids.append(found)
            if key is not None:
                self._known[id(key)] = found
                self._keys.append(key)  # keeps the key alive, so that its id stays its own
        self._open.append(found)
        yield
        self._open.pop()

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """Everything painted inside is page furniture: footers, running heads, icons, repeated table headings."""
        before, self._in_furniture = self._in_furniture, True
        yield
        self._in_furniture = before

    def text(self, x: float, y: float, size: float, colour: str, pieces: list[tuple[float, Glyphs]]) -> None:
        """Paint stretches of one line, each at its own distance from `x`, on the baseline `y`."""
        self._ink()
        for across, glyphs in pieces:
            meant = glyphs.source.encode("utf-16-be").hex()
            if meant:
                self._canvas.addLiteral(f"/Span <</ActualText <FEFF{meant}>>> BDC")
            line = self._canvas.beginText(x + across, self.height - y)
            line.setFont(glyphs.font, size)
            line.setFillColor(ink_colour(colour))
            line.textOut(glyphs.text)
            self._canvas.drawText(line)
            if meant:
                self._canvas.addLiteral("EMC")

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """A horizontal rule, its middle at `y`."""
        with self.furniture():
            self._ink()
            self._canvas.setStrokeColor(ink_colour(colour))
            self._canvas.setLineWidth(thickness)
            self._canvas.line(x, self.height - y, x + width, self.height - y)

    @contextmanager
    def drawing(self, x: float, y: float) -> Iterator[Canvas]:
        """A canvas with its origin at `x`, `y` (upwards from there) for a decorative shape; no text in it."""
        with self.furniture():
            self._ink()
            self._canvas.saveState()
            self._canvas.translate(x, self.height - y)
            yield self._canvas
            self._canvas.restoreState()

    def link(self, x: float, y: float, width: float, height: float, address: str) -> None:
        """Make a box clickable, as part of the open `Link` element; `y` is its lower edge."""
        bottom = self.height - y
        box = (x, bottom, x + width, bottom + height)
        self._open[-1].kids.append(Link(len(self._marks) - 1, box, address))

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline that leads to this height of this page."""
        self._bookmarks.append(Bookmark(title, level, len(self._marks) - 1, self.height - y))

    def turn(self) -> None:
        """Go on to the next page."""
        self._close()
        self._canvas.showPage()
        self._marks.append([])

    def done(self) -> Painted:
        """Close the last page and hand everything over."""
        self._close()
        self._canvas.showPage()
        self._canvas.save()
        return Painted(
            self._file.getvalue(), self._root, tuple(tuple(page) for page in self._marks), tuple(self._bookmarks)
        )

    def _ink(self) -> None:
        """Open the mark that the next paint belongs to, unless it is open already."""
        element = self._open[-1]
        if not self._in_furniture and element is self._root:
            raise RuntimeError("text painted outside the structure of the letter")
        wanted = _FURNITURE if self._in_furniture else element
        if wanted is self._inking:
            return
        self._close()
        if self._in_furniture:
            self._canvas.addLiteral("/Artifact BMC")
        else:
            page = self._marks[-1]
            self._canvas.addLiteral(f"/{element.tag} <</MCID {len(page)}>> BDC")
            element.kids.append(Ink(len(self._marks) - 1, len(page)))
            page.append(element)
        self._inking = wanted

    def _close(self) -> None:
        if self._inking is not None:
            self._canvas.addLiteral("EMC")
            self._inking = None
