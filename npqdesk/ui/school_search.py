"""Finding a school by typing: one field for the page of schools and for the question about the workplace.

field = SchoolSearch("School", loaded(shell))
field.taken.connect(self._take)          # with the URN, for Enter or a click"""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from npqdesk.services.providers import KEY
from npqdesk.services.school_marks import Mark, SchoolMarks, found_parts
from npqdesk.services.schools import Found, School
from npqdesk.services.workplaces import day_words
from npqdesk.ui.loaded import Loaded
from npqdesk.ui.provider_search import provider_result
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.results import Result
from npqdesk.ui.widgets.search import SHORTEST, SearchField

MARKS: dict[Mark, Status] = {
    "listed": Status("good", "On list"),
    "not_listed": Status("bad", "Not on list"),
    "rise": Status("good", "RISE list"),
    "type": Status("bad", "Type not eligible"),
    "abroad": Status("bad", "Not in England"),
    "closed": Status("none", "Closed", "circle-slash"),
}
LIMIT, _PROVIDERS = 30, 10
_FITS = ("number", "words", "inside", "similar")


class SchoolSearch(SearchField):
    """Searches what is loaded, says how old the lists are, and searches again when something new was loaded."""

    def __init__(self, name: str, source: Loaded, *, rows: int = 5, providers: bool = False) -> None:
        """`providers`: childcare providers are found too, after the schools that fit as well; their key begins with
        `KEY`."""
        self._source, self._providers = source, providers
        super().__init__(
            name,
            self._look,
            placeholder="Name, town, postcode or URN",
            noun=("result", "results") if providers else ("school", "schools"),
            rows=rows,
            most=LIMIT,
        )
        source.changed.connect(self.search_again)
        source.providers_read.connect(self.search_again)
        self.search_again()

    def search_again(self) -> None:
        """Show what is found now, after a register or a list was loaded."""
        marks = self._source.marks
        self.show_note(_lists_in_words(marks) if marks else "")
        text = self.text()
        if len(text) >= SHORTEST:
            self.show_results(self._look(text))

    def _look(self, text: str) -> Sequence[Result]:
        index, marks = self._source.index, self._source.marks
        if index is None or marks is None:
            return ()
        schools = [
            (
                _FITS.index(found.fit),
                school_result(found.school, marks, text, where=found.where, similar=is_similar(found)),
            )
            for found in index.find(text, limit=LIMIT)
        ]
        providers = self._source.providers if self._providers else None
        others = [
            (_FITS.index(found.fit), replace(provider_result(found, text), key=KEY + found.provider.number))
            for found in (providers.find(text, limit=LIMIT) if providers else ())
        ]
        shown = schools[: LIMIT - min(len(others), _PROVIDERS)] + others
        return [result for _, result in sorted(shown, key=itemgetter(0))[:LIMIT]]


def is_similar(found: Found) -> bool:
    """Whether a row does not fit what was typed, but something like it."""
    return found.fit == "similar"


def school_result(school: School, marks: SchoolMarks, text: str, *, where: str = "", similar: bool = False) -> Result:
    """A school as a row: what was typed in bold, the second line as the office reads addresses, chips at the right.

    `where` is what tells it from the others shown, as `tell_apart` says it; its town, if nothing is said."""
    near, _, status = (where or school.town).partition(" · ")
    place = ", ".join(part for part in dict.fromkeys((*near.split(", "), school.postcode)) if part)
    urn, phase = f"URN {school.urn}", "" if school.phase == "Not applicable" else school.phase
    pupils = f"{school.pupils:,} pupils" if school.pupils is not None else ""
    closed = f"Closed {day_words(school.close_date)}" if school.close_date and not school.is_open else ""
    details = (place, closed, urn) if closed else (place, status, school.type_name, phase, pupils, urn)
    return Result(
        key=school.urn,
        title=school.name,
        details=tuple(part for part in details if part),
        found=found_parts(school.name, text),
        chips=tuple(MARKS[mark] for mark in marks.of(school)),
        spare=tuple(part for part in (pupils, phase) if part),
        similar=similar,
    )


def _lists_in_words(marks: SchoolMarks) -> str:
    if marks.policy is None or marks.published is None:
        return "No funding lists loaded yet"
    return f"Read for {marks.policy.title.lower()} · lists published {day_words(marks.published)}"
