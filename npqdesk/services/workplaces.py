"""What the loaded register and lists say of a workplace, each fact with its origin in words.

The newest release of a list counts, and `rests_on.py` warns where it is of an earlier start; where none is loaded, its
fact is not known.  A pupil number that the register leaves blank is not known either: the office is asked."""

from collections.abc import Iterable, Mapping
from datetime import date

from npqdesk.enquiry.known import KnownFact
from npqdesk.rules.conditions import Value
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.services.desk import Desk
from npqdesk.services.lists import is_on, list_release
from npqdesk.services.schools import School, school


def workplace_facts(desk: Desk, policy: Policy | None, urn: str) -> dict[str, KnownFact]:
    """What the register says of a school by its URN, and the lists that a policy reads; empty where it is not there."""
    found = school(desk, urn)
    if found is None:
        return {}
    say = f"Register, {day_words(found.as_at)}"
    known = {name: KnownFact(value, "register", say) for name, value in _register_facts(found, desk.vocabulary)}
    return known | _list_facts(desk, policy, {"urn": found.urn, "ukprn": found.ukprn})


def ofsted_facts(desk: Desk, policy: Policy | None, ofsted_urn: str) -> dict[str, KnownFact]:
    """What the lists that a policy reads say of an Ofsted number."""
    return _list_facts(desk, policy, {"ofsted_urn": ofsted_urn})


def listed_facts(desk: Desk, policy: Policy) -> frozenset[str]:
    """The facts of a policy for which a release is there, so that they can be looked up."""
    return frozenset(use.fact for use in policy.lists if list_release(desk, use.list_id, until=desk.today()))


def day_words(day: date) -> str:
    """ "17 July 2025"."""
    return f"{day.day} {day:%B %Y}"


def _register_facts(found: School, vocabulary: Vocabulary) -> Iterable[tuple[str, Value]]:
    yield "workplace_kind", "school"
    yield "in_england", "yes" if found.in_england else "no"
    yield "workplace_name", ", ".join(part for part in (found.name, found.town) if part)
    if found.pupils is not None:
        yield "pupils", found.pupils
    for name, text in (("establishment_type", found.type_code), ("phase", found.phase)):
        try:
            yield name, vocabulary.read(name, text)
        except FactError:
            continue


def _list_facts(desk: Desk, policy: Policy | None, identifiers: Mapping[str, str]) -> dict[str, KnownFact]:
    known: dict[str, KnownFact] = {}
    for use in policy.lists if policy else ():
        identifier = identifiers.get(use.identifier)
        release = list_release(desk, use.list_id, until=desk.today()) if identifier else None
        if release and identifier:
            listed = "yes" if is_on(desk, release, use.identifier, identifier) else "no"
            known[use.fact] = KnownFact(listed, "list", f"List, {day_words(release.published)}")
    return known
