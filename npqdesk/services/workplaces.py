"""What the loaded register and lists say of a workplace, each fact with its origin in words.

The newest release of a list counts, and `rests_on.py` warns where it is of an earlier start; where none is loaded, its
fact is not known.  A pupil number that the register leaves blank is not known either: the office is asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from npqdesk.enquiry.known import KnownFact
from npqdesk.registers.lists import Kind
from npqdesk.rules.conditions import Value
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import ListUse, Policy
from npqdesk.services.desk import Desk
from npqdesk.services.lists import ListStatus, is_on, list_release
from npqdesk.services.schools import School

_LIST = "List, "
_LIST_DAY = re.compile(rf"{_LIST}(\d+ \w+ \d{{4}})")


def workplace_facts(
    found: School, policy: Policy | None, vocabulary: Vocabulary, lists: "Lists"
) -> dict[str, KnownFact]:
    """What the register says of a school, and the lists that a policy reads."""
    identifiers = {"urn": found.urn, "ukprn": found.ukprn}
    return register_facts(found, vocabulary) | list_facts(policy, identifiers, lists)


def listed_facts(policy: Policy, lists: "Lists") -> frozenset[str]:
    """The facts of a policy for which a release is there, so that they can be looked up."""
    return frozenset(use.fact for use in policy.lists if lists.release(use))


def day_words(day: date) -> str:
    """ "17 July 2025"."""
    return f"{day.day} {day:%B %Y}"


class Lists(Protocol):
    """Whoever knows which release of a list counts today, and who is on it."""

    def release(self, use: ListUse) -> ListStatus | None:
        """The newest release that counts for a policy's use of its list."""
        ...

    def is_on(self, release: ListStatus, kind: Kind, identifier: str) -> bool:
        """Whether an identifier of that kind is on it."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedLists:
    """The lists in the records, asked afresh each time."""

    desk: Desk

    def release(self, use: ListUse) -> ListStatus | None:
        """The newest release that counts for a policy's use of its list."""
        return list_release(self.desk, use.list_id, until=use.last_day(self.desk.today()))

    def is_on(self, release: ListStatus, kind: Kind, identifier: str) -> bool:
        """Whether an identifier of that kind is on it."""
        return is_on(self.desk, release, kind, identifier)


def register_facts(found: School, vocabulary: Vocabulary) -> dict[str, KnownFact]:
    """What the register's entry of a school says."""
    say = f"Register, {day_words(found.as_at)}"
    return {name: KnownFact(value, "register", say) for name, value in _register_facts(found, vocabulary)}


def list_facts(policy: Policy | None, identifiers: Mapping[str, str], lists: Lists) -> dict[str, KnownFact]:
    """Whether a workplace of these identifiers is on each list that a policy reads, where a release is loaded."""
    known: dict[str, KnownFact] = {}
    for use in policy.lists if policy else ():
        identifier = identifiers.get(use.identifier)
        release = lists.release(use) if identifier else None
        if release and identifier:
            listed = "yes" if lists.is_on(release, use.identifier, identifier) else "no"
            known[use.fact] = KnownFact(listed, "list", f"{_LIST}{day_words(release.published)}")
    return known


def list_day(fact: KnownFact | None) -> date | None:
    """The day of the list that a fact was looked up in; None where it comes from elsewhere."""
    return day_of_list(fact.say) if fact is not None else None


def day_of_list(say: str) -> date | None:
    """The day in "List, 15 August 2025"; None in other words on where a fact comes from."""
    found = _LIST_DAY.search(say)
    return datetime.strptime(found[1], "%d %B %Y").date() if found else None  # noqa: DTZ007 (a day has no zone)


def _register_facts(found: School, vocabulary: Vocabulary) -> Iterable[tuple[str, Value]]:
    yield "workplace_kind", "school"
    yield "workplace_open", "yes" if found.is_open else "no"
    yield "in_england", "yes" if found.in_england else "no"
    told = found.name.casefold().endswith(found.town.casefold())
    yield "workplace_name", found.name if told else f"{found.name}, {found.town}"
    if found.pupils is not None:
        yield "pupils", found.pupils
    for name, text in (("establishment_type", found.type_code), ("phase", found.phase)):
        try:
            yield name, vocabulary.read(name, text)
        except FactError:
            continue
