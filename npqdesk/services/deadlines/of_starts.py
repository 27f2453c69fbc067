"""Registration with DfE for a start, as a window: when it opens and closes, as far as anybody has published it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from npqdesk.rules.cohorts import read_cohort
from npqdesk.services.deadlines.deadline import Deadline
from npqdesk.services.deadlines.published import Dated, Window
from npqdesk.services.workplaces import day_words

if TYPE_CHECKING:
    from npqdesk.services.deadlines.of_applications import Given

_ASK = "When registration closes is not published. Ask DfE or the provider, then enter the day."
_UNKNOWN = Window(None, None, None, ())


def start_deadlines(cohorts: Iterable[str], given: "Given") -> Iterator[Deadline]:
    """The windows of the starts that can still be joined; nobody has to act on them as such."""
    for cohort in sorted(set(cohorts)):
        start = read_cohort(cohort)
        if start is None or start.is_past(given.today):
            continue
        window = given.published.windows.get(cohort, _UNKNOWN)
        name = f"Registration with DfE for {start.words}"
        opens = window.opens
        if opens is not None and opens.day > given.today:
            yield Deadline(
                key=f"opens:{cohort}", kind="registration", say=f"{name} opens", day=opens.day, source=opens.source,
                why="The first day of registration with DfE.", cohort=cohort, to_do=False,
            )  # fmt: skip
        yield _closes(cohort, f"{name} closes", window.closes, opens, given)


def _closes(cohort: str, say: str, closes: Dated | None, opens: Dated | None, given: "Given") -> Deadline:
    whole = [each for each in given.entered if each.kind == "registration" and each.cohort == cohort]
    entered = max((each for each in whole if each.application_id is None), key=lambda each: each.id, default=None)
    day: date | None = entered.day if entered else closes.day if closes else None
    why = "Entered by the office." if entered else "The last day of registration with DfE." if closes else _ASK
    told = None if entered else closes or opens
    return Deadline(
        key=f"closes:{cohort}",
        kind="registration",
        say=say,
        day=day,
        about=f"Open since {day_words(opens.day)}" if opens and opens.day <= given.today else "",
        why=why,
        source=told.source if told else None,
        cohort=cohort,
        own_id=entered.id if entered else None,
        to_do=False,
    )
