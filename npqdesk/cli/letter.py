"""`npqdesk letter REF … -o DIR`: the letters of kept answers as files, never replacing one that is there."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.cli.arguments import Commands, Parser
from npqdesk.cli.letter_summaries import SUMMARIES, add_summary_options, summaries
from npqdesk.cli.paragraphs import one_line
from npqdesk.cli.records import records
from npqdesk.problem import Place, Problem

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk
    from npqdesk.services.kept_letters import LetterFile
    from npqdesk.services.made_letter import Kind, MadeLetter

KINDS: "tuple[Kind, ...]" = ("staff", "grant", "evidence")
USUAL: "tuple[Kind, ...]" = ("staff", "grant")


def add(commands: Commands) -> None:
    """The command and its options."""
    parser = commands.add("letter", "the letters of kept answers, as PDF, HTML or text", _run)
    parser.add_argument(
        "references",
        metavar="REF",
        nargs="+",
        help="the number of a kept answer, or the reference of a letter kept before (NPQ/…); see --kind for summaries",
    )
    parser.add_argument(
        "--kind",
        choices=(*KINDS, *SUMMARIES),
        action="append",
        help="staff, grant, evidence (a request for what is missing), governors (REF is a URN) or trust (REF is its "
        "name); staff and grant, as they fit, when not said",
    )
    add_summary_options(parser)
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="the folder for the files, made if absent")
    add_form(parser)


def add_form(parser: Parser) -> None:
    """The option that says which form of a letter is wanted."""
    parser.add_argument(
        "--format",
        metavar="FORM",
        choices=("pdf", "html", "txt"),
        default="pdf",
        help="pdf (the pages), html (one page that needs nothing else) or txt (plain text); all hold the same words",
    )


def _run(arguments: argparse.Namespace) -> int:
    if arguments.kind and set(arguments.kind) & set(SUMMARIES):
        if len(arguments.kind) > 1:
            raise Problem(
                "One kind at a time", "A summary goes by a school or trust, not by an answer.", "Ask for each."
            )
        with records(arguments) as desk:
            _write(arguments, summaries(desk(), arguments.kind[0], arguments))
        return 0
    with records(arguments) as desk:
        wanted = [_wanted(desk(), reference, arguments.kind) for reference in arguments.references]
        for reference in arguments.references:
            if warning := _warning(desk(), reference):
                print(f"{reference}: {warning}", file=sys.stderr)
        _write(arguments, (letter for letters in wanted for letter in letters()))
    return 0


def _write(arguments: argparse.Namespace, letters: "Iterable[MadeLetter | LetterFile]") -> None:
    """Each as a file in the folder, its place on standard output."""
    from npqdesk.services.letter_files import save_letter
    from npqdesk.services.letter_forms import in_form

    folder = made_folder(arguments.output)
    for letter in letters:
        content, name = in_form(letter, arguments.format)
        print(save_letter(content, folder, name))
        _tell_left_out(letter)


def _tell_left_out(letter: "MadeLetter | LetterFile") -> None:
    """What was typed and has no shape on paper; of a letter that was kept before, it was told then."""
    from npqdesk.services.kept_letters import LetterFile

    if not isinstance(letter, LetterFile) and letter.left_out:
        print(one_line(f"{letter.reference}: {letter.left_out}"), file=sys.stderr)


def made_folder(path: str) -> Path:
    """A folder to put files in, made if it is not there.  Problem when it cannot be."""
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            "This folder cannot be made",
            f"The system says: {error.strerror or error}.",
            "Choose another folder, or one that you may write in.",
            place=Place(folder.name),
        ) from error
    return folder


def _wanted(
    desk: "Desk", reference: str, asked: "list[Kind] | None"
) -> "Callable[[], Iterator[MadeLetter | LetterFile]]":
    """What makes the letters that a reference asks for.  Problem at once when it is not in the records."""
    from npqdesk.services.determine import kept_result
    from npqdesk.services.kept_letters import kept_letter
    from npqdesk.services.letters import letter_kinds

    if reference.isascii() and reference.isdecimal():
        fitting = letter_kinds(kept_result(desk, int(reference)))
        kinds = tuple(asked) if asked else tuple(kind for kind in fitting if kind in USUAL)
        return lambda: _new_letters(desk, int(reference), kinds)
    letter = kept_letter(desk, reference)
    return lambda: iter([letter])


def _warning(desk: "Desk", reference: str) -> str:
    """What to know before a letter goes out: that its answer was superseded, or that another letter replaced it."""
    from npqdesk.services.kept_letters import answers_behind, kept_letters, outdated_words

    if reference.isascii() and reference.isdecimal():
        return outdated_words(desk, (int(reference),))
    row = next((each for each in kept_letters(desk) if each.reference == reference.strip().upper()), None)
    if row is None:
        return ""
    if row.replaced:
        return f"A later letter replaces this one. {row.because}".strip()
    return outdated_words(desk, answers_behind(desk, row.id))


def _new_letters(desk: "Desk", number: int, kinds: "tuple[Kind, ...]") -> "Iterator[MadeLetter | LetterFile]":
    """The letters of a kept answer: those kept before, else new ones, each kept as it is made."""
    from npqdesk.services.letters import issue_letter

    return (issue_letter(desk, number, kind) for kind in kinds)
