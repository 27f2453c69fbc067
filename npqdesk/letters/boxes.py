"""What stands under what?  Boxes that know their height for a width, may be split over pages, and paint themselves.

Each letter block becomes one or more boxes (`composition.py`); `pages.py` lets them flow; tables have `tables.py`."""

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from npqdesk.letters.icons import ICON, paint_mark
from npqdesk.letters.letter import Mark
from npqdesk.letters.setting import Line, Style, paint_line
from npqdesk.letters.sheet import INK, MM
from npqdesk.letters.structure import Painter
from npqdesk.letters.typeface import Typeface


class Box(Protocol):
    """`before` and `after` are room around it; `keep` the points that must follow on the same page; `least` the lowest
    height that a first part of it can have."""

    @property
    def height(self) -> float: ...
    @property
    def before(self) -> float: ...
    @property
    def after(self) -> float: ...
    @property
    def keep(self) -> float: ...
    @property
    def least(self) -> float: ...

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """Two boxes, the first no higher than `room`; None when it cannot be parted well."""

    def paint(self, painter: Painter, x: float, y: float) -> None:
        """Paint it with its top left corner at `x`, `y`."""


@dataclass(frozen=True, slots=True, eq=False)
class TextBox:
    """Lines of text under one tag ("" to write into the element that is open); a heading also makes a bookmark."""

    lines: tuple[Line, ...]
    style: Style
    faces: Typeface
    tag: str = "P"
    keep: float = 0
    bookmark: str = ""
    after_last: float | None = None
    key: object = field(default_factory=object)

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after if self.after_last is None else self.after_last

    @property
    def least(self) -> float:
        return self.height if len(self.lines) < 4 else 2 * self.style.leading

    def split(self, room: float) -> "tuple[TextBox, TextBox] | None":
        """At least two lines stay and at least two go on."""
        stay = min(int((room + 0.01) // self.style.leading), len(self.lines) - 2)
        if stay < 2 or self.keep:
            return None
        first = replace(self, lines=self.lines[:stay], after_last=0)
        return first, replace(self, lines=self.lines[stay:])

    def paint(self, painter: Painter, x: float, y: float) -> None:
        if self.bookmark:
            painter.bookmark(self.bookmark, int(self.tag[1]) - 1, y)
        if not self.tag:
            self._lines(painter, x, y)
            return
        with painter.element(self.tag, key=self.key):
            self._lines(painter, x, y)

    def _lines(self, painter: Painter, x: float, y: float) -> None:
        baseline = y + (self.style.leading - self.style.size) / 2 + 0.82 * self.style.size
        for line in self.lines:
            paint_line(painter, line, x, baseline, self.style, self.faces)
            baseline += self.style.leading


@dataclass(frozen=True, slots=True, eq=False)
class ItemBox:
    """An item of a list: its label (none on a later page) and its text. `group` is one for all items of a list."""

    body: TextBox
    label: TextBox | None
    indent: float
    group: object
    numbered: bool
    before: float = 0
    keep: float = 0
    key: object = field(default_factory=object)

    @property
    def height(self) -> float:
        return self.body.height

    @property
    def least(self) -> float:
        return self.body.least

    @property
    def after(self) -> float:
        return self.body.after

    def split(self, room: float) -> "tuple[ItemBox, ItemBox] | None":
        parts = self.body.split(room)
        return parts and (replace(self, body=parts[0]), replace(self, body=parts[1], label=None))

    def paint(self, painter: Painter, x: float, y: float) -> None:
        with (
            painter.element("L", key=self.group, numbering="Decimal" if self.numbered else "Disc"),
            painter.element("LI", key=self.key),
        ):
            if self.label:
                with painter.element("Lbl"):
                    self.label.paint(painter, x, y)
            with painter.element("LBody", key=self.body.key):
                self.body.paint(painter, x + self.indent, y)


@dataclass(frozen=True, slots=True, eq=False)
class StatusBox:
    """A mark and its words."""

    mark: Mark
    text: TextBox
    scale: float
    after: float
    before: float = 0
    keep: float = 0

    @property
    def height(self) -> float:
        return max(self.text.height, 17 * self.scale)

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> None:
        """A status line is never parted."""

    def paint(self, painter: Painter, x: float, y: float) -> None:
        paint_mark(painter, self.mark, x, y + self.text.style.leading / 2, ICON * self.scale)
        self.text.paint(painter, x + 8 * MM * self.scale, y)


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Boxes that stay on one page, such as a sign-off with the text before it."""

    boxes: tuple[Box, ...]
    keep: float = 0

    @property
    def before(self) -> float:
        return self.boxes[0].before

    @property
    def after(self) -> float:
        return self.boxes[-1].after

    @property
    def height(self) -> float:
        return sum(box.height for box in self.boxes) + sum(max(a.after, b.before) for a, b in pairwise(self.boxes))

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> None:
        """It is never parted."""

    def paint(self, painter: Painter, x: float, y: float) -> None:
        for number, box in enumerate(self.boxes):
            if number:
                y += max(self.boxes[number - 1].after, box.before)
            box.paint(painter, x, y)
            y += box.height


@dataclass(frozen=True, slots=True, eq=False)
class RuledBox:
    """Ruled places to write on, each with its word below: (distance from the left, width, word)."""

    places: tuple[tuple[float, float, TextBox], ...]
    room: float
    before: float = 0
    after: float = 6
    keep: float = 0

    @property
    def height(self) -> float:
        return self.room + max(text.height for _, _, text in self.places)

    @property
    def least(self) -> float:
        return self.height

    def split(self, room: float) -> None:
        """It is never parted."""

    def paint(self, painter: Painter, x: float, y: float) -> None:
        for across, width, text in self.places:
            painter.rule(x + across, y + self.room, width, 0.9, INK)
            text.paint(painter, x + across, y + self.room + 1)
