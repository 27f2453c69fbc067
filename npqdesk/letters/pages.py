"""What stands on which page?  Boxes flow from page to page; a box goes whole, is parted, or waits for the next page."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from npqdesk.letters.boxes import Box
from npqdesk.problem import Problem

CLOSER = (0.9, 0.8, 0.7)
_HAIR = 0.01


class Placed(NamedTuple):
    """A box and its distance from the top of the sheet, in points."""

    top: float
    box: Box


Page = tuple[Placed, ...]


def fitted(boxes: Sequence[Box], first_top: float, later_top: float, bottom: float) -> tuple[Page, ...]:
    """The pages of a letter, set a little closer where that saves a last page with one paragraph alone on it.

    Raises a `Problem` when one box is higher than a whole page and cannot be parted."""
    pages = flow(boxes, first_top, later_top, bottom)
    if len(pages) > 1 and len(pages[-1]) == 1:
        for room in CLOSER:
            closer = flow(boxes, first_top, later_top, bottom, room=room)
            if len(closer) < len(pages):
                return closer
    return pages


def flow(
    boxes: Sequence[Box], first_top: float, later_top: float, bottom: float, *, room: float = 1.0
) -> tuple[Page, ...]:
    """The pages of a letter, each a sequence of placed boxes; `room` shrinks the space between them.

    Raises a `Problem` when one box is higher than a whole page and cannot be parted."""
    waiting = deque(boxes)
    pages: list[list[Placed]] = [[]]
    top, room_after = first_top, 0.0
    while waiting:
        box = waiting.popleft()
        page = pages[-1]
        start = top + room * max(room_after, box.before) if page else top
        parts = None
        if start + box.height + box.keep > bottom + _HAIR:
            parts = box.split(bottom - start)
            if parts is None and page:
                waiting.appendleft(box)
                pages.append([])
                top, room_after = later_top, 0.0
                continue
            if parts is None:
                raise _too_high()
            box = parts[0]
        page.append(Placed(start, box))
        top, room_after = start + box.height, box.after
        if parts:
            waiting.appendleft(parts[1])
            pages.append([])
            top, room_after = later_top, 0.0
    return tuple(tuple(page) for page in pages)


def _too_high() -> Problem:
    return Problem(
        "The letter has a part that no page holds",
        "One heading, table row or signature is longer than a whole page.",
        "Shorten the names and the text you typed, then make the letter again.",
    )
