"""What was typed or chosen for a question and not given as an answer yet.

It stands beside the answers under a key of its own, counts for nothing, and is gone once the question is answered."""

from npqdesk.enquiry.answers import Answers, half_typed_key
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import EnquiryState
from npqdesk.store.tables import Enquiry


def half_typed(state: EnquiryState, question_id: str) -> str:
    """What was left in the field of a question; empty when nothing was."""
    return state.answers.get(half_typed_key(question_id), "")


def keep_half_typed(desk: Desk, enquiry_id: int, question_id: str, text: str) -> None:
    """Keep what stands in the field of a question now; an empty text forgets what was kept."""
    with desk.store.writing() as session:
        enquiry = session.get(Enquiry, enquiry_id)
        if enquiry is None or enquiry.answers.get(half_typed_key(question_id), "") == text:
            return
        answers = Answers(enquiry.answers).without(half_typed_key(question_id))
        enquiry.answers = (answers.with_answer(half_typed_key(question_id), text) if text else answers).as_json()
        enquiry.changed_at = desk.now()
