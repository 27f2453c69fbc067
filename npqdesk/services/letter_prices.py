"""What a course costs those who pay for it themselves, in the words of letters and summaries."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from npqdesk.letters.phrase import say_list
from npqdesk.letters.staff import Prices
from npqdesk.letters.wording import Wording
from npqdesk.services.fees import CostRow, cost, fee_rows

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


def money_in(text: str) -> tuple[int, ...]:
    """Every sum in whole pounds that a text names: "£1,055 (spring 2025 price)" has one."""
    return tuple(int(found.replace(",", "")) for found in re.findall(r"£\s?(\d[\d,]*)", text))


def published_prices(desk: "Desk", course: str, wording: Wording) -> Prices | None:
    """The lowest and highest fee of a course that is known, who asked it, in which years; None where none was found."""
    found = cost(desk, course)
    return Prices(found.lowest, found.highest, _said(found.rows, wording)) if found else None


def who_asked(desk: "Desk", courses: Collection[str], wording: Wording) -> str:
    """Who asked fees for any of these courses, and for which years: "Teach First, 2024 to 2025"."""
    found = [row for row in fee_rows(desk) if row.course in courses]
    return _said(found, wording) if found else ""


def _said(rows: Iterable[CostRow], wording: Wording) -> str:
    found = list(rows)
    years = sorted({year for row in found for year in row.years})
    span = "" if not years else years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    sellers = say_list(sorted({row.seller for row in found}))
    return wording.line("office.prices", sellers=sellers, years=span) if span else sellers
