"""One kept answer and the same enquiry answered again: by today's rules, with what register and lists say today.

Most kept answers rest on nothing that is otherwise now, and are left alone at a glance; only the others go through the
questions again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.enquiry.route import LOOKED_UP
from npqdesk.problem import Problem
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.policy import Policy
from npqdesk.rules.reader import read_policy
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.answer import day_decided
from npqdesk.services.causes import Case, Verdict, verdict
from npqdesk.services.desk import Desk
from npqdesk.services.funded_before import FundedPlace, funded_already, funded_places
from npqdesk.services.replay import Sources, looked_up, on_record, replay
from npqdesk.services.workplaces import day_words
from npqdesk.store.tables import Determination, Enquiry, Person, PolicyText

_COLUMNS = (
    Determination.id,
    Determination.enquiry_id,
    Determination.decided_at,
    Determination.outcome,
    Determination.reason,
    Determination.grant_pounds,
    Determination.facts,
    Determination.policy_id,
    Determination.policy_edition,
    Determination.policy_hash,
    Enquiry.name,
    Enquiry.state,
    Enquiry.answers,
    Enquiry.changed_at,
    Person.id.label("person_id"),
    Person.name.label("person"),
    Person.urn,
)
Kept = Row[Any]
"""A kept answer with its enquiry as that stands now: the columns above."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A kept answer as it was and as it would be now, and in words how the rules differ (empty: they are the same)."""

    then: Case
    now: Case
    rules: str


def kept_answers(session: Session, enquiry_id: int | None = None) -> list[Kept]:
    """The answer that stands for each enquiry that was not removed, the one kept last first; or for one enquiry."""
    newest = select(func.max(Determination.id)).where(Determination.superseded_by.is_(None))
    wanted = (
        select(*_COLUMNS)
        .join(Enquiry, Enquiry.id == Determination.enquiry_id)
        .outerjoin(Person, Person.id == Enquiry.person_id)
        .where(Determination.id.in_(newest.group_by(Determination.enquiry_id)), Enquiry.removed_at.is_(None))
        .order_by(Determination.decided_at.desc(), Determination.id.desc())
    )
    if enquiry_id is not None:
        wanted = wanted.where(Determination.enquiry_id == enquiry_id)
    return list(session.execute(wanted))


def places(rows: Iterable[Kept]) -> frozenset[str]:
    """The URNs that these answers, and their enquiries now, may look up."""
    given = ((row.facts.get("workplace", {}).get("value"), row.answers.get("workplace"), row.urn) for row in rows)
    return frozenset(str(urn) for urns in given for urn in urns if urn)


class Again:
    """Answers kept enquiries again.  Remembers the rules that old answers rest on for as long as one check goes on."""

    def __init__(self, desk: Desk, sources: Sources) -> None:
        self._desk = desk
        self._sources = sources
        self._policy_then = cache(self._read_policy)

    def compare(self, row: Kept) -> Compared | None:
        """A kept answer and what it would be now, where these differ."""
        verdict_then = Verdict(row.outcome, row.reason, row.grant_pounds)
        known = {name: KnownFact(**fact) for name, fact in row.facts.items()}
        if self._is_as_it_was(row, known):
            return None
        now = self._now(row)
        if now.verdict == verdict_then:
            return None
        policy = self._policy_then(row.policy_hash) or NoPolicy("withdrawn", "", "")
        return Compared(Case(policy, known, verdict_then), now, self._rules(row, policy, now.policy))

    def _is_as_it_was(self, row: Kept, known: Known) -> bool:
        """Whether its answers, rules and everything that was looked up are as they were when it was kept."""
        policy = self._policy_now(_bare(known))
        if row.state != "answered" or isinstance(policy, NoPolicy) or self._hash(policy) != row.policy_hash:
            return False
        place = known.get("workplace")
        if place and place.origin == "record" and place.value != row.urn:
            return False
        if "has_ofsted_urn" in known and "ofsted_urn" not in known:  # it is asked for as soon as its list is loaded
            return False
        numbers = {name: str(known[name].value) for name in ("workplace", "ofsted_urn") if name in known}
        found = {**looked_up(self._desk, self._sources, policy, numbers), **self._funded_already(row, known)}
        return _bare(found) == {
            name: fact.value if fact.against is None else fact.against
            for name, fact in known.items()
            if fact.origin in LOOKED_UP or fact.against is not None
        }

    def _now(self, row: Kept) -> Case:
        record = on_record(row.person, row.urn) if row.person is not None else {}
        funded = self._funded.get(row.person_id, ())
        way = replay(self._desk, Answers(row.answers), record, self._sources, funded=funded)
        policy = self._policy_now(way.facts)
        return Case(policy, way.known, verdict(policy, self._desk.vocabulary.settle(way.facts)))

    @cached_property
    def _funded(self) -> Mapping[int, tuple[FundedPlace, ...]]:
        return funded_places(self._desk)

    def _funded_already(self, row: Kept, known: Known) -> Known:
        course, cohort = (str(known[name].value) if name in known else "" for name in ("course", "cohort"))
        funded = self._funded.get(row.person_id, ())
        return funded_already(self._desk.vocabulary, funded, course=course, cohort=cohort)

    def _policy_now(self, facts: Facts) -> Policy | NoPolicy:
        return self._desk.policy_for(str(facts.get("cohort", "")), on=day_decided(facts))

    def _hash(self, policy: Policy) -> str:
        return self._desk.rulebook.edition(policy).hash

    def _read_policy(self, text_hash: str) -> Policy | None:
        """The rules under a hash, or None where this version cannot read them any more."""
        for edition in self._desk.rulebook.editions:
            if edition.hash == text_hash:
                return edition.policy
        with self._desk.store.reading() as session:
            kept = session.get_one(PolicyText, text_hash)
        try:
            return read_policy(kept.text, "the rules of a kept answer", self._desk.vocabulary)
        except Problem:
            return None

    def _rules(self, row: Kept, then: Policy | NoPolicy, now: Policy | NoPolicy) -> str:
        """How the rules differ, as a sentence; nothing where they are the same."""
        if isinstance(now, NoPolicy):
            return now.say
        if self._hash(now) == row.policy_hash:
            return ""
        if (now.id, now.edition) == (row.policy_id, row.policy_edition):
            return f"The rules: the text of {now.name} is another one than it was."
        same_title = isinstance(then, Policy) and then.title == now.title
        old = then.name if isinstance(then, Policy) and not same_title else f"edition {row.policy_edition}"
        return f"The rules: {now.name}, which decides from {day_words(now.decided_from)}, instead of {old}."


def _bare(known: Known) -> dict[str, Value]:
    return {name: fact.value for name, fact in known.items()}
