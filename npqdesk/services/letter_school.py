"""What goes into the letters that others get about a kept answer: on the grant of a school, or on what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from npqdesk.letters.basis import Addressee
from npqdesk.letters.evidence import EvidenceRequest
from npqdesk.letters.grant import GrantLetter, Participant
from npqdesk.letters.phrase import say_date
from npqdesk.letters.staff import Course
from npqdesk.problem import Problem
from npqdesk.services.answer import source_link
from npqdesk.services.desk import Desk
from npqdesk.services.determine import DeterminationRow, determinations
from npqdesk.services.letter_case import (
    Case,
    LetterDetails,
    answer_sources,
    autumn_of,
    basis_of,
    missing_facts,
    signatory_of,
    title_of,
)
from npqdesk.services.letter_words import in_a_sentence, short_name
from npqdesk.services.places import Progress, recorded_progress
from npqdesk.store.tables import Determination, Enquiry


def grant_facts(
    case: Case, details: LetterDetails, participants: tuple[Participant, ...], *, reference: str, written: date
) -> GrantLetter:
    """What the letter about the school's grant holds.  Raises Problem while the grant cannot be told."""
    given = case.result.answer
    if given.grant.pounds is None:
        raise Problem(
            "The grant cannot be told yet",
            "Facts that decide it are missing, such as the number of pupils.",
            "Open the enquiry, answer what is still open, and keep the answer again.",
        )
    rule = next((rule.say for rule in case.policy.grants if rule.id == given.grant.rule), "")
    pupils, shown, counted = given.facts.get("pupils"), "", _counted_on(case)
    by, day = ("register", {"date": say_date(counted)}) if counted else ("office", {})
    if isinstance(pupils, int):
        shown = case.wording.line(f"office.pupils_{by}", pupils=f"{pupils:,}", **day)
    head = details.head or Addressee(case.wording.line("office.head"))
    lines = (case.school_name, *(case.school.address if case.school else ()))
    return GrantLetter(
        letterhead=case.paper.letterhead,
        addressee=Addressee(head.name, head.title, head.role, head.lines or lines, head.greeting),
        signatory=signatory_of(case, details),
        basis=basis_of(case, _grant_sources(case)),
        reference=reference,
        written=written,
        school=case.school_name,
        urn=case.urn,
        autumn=autumn_of(given.cohort),
        participants=participants,
        band=rule.partition(" earned ")[0][:1].lower() + rule.partition(" earned ")[0][1:],
        rate_rule=f"{rule} {shown}".strip(),
        pupils=f"{pupils:,}" if isinstance(pupils, int) else "",
        pupils_source=case.wording.line(f"grant.pupils_{by}", **day),
        recorded=bool(details.received) or details.received_in_all is not None,
        received_in_all=details.received_in_all,
    )


def evidence_facts(desk: Desk, case: Case, details: LetterDetails, *, reference: str, written: date) -> EvidenceRequest:
    """What a request for the missing facts of an answer holds.  Raises Problem when none is missing."""
    given, line = case.result.answer, case.wording.line
    missing = tuple(each for each in missing_facts(desk, case, given, in_a_sentence) if not each.ours)
    if given.decision.decided:
        raise Problem("Nothing is missing", "This answer is decided.", "Write to the member of staff instead.")
    if not missing:
        raise Problem(
            "Nobody else can supply what is missing",
            "It stands on DfE’s lists, which are not loaded.",
            "Load the lists, then keep the answer again.",
        )
    course = desk.vocabulary.courses[given.course]
    return EvidenceRequest(
        letterhead=case.paper.letterhead,
        addressee=_asked(details.to, line("evidence.to"), line("evidence.greeting")),
        signatory=signatory_of(case, details),
        basis=basis_of(case, answer_sources(case, given)),
        reference=reference,
        written=written,
        about=case.result.name,
        course=Course(title_of(desk, case.wording, given.course), course.short),
        cohort=desk.vocabulary.value_name("cohort", given.cohort),
        missing=missing,
        contact=details.contact or line("office.contact"),
        by=details.plan.apply_by,
    )


def _grant_sources(case: Case) -> tuple[str, ...]:
    """The labels of the sources of the rule that decided the grant, else of the answer."""
    ids = next((rule.sources for rule in case.policy.grants if rule.id == case.result.answer.grant.rule), ())
    links = [source_link(case.policy.sources[each]) for each in ids]
    return tuple(link.label for link in links) or answer_sources(case, case.result.answer)


def _counted_on(case: Case) -> date | None:
    """The day of the register that the number of pupils is from; None where it was typed."""
    known, evidence = case.result.known.get("pupils"), case.result.evidence
    return evidence.register_as_at if evidence and known is not None and known.origin == "register" else None


def _asked(to: Addressee | None, anybody: str, greeting: str) -> Addressee:
    """Whom a request goes to: a name, or a role alone, or whoever can tell."""
    if to is None:
        return Addressee(anybody, greeting=greeting)
    return to if to.name else Addressee(to.role, lines=to.lines, greeting=greeting)


def grant_participants(
    desk: Desk, case: Case, details: LetterDetails
) -> tuple[LetterDetails, Mapping[int, Participant]]:
    """What is recorded as received, and a line of the grant table for each course that may have earned the grant, by
    the number of its answer.

    A course that never began, as its application says, earns nothing.  Raises Problem when no other is left."""
    rows = _rows(desk, case)
    progress = _progress(desk, rows)
    left = [row for row in rows if row.id not in progress or not progress[row.id].fell_through]
    if not left:
        raise Problem(
            "No course began here in that year",
            "The application says that there was no place, or that the course was left before it began.",
            "Correct the application if that is wrong.",
        )
    known = _with_received(details, progress)
    began = {number for number, each in progress.items() if each.began}
    return known, {row.id: _participant(desk, case, row, known, began=row.id in began) for row in left}


def _participant(desk: Desk, case: Case, row: DeterminationRow, details: LetterDetails, *, began: bool) -> Participant:
    mine = row.id == case.result.determination_id and details.started
    started = mine or desk.vocabulary.value_name("cohort", row.cohort)
    title = title_of(desk, case.wording, row.course)
    name = row.name if details.full_names else short_name(row.name)
    received = details.received.get(row.id, 0)
    return Participant(name, title, started, row.grant_pounds or 0, received, began=began)


def _rows(desk: Desk, case: Case) -> tuple[DeterminationRow, ...]:
    """The kept answers of this school and academic year that a grant goes with, this one among them; this one alone
    where it earned nothing, as then the letter says why.  The grant is earned once for a person and a course."""
    this, year = case.result.determination_id, autumn_of(case.result.answer.cohort)
    if not case.result.answer.grant.pounds:
        return tuple(row for row in determinations(desk) if row.id == this)
    with desk.store.reading() as session:
        facts = {row.id: row.facts for row in session.scalars(select(Determination))}
        people = dict(session.execute(select(Enquiry.id, Enquiry.person_id)).all())
    here = {number for number, known in facts.items() if known.get("workplace", {}).get("value") == case.urn}
    found = [
        row
        for row in determinations(desk)
        if row.id == this
        or (case.urn and row.id in here and row.grant_pounds and not row.superseded and autumn_of(row.cohort) == year)
    ]
    once: dict[tuple[int, str], DeterminationRow] = {}
    for row in sorted(found, key=lambda row: row.id != this):
        once.setdefault((people.get(row.enquiry_id) or -row.enquiry_id, row.course), row)
    return tuple(sorted(once.values(), key=found.index, reverse=True))


def _progress(desk: Desk, rows: Iterable[DeterminationRow]) -> Mapping[int, Progress]:
    """What the applications say of each of these kept answers, by its number; nothing where there is none."""
    wanted = {row.enquiry_id for row in rows}
    with desk.store.reading() as session:
        found = session.execute(select(Enquiry.id, Enquiry.person_id).where(Enquiry.id.in_(wanted)))
        person_of = dict(found.all())
    known = recorded_progress(desk)
    told = ((row.id, known.get((person_of.get(row.enquiry_id) or 0, row.course, row.cohort))) for row in rows)
    return {number: progress for number, progress in told if progress is not None}


def _with_received(details: LetterDetails, progress: Mapping[int, Progress]) -> LetterDetails:
    """What the applications record as received, unless the office says itself what was."""
    recorded = {number: each.grant for number, each in progress.items() if each.grant}
    if details.received or details.received_in_all is not None or not recorded:
        return details
    return replace(details, received=recorded)
