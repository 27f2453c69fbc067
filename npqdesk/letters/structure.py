"""What does a screen reader find?  The structure of a letter, and the one painter that all ink goes through.

`Painter` writes the content of pages. Text is painted inside an element (`with painter.element("P"): …`) or furniture
(`with painter.furniture(): …`); text outside both is refused, since a screen reader could not place it. Lines and
shapes are always furniture. An element opened again with the same `key` goes on where it was: so one paragraph, list or
table spans two pages. `finish.py` writes the tree into the file. Positions are points from the top left corner."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from npqdesk.letters.typeface import Glyphs, Typeface


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
    """A drawn letter before it is finished: the content of each page, the letters printed in each face and
    what its shaped glyphs mean, the structure, the marks of each page, the bookmarks."""

    size: tuple[float, float]
    pages: tuple[bytes, ...]
    letters: dict[str, set[str]]
    shapes: dict[str, dict[int, str]]
    root: Element
    marks: tuple[tuple[Element, ...], ...]
    bookmarks: tuple[Bookmark, ...]


_FURNITURE = object()


@cache
def ink_colour(colour: str) -> str:
    """`#rrggbb` as the three numbers of PDF."""
    return " ".join(f"{int(colour[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


class Painter:
    """Paints pages and notes what each mark belongs to."""

    def __init__(self, size: tuple[float, float]) -> None:
        self.width, self.height = size
        self._code: list[str] = []
        self._pages: list[bytes] = []
        self._letters: dict[str, set[str]] = {}
        self._shapes: dict[str, dict[int, str]] = {}
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

    def text(
        self, x: float, y: float, size: float, colour: str, pieces: list[tuple[float, Glyphs]], faces: Typeface
    ) -> None:
        """Paint stretches of one line, each at its own distance from `x`, on the baseline `y`."""
        self._ink()
        add, baseline = self._code.append, self.height - y
        add(f"BT {ink_colour(colour)} rg")
        for across, glyphs in pieces:
            add(f"/{glyphs.font} {size:g} Tf")
            if glyphs.shaped:
                add(f"/Span <</ActualText <FEFF{glyphs.text.encode('utf-16-be').hex()}>>> BDC")
                self._shaped(x + across, baseline, size, glyphs)
                add("EMC")
            else:
                self._letters.setdefault(glyphs.font, set()).update(glyphs.text)
                codes = faces.face(glyphs.font).codes(glyphs.text)
                add(f"1 0 0 1 {x + across:.3f} {baseline:.3f} Tm <{codes}> Tj")
        add("ET")

    def _shaped(self, x: float, baseline: float, size: float, glyphs: Glyphs) -> None:
        scale = size / 1000
        for glyph in glyphs.shaped:
            self._shapes.setdefault(glyphs.font, {}).setdefault(glyph.number, glyph.meaning)
            across, up = x + glyph.across * scale, baseline + glyph.up * scale
            self._code.append(f"1 0 0 1 {across:.3f} {up:.3f} Tm <{glyph.number:04X}> Tj")
            x += glyph.advance * scale

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """A horizontal rule, its middle at `y`."""
        with self.furniture():
            self._ink()
            across, up = f"{x:.3f}", f"{self.height - y:.3f}"
            line = f"{across} {up} m {x + width:.3f} {up} l S"
            self._code.append(f"{ink_colour(colour)} RG {thickness:g} w {line}")

    def shape(self, x: float, y: float, scale: float, code: str) -> None:
        """A decorative shape in PDF's own words, drawn round the origin, put at `x`, `y`, `scale` times as large."""
        with self.furniture():
            self._ink()
            self._code.append(f"q {scale:.4f} 0 0 {scale:.4f} {x:.3f} {self.height - y:.3f} cm {code} Q")

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
        self._end_page()
        self._marks.append([])

    def done(self) -> Painted:
        """Close the last page and hand everything over."""
        self._end_page()
        marks = tuple(tuple(page) for page in self._marks)
        size = (self.width, self.height)
        return Painted(size, tuple(self._pages), self._letters, self._shapes, self._root, marks, tuple(self._bookmarks))

    def _end_page(self) -> None:
        self._close()
        self._pages.append("\n".join(self._code).encode("ascii"))
        self._code = []

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
            self._code.append("/Artifact BMC")
        else:
            page = self._marks[-1]
            self._code.append(f"/{element.tag} <</MCID {len(page)}>> BDC")
            element.kids.append(Ink(len(self._marks) - 1, len(page)))
            page.append(element)
        self._inking = wanted

    def _close(self) -> None:
        if self._inking is not None:
            self._code.append("EMC")
            self._inking = None
