"""Finding a childcare provider by typing: one field for the search of everything and for the Ofsted number.

field = ProviderSearch("Provider", loaded(shell))
field.taken.connect(self._take)          # with KEY and the Ofsted number, for Enter or a click"""

from collections.abc import Sequence

from npqdesk.services.providers import ChildcareProvider, FoundProvider
from npqdesk.services.school_marks import found_parts
from npqdesk.services.workplaces import day_words
from npqdesk.ui.loaded import Loaded
from npqdesk.ui.widgets.chip import Status
from npqdesk.ui.widgets.results import Result
from npqdesk.ui.widgets.search import SHORTEST, SearchField

LIMIT = 30
_ON, _NOT_ON = Status("good", "Early Years Register"), Status("bad", "Not on Early Years Register")
_ENDED = Status("none", "Not in the newest file", "circle-slash")


class ProviderSearch(SearchField):
    """Searches the Ofsted register that is loaded, and searches again when another was loaded."""

    def __init__(self, name: str, source: Loaded, *, rows: int = 4) -> None:
        self._source = source
        super().__init__(
            name,
            self._look,
            placeholder="Ofsted number, name, town or postcode",
            noun=("provider", "providers"),
            rows=rows,
            most=LIMIT,
        )
        source.providers_read.connect(self.search_again)

    def search_again(self) -> None:
        """Show what is found now, after a register was loaded."""
        text = self.text()
        if len(text) >= SHORTEST:
            self.show_results(self._look(text))

    def _look(self, text: str) -> Sequence[Result]:
        index = self._source.providers
        return [provider_result(found, text) for found in index.find(text, limit=LIMIT)] if index else ()


def provider_result(found: FoundProvider, text: str) -> Result:
    """A provider as a row: where it is, its kind, its number, and whether it is on the Early Years Register."""
    there = found.provider
    where = [part for part in dict.fromkeys((*found.where.split(", "), there.said.postcode)) if part]
    return Result(
        key=there.number,
        title=there.title,
        details=tuple(part for part in (", ".join(where), *_kind(there), f"Ofsted number {there.number}") if part),
        found=found_parts(there.said.name, text),
        chips=(_chip(there),),
        spare=_kind(there),
        similar=found.fit == "similar",
    )


def provider_about(there: ChildcareProvider) -> str:
    """The second line of a provider that was chosen."""
    said = there.said
    place = ", ".join(part for part in (said.town or said.local_authority, said.postcode) if part)
    register = "on the Early Years Register" if there.on_early_years_register else "not on the Early Years Register"
    on = f"{register} on {day_words(there.as_at)}" if there.counts else f"last seen {day_words(there.as_at)}"
    return " · ".join(part for part in (place, said.type_name, f"Ofsted number {there.number}", on) if part)


def _kind(there: ChildcareProvider) -> tuple[str, ...]:
    return (there.said.subtype or there.said.type_name,)


def _chip(there: ChildcareProvider) -> Status:
    if not there.counts:
        return _ENDED
    return _ON if there.on_early_years_register else _NOT_ON
