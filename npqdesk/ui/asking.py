"""What the pages of questions ask about: the funding of a course, or which course is right.  Where each is kept, which
pages it has, and what is still open while it is asked."""

from typing import TYPE_CHECKING

from npqdesk.services.enquiries import (
    EnquiryState,
    QuestionPage,
    begin_enquiry,
    enquiry_state,
    question_page,
    save_answer,
    take_back,
)
from npqdesk.services.half_typed import keep_half_typed
from npqdesk.ui.widgets.chip import Status

if TYPE_CHECKING:
    from npqdesk.enquiry.questions import Questions
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell

_OUTCOMES = {"funded": "good", "not_funded": "bad", "review": "review"}


class Asking:
    """The funding enquiry.  `key` names its number in the arguments of its pages, of which these are the names."""

    title, key = "Check funding", "enquiry"
    start, question, check, result = "check", "question", "check_answers", "result"
    about = "If a fact here is wrong, the result may be wrong too."
    show_words = "&Show the result"

    def __init__(self, shell: "Shell", desk: "Desk") -> None:
        self.shell, self.desk = shell, desk

    @property
    def questions(self) -> "Questions":
        """All that can be asked."""
        return self.desk.rulebook.questions

    def begin(self, *, name: str = "", person_id: int | None = None) -> EnquiryState:
        """Begin for somebody on the staff record, or for a name.  Problem where the name cannot be taken."""
        return begin_enquiry(self.desk, name=name, person_id=person_id)

    def go(self, page: str, number: int, **arguments: object) -> None:
        """Show one of its pages."""
        self.shell.go(page, **{self.key: number, **arguments})

    def state(self, number: int) -> EnquiryState:
        return enquiry_state(self.desk, number)

    def page(self, state: EnquiryState, question: str) -> QuestionPage:
        return question_page(self.desk, state, question)

    def save(self, number: int, question: str, text: str) -> EnquiryState:
        return save_answer(self.desk, number, question, text)

    def take_back(self, number: int, question: str) -> EnquiryState:
        return take_back(self.desk, number, question)

    def keep(self, number: int, question: str, text: str) -> None:
        keep_half_typed(self.desk, number, question, text)

    def still_open(self, _state: EnquiryState, asked: QuestionPage) -> list[Status]:
        """What the answer could still be, a line each."""
        left = asked.still_open
        if left is None:
            return []
        status = _OUTCOMES[left.outcomes[0]] if left.settled[0] else "ask"
        money = ("good" if any(left.pounds) else "none") if left.settled[1] else "ask"
        icon = "pound-sterling" if money == "good" else ""
        return [Status(status, left.scholarship), Status(money, left.grant, icon)]


class AskingChoice(Asking):
    """The guide to the courses."""

    title, key = "Choose an NPQ", "choosing"
    start, question, check, result = "choose", "choose_question", "choose_check", "choose_result"
    about = "If a fact here is wrong, the recommendation may be wrong too."
    show_words = "&Show the recommendation"

    @property
    def questions(self) -> "Questions":
        from npqdesk.services.guide import guide_questions

        return guide_questions()

    def begin(self, *, name: str = "", person_id: int | None = None) -> EnquiryState:
        from npqdesk.services.choosings import begin_choosing

        return begin_choosing(self.desk, name=name, person_id=person_id)

    def state(self, number: int) -> EnquiryState:
        from npqdesk.services.choosings import choosing_state

        return choosing_state(self.desk, number)

    def page(self, state: EnquiryState, question: str) -> QuestionPage:
        from npqdesk.services.choosings import choosing_page

        return choosing_page(self.desk, state, question)

    def save(self, number: int, question: str, text: str) -> EnquiryState:
        from npqdesk.services.choosings import save_choosing_answer

        return save_choosing_answer(self.desk, number, question, text)

    def take_back(self, number: int, _question: str) -> EnquiryState:
        return self.state(number)

    def keep(self, number: int, question: str, text: str) -> None:
        from npqdesk.services.choosings import keep_half_chosen

        keep_half_chosen(self.desk, number, question, text)

    def still_open(self, state: EnquiryState, _asked: QuestionPage) -> list[Status]:
        from npqdesk.services.choosings import still_possible

        found = still_possible(state)
        if len(found) == 1:
            return [Status("good", f"Recommended so far: {found[0]}")]
        return [Status("ask", f"Still possible: {', '.join(found[:-1])} or {found[-1]}")]
