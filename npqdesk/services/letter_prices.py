"""What a course cost those who paid for it themselves, as published: `resources/text/letters_prices.toml`."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from npqdesk import paths
from npqdesk.letters.phrase import say_list
from npqdesk.letters.staff import Prices
from npqdesk.letters.wording import Wording


def money_in(text: str) -> tuple[int, ...]:
    """Every sum in whole pounds that a text names: "£1,055 (spring 2025 price)" has one."""
    return tuple(int(found.replace(",", "")) for found in re.findall(r"£\s?(\d[\d,]*)", text))


@lru_cache(maxsize=1)
def _published() -> tuple[Mapping[str, Any], ...]:
    return tuple(tomllib.loads(paths.read_text("text", "letters_prices.toml"))["price"])


def published_prices(course: str, wording: Wording) -> Prices | None:
    """The lowest and highest published price of a course, who asked it, in which years; None where none was found."""
    found = [price for price in _published() if price["course"] == course]
    if not found:
        return None
    pounds = [price["pounds"] for price in found]
    return Prices(min(pounds), max(pounds), _said(found, wording))


def who_asked(courses: Collection[str], wording: Wording) -> str:
    """Who published prices of any of these courses, and for which years: "Teach First, 2024 to 2025"."""
    found = [price for price in _published() if price["course"] in courses]
    return _said(found, wording) if found else ""


def _said(prices: Iterable[Mapping[str, Any]], wording: Wording) -> str:
    found = list(prices)
    years = sorted({year for price in found for year in re.findall(r"20\d\d", price["when"])})
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return wording.line("office.prices", sellers=say_list(sorted({price["seller"] for price in found})), years=span)
