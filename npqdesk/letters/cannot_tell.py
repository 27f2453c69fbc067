"""Facts are missing: which, why each matters, who can tell, and how the answer would turn out."""

from npqdesk.letters.at_odds import place_recorded
from npqdesk.letters.letter import (
    Block,
    Bullets,
    Column,
    Heading,
    Letter,
    Paragraph,
    SignOff,
    Status,
    Steps,
    Table,
    Text,
    words,
)
from npqdesk.letters.phrase import capital, say_count
from npqdesk.letters.staff import StaffLetter, notes, staff_letter, terms, why
from npqdesk.letters.wording import Wording, step


def cannot_tell(facts: StaffLetter, wording: Wording) -> Letter:
    """Facts are missing: which, why each matters, who can tell, and how the answer would turn out."""
    by, past = facts.act_by, "_past" if facts.past else ""
    count = len(facts.missing)
    send = wording.line("undecided.send_one" if count == 1 else "undecided.send_many")
    blocks: list[Block] = [
        Status((("question", _status(facts, wording)),)),
        Paragraph(_answer(facts, wording)),
        *place_recorded(facts, wording, "undecided"),
        *notes(facts),
        Heading(wording.line("undecided.need")),
        _missing_table(facts, wording, by),
    ]
    if facts.reasons:
        blocks += [Heading(wording.line("undecided.known")), Bullets(why(facts, wording)), *terms(facts)]
    if facts.turns_out:
        blocks += [Heading(wording.line(f"undecided.outcomes{past}")), Bullets(tuple(map(words, facts.turns_out)))]
    blocks += [
        Heading(wording.line("undecided.do")),
        Steps((
            step(wording.text("undecided.send", facts=send, contact=facts.contact), by),
            *(() if past else (wording.text("undecided.registered" if facts.plan.registered else "undecided.hold"),)),
            wording.text("undecided.again"),
        )),
        SignOff(facts.signatory.name, facts.signatory.role),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _status(facts: StaffLetter, wording: Wording) -> str:
    if facts.in_any_case:
        return wording.line("undecided.status_sure", outcome=capital(facts.in_any_case))
    return wording.line("undecided.status")


def _answer(facts: StaffLetter, wording: Wording) -> Text:
    """How many facts are missing and what hangs on them: the answer, or its reason alone."""
    past, count = "_past" if facts.past else "", len(facts.missing)
    named = {"course": facts.course.spelled, "cohort": facts.cohort}
    if facts.in_any_case:
        return wording.text(f"undecided.answer_sure{past}", outcome=facts.in_any_case, **named)
    key = {1: "one_missing", 2: "two_missing"}.get(count, "missing")
    missing = wording.line(f"undecided.{key}", count=capital(say_count(count)))
    return wording.text(f"undecided.answer{past}", missing=missing, **named)


def _missing_table(facts: StaffLetter, wording: Wording, by: str) -> Table:
    names = [("what", 38), ("why", 56), ("who", 31), *([("by", 35)] if by else [])]
    columns = tuple(Column(wording.line(f"undecided.head_{name}"), share) for name, share in names)
    rows = tuple((fact.what, fact.why, fact.who, *([by] if by else [])) for fact in facts.missing)
    return Table(wording.line("undecided.need_summary"), columns, rows)
