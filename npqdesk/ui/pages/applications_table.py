"""The columns of the table of applications.  To add one: a `Column(…)` in `columns`."""

from datetime import date

from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.applications import ApplicationRow, since_words
from npqdesk.services.applying.steps import PAYERS
from npqdesk.services.workplaces import day_words
from npqdesk.ui.application_words import stage_chip
from npqdesk.ui.outcome_words import OUTCOMES
from npqdesk.ui.pages.applications_board import COLUMNS, column_of
from npqdesk.ui.widgets.rows import Cell, Column
from npqdesk.ui.widgets.text import capital

USUAL = ("Course and provider", "Place", "Since", "Next step")
"""Those that are shown until others are chosen."""


def columns(today: date) -> tuple[Column, ...]:
    """Every column that can be shown."""

    def since(each: ApplicationRow) -> Cell:
        day = each.standing.since
        return Cell(day_words(day), since_words(each.standing, today)) if day else Cell("–")

    return (
        Column("Person", _person, 220, lambda each: each.name.casefold()),
        Column(
            "Course and provider",
            lambda each: Cell(each.course_words, each.standing.provider or "No provider yet"),
            230,
            lambda each: each.course_words,
        ),
        Column("Place", lambda each: Cell(chip=stage_chip(each)), 150, _stage_order),
        Column("Since", since, 150, lambda each: str(each.standing.since or "")),
        Column("Next step", lambda each: Cell(each.next_step or "–"), 290, lambda each: each.next_step),
        Column("Start", lambda each: Cell(capital(each.cohort_words)), 130, lambda each: by_start((each.cohort, ""))),
        Column("Registered with DfE", _registered, 170, lambda each: str(each.standing.registered or "")),
        Column("Check kept", lambda each: Cell(chip=OUTCOMES.get(each.eligible)), 160, lambda each: each.eligible),
        Column("Who pays", _pays, 130, lambda each: each.standing.payer),
        Column("Grant received", _grant, 130, lambda each: each.standing.grant, number=True),
        Column("Files", lambda each: Cell(str(each.files or "–")), 80, lambda each: each.files, number=True),
    )


def by_start(each: tuple[str, str]) -> tuple[int, bool]:
    start = read_cohort(each[0])
    return start.order if start else (0, False)


def _person(each: ApplicationRow) -> Cell:
    return Cell(each.name, each.workplace, strong=True)


def _stage_order(each: ApplicationRow) -> int:
    return list(COLUMNS).index(column_of(each))


def _grant(each: ApplicationRow) -> Cell:
    return Cell(_pounds(each.standing.grant))


def _registered(each: ApplicationRow) -> Cell:
    now = each.standing
    return Cell(day_words(now.registered), now.reference) if now.registered else Cell("Not recorded")


def _pays(each: ApplicationRow) -> Cell:
    now = each.standing
    return Cell(PAYERS.get(now.payer, "–"), _pounds(now.fee) if now.fee is not None else "")


def _pounds(pounds: int) -> str:
    return f"£{pounds:,}" if pounds else "–"
