"""The cards of a person beside the fields: posts, NPQs, applications, enquiries, letters.  Each row leads on."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.central import central_staff, differing_words
from npqdesk.services.choosings import choosings
from npqdesk.services.gates import clock_of_person, earlier_words
from npqdesk.services.matrix.whole import usual_start
from npqdesk.services.person_record import FUNDING, OUTCOMES, Npq, PersonRecord, Post, npq_words
from npqdesk.services.workplaces import day_words
from npqdesk.ui.application_words import stage_chip
from npqdesk.ui.outcome_words import OUTCOMES as ANSWERS
from npqdesk.ui.pages.gate_cards import marked, said
from npqdesk.ui.widgets.buttons import link, quiet
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.header import flow
from npqdesk.ui.widgets.text import label

if TYPE_CHECKING:
    from npqdesk.ui.pages.person import PersonPage

_NPQ_STATUS = {"passed": "good", "failed": "bad", "withdrawn": "bad", "under_way": "review"}
Act = tuple[str, Callable[[], object]]


def posts_card(page: "PersonPage", person: PersonRecord) -> QWidget:
    """What somebody does now and did before."""
    card = Card("Posts", action=quiet("Move to another post…", page.forms.move, icon="arrow-right"))
    for post in person.posts:
        now = post.number is None
        words = post.role or ("Role not known" if now else "")
        where = ", ".join(part for part in (post.workplace, f"URN {post.urn}" if post.urn else "") if part)
        acts: list[Act] = [] if now else [
            ("Change", lambda post=post: page.forms.post(post)),
            ("Remove", lambda post=post: page.remove_post(post)),
        ]  # fmt: skip
        card.add_row(_line(words or where, where if words else "", _span(post), acts))
    card.add_row(flow(quiet("Add a further or earlier post…", page.forms.post, icon="plus")))
    return card


def schools_card(page: "PersonPage", person: PersonRecord) -> QWidget | None:
    """Where the answer hangs on which of their schools is asked about; None for who serves one school alone."""
    start = usual_start(page.desk)
    central = next(iter(central_staff(page.desk, start, person_id=person.id)), None)
    if central is None:
        return None
    words = page.desk.vocabulary.value_name("cohort", start)
    about = f"{person.name} serves {len(central.schools)} schools, and DfE asks for one. Starting {words}:"
    card = Card("At each school", about=about)
    for courses, answers in differing_words(central):
        card.add_row(_line(courses, f"{answers}.", "", ()))
    if not central.differing:
        card.add_row(_line("The answers are the same at each of them.", "", "", ()))
    return card


def npqs_card(page: "PersonPage", person: PersonRecord) -> QWidget:
    """NPQs held or begun, with how they ended and whether DfE paid."""
    card = Card("NPQs", about="Held or begun, and whether DfE paid: each is funded once only.")
    for npq in person.npqs:
        acts: list[Act] = [] if npq.number is None else [
            ("Change", lambda npq=npq: page.forms.npq(npq)),
            ("Remove", lambda npq=npq: page.remove_npq(npq)),
        ]  # fmt: skip
        told = [npq.provider, FUNDING[npq.funded], "" if npq.number else "told by the application"]
        meant = earlier_words(npq)
        line = _line(
            npq_words(page.desk, npq), " · ".join(part for part in told if part), "", acts, chip=_npq_chip(npq)
        )
        card.add_row(holder(column(line, said(meant.say, meant.sources), gap=2)) if meant else line)
    card.add_row(flow(quiet("Add an earlier NPQ…", page.forms.npq, icon="plus")))
    return card


def choosing_card(page: "PersonPage", person: PersonRecord) -> QWidget:
    """Which NPQ comes next: what was recommended, the three years of a SENCO, and a way to begin."""
    card = Card("The next NPQ")
    clock = clock_of_person(page.desk, person)
    if clock is not None:
        card.add_row(marked("SENCO", "clock", "ask", clock.say, clock.sources))
    for each in choosings(page.desk, person_id=person.id):
        goal = "choose_result" if each.complete else "choose_question"
        acts: list[Act] = [("Open", lambda goal=goal, number=each.id: page.shell.go(goal, choosing=number))]
        words = f"Recommended: {each.course}" if each.complete else "Choice begun, not all answered"
        card.add_row(_line(words, each.cohort, "", acts))
    begin = lambda: page.shell.go("choose", person=person.id)  # noqa: E731
    card.add_row(flow(quiet("Choose an NPQ…", begin, icon="book-open")))
    return card


def applications_card(page: "PersonPage", person: PersonRecord) -> QWidget:
    """Applications, each with where it stands."""
    card = Card("Applications")
    for each in person.applications:
        acts: list[Act] = [("Open", lambda number=each.id: page.shell.go("application", application=number))]
        words = f"{each.course_words}, {each.cohort_words}"
        card.add_row(_line(words, each.next_step, each.standing.provider, acts, chip=stage_chip(each)))
    begin = lambda: page.shell.go("application", person=person.id)  # noqa: E731
    card.add_row(flow(quiet("New application…", begin, icon="plus")))
    return card


def enquiries_card(page: "PersonPage", person: PersonRecord) -> QWidget | None:
    """What was asked about the person; None where nothing was."""
    card = Card("Enquiries")
    for line in person.enquiries:
        each = line.enquiry
        words = ", ".join(part for part in (each.course or "No course yet", each.cohort) if part)
        draft = Status("none", "Draft", "pencil") if each.state == "draft" else Status("none", "Answered", "check")
        acts: list[Act] = [("Open", lambda number=each.id: page.shell.go("check", enquiry=number))]
        when = f"Changed {day_words(each.changed_at.astimezone().date())}"
        card.add_row(_line(words, when, "", acts, chip=ANSWERS.get(line.outcome, draft)))
    return card if person.enquiries else None


def letters_card(page: "PersonPage", person: PersonRecord) -> QWidget | None:
    """The letters that went out; None without any."""
    card = Card("Letters")
    for each in person.letters:
        acts: list[Act] = [("Open", lambda number=each.id: page.shell.go("letter", letter=number))]
        under = "Replaced by a later one" if each.replaced else "The answer has changed since" if each.outdated else ""
        card.add_row(_line(each.reference, under, day_words(each.made_on), acts))
    return card if person.letters else None


def _line(words: str, under: str, right: str, acts: Iterable[Act], *, chip: Status | None = None) -> QWidget:
    """One row: words over muted words, a chip, muted words at the right, links."""
    text = column(label(words, "strong"), gap=1)
    if under:
        text.addWidget(label(under, "small", tone="muted"))
    line = row(gap=14)
    line.addLayout(text, 1)
    if chip is not None:
        line.addWidget(Chip(chip))
    if right:
        line.addWidget(label(right, "small", tone="muted", wrap=False))
    for verb, act in acts:
        line.addWidget(link(verb, act, name=f"{verb}: {words}"))
    return holder(line)


def _span(post: Post) -> str:
    """ "1 September 2020 to 31 August 2026", "since 1 September 2020"."""
    if post.until is None:
        return f"since {day_words(post.since)}" if post.since else "now"
    return f"{_or_not(post.since)} to {day_words(post.until)}" if post.since else f"until {day_words(post.until)}"


def _or_not(day: date | None) -> str:
    return day_words(day) if day else ""


def _npq_chip(npq: Npq) -> Status:
    return Status(
        _NPQ_STATUS.get(npq.outcome, "none"), OUTCOMES[npq.outcome], "history" if npq.outcome == "deferred" else ""
    )
