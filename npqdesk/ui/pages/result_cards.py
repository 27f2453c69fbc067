"""The cards of a result, by outcome: why or what bars it, what is missing, other courses, what would change it."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from npqdesk.services.answer import Answer, CourseRow, ReasonRow
from npqdesk.services.counting import counted
from npqdesk.services.determine import Result
from npqdesk.services.gates import gates_of_result
from npqdesk.services.other_days import DayRow, other_days
from npqdesk.services.other_starts import StartRow, other_starts
from npqdesk.services.otherwise import ChangeRow, LeadRow
from npqdesk.services.start_lists import lists_at
from npqdesk.ui.links import source_button
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.pages.gate_cards import gates_card
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

    def try_change(self, change: ChangeRow) -> None: ...
    def try_lead(self, lead: LeadRow) -> None: ...
    def try_course(self, other: CourseRow) -> None: ...
    def try_start(self, start: StartRow) -> None: ...
    def try_day(self, day: DayRow) -> None: ...
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
        self._known = shown.known
        decided = self._given.decision.decided
        starts = other_starts(desk, self._given, shown.known, lists_at(desk, shown.known)) if decided else ()
        cards = {
            "missing": self._missing(),
            "leads": self._leads(),
            "reasons": self._bars() if self._given.bars else self._why(),
            "gates": gates_card(gates_of_result(desk, shown)),
            "courses": self._courses(),
            "changes": self._changes("What would have changed it" if self._given.past else "What would change it"),
            "ends": self._ends(),
            "starts": self._starts(starts),
            "days": self._days(other_days(desk, shown)),
        }
        order = ("missing", "leads", "reasons", "gates", "courses", "changes", "ends", "starts", "days")
        if self._given.decision.outcome in ("funded", "review"):
            order = ("reasons", "gates", "missing", "leads", "changes", "ends", "courses", "starts", "days")
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
            card.add_row(
                WhyRow(
                    "unknown",
                    each.label,
                    f"{each.who[:1].upper()}{each.who[1:]} can say." if each.who else "",
                    action=act,
                )
            )
        return card

    def _leads(self) -> Card | None:
        if not self._given.leads:
            return None
        card = Card("What each answer leads to")
        for each in self._given.leads:
            status = STATUSES[each.outcome]
            act = secondary("Show why", lambda each=each: self._page.try_lead(each), bulk="small")
            card.add_row(_StatusRow(status, each.say, f"{each.headline}.", act))
        return card

    def _why(self) -> Card | None:
        if not self._given.reasons:
            return None
        card = Card("Why")
        for reason in self._given.reasons:
            card.add_row(self._reason(reason))
        return card

    def _bars(self) -> Card:
        bars = self._given.bars
        about = "One reason. No other rule would stand in the way."
        if len(bars) > 1:
            about = f"{len(bars)} reasons. Each alone would bar it."
        card = Card("What bars it", about=about)
        for reason in bars:
            card.add_row(self._reason(reason))
        rest = [each for each in self._given.reasons if each.mark != "bar"]
        if rest:
            inside = column(*(self._reason(each) for each in rest), gap=12)
            words = "the one other rule" if len(rest) == 1 else f"{len(rest)} rules"
            card.add_row(Disclosure(f"Everything else passes: show {words}", holder(inside)))
        return card

    def _courses(self) -> Card | None:
        funded = [each for each in self._given.courses if each.outcome in ("funded", "review")]
        if not funded:
            return None
        card = Card(
            "Other courses that could be funded then" if self._given.past else "Other courses that can be funded",
            about="Each once only. Eligible is not the same as suitable or placed: the lead provider decides those.",
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
        return _StatusRow(STATUSES[each.outcome], each.name, f"{each.for_whom} {_sentence(each.months)}".strip(), act)

    def _changes(self, title: str) -> Card | None:
        if not self._given.changes:
            return None
        card = Card(title)
        for each in self._given.changes:
            card.add_row(self._change("arrow-up-down", each))
        return card

    def _ends(self) -> Card | None:
        if not self._given.ends:
            return None
        card = Card("What would end it", about="DfE goes by the workplace on the day of registration.")
        for each in self._given.ends:
            card.add_row(self._change("circle-minus", each))
        return card

    def _change(self, icon: str, each: ChangeRow) -> WhyRow:
        act = secondary("Try it", lambda: self._page.try_change(each), bulk="small")
        return WhyRow(icon, each.title, each.say, action=act)

    def _starts(self, starts: tuple[StartRow, ...]) -> Card | None:
        """Starts to come one by one; past ones, which are history, folded."""
        if not starts:
            return None
        card = Card("Other starts", about="The same course and workplace, by the rules and lists of each start.")
        for each in starts:
            if not each.past:
                card.add_row(self._start(each))
        gone = [each for each in starts if each.past]
        if gone:
            paid = sum(each.outcome == "funded" for each in gone)
            inside = column(*(self._start(each) for each in gone), gap=14)
            words = f"{counted(len(gone), 'past start')}, which nobody can join now: was eligible in {paid or 'none'}"
            card.add_row(Disclosure(words, holder(inside)))
        return card

    def _start(self, each: StartRow) -> WhyRow:
        act = secondary("Check", lambda: self._page.try_start(each), bulk="small")
        return _StatusRow(STATUSES[each.outcome], each.title, each.say, act)

    def _days(self, days: tuple[DayRow, ...]) -> Card | None:
        if not days:
            return None
        about = "They changed while people registered. This answer is by those named beside it."
        card = Card("Other rules for the same start", about=about)
        for each in days:
            act = secondary("Check", lambda each=each: self._page.try_day(each), bulk="small")
            card.add_row(_StatusRow(STATUSES[each.outcome], each.name, f"{OUTCOMES[each.outcome].word}.", act))
        return card

    def _reason(self, reason: ReasonRow) -> WhyRow:
        """The fact, where it comes from, and the rule with its source."""
        source = source_button(reason.sources[0]) if reason.sources else None
        origins = dict.fromkeys(self._known[fact].say for fact in reason.facts if fact in self._known)
        fact, rule = (reason.fact, reason.rule) if reason.fact else (reason.rule, "")
        return WhyRow(
            _MARKS[reason.mark], f"{fact[:1].upper()}{fact[1:]}", rule, action=source, origin=" · ".join(origins)
        )


class _StatusRow(WhyRow):
    """A row marked by the icon and the colour of a status."""

    def __init__(self, status: str, title: str, say: str, action: QPushButton) -> None:
        super().__init__(STATUS_ICONS[status], title, say, action=action, role=status)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
