"""What can be gone to or done by its name: people and what is kept of them, courses, pages, commands, Maths Hubs
projects, help, and places.

To add a kind of thing: one function that yields `Thing`s, and its name in `things`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from npqdesk.services.applications import applications
from npqdesk.services.courses import courses
from npqdesk.services.enquiries import enquiries
from npqdesk.services.help_files import help_texts
from npqdesk.services.help_texts import group_of, title_of, words_of
from npqdesk.services.hubs.shipped import catalogue
from npqdesk.services.kept_letters import kept_letters
from npqdesk.services.school_marks import found_parts, plain_words
from npqdesk.services.staff import staff_list
from npqdesk.ui.widgets.buttons import plain
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.results import Result

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_PERSON, _ENQUIRY = Status("none", "Person", "user"), Status("none", "Enquiry", "clipboard-list")
_PAGE, _COMMAND = Status("none", "Page", "file-text"), Status("none", "Command", "settings")
_APPLICATION, _LETTER = Status("none", "Application", "graduation-cap"), Status("none", "Letter", "mail")
_COURSE = Status("none", "Course", "book-open")
_PROJECT = Status("none", "Maths Hubs", "calculator")
_HELP = Status("none", "Help", "circle-question-mark")
_MOST = 6


@dataclass(frozen=True, slots=True)
class Thing:
    """One row, the words by which it is found, and what Enter does."""

    row: Result
    words: str
    act: Callable[[], object]


def things(shell: "Shell") -> tuple[Thing, ...]:
    """Everything there is to find now, in the order in which it is shown."""
    kinds = (_people, _enquiries, _applications, _letters, _courses, _pages, _commands, _projects, _help)
    return tuple(thing for kind in kinds for thing in kind(shell))


def matching(every: Sequence[Thing], text: str) -> list[Thing]:
    """Those that have every word typed at the beginning of one of theirs, a few of each kind, the nearest first."""
    typed = plain_words(text).split()
    fits = [each for each in every if all(f" {word}" in each.words for word in typed)]
    fits.sort(key=lambda each: not each.words.startswith(f" {plain_words(text)}"))
    found: list[Thing] = []
    for kind in dict.fromkeys(each.row.chips for each in fits):
        found += [each for each in fits if each.row.chips == kind][:_MOST]
    return [replace(each, row=replace(each.row, found=found_parts(each.row.title, text))) for each in found]


def _thing(key: str, title: str, details: Sequence[str], chip: Status, act: Callable[[], object]) -> Thing:
    told = tuple(part for part in details if part)
    return Thing(Result(key, title, told, chips=(chip,)), f" {plain_words(' '.join((title, *told)))}", act)


def _people(shell: "Shell") -> Iterator[Thing]:
    for one in staff_list(shell.desk):
        details = (one.role, one.workplace, f"TRN {one.trn}" if one.trn else "")
        yield _thing(
            f"person {one.id}", one.name, details or ("On the staff record",), _PERSON,
            lambda one=one: shell.go("person", person=one.id),
        )  # fmt: skip


def _enquiries(shell: "Shell") -> Iterator[Thing]:
    for each in enquiries(shell.desk):
        state = "Draft" if each.state == "draft" else "Answered"
        yield _thing(
            f"enquiry {each.id}", each.name or "No name yet", (each.course, each.cohort, state), _ENQUIRY,
            lambda each=each: shell.go("check", enquiry=each.id),
        )  # fmt: skip


def _applications(shell: "Shell") -> Iterator[Thing]:
    for each in applications(shell.desk) if shell.has_page("application") else ():
        yield _thing(
            f"application {each.id}", each.name, (each.course_words, each.cohort_words, each.stage_words), _APPLICATION,
            lambda each=each: shell.go("application", application=each.id),
        )  # fmt: skip


def _letters(shell: "Shell") -> Iterator[Thing]:
    """The letters that went out, by name and reference."""
    for each in kept_letters(shell.desk) if shell.has_page("letter") else ():
        yield _thing(
            f"letter {each.id}", each.name, (each.reference, each.school), _LETTER,
            lambda each=each: shell.go("letter", letter=each.id),
        )  # fmt: skip


def _courses(shell: "Shell") -> Iterator[Thing]:
    """The NPQs, by name and short name."""
    for course in courses(shell.desk.vocabulary) if shell.has_page("courses") else ():
        yield _thing(
            f"course {course.id}", course.name, (course.short, "What it is, and who may begin"), _COURSE,
            lambda course=course: shell.go("courses", course=course.id),
        )  # fmt: skip


def _pages(shell: "Shell") -> Iterator[Thing]:
    titles = {entry.id: entry.title for entry in shell.entries}
    for entry in shell.entries:
        if entry.group or entry.alone:
            under = f"Under {titles[entry.under]}" if entry.under in titles else "In the sidebar"
            yield _thing(f"page {entry.id}", entry.title, (under,), _PAGE, lambda entry=entry: shell.go(entry.id))


def _projects(shell: "Shell") -> Iterator[Thing]:
    """The Maths Hubs projects, by code and title."""
    for project in catalogue().projects if shell.has_page("hubs") else ():
        yield _thing(
            f"hubs {project.code}", f"NCP {project.code} {project.title}", (project.phase_words,), _PROJECT,
            lambda project=project: shell.go("hubs", code=project.codes[0]),
        )  # fmt: skip


def _help(shell: "Shell") -> Iterator[Thing]:
    """The topics of the help: questions, words and chapters, by all that they say."""
    for topic in help_texts().topics() if shell.has_page("help") else ():
        row = Result(topic.key, title_of(topic), (group_of(topic),), chips=(_HELP,))
        yield Thing(row, words_of(topic), lambda topic=topic: shell.go("help", topic=topic.key))


def _commands(shell: "Shell") -> Iterator[Thing]:
    """What stands in the menus and can be done now; where one goes stands among the pages."""
    for menu in shell.menuBar().findChildren(QMenu):
        way = plain(menu.title())
        for number, action in enumerate(menu.actions()):
            if way == "Go" or action.isSeparator() or action.menu() or not action.isEnabled():
                continue
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield _thing(f"{way} {number}", plain(action.text()), (f"{way} menu", keys), _COMMAND, action.trigger)
