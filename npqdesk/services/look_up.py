"""Workplaces by their numbers alone, for scripts: a URN, a UKPRN or an Ofsted number → the facts of it.

The enquiry looks one workplace up as the office chooses it (`workplaces.py`); here thousands may come at once, so the
register and each list are read once and kept.  A number that the register does not have is told as a mistake."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select

from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.registers.identifiers import plain_ofsted_number
from npqdesk.registers.lists import Kind, normal
from npqdesk.rules.conditions import Facts
from npqdesk.rules.facts import FactError
from npqdesk.rules.policy import ListUse, Policy
from npqdesk.services.desk import Desk
from npqdesk.services.lists import ListStatus, is_on
from npqdesk.services.providers import provider, provider_facts
from npqdesk.services.rests_on import Evidence, ofsted_day, releases_that_count
from npqdesk.services.schools import School, SchoolIndex, load_schools
from npqdesk.services.workplaces import LoadedLists, list_facts, register_facts
from npqdesk.store.tables import ListEntry


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workplace's name and the day the register describes it (neither when the register was not asked); its facts."""

    name: str
    as_at: date | None
    known: Known


class Workplaces:
    """The register and the lists as they are now, asked for one workplace after another."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lists = ListsReadOnce(desk)
        self._providers: dict[str, Known] = {}

    def find(self, policy: Policy, numbers: Mapping[str, str]) -> Workplace:
        """The workplace that `numbers` ("urn", "ukprn", "ofsted_urn") name, as one policy reads the lists.

        Raises FactError when the register does not have the URN or the UKPRN."""
        known: dict[str, KnownFact] = {}
        if ofsted := plain_ofsted_number(numbers.get("ofsted_urn", "")):
            known["has_ofsted_urn"] = KnownFact("yes", "follows", "The Ofsted number given")
            known.update(self._provider(ofsted))
            known.update(list_facts(policy, {"ofsted_urn": ofsted}, self._lists))
        found = self._school(numbers)
        if found:
            known.update(register_facts(found, self._desk.vocabulary))
            known.update(list_facts(policy, {"urn": found.urn, "ukprn": found.ukprn}, self._lists))
        name = known.pop("workplace_name", None)
        return Workplace(str(name.value) if name else "", found.as_at if found else None, known)

    def evidence(self, policy: Policy, place: Workplace, given: Facts) -> Evidence:
        """The lists and the register that the answer rests on, for a case of which the rest was given."""
        known = {**place.known, **{name: KnownFact(value, "answer", "Given") for name, value in given.items()}}
        return Evidence(releases_that_count(policy, known, self._lists), None, place.as_at, ofsted_day(known))

    @cached_property
    def _schools(self) -> SchoolIndex:
        return load_schools(self._desk)

    def _provider(self, number: str) -> Known:
        if number not in self._providers:
            found = provider(self._desk, number)
            self._providers[number] = provider_facts(found) if found else {}
        return self._providers[number]

    def _school(self, numbers: Mapping[str, str]) -> School | None:
        if urn := numbers.get("urn"):
            found = self._schools.school(urn)
            if found is None:
                raise FactError(f"URN {urn} is not on the register loaded here")
            return found
        if ukprn := numbers.get("ukprn"):
            found = self._schools.of_ukprn(ukprn)
            if found is None:
                raise FactError(f"UKPRN {ukprn} is not on the register loaded here")
            return found
        return None


class ListsReadOnce:
    """The loaded lists, each release and its identifiers read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._loaded = LoadedLists(desk)
        self._releases: dict[ListUse, ListStatus | None] = {}
        self._entries: dict[tuple[int, str], frozenset[str]] = {}

    def release(self, use: ListUse) -> ListStatus | None:
        """The newest release that counts for a policy's use of its list."""
        if use not in self._releases:
            self._releases[use] = self._loaded.release(use)
        return self._releases[use]

    def is_on(self, release: ListStatus, kind: Kind, identifier: str) -> bool:
        """Whether an identifier of that kind is on it."""
        if release.release_id is None:
            return is_on(self._desk, release, kind, identifier)
        key = (release.release_id, kind)
        if key not in self._entries:
            wanted = select(ListEntry.identifier).where(
                ListEntry.release_id == release.release_id, ListEntry.kind == kind
            )
            with self._desk.store.reading() as session:
                self._entries[key] = frozenset(session.scalars(wanted))
        return normal(kind, identifier) in self._entries[key]
