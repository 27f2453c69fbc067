"""The forms that a letter comes in as a file: PDF, a page of HTML, plain text.  All hold the same words."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Literal

from npqdesk.letters.as_text import as_text
from npqdesk.letters.letter import Letter
from npqdesk.problem import Problem
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.letters import MadeLetter
from npqdesk.services.summaries import MadeSummary

Form = Literal["pdf", "html", "txt"]
FORMS: Mapping[Form, str] = {"pdf": "PDF", "html": "Web page", "txt": "Plain text"}


def in_form(letter: MadeLetter | MadeSummary | LetterFile, form: Form) -> tuple[bytes, str]:
    """The content of a file of this form, and its name.

    Raises Problem for another form than PDF of a letter that was kept before: what is kept is its PDF."""
    if form == "pdf":
        return letter.pdf, letter.file_name
    if isinstance(letter, LetterFile):
        raise Problem(
            "This letter is kept as a PDF",
            f"{letter.reference} was made before, and only its pages were kept.",
            "Take the PDF, or make a new letter in its place.",
        )
    return _WRITTEN[form](letter.letter).encode(), str(PurePath(letter.file_name).with_suffix(f".{form}"))


def _html(letter: Letter) -> str:
    from npqdesk.letters.as_html import as_html  # brings the library that draws

    return as_html(letter)


_WRITTEN: Mapping[Form, Callable[[Letter], str]] = {"html": _html, "txt": as_text}
