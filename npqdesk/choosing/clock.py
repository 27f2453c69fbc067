"""The three years in which a SENCO of a mainstream school must gain the qualification, and when they run out.

Source: the Special Educational Needs and Disability Regulations 2014, regulation 49, as amended from 1 September 2024:
a SENCO who became one after 1 September 2009 must hold the qualification after the third anniversary of that day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

FIRST_MONTH = (2009, 9)
YEARS = 3
MONTHS_TO_OUTCOME = 22
"""18 months of study and up to four until the outcome, from which the qualification counts (SENCO NPQ, DfE)."""

ClockState = Literal["running", "this_month", "run_out", "not_bound", "unclear"]


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
    ends = date(year + YEARS, month, 1)
    begin_by = _months_before(ends, MONTHS_TO_OUTCOME)
    if (today.year, today.month) < (ends.year, ends.month):
        return SencoClock("running", ends, begin_by)
    return SencoClock(
        "this_month" if (today.year, today.month) == (ends.year, ends.month) else "run_out", ends, begin_by
    )


def _months_before(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
