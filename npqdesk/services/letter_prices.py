"""What a course cost those who paid for it themselves, as published: `resources/text/letters_prices.toml`."""

import re
import tomllib

from npqdesk import paths
from npqdesk.letters.phrase import say_list
from npqdesk.letters.staff import Prices
from npqdesk.letters.wording import Wording


def published_prices(course: str, wording: Wording) -> Prices | None:
    """The lowest and highest published price of a course, who asked it, in which years; None where none was found."""
    table = tomllib.loads(paths.read_text("text", "letters_prices.toml"))
    found = [price for price in table["price"] if price["course"] == course]
    if not found:
        return None
    years = sorted({year for price in found for year in re.findall(r"20\d\d", price["when"])})
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    sellers = say_list(sorted({price["seller"] for price in found}))
    pounds = [price["pounds"] for price in found]
    return Prices(min(pounds), max(pounds), wording.line("office.prices", sellers=sellers, years=span))
