"""Several letters at once from a list: printed in one job, or saved side by side; what could not be made is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.letter_files import save_letter
from npqdesk.ui.pdf import count_pages
from npqdesk.ui.printing import choose_printer, print_letters
from npqdesk.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Wanted:
    """One letter of a list: whose it is, and what gives it; what gives it may raise Problem."""

    name: str
    give: Callable[[], LetterFile]


@dataclass(frozen=True, slots=True)
class Given:
    """The letters that could be given, and a sentence about each that could not."""

    files: tuple[LetterFile, ...]
    failures: tuple[str, ...]


def print_wanted(shell: "Shell", wanted: Sequence[Wanted]) -> None:
    """Make the letters beside the window, ask for a printer, print them in one job."""
    run_task(shell, lambda task: _given(wanted, task), on_done=lambda given: _print(shell, given))


def save_wanted(shell: "Shell", wanted: Sequence[Wanted], folder: Path) -> None:
    """Make the letters beside the window and save them into a folder; nothing that is there is replaced."""
    run_task(shell, lambda task: _saved(wanted, folder, task), on_done=lambda given: _tell_saved(shell, given, folder))


def _given(wanted: Sequence[Wanted], task: Task) -> Given:
    files, failures = [], []
    for number, each in enumerate(wanted):
        task.progress(number, len(wanted), "Making the letters")
        try:
            files.append(each.give())
        except Problem as problem:
            failures.append(f"{each.name or 'No name'}: {problem.title}. {problem.what_happened}")
    return Given(tuple(files), tuple(failures))


def _saved(wanted: Sequence[Wanted], folder: Path, task: Task) -> Given:
    given = _given(wanted, task)
    for file in given.files:
        save_letter(file.pdf, folder, file.file_name)
    return given


def _print(shell: "Shell", given: Given) -> None:
    if not given.files:
        _tell_failures(shell, given)
        return
    pdfs = [file.pdf for file in given.files]
    try:
        printer = choose_printer(shell, letters_words(len(pdfs)), sum(map(count_pages, pdfs)))
    except Problem as problem:
        shell.show_failure(problem)
        return
    if printer is not None:
        print_letters(shell, pdfs, printer, on_done=lambda pages: _tell_printed(shell, given, pages))


def _tell_printed(shell: "Shell", given: Given, pages: int) -> None:
    shell.notice(f"{pages} page{'' if pages == 1 else 's'} of {letters_words(len(given.files))} went to the printer.")
    _tell_failures(shell, given)


def _tell_saved(shell: "Shell", given: Given, folder: Path) -> None:
    shell.notice(f"{letters_words(len(given.files))} saved in {folder}.")
    _tell_failures(shell, given)


def _tell_failures(shell: "Shell", given: Given) -> None:
    if given.failures:
        number = len(given.failures)
        shell.show_failure(
            Problem(
                f"{letters_words(number)} could not be made",
                "\n".join(given.failures),
                "The others are done. Open each of these to see what is missing.",
            )
        )


def letters_words(number: int) -> str:
    """ "3 letters"."""
    return f"{number:,} letter{'' if number == 1 else 's'}"
