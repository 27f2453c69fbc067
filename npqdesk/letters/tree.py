"""What is the structure of a letter, and how does a PDF spell it?  Elements, and what of the pages belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from npqdesk.letters.spelling import Spelled, in_pdf


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
    """A node of the structure: a standard tag, attributes in PDF's own words, what it holds; what a figure shows; what
    words say that do not stand on paper in the order in which they are read."""

    tag: str
    attributes: str = ""
    kids: "list[Element | Ink | Click]" = field(default_factory=list)
    alt: str = ""
    said: str = ""


FURNITURE = Element("Artifact")


def written_tree(
    document: Any, root: Element, marks: Sequence[Sequence[Element]], clicks: Sequence[tuple[Any, Element]]
) -> Any:
    """Write an object for each element, and for each page and link the way back to its element; the place of the root.

    `marks` are the elements of each page's marks in order, `clicks` the annotations of links with their elements."""
    return _Tree(document).write(root, marks, clicks)


class _Tree:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages = [self._number(page) for page in document.Pages.pages]
        self._written: dict[Element, int] = {}

    def write(
        self, root: Element, marks: Sequence[Sequence[Element]], clicks: Sequence[tuple[Any, Element]]
    ) -> Any:  # fmt: skip
        spelled = Spelled()
        place = self._document.Reference(spelled)
        top = self._element(root, self._number(spelled))
        ways_back = [
            f"{number} [{' '.join(f'{self._written[element]} 0 R' for element in page)}]"
            for number, page in enumerate(marks[: len(self._pages)])
        ]
        for number, (annotation, element) in enumerate(clicks, len(self._pages)):
            annotation["StructParent"] = number
            ways_back.append(f"{number} {self._written[element]} 0 R")
        spelled.words = (
            f"<</Type /StructTreeRoot /K [{top} 0 R] /ParentTree <</Nums [{' '.join(ways_back)}]>> "
            f"/ParentTreeNextKey {len(ways_back)}>>"
        )
        return place

    def _element(self, element: Element, parent: int) -> int:
        spelled = Spelled()
        self._document.Reference(spelled)
        own = self._written[element] = self._number(spelled)
        home = next((kid.page for kid in element.kids if isinstance(kid, Ink)), None)
        kids = " ".join([self._kid(kid, own, home) for kid in element.kids])
        page = f" /Pg {self._pages[home]} 0 R" if home is not None else ""
        about = f" /A {element.attributes}" if element.attributes else ""
        about += f" /Alt {in_pdf(element.alt)}" if element.alt else ""
        about += f" /ActualText {in_pdf(element.said)}" if element.said else ""
        spelled.words = f"<</Type /StructElem /S /{element.tag} /P {parent} 0 R{page}{about} /K [{kids}]>>"
        return own

    def _kid(self, kid: Element | Ink | Click, parent: int, home: int | None) -> str:
        if isinstance(kid, Element):
            return f"{self._element(kid, parent)} 0 R"
        page = self._pages[kid.page]
        if isinstance(kid, Click):
            return f"<</Type /OBJR /Pg {page} 0 R /Obj {self._number(kid.annotation)} 0 R>>"
        if kid.page == home:
            return str(kid.mark)
        return f"<</Type /MCR /Pg {page} 0 R /MCID {kid.mark}>>"

    def _number(self, thing: Any) -> int:
        number: int = self._document.idToObjectNumberAndVersion[thing.__InternalName__][0]
        return number
