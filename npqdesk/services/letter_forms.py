"""The forms that a letter comes in as a file: PDF, a page of HTML, plain text.  All hold the same words."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Literal

from npqdesk.letters.as_text import as_text
from npqdesk.letters.letter import Letter
from npqdesk.problem import Problem
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.made_letter import MadePaper

Form = Literal["pdf", "html", "txt"]
FORMS: Mapping[Form, str] = {"pdf": "PDF", "html": "Web page", "txt": "Plain text"}


def in_form(made: MadePaper | LetterFile, form: Form) -> tuple[bytes, str]:
    """The content of a file of this form, and its name.

    Raises Problem for another form than PDF of a letter of which an earlier version kept the pages alone."""
    if form == "pdf":
        return made.pdf, made.file_name
    if made.letter is None:
        raise Problem(
            "This letter is kept as a PDF",
            f"An earlier npqdesk kept the pages of {made.reference} alone.",
            "Take the PDF, or make a new letter in its place.",
        )
    return _WRITTEN[form](made.letter).encode(), str(PurePath(made.file_name).with_suffix(f".{form}"))


def _html(letter: Letter) -> str:
    from npqdesk.letters.as_html import as_html  # brings the library that draws

    return as_html(letter)


_WRITTEN: Mapping[Form, Callable[[Letter], str]] = {"html": _html, "txt": as_text}
