"""How a deadline stands, as its chip, and what it is of, as an icon: the same on every page."""

from collections.abc import Mapping, Sequence
from datetime import date

from npqdesk.services.deadlines.deadline import Deadline, Kind, State, when_words
from npqdesk.ui.widgets.chip import Status

_LOOKS: Mapping[State, tuple[str, str]] = {
    "late": ("ask", "circle-alert"),
    "today": ("ask", "clock"),
    "soon": ("ask", "clock"),
    "coming": ("none", "calendar"),
    "not_known": ("none", "circle-question-mark"),
    "done": ("good", "circle-check"),
    "not_needed": ("none", "circle-slash"),
    "put_off": ("none", "history"),
}
KIND_ICONS: Mapping[Kind, str] = {
    "registration": "clipboard-list",
    "application": "send",
    "reference": "mail",
    "answer": "circle-question-mark",
    "start": "graduation-cap",
    "engagement": "list-checks",
    "assessment": "pencil",
    "senco": "badge-check",
    "grant": "pound-sterling",
    "own": "info",
}


def when_chip(deadline: Deadline, today: date) -> Status:
    """ "3 days late", "In 2 days", "No day yet", "Done"."""
    status, icon = _LOOKS[deadline.state(today)]
    return Status(status, when_words(deadline, today), icon)


def presses(deadline: Deadline, today: date) -> bool:
    """Whether it is late, or due within three working days."""
    return deadline.state(today) in ("late", "today", "soon")


def named(some: Sequence[Deadline]) -> str:
    """One by its title, several by their number."""
    return some[0].title if len(some) == 1 else f"{len(some):,} deadlines"
