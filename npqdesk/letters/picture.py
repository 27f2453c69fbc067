"""How does a picture get onto paper?  A badge or a scanned signature, as a figure that a screen reader names.

The packed dots of a PNG are what PDF packs dots with too: they go into the file as they are, once a file."""

import hashlib
import struct
from collections.abc import Iterator
from functools import lru_cache

from reportlab.platypus.flowables import Flowable

from npqdesk.letters.letter import Picture
from npqdesk.letters.sheet import MM, Sheet
from npqdesk.letters.spelling import Stream
from npqdesk.letters.structure import TaggedCanvas

SHARP = 300 / 72
"""Dots to a point, at least: 300 to an inch."""

_SHARP_ENOUGH = 200 / 72
"""The same for a picture of a window in the text, whose words have to be read."""

LOGO = (40 * MM, 18 * MM)
SIGNATURE = (50 * MM, 15 * MM)
"""The room that each may take: width and height."""

_TALLEST = 120 * MM

_COLOURS = {0: ("/DeviceGray", 1), 2: ("/DeviceRGB", 3)}


def size_of(picture: Picture, room: tuple[float, float], *, sharp: float = SHARP) -> tuple[float, float]:
    """Width and height in points: as large as the room allows, but never so large that the dots show."""
    scale = min(room[0] / picture.width, room[1] / picture.height, 1 / sharp)
    return picture.width * scale, picture.height * scale


def paint_picture(canvas: TaggedCanvas, picture: Picture, x: float, y: float, size: tuple[float, float]) -> None:
    """Paint a picture with its lower left corner at `x`, `y`, as a figure with its words."""
    width, height = size
    name = _embedded(canvas, picture.png)
    with canvas.figure(picture.says, x, y, width, height):
        canvas.paint(f"{width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm {name} Do")


class Pictured(Flowable):
    """A picture in the text as a flowable, no wider than the text and no larger than it is sharp.  `keep` is the room
    of what has to stand below it on the same page."""

    canv: TaggedCanvas

    def __init__(self, picture: Picture, sheet: Sheet) -> None:
        super().__init__()
        self._picture = picture
        self._size = size_of(picture, (sheet.full, _TALLEST), sharp=_SHARP_ENOUGH)
        self.spaceBefore, self.spaceAfter = 3 * MM, 2 * MM
        self.keep = 0.0

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = self._size
        fits = self.height + self.keep <= availHeight + 0.01
        return self.width, self.height if fits else self.height + self.keep

    @property
    def least(self) -> float:
        """All of it, and what has to stand below it, stays with what is above it."""
        return self._size[1] + self.keep

    @property
    def tallest(self) -> tuple[float, str]:
        """Its height, and what it shows."""
        return self._size[1], self._picture.says

    def draw(self) -> None:
        paint_picture(self.canv, self._picture, 0, 0, self._size)


def _embedded(canvas: TaggedCanvas, png: bytes) -> str:
    """The name by which the page knows the picture; the picture itself goes into a file once."""
    key = hashlib.sha256(png).hexdigest()[:16]
    if not canvas.hasForm(key):
        canvas._doc.addForm(key, Stream(*_packed(png)))
    canvas._formsinuse.append(key)  # type: ignore[attr-defined]
    return f"/FormXob.{key}"


@lru_cache(maxsize=32)
def _packed(png: bytes) -> tuple[bytes, str]:
    """The packed dots of an opaque PNG of eight bits a colour, and what they are in PDF's words."""
    chunks = list(_chunks(png))
    width, height, bits, kind, *_rest, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if bits != 8 or kind not in _COLOURS or interlaced:
        raise ValueError("a picture for a letter is an opaque PNG of eight bits a colour")
    space, count = _COLOURS[kind]
    rows = f"<</Predictor 15 /Colors {count} /BitsPerComponent 8 /Columns {width}>>"
    about = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /ColorSpace {space} "
        f"/Filter /FlateDecode /DecodeParms {rows}"
    )
    return b"".join(content for name, content in chunks if name == b"IDAT"), about


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += 12 + length
