"""The rows and cards of Home: something to do with its date and button, counts of people, what answers rest on."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from npqdesk.services.deadlines.deadline import Deadline, day_or_words, when_words
from npqdesk.services.home import Places
from npqdesk.ui.deadline_words import KIND_ICONS, presses
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.date_tile import DateTile
from npqdesk.ui.widgets.frames import Card, column, row
from npqdesk.ui.widgets.text import Icon, label
from npqdesk.ui.widgets.wrapping import Wrapping

Act = Callable[[], object]
_STATES = {
    "apply": Status("none", "To apply", "circle-dashed"),
    "asked": Status("none", "Asked", "send"),
    "waiting": Status("ask", "Waiting list", "clock"),
    "refused": Status("bad", "No place"),
    "offered": Status("good", "Offered"),
    "started": Status("review", "On the course", "graduation-cap"),
}
SHOWN = {"asked", "waiting", "refused", "offered"}
"""The states that the page of applications can show by themselves."""


def due_row(each: Deadline, today: date, open_it: Act) -> QHBoxLayout:
    """A deadline: its day as a leaf, what it is, when, and its button."""
    pressing = presses(each, today)
    words = when_words(each, today) if each.last else ""
    say = ", ".join(part for part in (each.title, day_or_words(each) if each.last else "", words) if part)
    shown = each.details or each.why
    parts = (DateTile(each.shown_on, icon=KIND_ICONS[each.kind], presses=pressing), each.title, shown, words)
    return _across(*parts, [secondary("Open", open_it, name=f"Open: {say}")], tone="ask" if pressing else "muted")


def act_row(icon: str, what: str, why: str, verb: str, act: Act, *, also: tuple[str, Act] | None = None) -> QHBoxLayout:
    """Something to do that has no day: what, why, and its button; before it, another way to do it."""
    named = ((also,) if also else ()) + ((verb, act),)
    buttons = [secondary(words, do, name=f"{words.rstrip('…')}: {what}") for words, do in named]
    return _across(DateTile(None, icon=icon), what, why, "", buttons)


def places_card(places: Places, every: Act, show: Callable[[str], Act]) -> Card:
    """How many people stand where with a start, each number with the way to them."""
    card = Card(f"Places for {places.words}", action=link("All applications", every))
    counts: list[QWidget] = []
    for state, many in places.people.items():
        status = _STATES[state]
        people = "person" if many == 1 else "people"
        number = link(f"{many:,}", show(state), name=f"{many:,} {people}: {status.word}", typeface="figure")
        word = label(status.word, "small_strong", tone=status.status, wrap=False)
        counts.append(_side_by_side(number, Icon(status.drawing, size=14, role=status.status), word))
    card.body.addWidget(Wrapping(*counts, gap=24))
    return card


def draft_row(name: str, scope: str, open_it: Act) -> QHBoxLayout:
    """A check that was left half-way."""
    across = row(gap=14)
    across.addLayout(column(label(name, "strong"), label(scope, "small", tone="muted"), gap=2), 1)
    across.addWidget(secondary("Continue", open_it, name=f"Continue: {name}"))
    return across


def fact_row(status: str, what: str, note: str, *, see: Act | None = None) -> QHBoxLayout:
    """Something that answers rest on, and whether it is as it should be; `see` leads to what is not."""
    icon = column(Icon("circle-check" if status == "good" else "circle-alert", role=status))
    icon.addStretch(1)
    across = row(icon, gap=10)
    head = label(what, "strong") if see is None else link(what, see)
    across.addLayout(column(head, label(note, "small", tone="muted"), gap=2), 1)
    return across


def _across(
    tile: QWidget, what: str, why: str, when: str, buttons: list[QWidget], *, tone: str = "muted"
) -> QHBoxLayout:
    words = column(gap=2)
    words.addStretch(1)
    words.addWidget(label(what, "strong"))
    if why:
        words.addWidget(label(why, "small", tone="muted"))
    words.addStretch(1)
    across = row(tile, gap=14)
    across.addLayout(words, 1)
    if when:
        across.addWidget(label(when, "small", tone=tone, wrap=False))
    for button in buttons:
        across.addWidget(button)
    return across


def _side_by_side(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts, gap=6))
    return made
