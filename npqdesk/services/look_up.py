"""A workplace named by its number alone: a URN, a UKPRN or an Ofsted number → the facts of it, for scripts.

The enquiry looks a workplace up as the office chooses it (`workplaces.py`); here several numbers may come at once, and
one that the register does not have is told as a mistake."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from npqdesk.enquiry.known import Known, KnownFact, values
from npqdesk.rules.conditions import Facts
from npqdesk.rules.facts import FactError
from npqdesk.rules.policy import Policy
from npqdesk.services.desk import Desk
from npqdesk.services.rests_on import RestRow, evidence_for
from npqdesk.services.workplaces import ofsted_facts, workplace_facts
from npqdesk.store.tables import EstablishmentRow

OPEN_STATUSES = ("1", "3", "4")


@dataclass(frozen=True, slots=True)
class Workplace:
    """A workplace's name (empty when the register was not asked), its facts, and what those rest on.

    `warnings` say in sentences what is too old to be relied on."""

    name: str
    known: Known
    rests_on: tuple[RestRow, ...]
    warnings: tuple[str, ...]

    @property
    def facts(self) -> Facts:
        """The bare facts."""
        return values(self.known)


def look_up(desk: Desk, policy: Policy, numbers: Mapping[str, str], *, given: Collection[str]) -> Workplace:
    """The facts of the workplace that `numbers` ("urn", "ukprn", "ofsted_urn") name, as one policy reads the lists.

    Those `given` already are left out: what was given always wins.
    Raises FactError when the register does not have the URN or the UKPRN."""
    known: dict[str, KnownFact] = {}
    if ofsted := numbers.get("ofsted_urn", "").upper():
        known.update(ofsted_facts(desk, policy, ofsted))
    urn = numbers.get("urn") or _urn_of(desk, numbers.get("ukprn", ""))
    if urn:
        found = workplace_facts(desk, policy, urn)
        if not found:
            raise FactError(f"URN {urn} is not on the register loaded here")
        known.update(found)
    if ofsted:
        known["has_ofsted_urn"] = KnownFact("yes", "follows", "The Ofsted number given")
    name = known.get("workplace_name")
    facts = {fact: found for fact, found in known.items() if fact in desk.vocabulary.facts and fact not in given}
    evidence = evidence_for(desk, policy, facts)
    rows = tuple(row for row in evidence.rows(policy) if row.kind != "policy")
    return Workplace(str(name.value) if name else "", facts, rows, evidence.warnings(policy))


def _urn_of(desk: Desk, ukprn: str) -> str:
    """The URN of the establishment with a UKPRN, an open one before a closed one; empty for no UKPRN."""
    if not ukprn:
        return ""
    with desk.store.reading() as session:
        found = session.execute(
            select(EstablishmentRow.urn, EstablishmentRow.status_code).where(
                EstablishmentRow.ukprn == ukprn, EstablishmentRow.until_snapshot_id.is_(None)
            )
        ).all()
    if not found:
        raise FactError(f"UKPRN {ukprn} is not on the register loaded here")
    urn: str = min(found, key=lambda row: (row.status_code not in OPEN_STATUSES, row.urn)).urn
    return urn
