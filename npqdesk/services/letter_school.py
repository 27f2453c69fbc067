"""What goes into the letters that others get about a kept answer: on the grant of a school, or on what is missing."""

from datetime import date

from npqdesk.letters.basis import Addressee
from npqdesk.letters.evidence import EvidenceRequest
from npqdesk.letters.grant import GrantLetter, Participant
from npqdesk.letters.staff import Course
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.determine import DeterminationRow
from npqdesk.services.letter_case import (
    Case,
    LetterDetails,
    autumn_of,
    basis_of,
    missing_facts,
    signatory_of,
    title_of,
)
from npqdesk.services.letter_words import in_a_sentence, short_name


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
    pupils = given.facts.get("pupils")
    shown = case.wording.line("office.pupils", pupils=f"{pupils:,}") if isinstance(pupils, int) else ""
    head = details.head or Addressee(case.wording.line("office.head"))
    lines = (case.school_name, *(case.school.address if case.school else ()))
    return GrantLetter(
        letterhead=case.paper.letterhead,
        addressee=Addressee(head.name, head.title, head.role, head.lines or lines, head.greeting),
        signatory=signatory_of(case, details),
        basis=basis_of(case),
        reference=reference,
        written=written,
        school=case.school_name,
        urn=case.urn,
        autumn=autumn_of(given.cohort),
        participants=participants,
        band=rule.partition(" earned ")[0][:1].lower() + rule.partition(" earned ")[0][1:],
        rate_rule=f"{rule} {shown}".strip(),
        pupils=f"{pupils:,}" if isinstance(pupils, int) else "",
        recorded=bool(details.received) or details.received_in_all is not None,
        received_in_all=details.received_in_all,
    )


def participant(desk: Desk, case: Case, row: DeterminationRow, details: LetterDetails) -> Participant:
    """A line of the grant table, from a kept answer."""
    mine = row.id == case.result.determination_id and details.started
    started = mine or desk.vocabulary.value_name("cohort", row.cohort)
    title = title_of(desk, case.wording, row.course)
    name = row.name if details.full_names else short_name(row.name)
    return Participant(name, title, started, row.grant_pounds or 0, details.received.get(row.id, 0))


def evidence_facts(desk: Desk, case: Case, details: LetterDetails, *, reference: str, written: date) -> EvidenceRequest:
    """What a request for the missing facts of an answer holds.  Raises Problem when none is missing."""
    given, line = case.result.answer, case.wording.line
    if given.decision.decided:
        raise Problem("Nothing is missing", "This answer is decided.", "Write to the member of staff instead.")
    course = desk.vocabulary.courses[given.course]
    return EvidenceRequest(
        letterhead=case.paper.letterhead,
        addressee=_asked(details.to, line("evidence.to"), line("evidence.greeting")),
        signatory=signatory_of(case, details),
        basis=basis_of(case),
        reference=reference,
        written=written,
        about=case.result.name,
        course=Course(title_of(desk, case.wording, given.course), course.short),
        cohort=desk.vocabulary.value_name("cohort", given.cohort),
        missing=tuple(missing_facts(desk, case, given, in_a_sentence)),
        contact=details.contact or line("office.contact"),
        by=details.plan.apply_by,
    )


def _asked(to: Addressee | None, anybody: str, greeting: str) -> Addressee:
    """Whom a request goes to: a name, or a role alone, or whoever can tell."""
    if to is None:
        return Addressee(anybody, greeting=greeting)
    return to if to.name else Addressee(to.role, lines=to.lines, greeting=greeting)
