"""The guide to the courses as pages: one question at a time, and the check of the answers, as in a funding enquiry."""

from npqdesk.ui.asking import AskingChoice
from npqdesk.ui.pages.check_answers import CheckAnswersPage
from npqdesk.ui.pages.question import QuestionPageView


class ChooseQuestionPage(QuestionPageView):
    """One question of the guide."""

    title = AskingChoice.title
    asks = AskingChoice

    def arrive(self, *, choosing: int, **arguments: object) -> None:
        """`question` is one to change; without it the one that the guide has come to."""
        super().arrive(enquiry=choosing, **arguments)


class ChooseCheckPage(CheckAnswersPage):
    """What was answered, what the staff record says, and how to change it."""

    asks = AskingChoice
    help_text = (
        "Change opens a question again. Earlier NPQs from the staff record stand here too; put them right on the page "
        "of the person. An answer that is not needed any more is kept and comes back when it is."
    )

    def arrive(self, *, choosing: int, **arguments: object) -> None:
        super().arrive(enquiry=choosing, **arguments)
