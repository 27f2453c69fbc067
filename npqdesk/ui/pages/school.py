"""One school as the register has it, and which lists it is on."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from npqdesk.problem import Problem
from npqdesk.services.pupil_premium import SchoolPupils, school_pupils
from npqdesk.services.school_history import SchoolHistory, school_history
from npqdesk.services.schools import ListMembership, School, school, school_lists
from npqdesk.services.workplaces import day_words
from npqdesk.ui.command import Command
from npqdesk.ui.loaded import loaded
from npqdesk.ui.page import Page
from npqdesk.ui.pages.school_history import history_cards
from npqdesk.ui.place_results import MARKS
from npqdesk.ui.widgets.buttons import primary
from npqdesk.ui.widgets.chip import Chip
from npqdesk.ui.widgets.facts import FactList
from npqdesk.ui.widgets.frames import Card, column, holder
from npqdesk.ui.widgets.header import PageHeader
from npqdesk.ui.widgets.text import label, shortened
from npqdesk.ui.widgets.why import WhyRow
from npqdesk.ui.widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

NOT_RECORDED = "Not recorded"


class SchoolPage(Page):
    """Read anew on arrival; `urn` names the school."""

    title = "School"
    help_text = (
        "What the school register says of this school, and whether it stands on the newest release of each list. "
        "“Not recorded” is not nought: the register leaves the number blank. Esc goes back to the search."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self._check = primary("Check funding for someone here", self._begin, icon="circle-question-mark", bulk="large")
        self._header = PageHeader("School", actions=[self._check])
        self.set_header(self._header)
        self._urn = ""
        self._left, self._right = column(gap=16), column(gap=16, margins=(0, 4, 28, 24))
        self.body.addLayout(self._left)
        self.set_side(holder(self._right), width=440)
        self._was_narrow = False
        self._source = loaded(shell)
        self._source.changed.connect(self._show_again)

    def arrive(self, *, urn: str = "", **_arguments: object) -> None:
        self._urn = urn or self._urn
        self._show_again()

    def _show_again(self) -> None:
        found = school(self.desk, self._urn)
        if found is None:
            self.shell.show_failure(_not_there(self._urn))
        else:
            self._show(found)

    def first_focus(self) -> QWidget:
        return self._check

    def commands(self) -> Sequence[Command]:
        return (
            Command("Check funding for &someone here", self._begin),
            Command("&Back to the search", self._back, "Esc", menu="go"),
        )

    def _begin(self) -> None:
        self.shell.go("check", new=True, urn=self._urn)

    def _back(self) -> None:
        self.shell.go("schools")

    def _show(self, found: School) -> None:
        place = ", ".join(part for part in (found.town, found.postcode) if part)
        self._header.show_title(found.name, about=f"{place} · URN {found.urn}".removeprefix(" · "))
        self._header.show_crumbs([("Schools", self._back), (shortened(found.name), None)])
        self.set_title(found.name)
        marks = self._source.marks.of(found) if self._source.marks else ()
        chips: list[QWidget] = [Wrapping(*(Chip(MARKS[mark]) for mark in marks), gap=8)] if marks else []
        lists = _lists_card(school_lists(self.desk, found.urn), self._published_from())
        told = school_history(self.desk, found.urn)
        past = tuple(history_cards(told, lambda urn: self.shell.go("school", urn=urn)))
        register = _register_card(found, told, school_pupils(self.desk, found.urn))
        self._was_narrow = self.is_narrow
        _replace(self._left, register, *(() if self.is_narrow else past))
        _replace(self._right, *chips, lists, *(past if self.is_narrow else ()))
        self.scroll_to_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lists stay near the top: in a narrow window, what was comes after them."""
        super().resizeEvent(event)
        if self._urn and self.is_narrow != self._was_narrow:
            self._show_again()

    def _published_from(self) -> dict[str, date]:
        """The day from which releases count for the policy in use, by list."""
        policy = self._source.marks.policy if self._source.marks else None
        return {use.list_id: use.published_from for use in policy.lists if use.published_from} if policy else {}


def _replace(place: QVBoxLayout, *parts: QWidget) -> None:
    """Put these parts in a column in place of what was there."""
    while place.count():
        old = place.takeAt(0).widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for part in parts:
        place.addWidget(part)
    place.addStretch(1)


def _not_there(urn: str) -> Problem:
    return Problem(
        "This school is not in the register",
        f"No school has the URN {urn} in the register that is loaded.",
        "Search for it by its name, or load a newer register.",
    )


def _trust_of(found: School, told: SchoolHistory) -> str:
    """The trust that the register names, else the one of the memberships file."""
    trusts = [group.name for group in told.groups if "trust" in group.what.casefold()]
    return found.trust or "\n".join(f"{name}, by the memberships file" for name in trusts)


def _register_card(found: School, told: SchoolHistory, beside: SchoolPupils | None) -> Card:
    card = Card("In the school register", about=f"As it stood on {day_words(found.as_at)}.")
    counted = f", counted on {day_words(found.census_date)}" if found.census_date and found.pupils is not None else ""
    pupils = NOT_RECORDED if found.pupils is None else f"{found.pupils:,}{counted}"
    if beside is not None:
        pupils = f"{pupils}\n{beside.say}; not the register’s number"
    closed = f" on {day_words(found.close_date)}" if found.close_date else ""
    facts = [
        ("Address", "\n".join(found.address) or NOT_RECORDED),
        ("Type", found.type_name),
        ("Phase", found.phase),
        ("Pupils", pupils),
        ("Status", f"{found.status}{closed}"),
        ("Opened", day_words(found.open_date) if found.open_date else ""),
        ("Local authority", found.local_authority),
        ("Trust", _trust_of(found, told)),
        ("URN", found.urn),
        ("Number", found.laestab),
        ("UKPRN", found.ukprn),
        ("Telephone", found.telephone),
    ]
    card.body.addWidget(FactList((what, value or NOT_RECORDED) for what, value in facts))
    return card


def _lists_card(memberships: tuple[ListMembership, ...], counts_from: dict[str, date]) -> Card:
    """The lists that the policy in use reads first; then the others that the school is on."""
    card = Card("On the funding lists", about="By the newest release of each list that is loaded.")
    read = [each for each in memberships if each.list_id in counts_from]
    others = [each for each in memberships if each.list_id not in counts_from and each.listed]
    for each in (*sorted(read, key=lambda each: not each.listed), *others):
        words = "On" if each.listed else "Not on"
        dated = f"Published {day_words(each.release.published)}"
        card.add_row(WhyRow("yes" if each.listed else "no", f"{words}: {each.title}", dated))
    old = [counts_from[each.list_id] for each in read if each.release.published < counts_from[each.list_id]]
    if old:
        what = f"The policy in use reads releases from {day_words(max(old))} on. Load those before you rely on this."
        card.add_row(WhyRow("circle-alert", "Lists of an earlier start", what))
    if not read and not others:
        card.body.addWidget(label("No list is loaded that could say.", tone="muted"))
    return card
