"""Making the letters of a kept answer. Kept as evidence: `letter_keeping.py`; as files: `letter_files.py`.

To add a letter kind: its content module in `npqdesk/letters/`, a branch in `_letter`, its name in `made_letter.py`."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from npqdesk.letters.cannot_tell import cannot_tell
from npqdesk.letters.eligible import eligible
from npqdesk.letters.evidence import evidence_request
from npqdesk.letters.grant import FIRST_YEAR, LAST_YEAR, grant_letter
from npqdesk.letters.letter import Letter
from npqdesk.letters.not_eligible import not_eligible
from npqdesk.letters.not_offered import not_offered
from npqdesk.letters.review import under_review
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result, kept_result
from npqdesk.services.kept_letters import KeptLetterRow, LetterFile, answers_behind, letter_file, standing_letter
from npqdesk.services.letter_case import Case, LetterDetails, autumn_of, case_of
from npqdesk.services.letter_facts import staff_facts
from npqdesk.services.letter_files import file_name, filed_name
from npqdesk.services.letter_form import form_for, read_form
from npqdesk.services.letter_keeping import keep_letter, next_reference
from npqdesk.services.letter_school import evidence_facts, grant_facts, grant_participants
from npqdesk.services.letterheads import sign
from npqdesk.services.made_letter import KINDS, Kind, MadeLetter, printed
from npqdesk.services.reissue import as_typed, in_its_place
from npqdesk.services.wordings import letter_wording

_CONTENTS = {"funded": eligible, "not_funded": not_eligible, "review": under_review, "undecided": cannot_tell}
NO_DETAILS = LetterDetails()


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
    case, today = case_of(desk, result, wording), desk.today()
    reference = next_reference(desk, kind, case.urn, taken)
    letter, answers = _letter(desk, case, kind, details, reference=reference, written=today)
    letter = replace(sign(letter, case.paper), urn=case.urn or letter.urn)
    draft = MadeLetter(
        reference, letter.title, _file_name(desk, case, kind, today), b"", letter, kind, fixed_words,
        as_typed(details), answers, determination_id=result.determination_id,
    )  # fmt: skip
    return draft if in_place_of is None else in_its_place(desk, draft, in_place_of, wording, own_words=changed)


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
    same_place = standing is None or kind != "staff" or standing.tells_place(details.plan)
    stands = standing is not None and standing.determination_id == number and same_place
    if standing is not None and stands and (kind != "grant" or _counts_the_same(desk, about, standing, details)):
        return letter_file(desk, standing.id)
    in_place_of = standing.id if standing is not None and standing.determination_id <= number else None
    return draft_letter(desk, about, kind, details, in_place_of=in_place_of, taken=taken)


def _counts_the_same(desk: Desk, about: Result, kept: KeptLetterRow, details: LetterDetails) -> bool:
    """Whether the grant letter of now would rest on the very answers of the kept one."""
    return set(draft_letter(desk, about, "grant", details).answers) == set(answers_behind(desk, kept.id))


def _letter(
    desk: Desk, case: Case, kind: Kind, details: LetterDetails, *, reference: str, written: date
) -> tuple[Letter, tuple[int, ...]]:
    """The letter, and the numbers of the answers that it rests on."""
    answers = tuple(filter(None, (case.result.determination_id,)))
    if kind == "staff":
        facts = staff_facts(desk, case, details, reference=reference, written=written)
        if facts.first_offered:
            return not_offered(facts, case.wording), answers
        return _CONTENTS[case.result.answer.decision.outcome](facts, case.wording), answers
    if kind == "evidence":
        asked = evidence_facts(desk, case, details, reference=reference, written=written)
        return evidence_request(asked, case.wording), answers
    details, people = grant_participants(desk, case, details)
    grant = grant_facts(case, details, tuple(people.values()), reference=reference, written=written)
    return grant_letter(grant, case.wording), tuple(people)


def _file_name(desk: Desk, case: Case, kind: Kind, today: date) -> str:
    about = case.school_name if kind == "grant" else filed_name(case.result.name)
    last = case.result.answer.cohort if kind == "grant" else desk.vocabulary.courses[case.result.answer.course].short
    return file_name(f"{today.isoformat()} {KINDS[kind][1]}", about, last)
