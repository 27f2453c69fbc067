"""Drawing an SVG as dots, once it is known to hold nothing but shapes.

An SVG is a document that may hold scripts, reach for other files, or multiply itself without end. Any of these is a
reason to refuse it before the drawing begins; and what is drawn is the very tree that was looked at."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from npqdesk import paths

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_SHAPES = 50_000
DEEPEST = 100
_REASONS = {
    "It holds a script or a web page.": ("script", "foreignobject", "handler", "listener", "iframe"),
    "It moves.": ("animate", "set", "animatetransform", "animatemotion", "audio", "video"),
    "It holds a photograph or another picture. Save it as a PNG and choose that.": ("image", "feimage"),
    "It has effects that paper cannot show.": ("feturbulence", "femorphology", "feconvolvematrix", "fedisplacementmap"),
}
_NO_SHAPES = {tag: reason for reason, tags in _REASONS.items() for tag in tags}
_FACE = "Source Sans 3"  # where the badge's own is not on this computer
_ELSEWHERE = "It reaches for something outside the file."
_NAMED = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_REACHES = re.compile(r"@import|expression\s*\(|javascript:|\\", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_CLASSES = re.compile(r"\s*\.[\w-]+(\s*,\s*\.[\w-]+)*\s*")


class NotDrawn(Exception):
    """Why a picture is not drawn, as a sentence."""


def draw_svg(content: bytes, *, room: tuple[float, float], dots: float) -> bytes:
    """An SVG as a PNG with `dots` dots to a point, as large as fits a `room` in points.  Raises NotDrawn."""
    from xml.etree.ElementTree import tostring

    import resvg_py

    root = _read(content)
    _Look(root).over_all()
    try:
        return resvg_py.svg_to_bytes(
            svg_string=tostring(root, encoding="unicode"),
            background="white",
            width=round(room[0] * dots),
            height=round(room[1] * dots),
            font_files=[str(paths.resource("fonts", f"SourceSans3-{face}.ttf")) for face in ("Regular", "Bold")],
            font_family=_FACE,
            serif_family=_FACE,
            sans_serif_family=_FACE,
        )
    except ValueError as error:
        raise NotDrawn("Its shapes cannot be read.") from error


def _read(content: bytes) -> "Element":
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content)
    except DefusedXmlException as error:
        raise NotDrawn("It defines words of its own, which can multiply without end.") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise NotDrawn("It is neither a PNG, nor a JPEG, nor an SVG that can be read.") from error
    if _tag(root) != "svg":
        raise NotDrawn("It is neither a PNG, nor a JPEG, nor an SVG.")
    return root


class _Look:
    """One look over a tree: refuses what is no shape, and counts the shapes as often as they would be drawn."""

    def __init__(self, root: "Element") -> None:
        self._root = root
        self._by_id: dict[str, Element] = {}
        self._styles: dict[str, list[str]] = defaultdict(list)
        self._counted: dict[Element, int] = {}
        self._open: set[Element] = set()

    def over_all(self) -> None:
        """Raises NotDrawn with the first reason not to draw the tree."""
        for each in self._root.iter():
            _refuse_no_shape(each)
            self._by_id.setdefault(each.get("id", ""), each)
            if _tag(each) == "style":
                self._read_style(each.text or "")
        if self._count(self._root, 0) > MOST_SHAPES:
            raise NotDrawn("It has more shapes than any letter needs.")

    def _read_style(self, text: str) -> None:
        """What each class of a style sheet refers to."""
        refers = _references(text)
        for selector, words in _RULE.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)):
            named = _references(words)
            if named and not _CLASSES.fullmatch(selector):
                raise NotDrawn("Its styles are more intricate than a picture needs.")
            for each in selector.split(","):
                self._styles[each.strip().removeprefix(".")] += named
            del refers[: len(named)]
        if refers:
            raise NotDrawn("Its styles are more intricate than a picture needs.")

    def _count(self, element: "Element", depth: int) -> int:
        """How many shapes an element comes to, with those that it refers to, as often as it does."""
        if element in self._counted:
            return self._counted[element]
        if depth > DEEPEST or element in self._open:
            raise NotDrawn("Its shapes stand inside one another without end.")
        self._open.add(element)
        parts = [*element, *(self._by_id[name] for name in self._named(element) if name in self._by_id)]
        number = 1 + sum(self._count(part, depth + 1) for part in parts)
        self._open.remove(element)
        self._counted[element] = number
        return number

    def _named(self, element: "Element") -> Iterator[str]:
        for value in element.attrib.values():
            yield from _references(value)
        yield from (value[1:] for value in _links(element.attrib) if value.startswith("#"))
        for name in element.get("class", "").split():
            yield from self._styles.get(name, ())


def _refuse_no_shape(element: "Element") -> None:
    if reason := _NO_SHAPES.get(_tag(element)):
        raise NotDrawn(reason)
    for name, value in element.attrib.items():
        if name.lower().startswith("on"):
            raise NotDrawn(_NO_SHAPES["script"])
        if not name.startswith("{") and _REACHES.search(value):
            raise NotDrawn(_ELSEWHERE)
        _references(value)
    if any(value and not value.startswith("#") for value in _links(element.attrib)):
        raise NotDrawn(_ELSEWHERE)
    if _tag(element) == "style" and _REACHES.search(element.text or ""):
        raise NotDrawn(_ELSEWHERE)


def _references(text: str) -> list[str]:
    """The names that a value refers to by `url(#name)`.  Raises NotDrawn for any address but those of this file."""
    found = [each.strip() for each in _NAMED.findall(text)]
    if any(not each.startswith("#") for each in found):
        raise NotDrawn(_ELSEWHERE)
    return [each[1:] for each in found]


def _links(attributes: Mapping[str, str]) -> Iterator[str]:
    return (value.strip() for name, value in attributes.items() if _local(name) in ("href", "src"))


def _tag(element: "Element") -> str:
    return _local(element.tag)


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
