"""Any table of the window on paper: the rows and columns that are shown, as a tagged PDF in the house style.

Made from the same `Sheet` that goes out as a spreadsheet, so that both say the same. It can be made again, so it is not
kept."""

import re
from collections.abc import Sequence
from datetime import date

from npqdesk import __version__
from npqdesk.letters.letter import Column, Letterhead, Table
from npqdesk.letters.listing import Listing, Part, listing
from npqdesk.letters.phrase import say_date
from npqdesk.problem import Problem
from npqdesk.services.choice_papers import only_school
from npqdesk.services.desk import Desk
from npqdesk.services.letter_files import file_name
from npqdesk.services.letterheads import paper_for
from npqdesk.services.made_letter import MadePaper, made_paper
from npqdesk.services.own_workplaces import own_workplaces
from npqdesk.services.schools import schools_by_urn
from npqdesk.services.sheets import Sheet, Value

MOST = 2_000
"""Rows: what a printer takes in a few minutes. More is for a spreadsheet."""
_FIGURE = re.compile(r"−?(£[\d,.]+( to £[\d,.]+)?|\d{1,4}|\d{1,3}(,\d{3})+)$")  # not a URN or TRN
_LEAST, _MOST_WIDE = 5, 34  # letters that a column is taken to have


def make_list(
    desk: Desk, sheet: Sheet, *, narrowed: Sequence[str] = (), urn: str = "", large: bool = False, upright: bool = False
) -> MadePaper:
    """The table as PDF; `narrowed` says, part by part, which rows are shown, `urn` of which school alone.

    Problem when there is no row, or there are too many to print."""
    if not sheet.rows:
        raise Problem("There is nothing to print", "The table shows no row.", "Clear the filter, then print it.")
    if len(sheet.rows) > MOST:
        raise Problem(
            "This table is too long to print",
            f"It has {len(sheet.rows):,} rows. Up to {MOST:,} can be printed.",
            "Narrow it down first, or export it as a spreadsheet.",
        )
    day, count = say_date(desk.today()), f"{len(sheet.rows):,} {'row' if len(sheet.rows) == 1 else 'rows'}"
    shown = f"Shown: {'; '.join(narrowed)}." if narrowed else "As the table shows it."
    rows = tuple(tuple(map(_words, row)) for row in sheet.rows)
    facts = Listing(
        title=sheet.title,
        about=shown,
        parts=(Part(count, (Table(f"{sheet.title}, {count}", _columns(sheet, rows), rows, setting="dense"),)),),
        notes=sheet.notes,
        rests_on=f"Made with npqdesk {__version__} on {day} from what is on record here.",
        letterhead=_letterhead(desk, urn),
        reference=f"LIST/{desk.today().isoformat()}",
        written=desk.today(),
        beside=f"As at {day}",
        footer="Personal data: keep it safe.",
        paper="summary" if upright else "wide",
        private=True,
    )
    return made_paper(listing(facts), file_name(f"{desk.today().isoformat()} {sheet.title}"), large=large)


def _words(value: Value) -> str:
    if isinstance(value, date):
        return say_date(value)
    if isinstance(value, int | float):
        return f"{value:,}"
    return value or "–"


def _columns(sheet: Sheet, rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Each as wide as nine in ten of its cells need; numbers and pounds at the right, where most cells have them."""
    found = []
    for at, head in enumerate(sheet.heads):
        numbers = [bool(_FIGURE.match(row[at])) for row in rows if row[at] != "–"]
        usual = sorted(len(row[at]) for row in rows)[int(len(rows) * 0.9) if len(rows) > 1 else 0]
        share = min(max(usual, max(map(len, head.split()), default=0), _LEAST), _MOST_WIDE)
        found.append(Column(head, share, figures=sum(numbers) * 2 > len(numbers)))
    return tuple(found)


def _letterhead(desk: Desk, urn: str) -> Letterhead:
    """That of the school, or of the trust where all our schools are in one."""
    school = schools_by_urn(desk, [urn]).get(urn) if urn else only_school(desk)
    trusts = {each.trust for each in own_workplaces(desk)}
    name = school.name if school else trusts.pop() if len(trusts) == 1 else ""
    return paper_for(desk, school, name or "Our schools").letterhead
