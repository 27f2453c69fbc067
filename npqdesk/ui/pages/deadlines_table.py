"""The columns of the list of deadlines.  To add one: a `Column(…)` in `columns`."""

from collections.abc import Callable
from datetime import date

from npqdesk.services.deadlines.deadline import KINDS, Deadline, day_or_words
from npqdesk.ui.deadline_words import presses, when_chip
from npqdesk.ui.widgets.rows import Cell, Column


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Every column."""

    def what(each: Deadline) -> Cell:
        return Cell(each.title, each.details, strong=presses(each, today()))

    return (
        Column("What", what, 405, lambda each: each.title.casefold()),
        Column("By when", lambda each: Cell(day_or_words(each)), 165, _last),
        Column("How it stands", lambda each: Cell(chip=when_chip(each, today())), 165, _last),
        Column("Kind", lambda each: Cell(KINDS[each.kind]), 165, lambda each: KINDS[each.kind]),
        Column("School", lambda each: Cell(each.workplace), 175, lambda each: each.workplace.casefold()),
    )


def _last(each: Deadline) -> date:
    return each.last or date.max
