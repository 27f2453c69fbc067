"""The table of our schools as a spreadsheet, and as lines for a terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from npqdesk.services.sheets import Sheet, Value

if TYPE_CHECKING:
    from npqdesk.services.rollup import Rollup, RollupRow

NOTES = (
    "Considered: an answer is kept or an application was begun. Eligible is not a place: only a lead provider can "
    "offer one.",
    "Fees: what schools or the trust pay, as written down with the applications; else between the lowest and the "
    "highest published price of courses that are not funded.",
    "Each person counts once in every school that they are asked about, and once in the total.",
)


def rollup_heads(found: "Rollup") -> tuple[str, ...]:
    """The heads of the table, which name the year of the grant."""
    return (
        "School", "URN", "Staff", "Considered", "Eligible", "In review", "Placed", "Of these paid", "Fees from, £",
        "Fees to, £", f"Grant {found.grant_year} expected, £", f"Grant {found.grant_year} received, £", "Next deadline",
        "What it is", "Overdue",
    )  # fmt: skip


def rollup_values(row: "RollupRow") -> Sequence[Value]:
    """One school under these heads."""
    return (
        row.name, row.urn, row.staff, row.considered, row.eligible, row.review, row.placed, row.paid_places,
        row.fees.low, row.fees.high, row.expected or (None if row.open_grants else 0),
        row.received, row.next.day, row.next.say, row.next.late,
    )  # fmt: skip


def rollup_sheet(found: "Rollup", *, today: str) -> Sheet:
    """Every school, and all of them last."""
    about = f"Where the schools stand with {found.words}. Drawn up on {today}."
    rows = [rollup_values(row) for row in (*found.rows, found.total)]
    return Sheet(f"NPQ schools {found.cohort}", rollup_heads(found), rows, notes=(about, *NOTES))
