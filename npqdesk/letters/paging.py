"""How many pages does a letter take?  Reckoned before anything is painted, as ReportLab's frames will be filled."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from npqdesk.letters.composition import Placeable

_FUZZ = 1e-6


def left_on_pages(flowables: Iterable[Placeable], width: float, first: float, later: float) -> list[float]:
    """How many points will be left at the end of each page, the first and later ones so many points high.

    It ends at a flowable that no page holds."""
    pages, room, above = list[float](), first, -1.0  # `above`: the space after what stands above, -1 at the top
    waiting = deque(flowables)
    while waiting:
        one = waiting.popleft()
        gap = max(one.getSpaceBefore() - above, 0) if above >= 0 else 0.0
        high = one.wrap(width, room - gap)[1] if room > gap else later + gap
        if high <= room - gap + _FUZZ:
            above = one.getSpaceAfter()
            room -= gap + high + above
            continue
        parts: list[Any] = list(one.split(width, room - gap)) if room > gap else []
        if len(parts) > 1:
            waiting.extendleft(reversed(parts))
        elif above < 0:
            break
        else:
            waiting.appendleft(one)
            pages.append(room)
            room, above = later, -1.0
    return [*pages, room]
