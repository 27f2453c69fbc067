"""The cards of an application: the two steps and what follows, what can be done now, the history, the files."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from npqdesk.services.applications import ApplicationRecord, ApplicationRow
from npqdesk.services.applying.advice import Advice
from npqdesk.services.applying.standing import Event, Recorded, Standing
from npqdesk.services.applying.steps import PAYERS, PLACES, STEPS
from npqdesk.services.attachments import AttachmentRow, size_words
from npqdesk.services.workplaces import day_words
from npqdesk.ui.application_words import stage_chip
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.widgets.buttons import link, quiet, secondary
from npqdesk.ui.widgets.chip import Chip, Status
from npqdesk.ui.widgets.frames import Card, column, holder, row
from npqdesk.ui.widgets.header import flow
from npqdesk.ui.widgets.text import Icon, label

if TYPE_CHECKING:
    from npqdesk.ui.pages.application import ApplicationPage

Step = tuple[str, str, str, tuple[str, ...], Status]
_DONE, _OPEN, _NO = Status("good", "Done"), Status("none", "Not recorded", "circle-dashed"), Status("bad", "No")


def way_card(page: "ApplicationPage", record: ApplicationRecord) -> QWidget:
    """The two steps that are told apart, then the place, who pays, and the course."""
    card = Card("Where it stands", about="Registering with DfE and applying to the provider are two steps.")
    possible = record.row.possible
    for title, words, under, kinds, chip in _steps(record):
        line = row(gap=14)
        text = column(label(title, "small", tone="muted"), label(words, "strong"), gap=1)
        if under:
            text.addWidget(label(under, "small", tone="muted"))
        line.addLayout(text, 1)
        line.addWidget(Chip(chip))
        for kind in kinds:
            if kind in possible:
                line.addWidget(
                    link(STEPS[kind].verb, lambda kind=kind: page.ask(kind), name=f"Record: {STEPS[kind].verb}")
                )
        card.add_row(holder(line))
    return card


def advice_card(page: "ApplicationPage", advice: Advice) -> QWidget:
    """What can be done now, each way a button."""
    card = Card("What now")
    line = row(Icon("info"), gap=10)
    line.addWidget(label(advice.say), 1)
    card.body.addLayout(line)
    card.body.addSpacing(8)
    possible = page.record.row.possible
    for route in advice.routes:
        if route.kind in possible:
            line = row(secondary(route.say, lambda kind=route.kind: page.ask(kind)))
            line.addStretch(1)
            card.body.addLayout(line)
            card.body.addSpacing(4)
    return card


def history_card(page: "ApplicationPage", record: ApplicationRecord) -> QWidget:
    """What happened when, the latest first; what was corrected stays and says so."""
    card = Card("History", about="Kept as evidence: a mistake is corrected, and stays in sight.")
    for line in reversed(record.history):
        card.add_row(_history_line(page, line))
    if not record.history:
        card.add_row(label("Nothing is recorded yet.", tone="muted"))
    return card


def files_card(page: "ApplicationPage", files: tuple[AttachmentRow, ...]) -> QWidget:
    """Files that belong to it, kept in the records."""
    card = Card("Files", about="Kept in the records, up to 10 MB each. They can be dropped here.")
    for each in files:
        line = row(Icon("file-text"), label(each.file_name, "strong"), gap=10)
        line.addStretch(1)
        when = f"{size_words(each.size)}, {day_words(each.added_at.astimezone().date())}"
        line.addWidget(label(when, "small", tone="muted", wrap=False))
        line.addWidget(link("Open", lambda each=each: page.open_file(each), name=f"Open {each.file_name}"))
        line.addWidget(link("Remove", lambda each=each: page.remove_file(each), name=f"Remove {each.file_name}"))
        card.add_row(holder(line))
    card.add_row(flow(quiet("Attach a file…", page.choose_file, icon="plus")))
    return card


def _steps(record: ApplicationRecord) -> Iterator[Step]:
    now, row_of = record.row.standing, record.row
    registered = day_words(now.registered) if now.registered else "Not recorded"
    yield "1  Registered with DfE", registered, now.reference, ("registered",), _DONE if now.registered else _OPEN
    applied = f"{now.provider}, {day_words(now.applied)}" if now.applied else "Not recorded"
    turned = "Refused by " + ", ".join(f"{name} on {day_words(day)}" for name, day in now.turned_away)
    under = turned if now.turned_away else ""
    yield "2  Applied to the provider", applied, under, ("applied",), _DONE if now.applied else _OPEN
    suitable = {None: "Not told yet", True: "Found suitable", False: "Found not suitable"}[now.suitable]
    chip = {None: _OPEN, True: _DONE, False: _NO}[now.suitable]
    yield "The provider’s own check", suitable, "Not the same as a place", ("suitable", "not_suitable"), chip
    checked = OUTCOMES.get(row_of.eligible)
    under = f"Check kept: {checked.word}" if checked else "No check of the funding is kept"
    yield "Place", _place(now), under, ("offered", "waiting", "refused", "declined"), _place_chip(row_of)
    fee = f"Fee £{now.fee:,}" if now.fee is not None else ""
    yield "Who pays", PAYERS.get(now.payer, "Not settled"), fee, ("paying",), _DONE if now.payer else _OPEN
    course = ("started", "deferred", "resumed", "withdrawn", "passed", "failed", "grant")
    under = f"Grant received: £{now.grant:,}" if now.grant else ""
    yield "Course", _course(record), under, course, _DONE if now.started else _OPEN


def _place(now: Standing) -> str:
    words = {
        "none": "Not asked for yet",
        "asked": "Asked",
        "waiting": "On the waiting list",
        "refused": "Refused",
        "declined": "Turned down",
    }
    return words.get(now.stage) or PLACES.get(now.place, "None")


def _place_chip(row_of: ApplicationRow) -> Status:
    if row_of.standing.stage in ("refused", "waiting", "declined"):
        return stage_chip(row_of)
    return Status("good", "Offered") if row_of.standing.place else _OPEN


def _course(record: ApplicationRecord) -> str:
    now = record.row.standing
    if now.started is None and not now.has_ended:
        return "Deferred" if now.stage == "deferred" else "Not started"
    return f"{record.row.stage_words}, {day_words(now.since)}" if now.since else record.row.stage_words


def _history_line(page: "ApplicationPage", line: Recorded) -> QWidget:
    event = line.event
    by = line.corrected_by
    under = event.note
    if by is not None:
        what = f"to {_said(by)}" if by.kind == event.kind else "taken back: it did not happen"
        under = f"Corrected on {day_words(by.recorded_at.astimezone().date())}, {what}. {by.note}".strip()
    text = column(
        label(
            f"{event.words}{_details(event)}", "strong" if line.counts else "body", tone="" if line.counts else "muted"
        ),
        gap=1,
    )
    if under:
        text.addWidget(label(under, "small", tone="muted"))
    made = row(label(day_words(event.day), tone="muted", wrap=False), gap=14)
    made.addLayout(text, 1)
    if line.counts:
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Correct", lambda: page.correct(event)),
            ("Take back", lambda: page.take_back(event)),
        )
        for verb, act in acts:
            made.addWidget(link(verb, act, name=f"{verb}: {event.words}, {day_words(event.day)}"))
    return holder(made)


def _said(event: Event) -> str:
    return f"{day_words(event.day)}{_details(event)}"


def _details(event: Event) -> str:
    parts = (
        event.provider,
        event.reference,
        PLACES.get(event.place, ""),
        PAYERS.get(event.payer, ""),
        f"£{event.pounds:,}" if event.pounds is not None else "",
        event.until,
    )
    told = ", ".join(part for part in parts if part)
    return f": {told}" if told else ""
