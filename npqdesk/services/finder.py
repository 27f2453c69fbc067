"""The search over everything that the office may look for: schools, trusts, local authorities, childcare providers.

One index for the search from anywhere and for every field of an enquiry, which asks for one kind only.  Made beside the
window and handed over; immutable, so any thread may ask it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from npqdesk.services.groups import Group, load_groups
from npqdesk.services.own_workplaces import own_identifiers
from npqdesk.services.providers import KEY, ChildcareProvider, all_providers, provider_entry
from npqdesk.services.schools import School, SchoolIndex, load_schools
from npqdesk.services.searching.entries import Entry, Fit, Kind
from npqdesk.services.searching.index import SearchIndex
from npqdesk.services.searching.telling import tell_apart

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

Place = School | Group | ChildcareProvider
_SCHOOLS: tuple[Kind, ...] = ("school",)


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a search found: how it fits, and where it is, in as few words as tell it from the others found."""

    key: str
    place: Place
    fit: Fit
    where: str


class Finder:
    """Everything known now.  Takes some seconds to be made."""

    def __init__(
        self,
        schools: SchoolIndex,
        groups: Mapping[str, Group] | None = None,
        providers: Iterable[ChildcareProvider] = (),
        *,
        mine: Collection[str] = (),
    ) -> None:
        """`mine` are keys of the office's own places: URNs, and Ofsted numbers behind `KEY`."""
        self._schools, self._groups = schools, groups or {}
        self._providers = {KEY + each.number: each for each in providers}
        trusts = schools.trusts_of(mine)
        own_groups = {group.key for group in self._groups.values() if not trusts.isdisjoint(group.called)}
        self._mine, self._my_trust = own_groups.union(mine), schools.in_trusts(trusts)
        self._searched = SearchIndex(self._entries())

    def count(self, kind: Kind) -> int:
        """How many places of a kind are known."""
        return self._searched.count(kind)

    def group(self, key: str) -> Group | None:
        """The trust, other group or local authority of a key, or None."""
        return self._groups.get(key)

    def find(self, text: str, *, kinds: Collection[Kind] = (), limit: int = 20) -> tuple[Found, ...]:
        """The places that fit `text`, of all kinds or of these, best first, at most `limit`; in which order,
        `SearchIndex.search` says."""
        hits = self._searched.search(text, limit, kinds=kinds, mine=self._mine, my_trust=self._my_trust)
        told = tell_apart([hit.entry for hit in hits])
        return tuple(
            Found(hit.entry.key, self._place(hit.entry), hit.fit, where) for hit, where in zip(hits, told, strict=True)
        )

    def schools(self, text: str, *, limit: int = 20) -> tuple[School, ...]:
        """The schools that fit `text`, best first, at most `limit`."""
        found = (each.place for each in self.find(text, kinds=_SCHOOLS, limit=limit))
        return tuple(place for place in found if isinstance(place, School))

    def _entries(self) -> Iterable[Entry]:
        groups = (group.entry for group in self._groups.values())
        return chain(self._schools.entries(), groups, map(provider_entry, self._providers.values()))

    def _place(self, entry: Entry) -> Place:
        if entry.kind == "early_years":
            return self._providers[entry.key]
        if entry.kind == "school":
            found = self._schools.school(entry.key)
            assert found is not None, "every entry of a school is made from one"
            return found
        return self._groups[entry.key]


def load_finder(desk: "Desk", *, providers: bool = True) -> Finder:
    """All that is known now; without childcare providers in a third of the time."""
    known = all_providers(desk) if providers else []
    return Finder(load_schools(desk), load_groups(desk), known, mine=own_places(desk))


def own_places(desk: "Desk") -> frozenset[str]:
    """The keys of the places where our own colleagues work."""
    own = own_identifiers(desk)
    return frozenset(number if kind == "urn" else KEY + number for kind, number in own if kind in ("urn", "ofsted_urn"))
