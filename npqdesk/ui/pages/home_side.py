"""What answers rest on, as Home tells it: the registers and lists with their days, and what the staff record lacks."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from npqdesk.services.counting import counted
from npqdesk.services.workplaces import day_words
from npqdesk.ui.pages.home_rows import fact_row
from npqdesk.ui.standing import Standing, is_stale
from npqdesk.ui.widgets.buttons import link
from npqdesk.ui.widgets.frames import Card

if TYPE_CHECKING:
    from npqdesk.ui.shell import Shell

_ALL_FILES = "All files that answers rest on, and what changed in the lists"


def rests_on_card(shell: "Shell", now: Standing, today: date, *, lacking: int) -> Card:
    """The card; `lacking` staff records need a fact."""
    card = Card("What answers rest on", action=link("All files", lambda: shell.go("load"), name=_ALL_FILES))
    for each in (*_registers(now, today), *_lists(now)):
        card.add_row(each)
    if lacking:
        what = f"{lacking:,} staff record{' needs' if lacking == 1 else 's need'} a fact"
        see = lambda: shell.go("staff_gaps")  # noqa: E731
        card.add_row(fact_row("ask", what, "What is missing, and what it prevents", see=see))
    return card


def _registers(now: Standing, today: date) -> Iterator[QHBoxLayout]:
    if now.register is None:
        yield fact_row("ask", "No school register yet", "Schools can be entered by hand.")
    else:
        held = counted(now.register.known, "school or other place", "schools and other places")
        yield _register("School register", now.register.as_at, held, today)
    if now.ofsted is not None:
        yield _register("Ofsted register", now.ofsted.as_at, counted(now.ofsted.known, "childcare provider"), today)


def _register(title: str, as_at: date, held: str, today: date) -> QHBoxLayout:
    old = is_stale(as_at, today)
    return fact_row("ask" if old else "good", f"{title}, {day_words(as_at)}", f"{held}{', too old' if old else ''}")


def _lists(now: Standing) -> Iterator[QHBoxLayout]:
    """The lists that are as they should be in one row; each that is too old in its own."""
    good = [each for each in now.lists if not now.is_too_old(each)]
    if good:
        newest = day_words(max(each.published for each in good))
        many = f"{len(good)} lists, {counted(sum(each.entries for each in good), 'place')} on them"
        yield fact_row("good", f"Funding lists, {newest}", many if len(good) > 1 else good[0].title)
    for each in now.lists:
        if now.is_too_old(each):
            yield fact_row("ask", each.title, f"Published {day_words(each.published)}, too old")
    if not now.lists:
        yield fact_row("ask", "No funding lists yet", "Answers that turn on a list stay open.")
