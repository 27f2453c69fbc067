"""Courses side by side with what each costs who pays for it: published fees, and with records those of the office."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from npqdesk.rules.facts import Vocabulary
from npqdesk.services.courses import Comparison, compare_courses
from npqdesk.services.fees import Cost, cost, published_cost

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

LABEL, NOTHING = "Fee, if not funded", "None was found."


def compare_with_costs(
    vocabulary: Vocabulary, course_ids: Sequence[str], start: str = "", *, desk: "Desk | None" = None
) -> Comparison:
    """Two or three courses side by side, the last row being the fee.  Raises Problem for another number of them."""
    compared = compare_courses(vocabulary, course_ids, start)
    costs = [cost(desk, course.id) if desk else published_cost(course.id) for course in compared.courses]
    cells = tuple(_words(each) for each in costs)
    links = [row.source for each in costs if each for row in each.rows]
    sources = tuple(dict.fromkeys((*compared.sources, *links)))
    return replace(compared, rows=(*compared.rows, (LABEL, cells)), sources=sources)


def _words(found: Cost | None) -> str:
    return f"{found.said}, {found.asked}." if found else NOTHING
