"""The shipped guide to the courses, its questions and what a person's record says of them already."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from npqdesk import paths
from npqdesk.choosing.clock import HEADSHIP_YEARS, years_from
from npqdesk.choosing.guide import EARLIER, Guide
from npqdesk.choosing.guide_file import read_guide
from npqdesk.enquiry.known import Known, KnownFact
from npqdesk.enquiry.questions import UNKNOWN, Questions, read_questions
from npqdesk.rules.cohorts import read_cohort
from npqdesk.rules.conditions import Facts, Value
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.rules.vocabulary import read_vocabulary
from npqdesk.services.person_record import Npq
from npqdesk.services.rulebook import read_rulebook

FIRST_START = (2021, True)
"""NPQs begun before the first start of these are earlier ones of the name."""
_HEADSHIP = "headship_npq"


@cache
def guide() -> Guide:
    """The shipped guide.  Raises Problem where it is malformed."""
    return read_guide(paths.read_text("guide", "guide.toml"), "guide.toml", guide_vocabulary())


@cache
def guide_vocabulary() -> Vocabulary:
    """The words of the funding rules and those of the guide besides."""
    words = read_rulebook().vocabulary
    own = read_vocabulary(paths.read_text("guide", "facts.toml"), "facts.toml")
    return replace(words, facts={**words.facts, **own.facts})


@cache
def guide_questions() -> Questions:
    """The questions of the guide.  Raises Problem where their file is malformed."""
    return read_questions(paths.read_text("guide", "questions.toml"), "questions.toml", guide_vocabulary())


def needed_for_choice(_policy: Policy | None, facts: Facts) -> frozenset[str]:
    """The facts that the recommendation still hangs on; first the start, on which what is told beside it hangs."""
    return frozenset({"cohort"}) if "cohort" not in facts else guide().needed(facts)


def counted_years(today: date, question: str, answer: Value, _facts: Facts) -> Known:
    """That somebody is, or is no more, in the first five years of headship, by the month in which they became a head;
    nothing in the very month in which the years are over."""
    if question != "head_since" or answer == UNKNOWN:
        return {}
    state, _ends = years_from(str(answer), HEADSHIP_YEARS, today)
    if state == "this_month":
        return {}
    counted = f"Counted from {date(int(str(answer)[:4]), int(str(answer)[5:7]), 1):%B %Y}"
    return {"new_headteacher": KnownFact("yes" if state == "running" else "no", "follows", counted)}


def studied_before(npqs: Iterable[Npq]) -> dict[str, KnownFact]:
    """What the record of earlier NPQs says in the words of the guide; nothing of those whose end is not known."""
    found: dict[str, KnownFact] = {}
    for npq in npqs:
        fact, value = EARLIER.get(npq.course, ""), as_the_guide_says(npq)
        if fact and value and found.get(fact, KnownFact("", "record", "")).value != "passed":
            found[fact] = KnownFact(value, "record", "Staff record")
    return found


def as_the_guide_says(npq: Npq) -> str:
    """How an earlier NPQ ended, as the options of its question have it; empty where they have nothing for it."""
    start = read_cohort(npq.cohort)
    if start is not None and start.order < FIRST_START:
        return "legacy"
    if npq.course == "npq-early-headship-coaching-offer":
        return {"withdrawn": "left", "passed": "completed"}.get(npq.outcome, "")
    if npq.outcome in ("failed", "withdrawn"):
        return {"yes": "left", "no": "paid"}.get(npq.funded, "")
    if EARLIER[npq.course] == _HEADSHIP:
        return {"under_way": "studying", "deferred": "deferred"}.get(npq.outcome, "")
    return npq.outcome if npq.outcome in ("passed", "under_way", "deferred") else ""
