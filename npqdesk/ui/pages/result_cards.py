"""The cards of a result, by outcome: why or what bars it, what is missing, other courses, what would change it."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.services.answer import Answer, ChangeRow, CourseRow, ReasonRow
from npqdesk.services.determine import Result
from npqdesk.services.trying import LeadRow, leads_to
from npqdesk.ui.links import source_button
from npqdesk.ui.widgets.buttons import link, secondary
from npqdesk.ui.widgets.chip import STATUS_ICONS, Status
from npqdesk.ui.widgets.disclosure import Disclosure
from npqdesk.ui.widgets.frames import Card, column, holder
from npqdesk.ui.widgets.outcome import Figure, OutcomePanel
from npqdesk.ui.widgets.why import WhyRow

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

STATUSES = {"funded": "good", "not_funded": "bad", "review": "review", "undecided": "ask", "no_policy": "none"}
_MARKS = {"pass": "yes", "bar": "no", "money": "money", "review": "hourglass"}
_SCHOLARSHIPS = {
    "funded": Figure("Scholarship", "Full course fee", "the Department for Education pays the provider"),
    "not_funded": Figure("Scholarship", "None", "someone else would have to pay the fee"),
    "review": Figure("Scholarship", "Not decided", "DfE looks at each case by hand"),
    "undecided": Figure("Scholarship", "Cannot tell yet", "facts are missing"),
    "no_policy": Figure("Scholarship", "Cannot tell", "no policy is published"),
}
_PLACE = Figure("Place", "Not asked yet", "only a lead provider can offer one")
_SHOWN_COURSES = 5


class Asked(Protocol):
    """What the buttons of the rows ask of the page."""

    def try_fact(self, change: ChangeRow | LeadRow) -> None: ...
    def try_course(self, other: CourseRow) -> None: ...
    def answer_now(self, fact: str) -> None: ...


def outcome_panel(given: Answer) -> OutcomePanel:
    """The word, the sentence and the three figures."""
    outcome = given.decision.outcome
    grant = Figure("Grant to the school", given.grant_figure, given.grant_note)
    status = Status(STATUSES[outcome], given.headline)
    return OutcomePanel(status, given.sentence, (_SCHOLARSHIPS[outcome], grant, _PLACE))


class ResultBody(QWidget):
    """The cards under the outcome, in the order that the outcome calls for."""

    def __init__(self, desk: "Desk", shown: Result, page: Asked) -> None:
        super().__init__()
        self._page = page
        self._given = shown.answer
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        leads = leads_to(desk, shown) if self._given.missing else ()
        cards = {
            "missing": self._missing(),
            "leads": self._leads(leads),
            "reasons": self._bars() if self._given.bars else self._why(),
            "courses": self._courses(),
            "changes": self._changes(),
        }
        order = ("missing", "leads", "reasons", "courses", "changes")
        if self._given.decision.outcome in ("funded", "review"):
            order = ("reasons", "missing", "leads", "changes", "courses")
        for name in order:
            card = cards[name]
            if card is not None:
                whole.addWidget(card)

    def _missing(self) -> Card | None:
        if not self._given.missing:
            return None
        settled = self._given.decision.decided
        card = Card("What the grant still hangs on" if settled else "What is missing, and who can say")
        for each in self._given.missing:
            act = link("Answer now", lambda each=each: self._page.answer_now(each.fact))
            card.add_row(WhyRow("unknown", each.label, f"{each.who} can say." if each.who else "", action=act))
        return card

    def _leads(self, leads: tuple[LeadRow, ...]) -> Card | None:
        if not leads or self._given.decision.decided:
            return None
        card = Card("What each answer leads to")
        for each in leads:
            status = STATUSES[each.outcome]
            act = secondary("Show why", lambda each=each: self._page.try_fact(each), bulk="small")
            card.add_row(_StatusRow(status, each.say, f"{each.headline}.", act))
        return card

    def _why(self) -> Card | None:
        if not self._given.reasons:
            return None
        card = Card("Why")
        for reason in self._given.reasons:
            card.add_row(_reason(reason))
        return card

    def _bars(self) -> Card:
        bars = self._given.bars
        about = "One reason. No other rule would stand in the way."
        if len(bars) > 1:
            about = f"{len(bars)} reasons. Each alone would bar it."
        card = Card("What bars it", about=about)
        for reason in bars:
            card.add_row(_reason(reason))
        rest = [each for each in self._given.reasons if each.mark != "bar"]
        if rest:
            inside = column(*(_reason(each) for each in rest), gap=12)
            words = "the one other rule" if len(rest) == 1 else f"{len(rest)} rules"
            card.add_row(Disclosure(f"Everything else passes: show {words}", holder(inside)))
        return card

    def _courses(self) -> Card | None:
        funded = [each for each in self._given.courses if each.outcome == "funded"]
        if not funded:
            return None
        card = Card(
            "Other courses that are funded",
            about="Eligible is not the same as suitable or placed. The lead provider decides those.",
        )
        for each in funded[:_SHOWN_COURSES]:
            card.add_row(self._course(each))
        rest = funded[_SHOWN_COURSES:]
        if rest:
            inside = column(*(self._course(each) for each in rest), gap=14)
            card.add_row(Disclosure(f"Show {len(rest)} more", holder(inside)))
        return card

    def _course(self, each: CourseRow) -> WhyRow:
        act = secondary("Check", lambda: self._page.try_course(each), bulk="small")
        return _StatusRow("good", each.name, f"{each.say} {_sentence(each.months)}".strip(), act)

    def _changes(self) -> Card | None:
        if not self._given.changes:
            return None
        card = Card("What would change it")
        for each in self._given.changes:
            act = secondary("Try it", lambda each=each: self._page.try_fact(each), bulk="small") if each.fact else None
            card.add_row(WhyRow("arrow-up-down", each.title, each.say, action=act))
        return card


class _StatusRow(WhyRow):
    """A row marked by the icon and the colour of a status."""

    def __init__(self, status: str, title: str, say: str, action: QPushButton) -> None:
        super().__init__(STATUS_ICONS[status], title, say, action=action, role=status)


def _reason(reason: ReasonRow) -> WhyRow:
    source = source_button(reason.sources[0]) if reason.sources else None
    return WhyRow(_MARKS[reason.mark], reason.fact, reason.rule, action=source)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
