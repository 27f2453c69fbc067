"""Finding a place by typing: one field for the search from anywhere and for the questions about a workplace.

field = PlaceSearch("Provider", loaded(shell), PROVIDERS)
field.taken.connect(self._take)          # with the key of a place, for Enter or a click"""

from collections.abc import Sequence
from dataclasses import dataclass

from npqdesk.services.school_marks import SchoolMarks
from npqdesk.services.searching.entries import Kind
from npqdesk.services.workplaces import day_words
from npqdesk.ui.loaded import Loaded
from npqdesk.ui.place_results import place_result
from npqdesk.ui.widgets.results import Result
from npqdesk.ui.widgets.search import SHORTEST, SearchField

LIMIT = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kinds of place that a field finds (all of them where none is named), and its words."""

    kinds: tuple[Kind, ...]
    placeholder: str
    noun: tuple[str, str]


EVERYTHING = Wanted((), "Name, town, postcode or number", ("result", "results"))
SCHOOLS = Wanted(("school",), "Name, town, postcode or URN", ("school", "schools"))
PROVIDERS = Wanted(("early_years",), "Ofsted number, name, town or postcode", ("provider", "providers"))


class PlaceSearch(SearchField):
    """Searches what is loaded, says how old the lists are, and searches again when something new was loaded."""

    def __init__(self, name: str, source: Loaded, wanted: Wanted = EVERYTHING, *, rows: int = 5) -> None:
        self._source, self._wanted = source, wanted
        super().__init__(name, self._look, placeholder=wanted.placeholder, noun=wanted.noun, rows=rows, most=LIMIT)
        source.changed.connect(self.search_again)
        self.search_again()

    def search_again(self) -> None:
        """Show what is found now, after a register or a list was loaded."""
        marks = self._source.marks
        self.show_note(_lists_in_words(marks) if marks and self._wanted is not PROVIDERS else "")
        self.wait_for(self._still_read())
        text = self.text()
        if len(text) >= SHORTEST:
            self.show_results(self._look(text))

    def _still_read(self) -> str:
        """What is not read yet, in words."""
        if self._source.index is None:
            return "The register is still being read. What matches comes in a moment."
        if self._wanted is not SCHOOLS and not self._source.is_whole:
            return "The Ofsted register is still being read. What matches comes in a moment."
        return ""

    def _look(self, text: str) -> Sequence[Result]:
        index, marks = self._source.index, self._source.marks
        if index is None or marks is None:
            return ()
        found = index.find(text, kinds=self._wanted.kinds, limit=LIMIT)
        return [place_result(each, marks, text) for each in found]


def _lists_in_words(marks: SchoolMarks) -> str:
    if marks.policy is None or marks.published is None:
        return "No funding lists loaded yet"
    return f"Read for {marks.policy.title.lower()} · lists published {day_words(marks.published)}"
