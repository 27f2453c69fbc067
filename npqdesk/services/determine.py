"""Keeping an answer as evidence, and opening it again exactly as it was given.

A determination is never edited.  When the same enquiry is answered anew on other facts, lists or rules, the new one
supersedes the old, which stays with the reason why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.enquiry.known import KnownFact
from npqdesk.enquiry.wording import names_of
from npqdesk.problem import Problem
from npqdesk.rules.policy import Policy
from npqdesk.services.answer import Answer, CautionRow, answer
from npqdesk.services.desk import Desk
from npqdesk.services.enquiries import EnquiryState, enquiry_state
from npqdesk.services.rests_on import Evidence, Release, RestRow, evidence_for, ofsted_day
from npqdesk.services.unverified import unverified
from npqdesk.store.tables import Determination, Enquiry, PolicyText, RegisterSnapshot


@dataclass(frozen=True, slots=True)
class Result:
    """An answer with the case it is for and all it rests on; `kept` is when it was kept, if it was."""

    enquiry_id: int
    name: str
    names: Mapping[str, str]
    known: Mapping[str, KnownFact]
    answer: Answer
    rests_on: tuple[RestRow, ...]
    evidence: Evidence | None
    determination_id: int | None = None
    kept: datetime | None = None
    superseded_because: str = ""


@dataclass(frozen=True, slots=True)
class DeterminationRow:
    """A kept answer in a list of them."""

    id: int
    enquiry_id: int
    decided_at: datetime
    name: str
    cohort: str
    course: str
    outcome: str
    reason: str
    grant_pounds: int | None
    superseded: bool


def result(desk: Desk, enquiry_id: int) -> Result:
    """The answer to an enquiry as it stands now, and whether that very answer is kept already."""
    state = enquiry_state(desk, enquiry_id)
    found = _result(desk, state)
    with desk.store.reading() as session:
        newest = _newest(session, enquiry_id)
        if newest is not None and found.answer.policy and _same(newest, _fields(desk, found)):
            return replace(found, determination_id=newest.id, kept=newest.decided_at)
    return found


def determine(desk: Desk, enquiry_id: int, *, because: str = "") -> Result:
    """Keep the answer to an enquiry.  Keeping the same answer twice keeps one.

    `because` says in sentences why another answer was kept before; without it the old one says only what changed.

    Raises Problem while there is no policy for the start, since nothing was decided."""
    found = _result(desk, enquiry_state(desk, enquiry_id))
    if found.answer.no_policy is not None:
        none = found.answer.no_policy
        raise Problem("There is no answer to keep", none.say, none.next_step)
    fields = _fields(desk, found)
    with desk.store.writing() as session:
        _keep_policy_text(session, desk, found)
        newest = _newest(session, enquiry_id)
        if newest is None or not _same(newest, fields):
            made = Determination(enquiry_id=enquiry_id, decided_at=desk.now(), **fields)
            session.add(made)
            session.flush()
            if newest is not None:
                newest.superseded_by = made.id
                newest.superseded_because = f"Answered again. {because}" if because else _because(newest, made)
            newest = made
        enquiry = session.get(Enquiry, enquiry_id)
        if enquiry is not None:
            enquiry.state = "answered"
        return replace(found, determination_id=newest.id, kept=newest.decided_at)


def kept_result(desk: Desk, determination_id: int) -> Result:
    """A kept answer, explained again from the very facts and policy text that it was decided on.

    Raises Problem when there is none of that number."""
    with desk.store.reading() as session:
        row = session.get(Determination, determination_id)
        text = session.get(PolicyText, row.policy_hash) if row else None
        snapshot_id = row.register_snapshot_id if row else None
        snapshot = session.get(RegisterSnapshot, snapshot_id) if snapshot_id else None
    if row is None or text is None:
        raise Problem(
            "This result is not in the records",
            f"No result has the number {determination_id}.",
            "It may be in other records than the ones that are open. Choose another one.",
        )
    policy = desk.kept_policy(row.policy_hash, text.text, f"{row.policy_id}.toml")
    policy = replace(policy, added=row.policy_hash in desk.rulebook.ever_added)
    known = {name: KnownFact(**fact) for name, fact in row.facts.items()}
    releases, as_at = _releases_of(row, policy), snapshot.as_at if snapshot else None
    evidence = Evidence(releases, snapshot_id, as_at, ofsted_day(known), unverified(desk.vocabulary, known))
    names = names_of(desk.vocabulary, known)
    facts = {name: fact.value for name, fact in known.items() if name in desk.vocabulary.facts}
    given = answer(desk, facts, names=names, policy=policy)
    return Result(
        enquiry_id=row.enquiry_id,
        name=row.name,
        names=names,
        known=known,
        answer=_with_warnings(given, evidence.warnings(policy)),
        rests_on=evidence.rows(policy),
        evidence=evidence,
        determination_id=row.id,
        kept=row.decided_at,
        superseded_because=row.superseded_because or "",
    )


def determinations(desk: Desk, *, enquiry_id: int | None = None) -> tuple[DeterminationRow, ...]:
    """Kept answers, newest first; of one enquiry where one is named."""
    wanted = select(Determination).order_by(Determination.decided_at.desc(), Determination.id.desc())
    if enquiry_id is not None:
        wanted = wanted.where(Determination.enquiry_id == enquiry_id)
    with desk.store.reading() as session:
        return tuple(
            DeterminationRow(
                id=row.id,
                enquiry_id=row.enquiry_id,
                decided_at=row.decided_at,
                name=row.name,
                cohort=row.cohort,
                course=row.course,
                outcome=row.outcome,
                reason=row.reason,
                grant_pounds=row.grant_pounds,
                superseded=row.superseded_by is not None,
            )
            for row in session.scalars(wanted)
        )


def _result(desk: Desk, state: EnquiryState) -> Result:
    facts, known = state.route.facts, state.route.known
    given = answer(desk, facts, names=state.names)
    evidence = evidence_for(desk, given.policy, known) if given.policy else None
    warnings = evidence.warnings(given.policy) if evidence and given.policy else ()
    rows = evidence.rows(given.policy) if evidence and given.policy else ()
    return Result(state.id, state.name, state.names, known, _with_warnings(given, warnings), rows, evidence)


def _with_warnings(given: Answer, warnings: tuple[str, ...]) -> Answer:
    return replace(given, cautions=(*(CautionRow(say, ()) for say in warnings), *given.cautions))


def _fields(desk: Desk, found: Result) -> dict[str, Any]:
    """What a determination holds of a result, but for its number and time."""
    given, policy, evidence = found.answer, found.answer.policy, found.evidence
    assert policy is not None
    assert evidence is not None
    return {
        "name": found.name,
        "cohort": given.cohort,
        "course": given.course,
        "outcome": given.decision.outcome,
        "reason": given.decision.reason,
        "rule": given.decision.rule,
        "service_outcome": given.service.outcome,
        "service_reason": given.service.reason,
        "grant_pounds": given.grant.pounds,
        "grant_reason": given.grant.reason,
        "facts": {name: asdict(fact) for name, fact in sorted(found.known.items())},
        "policy_id": policy.id,
        "policy_edition": policy.edition,
        "policy_hash": desk.rulebook.edition(policy).hash,
        "register_snapshot_id": evidence.register_snapshot_id,
        "list_releases": {release.list_id: _release_fields(release) for release in evidence.releases},
        "trace": [[row.rule, row.verdict, list(row.facts)] for row in given.trace],
    }


def _release_fields(release: Release) -> dict[str, Any]:
    kept = asdict(release)
    del kept["needed_from"]
    return {**kept, "published": release.published.isoformat()}


def _releases_of(row: Determination, policy: Policy) -> tuple[Release, ...]:
    needed = {use.list_id: use.published_from for use in policy.lists}
    return tuple(
        Release(**{**kept, "published": date.fromisoformat(kept["published"]), "needed_from": needed.get(list_id)})
        for list_id, kept in row.list_releases.items()
    )


def _keep_policy_text(session: Session, desk: Desk, found: Result) -> None:
    assert found.answer.policy is not None
    edition = desk.rulebook.edition(found.answer.policy)
    if session.get(PolicyText, edition.hash) is None:
        session.add(PolicyText(hash=edition.hash, text=edition.text))
        session.flush()


def _newest(session: Session, enquiry_id: int) -> Determination | None:
    return session.scalar(
        select(Determination)
        .where(Determination.enquiry_id == enquiry_id, Determination.superseded_by.is_(None))
        .order_by(Determination.id.desc())
        .limit(1)
    )


def _same(row: Determination, fields: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _because(old: Determination, new: Determination) -> str:
    """What is different, in a few words."""
    parts = [
        words
        for words, changed in (
            ("the rules", old.policy_hash != new.policy_hash),
            ("a list", old.list_releases != new.list_releases),
            ("the register", old.register_snapshot_id != new.register_snapshot_id),
            ("the answers", _answered(old) != _answered(new)),
        )
        if changed
    ]
    return f"Answered again: {', '.join(parts)} changed."


def _answered(row: Determination) -> dict[str, Any]:
    return {name: fact["value"] for name, fact in row.facts.items() if fact["origin"] == "answer"}
