"""What the loaded register and lists say of a workplace, each fact with its origin in words.

A list counts for a policy from the day that the policy names, and only its newest release; where none is loaded, its
fact is not known.  A pupil number that the register leaves blank is not known either: the office is asked."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from npqdesk.enquiry.known import KnownFact
from npqdesk.rules.conditions import Value
from npqdesk.rules.facts import FactError, Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.services.desk import Desk
from npqdesk.services.lists import is_on, list_release
from npqdesk.store.tables import EstablishmentRow, RegisterSnapshot

NOT_IN_ENGLAND_TYPES = ("30",)
NOT_IN_ENGLAND_AUTHORITIES = ("673", "702", "000", "704", "708")
"""Types and local authorities that DfE's registration service counts as outside England (August 2026)."""


def workplace_facts(desk: Desk, policy: Policy | None, urn: str) -> dict[str, KnownFact]:
    """What the register says of a school by its URN, and the lists that a policy reads; empty where it is not there."""
    with desk.store.reading() as session:
        row = session.scalar(
            select(EstablishmentRow).where(EstablishmentRow.urn == urn, EstablishmentRow.until_snapshot_id.is_(None))
        )
        if row is None:
            return {}
        as_at = session.scalar(select(func.max(RegisterSnapshot.as_at)))
        say = f"Register, {day_words(as_at)}" if as_at else "Register"
        known = {name: KnownFact(value, "register", say) for name, value in _register_facts(row, desk.vocabulary)}
    return known | _list_facts(desk, policy, {"urn": row.urn, "ukprn": row.ukprn})


def ofsted_facts(desk: Desk, policy: Policy | None, ofsted_urn: str) -> dict[str, KnownFact]:
    """What the lists that a policy reads say of an Ofsted number."""
    return _list_facts(desk, policy, {"ofsted_urn": ofsted_urn})


def listed_facts(desk: Desk, policy: Policy) -> frozenset[str]:
    """The facts of a policy for which a release is there, so that they can be looked up."""
    return frozenset(use.fact for use in policy.lists if list_release(desk, use.list_id, until=desk.today()))


def day_words(day: date) -> str:
    """ "17 July 2025"."""
    return f"{day.day} {day:%B %Y}"


def _register_facts(row: EstablishmentRow, vocabulary: Vocabulary) -> Iterable[tuple[str, Value]]:
    abroad = row.type_code in NOT_IN_ENGLAND_TYPES or row.la_code in NOT_IN_ENGLAND_AUTHORITIES
    yield "workplace_kind", "school"
    yield "in_england", "no" if abroad else "yes"
    yield "workplace_name", ", ".join(part for part in (row.name, row.town) if part)
    if row.pupils is not None:
        yield "pupils", row.pupils
    for name, text in (("establishment_type", row.type_code), ("phase", row.phase)):
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
