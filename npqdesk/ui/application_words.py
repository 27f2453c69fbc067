"""Where an application stands, as its chip: the word, the icon and the colour that stand for it everywhere."""

from npqdesk.services.applications import ApplicationRow
from npqdesk.services.applying.steps import Stage
from npqdesk.ui.widgets.chip import Status

_LOOKS: dict[Stage, tuple[str, str]] = {
    "none": ("none", "circle-dashed"),
    "asked": ("none", "send"),
    "waiting": ("ask", "clock"),
    "refused": ("bad", ""),
    "offered": ("good", ""),
    "declined": ("none", "circle-slash"),
    "started": ("review", "graduation-cap"),
    "deferred": ("ask", "history"),
    "withdrawn": ("bad", "circle-minus"),
    "passed": ("good", "badge-check"),
    "failed": ("bad", ""),
}


def stage_chip(row: ApplicationRow) -> Status:
    """The chip of an application."""
    status, icon = _LOOKS[row.standing.stage]
    return Status(status, row.stage_words, icon)
