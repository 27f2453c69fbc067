"""Making the letters of a kept answer, and keeping them as evidence. As files: `letter_files.py`.

To add a letter kind: its content module in `npqdesk/letters/`, a branch in `_letter`, its name in `KINDS`."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.letters.cannot_tell import cannot_tell
from npqdesk.letters.eligible import eligible
from npqdesk.letters.evidence import evidence_request
from npqdesk.letters.grant import FIRST_YEAR, LAST_YEAR, grant_letter
from npqdesk.letters.letter import Letter
from npqdesk.letters.not_eligible import not_eligible
from npqdesk.letters.not_offered import not_offered
from npqdesk.letters.review import under_review
from npqdesk.letters.unseen import left_out
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result, kept_result
from npqdesk.services.kept_letters import LetterFile, letter_file, standing_letter
from npqdesk.services.letter_case import Case, LetterDetails, autumn_of, case_of
from npqdesk.services.letter_facts import staff_facts
from npqdesk.services.letter_files import file_name, filed_name
from npqdesk.services.letter_form import form_for, read_form
from npqdesk.services.letter_school import evidence_facts, grant_facts, grant_participants
from npqdesk.services.letterheads import sign
from npqdesk.services.reissue import Replaced, details_kept, replaced_by, taken_meanwhile
from npqdesk.services.wordings import letter_wording
from npqdesk.store import tables

Kind = Literal["staff", "grant", "evidence"]
KINDS: Mapping[Kind, tuple[str, str]] = {
    "staff": ("NPQ", "NPQ letter"),
    "grant": ("TSF", "TSF summary"),
    "evidence": ("NPQ", "NPQ question"),
}
"""Each kind with the first part of its references and of its file names."""

_CONTENTS = {"funded": eligible, "not_funded": not_eligible, "review": under_review, "undecided": cannot_tell}
NO_DETAILS = LetterDetails()


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter ready to look at: its PDF, the name for its file, and what it will be kept under.

    `wording` is a hash of the fixed words that it was made of; `replaces` the kept letter whose place it takes."""

    determination_id: int
    kind: Kind
    reference: str
    title: str
    file_name: str
    pdf: bytes
    letter: Letter
    details: LetterDetails
    wording: str
    replaces: Replaced | None = None

    @property
    def left_out(self) -> str:
        """What was typed and is not printed, in a sentence; mostly nothing."""
        return left_out(self.letter)


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A letter in the records."""

    id: int
    determination_id: int
    kind: Kind
    reference: str
    file_name: str


def letter_kinds(result: Result) -> tuple[Kind, ...]:
    """The letters worth offering: to the person; to whoever can supply what is missing; about the grant for a start in
    the years that it was paid.

    A grant letter asked for outright about any other start says in words that there is none."""
    given = result.answer
    if given.policy is None or not given.course:
        return ()
    paid = FIRST_YEAR <= autumn_of(given.cohort) <= LAST_YEAR and given.grant.pounds is not None
    missing = not given.decision.decided
    fits: Mapping[Kind, bool] = {"staff": True, "evidence": missing, "grant": paid}
    return tuple(kind for kind, fit in fits.items() if fit)


def make_letter(
    desk: Desk, determination_id: int, kind: Kind = "staff", details: LetterDetails = NO_DETAILS, *,
    large: bool = False, in_place_of: int | None = None, changed: str = "",
) -> MadeLetter:  # fmt: skip
    """The letter about a kept answer, dated today, under the next free reference; nothing is kept yet.

    `in_place_of` is the number of a kept letter that it replaces, `changed` what changed in the office's own words.
    Raises Problem when the answer is not there, the grant cannot be told, or a character cannot be printed."""
    return printed(draft_letter(desk, determination_id, kind, details, in_place_of=in_place_of, changed=changed), large)


def draft_letter(
    desk: Desk, about: int | Result, kind: Kind = "staff", details: LetterDetails = NO_DETAILS, *,
    in_place_of: int | None = None, changed: str = "", taken: Collection[str] = (),
) -> MadeLetter:  # fmt: skip
    """All of a letter about a kept answer, or about the number of one, but its PDF.

    `taken` are references that others will be kept under; the rest is as `make_letter` says."""
    wording, fixed_words = letter_wording(desk)
    result = about if isinstance(about, Result) else kept_result(desk, about)
    case, determination_id = case_of(desk, result, wording), result.determination_id or 0
    today = desk.today()
    with desk.store.reading() as session:
        reference = _next_reference(session, kind, case.urn, today, taken)
    letter = _letter(desk, case, kind, details, reference=reference, written=today)
    letter, replaces = replace(sign(letter, case.paper), urn=case.urn or letter.urn), None
    if in_place_of is not None:
        letter, replaces = replaced_by(
            desk, in_place_of, letter, wording, determination_id=determination_id, details=details,
            fixed_words=fixed_words, own_words=changed,
        )  # fmt: skip
    name = _file_name(desk, case, kind, today)
    return MadeLetter(
        determination_id, kind, reference, letter.title, name, b"", letter, details, fixed_words, replaces
    )  # fmt: skip


def printed(draft: MadeLetter, large: bool = False) -> MadeLetter:  # noqa: FBT001, FBT002
    """A draft with its PDF.  Raises Problem for a character that no typeface has."""
    from npqdesk.letters.render import render  # slow libraries, first wanted here
    from npqdesk.services.fonts import fonts

    return replace(draft, pdf=render(draft.letter, fonts(), large=large))


def issue_letter(desk: Desk, determination_id: int, kind: Kind = "staff") -> MadeLetter | LetterFile:
    """The letter to give out about a kept answer: the one that was kept, else a new one, which is kept now.

    What was typed for this person's letter is in a new one, as on its page.  It replaces a letter that rests on an
    earlier answer to the same enquiry, and says what changed."""
    about = kept_result(desk, determination_id)
    form = form_for(desk, about)
    found = letter_to_issue(desk, about, kind, read_form(form))
    if isinstance(found, LetterFile):
        return found
    made = printed(found, form.large)
    keep_letter(desk, made)
    return made


def letter_to_issue(
    desk: Desk, about: Result, kind: Kind = "staff", details: LetterDetails = NO_DETAILS, *,
    taken: Collection[str] = (),
) -> LetterFile | MadeLetter:  # fmt: skip
    """The letter that was kept about a kept answer, else the draft of the one that `issue_letter` would keep.

    A kept letter that says another thing of the funded place than is so now is not given out again."""
    number, standing = about.determination_id or 0, standing_letter(desk, about.enquiry_id, kind)
    same_place = standing is None or kind != "staff" or standing.place in ("", details.plan.place)
    if standing is not None and standing.determination_id == number and same_place:
        return letter_file(desk, standing.id)
    in_place_of = standing.id if standing is not None and standing.determination_id <= number else None
    return draft_letter(desk, about, kind, details, in_place_of=in_place_of, taken=taken)


def keep_letter(desk: Desk, made: MadeLetter) -> KeptLetter:
    """Keep a letter as it was made, and mark the one that it replaces.  Keeping the same one twice keeps one.

    Raises Problem when another letter took its reference, or the place that it was to take, meanwhile."""
    digest = hashlib.sha256(made.pdf).hexdigest()
    with desk.store.writing() as session:
        row = session.scalar(select(tables.Letter).where(tables.Letter.reference == made.reference))
        if row is not None and row.pdf_sha256 != digest:
            raise Problem(
                "The reference of this letter is taken",
                f"Another letter was kept as {made.reference} meanwhile.",
                "Make the letter again: it gets the next reference.",
            )
        if row is None:
            row = tables.Letter(
                determination_id=made.determination_id,
                kind=made.kind,
                reference=made.reference,
                made_at=desk.now(),
                pdf_sha256=digest,
                file_name=made.file_name,
                pdf=made.pdf,
                wording=made.wording,
                details=details_kept(made.details),
            )
            session.add(row)
            session.flush()
            _mark_replaced(session, made, row)
        return KeptLetter(row.id, row.determination_id, made.kind, row.reference, row.file_name)


def _mark_replaced(session: Session, made: MadeLetter, row: tables.Letter) -> None:
    if made.replaces is None:
        return
    old = session.get(tables.Letter, made.replaces.id)
    if old is None or old.superseded_by is not None:
        raise taken_meanwhile(old.reference if old else "")
    old.superseded_by, old.superseded_because = row.id, made.replaces.changed


def _letter(desk: Desk, case: Case, kind: Kind, details: LetterDetails, *, reference: str, written: date) -> Letter:
    if kind == "staff":
        facts = staff_facts(desk, case, details, reference=reference, written=written)
        if facts.first_offered:
            return not_offered(facts, case.wording)
        return _CONTENTS[case.result.answer.decision.outcome](facts, case.wording)
    if kind == "evidence":
        return evidence_request(evidence_facts(desk, case, details, reference=reference, written=written), case.wording)
    details, people = grant_participants(desk, case, details)
    return grant_letter(grant_facts(case, details, people, reference=reference, written=written), case.wording)


def _next_reference(session: Session, kind: Kind, urn: str, today: date, taken: Collection[str]) -> str:
    """NPQ/URN/year/nnn, counted for each school and year."""
    start = "/".join(filter(None, (KINDS[kind][0], urn, str(today.year)))) + "/"
    kept = session.scalars(select(tables.Letter.reference).where(tables.Letter.reference.startswith(start)))
    numbers = (each.removeprefix(start) for each in (*kept, *taken) if each.startswith(start))
    return f"{start}{max((int(number) for number in numbers if number.isdecimal()), default=0) + 1:03}"


def _file_name(desk: Desk, case: Case, kind: Kind, today: date) -> str:
    about = case.school_name if kind == "grant" else filed_name(case.result.name)
    last = case.result.answer.cohort if kind == "grant" else desk.vocabulary.courses[case.result.answer.course].short
    return file_name(f"{today.isoformat()} {KINDS[kind][1]}", about, last)
