"""Years that run from a post: the three in which a SENCO of a mainstream school must gain the qualification, and the
first five of a headship, in which the coaching offer is open.

Source of the three: the Special Educational Needs and Disability Regulations 2014, regulation 49, as amended from 1
September 2024: a SENCO who became one after 1 September 2009 must hold the qualification after the third anniversary of
that day.  Source of the five: the page of the early headship coaching offer, Department for Education."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FIRST_MONTH = (2009, 9)
YEARS = 3
HEADSHIP_YEARS = 5
MONTHS_TO_OUTCOME = 22
"""18 months of study and up to four until the outcome, from which the qualification counts (SENCO NPQ, DfE)."""

Running = Literal["running", "this_month", "run_out"]
ClockState = Literal[Running, "not_bound", "unclear"]


@dataclass(frozen=True, slots=True)
class SencoClock:
    """How the clock stands: `ends` is the first day on which it can run out, since only the month is known;
    `begin_by` the last month in which a course begun then has its outcome before that, as its first day."""

    state: ClockState
    ends: date | None = None
    begin_by: date | None = None


def senco_clock(since: str, today: date) -> SencoClock:
    """The clock of a SENCO since a month, "2025-09".

    The duty began with those who became SENCO after 1 September 2009: of that month itself it cannot be said."""
    year, month = int(since[:4]), int(since[5:7])
    if (year, month) < FIRST_MONTH:
        return SencoClock("not_bound")
    if (year, month) == FIRST_MONTH:
        return SencoClock("unclear")
    state, ends = years_from(since, YEARS, today)
    return SencoClock(state, ends, _months_before(ends, MONTHS_TO_OUTCOME))


def years_from(since: str, years: int, today: date) -> tuple[Running, date]:
    """Whether so many years from a month, "2025-09", are over, and the first day on which they can be."""
    ends = date(int(since[:4]) + years, int(since[5:7]), 1)
    now, last = (today.year, today.month), (ends.year, ends.month)
    return ("running" if now < last else "this_month" if now == last else "run_out"), ends


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
