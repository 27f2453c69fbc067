"""Check funding: for whom, or one that was left half-way.  The questions themselves are in `question.py`."""

from typing import TYPE_CHECKING

from npqdesk.services.enquiries import EnquiryRow, EnquiryState, drafts, enquiry_state, put_answers
from npqdesk.ui.pages.beginning import SHOWN, BeginningPage, row_of
from npqdesk.ui.widgets.buttons import Button, secondary
from npqdesk.ui.widgets.frames import Card
from npqdesk.ui.widgets.text import capital, label

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.ui.shell import Shell


class CheckFundingPage(BeginningPage):
    """The name, then the first question; under it the enquiries begun and not answered."""

    title = "Check funding"
    about = "Is a colleague’s NPQ funded, why, and what is the school owed?"
    help_text = (
        "Enter the name of a colleague and answer one question at a time. Only what can change the answer is asked. "
        "Each answer is kept as soon as you continue, so you can stop at any time and carry on another day."
    )
    _urn = ""

    def arrive(self, *, enquiry: int | None = None, urn: str = "", **arguments: object) -> None:
        """`enquiry` carries on with one; anything else begins here, for someone at the school of `urn` if named."""
        self._urn = urn
        if enquiry is None:
            super().arrive(**arguments)
        else:
            self.carry_on(enquiry)

    def begin(self, *, name: str = "", person_id: int | None = None) -> EnquiryState:
        state = super().begin(name=name, person_id=person_id)
        return put_answers(self.desk, state.id, {**state.answers, "workplace": self._urn}) if self._urn else state

    def carry_on(self, number: int) -> None:
        carry_on(self.shell, self.desk, number)

    def begun(self) -> Card | None:
        found = drafts(self.desk)
        if not found:
            return None
        card = Card("Carry on", about="Begun and not answered yet, the last one first.")
        for each in found[:SHOWN]:
            name = each.name or "No name yet"
            about = capital(" · ".join(part for part in (each.course, each.cohort) if part)) or "No course chosen yet"
            card.add_row(row_of(name, about, self._continue(each, f"{name}, {about}")))
        if len(found) > SHOWN:
            card.add_row(label(f"{len(found) - SHOWN} more under Enquiries.", tone="muted"))
        return card

    def _continue(self, each: EnquiryRow, words: str) -> Button:
        return secondary("Continue", lambda: self.carry_on(each.id), bulk="small", name=f"Continue: {words}")


def carry_on(shell: "Shell", desk: "Desk", enquiry_id: int) -> None:
    """Show an enquiry where it stands: its next question, the check of its answers, or its result."""
    state = enquiry_state(desk, enquiry_id)
    if not state.route.complete:
        shell.go("question", enquiry=enquiry_id)
    elif state.state == "draft":
        shell.go("check_answers", enquiry=enquiry_id)
    else:
        shell.go("result", enquiry=enquiry_id)
