"""Every kind of question with the field that answers it.

To add a kind: its name in `enquiry/questions.py`, how its text is read in `enquiry/answers.py`, one row here."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from npqdesk.enquiry.questions import Kind
from npqdesk.services.enquiries import QuestionPage, people
from npqdesk.ui.fields.answer_field import AnswerField
from npqdesk.ui.fields.ofsted import OfstedField
from npqdesk.ui.fields.options import LongChoiceField, OptionsField
from npqdesk.ui.fields.typed import MonthField, NameField, TypedField
from npqdesk.ui.fields.workplace import WorkplaceField

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

Maker = Callable[[QuestionPage, "Shell"], AnswerField]


def _text(asked: QuestionPage, shell: "Shell") -> AnswerField:
    assert shell.desk is not None
    return NameField(asked, people(shell.desk)) if asked.question.fact == "name" else TypedField(asked)


FIELDS: Mapping[Kind, Maker] = {
    "text": _text,
    "choice": lambda asked, _shell: OptionsField(asked),
    "yes_no": lambda asked, _shell: OptionsField(asked),
    "cohort": lambda asked, _shell: OptionsField(asked),
    "course": lambda asked, _shell: OptionsField(asked),
    "long_choice": lambda asked, _shell: LongChoiceField(asked),
    "count": lambda asked, _shell: TypedField(asked),
    "ofsted_urn": OfstedField,
    "month": lambda asked, _shell: MonthField(asked),
    "workplace": WorkplaceField,
}
TYPED_KINDS: frozenset[Kind] = frozenset({"text", "count", "ofsted_urn", "month", "workplace"})
"""Kinds whose half-given answer is text that someone would have to type again."""


def field_for(asked: QuestionPage, shell: "Shell") -> AnswerField:
    """The field of a question, showing the answer so far."""
    field = FIELDS[asked.question.kind](asked, shell)
    field.show_value(asked.text)
    return field
