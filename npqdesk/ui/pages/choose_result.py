"""What the guide recommends: the course, why, what speaks for and against, what to ask; and who pays beside it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.answer import SourceLink
from npqdesk.services.choice_funding import ChoiceFunding, FundingRow, carry_over
from npqdesk.services.choosings import choosing_state
from npqdesk.services.courses import compare_courses
from npqdesk.services.enquiries import EnquiryState
from npqdesk.services.gates import Gates
from npqdesk.services.guide import guide_vocabulary
from npqdesk.services.recommendation import Recommendation, recommendation
from npqdesk.ui.command import Command
from npqdesk.ui.links import open_address
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.page import Page
from npqdesk.ui.pages.check_funding import carry_on
from npqdesk.ui.pages.course_compare import comparison_card
from npqdesk.ui.pages.gate_cards import gates_card, marked, said
from npqdesk.ui.widgets.buttons import link, primary, secondary
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.header import FooterBar, PageHeader
from npqdesk.ui.widgets.long_link import LongLink
from npqdesk.ui.widgets.outcome import Figure, OutcomePanel
from npqdesk.ui.widgets.text import label, shortened, show_tip

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_MARKS = {
    "first": ("First", "arrow-right", "ask"),
    "for": ("For", "check", "good"),
    "against": ("Against", "minus", "bad"),
    "care": ("To know", "info", "none"),
}
_EITHER = {"npq-leading-teaching", "npq-leading-primary-mathematics"}
_DIFFERENCES = ("For whom", "Entry", "What is taught", "Leads to")


class ChooseResultPage(Page):
    """Made anew from the answers each time; nothing of it is kept but the answers."""

    title = "Recommendation"
    help_text = (
        "One NPQ is recommended, and one that comes next to it. Each sentence leads to its source. Who would pay "
        "stands at the right and never changes which NPQ fits. Check the funding begins an enquiry with what you "
        "answered here."
    )

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        super().__init__(shell, desk)
        self.state: EnquiryState | None = None
        self.shown: Recommendation | None = None
        self.panel: OutcomePanel | None = None
        self._header = PageHeader("")
        self.set_header(self._header)
        self._content: QWidget | None = None
        self._side_home = column()
        self._side_now: QWidget | None = None
        self.set_side(holder(self._side_home), width=332)
        self.fund = primary("Chec&k the funding", self._fund, icon="circle-question-mark", bulk="large")
        self.first = primary("Answer the first &question", self._answer_first, bulk="large")
        self.print = secondary("&Print…", self._print, icon="printer", bulk="large")
        self.compare = secondary("&Compare", self._compare, icon="arrow-up-down", bulk="large")
        self.answers = link("Check &answers", self._check, icon="list-checks", name="Check answers")
        self.set_footer(FooterBar(self.first, self.fund, self.print, self.compare, right=self.answers))

    def arrive(self, *, choosing: int, **_arguments: object) -> None:
        state = choosing_state(self.desk, choosing)
        self.state, self.shown = state, recommendation(self.desk, state)
        name = shortened(state.name) or "No name yet"
        self._header.show_title(state.name or "No name yet", about=f"For a start in {self.shown.start}.")
        self._header.show_crumbs([("Choose an NPQ", lambda: self.shell.go("choose")), (name, None)])
        self.set_title(f"Recommendation: {state.name}")
        self._show(self.shown)
        self.scroll_to_top()

    def first_focus(self) -> QWidget | None:
        return self.panel

    def commands(self) -> Sequence[Command]:
        return (Command("&Print the recommendation…", self._print, "Ctrl+P"),)

    def refresh(self) -> None:
        if self.state is not None:
            self.arrive(choosing=self.state.id)

    def _show(self, told: Recommendation) -> None:
        self._clear()
        open_ = told.recommended is None
        self.first.setVisible(open_)
        self.fund.setVisible(told.course is not None)
        self.print.setVisible(not open_)
        self.compare.setVisible(told.course is not None and told.runner_up is not None)
        inside = column(gap=16)
        self.panel = _panel(told)
        inside.addWidget(self.panel)
        for card in _cards(told, self.shell):
            inside.addWidget(card)
        inside.addStretch(1)
        self._content = holder(inside)
        self.body.addWidget(self._content, 1)
        self._side_now = _side(told)
        self._side_home.addWidget(self._side_now)

    def _clear(self) -> None:
        for old in (self._content, self._side_now):
            if old is not None:
                old.hide()
                old.deleteLater()

    def _fund(self) -> None:
        if self.state is not None and self.shown is not None and self.shown.course is not None:
            enquiry = carry_over(self.desk, self.state, self.shown.course.id)
            self.shell.say_saved()
            self.shell.notice("Your answers were carried over. Only what the funding hangs on besides is asked.")
            carry_on(self.shell, self.desk, enquiry)

    def _answer_first(self) -> None:
        if self.state is not None and self.shown is not None:
            asked = next((row.fact for row in self.shown.missing), "")
            self.shell.go("choose_question", choosing=self.state.id, question=asked)

    def _print(self) -> None:
        if self.state is not None:
            self.shell.go("choice_paper", choosing=self.state.id)

    def _compare(self) -> None:
        told = self.shown
        if told is not None and told.course is not None and told.runner_up is not None and told.runner_up.course:
            self.shell.go("compare_courses", courses=[told.course.id, told.runner_up.course.id])

    def _check(self) -> None:
        if self.state is not None:
            self.shell.go("choose_check", choosing=self.state.id)


def _panel(told: Recommendation) -> OutcomePanel:
    """The course, why, and its runner-up."""
    if told.recommended is None:
        words = f"{len(told.possible)} answers are still possible. What is missing stands below."
        return OutcomePanel(Status("ask", "Cannot tell yet"), words)
    course = told.recommended.course
    if course is None:
        return OutcomePanel(Status("none", "No NPQ now"), told.recommended.say)
    after_it = told.runner_up.course.short if told.runner_up and told.runner_up.course else "None"
    months = f"{course.months_taught} months" if course.months_taught else "Not found"
    figures = (
        Figure(
            "Length", months, f"and {course.months_assessment} for the assessment" if course.npq else "no assessment"
        ),
        Figure("Runner-up", after_it, _note_on_next(told)),
    )
    return OutcomePanel(Status("good", course.full_name, "graduation-cap"), told.recommended.say, figures)


def _note_on_next(told: Recommendation) -> str:
    if told.runner_up is not None:
        return "why stands below"
    return "held already, or under way" if told.next_held else "no source names one"


def _cards(told: Recommendation, shell: "Shell") -> Iterable[QWidget]:
    if told.missing:
        missing = Card("What is missing", about="Until it is known, the recommendation stays open or says less.")
        for each in told.missing:
            missing.add_row(column(label(each.label, "strong"), label(f"{each.who} can say.", tone="muted"), gap=2))
        yield missing
    if told.recommended is not None:
        yield _why(told)
    if told.runner_up is not None and told.runner_up.course is not None:
        card = Card(f"Next to it: {told.runner_up.course.full_name}")
        card.add_row(said(told.runner_up.say, told.runner_up.sources))
        yield card
    if {each.course.id for each in (told.recommended, told.runner_up) if each and each.course} == _EITHER:
        words = "They differ in whom they are for, in who may begin, and in what is taught."
        yield comparison_card(compare_courses(guide_vocabulary(), sorted(_EITHER, reverse=True)), _DIFFERENCES, words)
    if told.study_time or told.begins is not None:
        card = Card("What it takes")
        for each in told.study_time:
            card.add_row(marked("Study time", "clock", "none", each.say, each.sources))
        if told.begins is not None:
            card.add_row(marked("Begins", "calendar", "none", told.begins.say, told.begins.sources))
        yield card
    gates = gates_card(Gates(told.gates, None, None))
    if gates is not None:
        if told.mastery_to_show:
            gates.add_row(link("The path to NPQLPM through a Maths Hub, step by step", lambda: shell.go("hubs_path")))
        yield gates
    if told.remarks.get("ask") or told.offered is not None:
        yield _ask(told, shell)


def _why(told: Recommendation) -> Card:
    card = Card("Why, and what to weigh")
    assert told.recommended is not None
    card.add_row(marked("Why", "check", "good", told.recommended.say, told.recommended.sources))
    for row_of in (*told.counted, told.history):
        if row_of is not None:
            card.add_row(marked("To know", "clock", "ask", row_of.say, row_of.sources))
    for mark, (words, icon, tone) in _MARKS.items():
        for each in told.remarks.get(mark, ()):  # type: ignore[call-overload]
            card.add_row(marked(words, icon, tone, each.say, each.sources))
    return card


def _ask(told: Recommendation, shell: "Shell") -> Card:
    card = Card("Ask the lead provider")
    for each in told.remarks.get("ask", ()):
        card.add_row(marked("Ask", "circle-question-mark", "ask", each.say, each.sources))
    if told.offered is not None:
        card.add_row(column(label("Lead providers", "strong"), said(told.offered.say, told.offered.sources), gap=2))
    for each in told.support:
        card.add_row(marked("Free help", "info", "good", each.say, each.sources))
    course = told.course
    if course is not None:
        card.add_row(link(f"All that is said of {course.short}", lambda: shell.go("courses", course=course.id)))
    return card


def _side(told: Recommendation) -> QWidget:
    """Who would pay, beside the recommendation and apart from it."""
    at = f" For the work at {told.funding.workplace}." if told.funding.workplace else ""
    card = Card("Who would pay", about=f"It never changes which NPQ fits.{at}")
    for each in told.funding.rows:
        card.add_row(_funding(each))
    if not told.funding.rows:
        card.add_row(label("Nothing to say before a course is recommended.", tone="muted"))
    whole = column(card, gap=16)
    if other := _alternative(told.funding):
        whole.addWidget(other)
    whole.addStretch(1)
    return holder(whole)


def _alternative(funding: ChoiceFunding) -> Card | None:
    """What would be funded instead, apart from what fits best; or that nothing that fits would be."""
    if funding.alternative is None and not funding.none_funded:
        return None
    card = Card("Best funded alternative", about="Only if money decides. The recommendation stays as it is.")
    if funding.alternative is not None:
        card.add_row(_funding(funding.alternative))
    else:
        card.add_row(label("None of the courses that come next to it would be funded either."))
    return card


def _funding(each: FundingRow) -> QWidget:
    told = (label(said) for said in (each.why, each.say, each.entry) if said)
    inside = column(label(each.course.full_name, "strong"), *told, gap=4)
    chip = row(Chip(OUTCOMES[each.outcome]))
    chip.addStretch(1)
    inside.addWidget(holder(chip))
    if each.cost:
        inside.addWidget(label(f"If nobody else pays: {each.cost}"))
        for source in each.cost_sources:
            if source.url:
                inside.addWidget(_price_source(source))
    return holder(inside)


def _price_source(source: SourceLink) -> LongLink:
    """Where a fee is published, on as many lines as it takes: the card is narrow."""
    made = LongLink(source.label, lambda: open_address(source.url))
    made.setAccessibleName(f"{source.label}: {source.title}")
    show_tip(made, source.title)
    return made
