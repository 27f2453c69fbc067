"""The person is not eligible: every reason, what would change it, what is open instead, and what paying would cost.

Of a start that is past nothing can be chosen any more: the letter records the answer and why."""

from npqdesk.letters.at_odds import place_recorded
from npqdesk.letters.choices import free_help, other_courses, pay
from npqdesk.letters.letter import Block, Bullets, Heading, Letter, Paragraph, Run, SignOff, Status, Steps, Text, words
from npqdesk.letters.phrase import say_count
from npqdesk.letters.staff import REGISTER_LINK, StaffLetter, closing, notes, staff_letter, terms
from npqdesk.letters.wording import Wording


def not_eligible(facts: StaffLetter, wording: Wording) -> Letter:
    """The person is not eligible, or was not for a start that is past."""
    blocks: list[Block] = [
        Status((("cross", wording.line("not_eligible.status_past" if facts.past else "not_eligible.status")),)),
        Paragraph(_answer(facts, wording)),
        *place_recorded(facts, wording, "not_eligible"),
        *notes(facts),
        Heading(wording.line("not_eligible.why")),
        Steps(tuple(
            wording.text("not_eligible.reason", fact=reason.fact, rule=reason.rule, source=reason.source)
            for reason in facts.reasons
        )),
        *terms(facts),
        Heading(wording.line("not_eligible.change_past" if facts.past else "not_eligible.change")),
        Bullets(_changes(facts, wording)),
        *(_then(facts, wording) if facts.past else _now(facts, wording)),
    ]  # fmt: skip
    return staff_letter(facts, wording, blocks)


def _answer(facts: StaffLetter, wording: Wording) -> Text:
    count, past = len(facts.reasons), "_past" if facts.past else ""
    many = "one_reason" if count == 1 else "reasons"
    reasons = wording.line(f"not_eligible.{many}{past}", count=say_count(count))
    answer = wording.text(
        f"not_eligible.answer{past}", course=facts.course.spelled, cohort=facts.cohort, reasons=reasons
    )
    return (*answer, *(wording.text("not_eligible.others_open") if facts.others else ()))


def _now(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """What is open to the person."""
    return (
        *other_courses(facts, wording),
        Heading(wording.line("not_eligible.choices")),
        Steps(_choices(facts, wording)),
        *free_help(facts, wording),
        Heading(wording.line("not_eligible.wrong")),
        Paragraph(_challenge(facts, wording)),
        Paragraph(wording.text("not_eligible.sorry")),
        SignOff(facts.signatory.name, facts.signatory.role),
    )


def _then(facts: StaffLetter, wording: Wording) -> tuple[Block, ...]:
    """What is left of a start that is past."""
    return (
        Heading(wording.line("not_eligible.later")),
        Paragraph(wording.text("not_eligible.later_start")),
        *closing(facts, wording),
    )


def _changes(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    count, past = len(facts.reasons), "_past" if facts.past else ""
    together = {0: (), 1: (), 2: (wording.text(f"not_eligible.both{past}"),)}.get(
        count, (wording.text(f"not_eligible.all{past}", count=say_count(count)),)
    )
    return (*together, *map(words, facts.changes), *_more(facts, wording)) or (
        wording.text(f"not_eligible.nothing{past}"),
    )


def _more(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    """A corrected fact, a later list, another course: what is not for the rules to say."""
    fits = {
        "correct_before": facts.had_before,
        "later_list": facts.by_list and not facts.had_before and not facts.past,
        "change_course": bool(facts.others),
    }
    return tuple(wording.text(f"not_eligible.{key}") for key, fit in fits.items() if fit)


def _choices(facts: StaffLetter, wording: Wording) -> tuple[Text, ...]:
    by = facts.act_by
    course = wording.text("not_eligible.choose_by", date=by) if by else wording.text("not_eligible.choose")
    wait = "not_eligible.wait_stays" if facts.had_before else "not_eligible.wait"
    return (*((course,) if facts.others else ()), pay(facts, wording), wording.text(wait))


def _challenge(facts: StaffLetter, wording: Wording) -> Text:
    urn = f" (URN {facts.letterhead.urn})" if facts.letterhead.urn else ""
    by, key = facts.act_by, "not_eligible.check" if facts.school else "not_eligible.check_record"
    key = "not_eligible.check_employer" if facts.school and facts.employer else key
    values = {"contact": facts.contact} | ({"school": facts.school + urn} if facts.school else {})
    check = wording.text(f"{key}_by", date=by, **values) if by else wording.text(key, **values)
    return (*check, Run(" "), *wording.text("npq.help", **REGISTER_LINK))
