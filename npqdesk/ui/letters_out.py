"""Several letters at once from a list: printed in one job, or saved side by side; what could not be made is told.

The letters are made, saved and printed beside the window, which says how far they are and can stop them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from npqdesk.problem import Problem
from npqdesk.services.counting import counted
from npqdesk.services.kept_letters import LetterFile
from npqdesk.services.letter_files import save_letter
from npqdesk.services.made_letter import MadeLetter
from npqdesk.ui.pdf import count_pages
from npqdesk.ui.printing import Printed, choose_printer, print_letters
from npqdesk.ui.tasks import Task, run_task

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Wanted:
    """One letter of a list: whose it is, and what gives it; what gives it may raise Problem."""

    name: str
    give: Callable[[], LetterFile | MadeLetter]


@dataclass(slots=True)
class Given:
    """What has been given so far: the pages of each letter, a sentence about each that could not be made, and about
    each that leaves out a sign without a shape; whether the office stopped it."""

    pdfs: list[bytes] = field(default_factory=list)
    pages: int = 0
    failures: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    stopped: bool = False


def print_wanted(shell: "Shell", wanted: Sequence[Wanted]) -> None:
    """Make the letters beside the window, ask for a printer, print them in one job."""
    _give(shell, "Making the letters", wanted, lambda _letter: None, then=lambda given: _print(shell, given))


def save_wanted(shell: "Shell", wanted: Sequence[Wanted], folder: Path) -> None:
    """Make the letters beside the window and save them into a folder; nothing that is there is replaced."""

    def save(letter: LetterFile | MadeLetter) -> None:
        save_letter(letter.pdf, folder, letter.file_name)

    _give(shell, "Saving the letters", wanted, save, then=lambda given: _tell_saved(shell, given, folder))


def _give(
    shell: "Shell", words: str, wanted: Sequence[Wanted], take: Callable[[LetterFile | MadeLetter], object],
    *, then: Callable[[Given], object],
) -> None:  # fmt: skip
    if shell.working.is_busy:
        shell.notice("Other letters are under way. Wait until they are done, or stop them.")
        return

    def end(tell: Callable[[], object]) -> None:
        shell.working.end()
        tell()

    task = run_task(
        shell,
        lambda task: _given(wanted, take, task),
        on_done=lambda given: end(lambda: then(given)),
        on_failed=lambda error: end(lambda: shell.show_failure(error)),
        on_progress=shell.working.show_progress,
    )
    shell.working.begin(words, task.cancel)


def _given(wanted: Sequence[Wanted], take: Callable[[LetterFile | MadeLetter], object], task: Task) -> Given:
    given = Given()
    for number, each in enumerate(wanted):
        task.progress(number, len(wanted))
        if task.cancelled():
            given.stopped = True
            break
        name = each.name or "No name"
        try:
            letter = each.give()
        except Problem as problem:
            given.failures.append(f"{name}: {problem.title}. {problem.what_happened}")
            continue
        take(letter)
        given.pdfs.append(letter.pdf)
        given.pages += count_pages(letter.pdf)
        if isinstance(letter, MadeLetter) and letter.left_out:
            given.unseen.append(f"{name}: {letter.left_out}")
    return given


def _print(shell: "Shell", given: Given) -> None:
    if given.stopped:
        shell.notice("Stopped: nothing was printed. The letters made so far are kept.")
        return
    if not given.pdfs:
        _tell_rest(shell, given)
        return
    try:
        printer = choose_printer(shell, letters_words(len(given.pdfs)), given.pages)
    except Problem as problem:
        shell.show_failure(problem)
        return
    if printer is not None:
        print_letters(shell, given.pdfs, printer, on_done=lambda printed: _tell_printed(shell, given, printed))


def _tell_printed(shell: "Shell", given: Given, printed: Printed) -> None:
    shell.notice(printed.words(letters_words(len(given.pdfs))))
    _tell_rest(shell, given)


def _tell_saved(shell: "Shell", given: Given, folder: Path) -> None:
    stopped = "Stopped: " if given.stopped else ""
    shell.notice(f"{stopped}{letters_words(len(given.pdfs))} saved in {folder}.")
    _tell_rest(shell, given)


def _tell_rest(shell: "Shell", given: Given) -> None:
    """Who has no letter, and whose leaves something out."""
    if given.failures:
        shell.show_failure(
            Problem(
                f"{letters_words(len(given.failures))} could not be made",
                "\n".join([*given.failures, *given.unseen]),
                "The others are done. Open each of these to see what is missing.",
            )
        )
    elif given.unseen:
        shell.show_failure(
            Problem(
                "Something that was typed is not printed",
                "\n".join(given.unseen),
                "All are done. Open each of these, and correct what was typed if it matters.",
            )
        )


def letters_words(number: int) -> str:
    """ "3 letters"."""
    return counted(number, "letter")
