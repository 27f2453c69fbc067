"""How many pages does a letter take?  Reckoned before anything is painted, as ReportLab's frames will be filled."""

from collections import deque
from collections.abc import Iterable
from typing import Any

from npqdesk.letters.composition import Placeable

_FUZZ = 1e-6


def on_pages(flowables: Iterable[Placeable], width: float, first: float, later: float) -> list[int]:
    """How many flowables, or parts of one, will stand on each page, the first and later ones so many points high.

    It ends at one that no page holds."""
    counts, room, above = [0], first, -1.0  # `above`: the space after what stands above, less than none at the top
    waiting = deque(flowables)
    while waiting:
        one = waiting.popleft()
        gap = max(one.getSpaceBefore() - above, 0) if above >= 0 else 0.0
        high = one.wrap(width, room - gap)[1] if room > gap else later + gap
        if high <= room - gap + _FUZZ:
            counts[-1] += 1
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
            counts.append(0)
            room, above = later, -1.0
    return counts
