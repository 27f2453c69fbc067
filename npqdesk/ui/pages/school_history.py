"""What a school was and is joined to: earlier names, predecessors and successors, trust and fellow schools, lists."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from npqdesk.services.school_history import Link, ListedOn, SchoolHistory
from npqdesk.services.workplaces import day_words
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.frames import Card
from npqdesk.ui.widgets.text import label
from npqdesk.ui.widgets.why import WhyRow

FEW = 12
ShowSchool = Callable[[str], object]


def history_cards(told: SchoolHistory, show: ShowSchool) -> Iterator[QWidget]:
    """A card for each part there is something to say of; `show` opens the page of a URN."""
    if told.changes:
        yield _changes(told)
    if told.predecessors or told.successors or told.other_links:
        yield _links(told, show)
    if told.groups or told.fellows:
        yield _trust(told, show)
    if told.approved:
        yield _approved(told.approved)
    if told.listed or told.predecessors_listed:
        yield _listed(told)


def _changes(told: SchoolHistory) -> Card:
    card = Card("What changed", about="Between the register files that are loaded here.")
    for change in told.changes:
        before, after = change.before or "nothing", change.after or "nothing"
        words = f"Since {day_words(change.day)}; before that: {before}"
        card.add_row(WhyRow("history", f"{change.what}: {after}", words))
    return card


def _links(told: SchoolHistory, show: ShowSchool) -> Card:
    card = Card("Before and after", about="By the links file that is loaded.")
    for each in (*told.predecessors, *told.successors, *told.other_links):
        since = f", {day_words(each.day)}" if each.day else ""
        card.add_row(WhyRow("arrow-right", each.name, f"{each.what}{since}", action=_to(each.number, show)))
    return card


def _trust(told: SchoolHistory, show: ShowSchool) -> Card:
    card = Card("Trust and fellow schools")
    for group in told.groups:
        card.add_row(WhyRow("building-2", group.name, _joined(group)))
    for urn, name, town in told.fellows[:FEW]:
        card.add_row(WhyRow("school", name, town, action=_to(urn, show)))
    more = len(told.fellows) - FEW
    if more > 0:
        card.body.addWidget(label(f"And {more:,} more.", tone="muted"))
    return card


def _joined(group: Link) -> str:
    return f"{group.what}, joined {day_words(group.day)}" if group.day else group.what


def _approved(approved: Sequence[tuple[date | None, date | None]]) -> Card:
    card = Card("Section 41 approval")
    for granted, revoked in approved:
        words = f"Granted {day_words(granted)}" if granted else "Granted on a day that is not recorded"
        ended = f"Revoked {day_words(revoked)}" if revoked else ""
        card.add_row(WhyRow("circle-minus" if revoked else "check", words, ended))
    return card


def _listed(told: SchoolHistory) -> Card:
    about = "Every release that is loaded, newest first. A predecessor’s listing is not this school’s."
    card = Card("Releases that name it", about=about)
    for listing in told.listed:
        card.add_row(WhyRow("list-checks", listing.title, _published(listing)))
    names = {each.number: each.name for each in told.predecessors}
    for listing in told.predecessors_listed:
        predecessor = f"Its predecessor {names[listing.urn]} (URN {listing.urn})"
        card.add_row(WhyRow("history", listing.title, f"{predecessor}. {_published(listing)}"))
    return card


def _published(listing: ListedOn) -> str:
    return f"Published {day_words(listing.published)}"


def _to(urn: str, show: ShowSchool) -> QWidget:
    return link(f"URN {urn}", lambda: show(urn))
