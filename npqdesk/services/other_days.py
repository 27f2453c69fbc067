"""The same case by the rules of another day, for a start whose rules changed while people registered for it."""

from dataclasses import dataclass
from datetime import date

from npqdesk.rules.decide import decide
from npqdesk.rules.policy import Outcome, Policy
from npqdesk.services.desk import Desk
from npqdesk.services.determine import Result
from npqdesk.services.trying import with_facts
from npqdesk.services.workplaces import day_words


@dataclass(frozen=True, slots=True)
class DayRow:
    """Another edition of the rules for a start: in words since when it held, and the outcome by it."""

    decided_on: date
    name: str
    outcome: Outcome


def other_days(desk: Desk, base: Result) -> tuple[DayRow, ...]:
    """What each other edition for the start of a case answers, the earliest first; for most starts there is none."""
    used = base.answer.policy
    if used is None:
        return ()
    others = [
        edition.policy
        for edition in desk.rulebook.editions
        if base.answer.cohort in edition.policy.cohorts and _is_another(edition.policy, used)
    ]
    return tuple(
        DayRow(
            decided_on=policy.decided_from,
            name=f"Edition {policy.edition}, from {day_words(policy.decided_from)}",
            outcome=decide(policy, base.answer.facts).outcome,
        )
        for policy in sorted(others, key=lambda policy: policy.decided_from)
    )


def with_day(desk: Desk, base: Result, decided_on: date) -> Result:
    """The answer to a case by the rules that held on a day, with what the register and lists say as before."""
    return with_facts(desk, base, {"decided_on": decided_on.isoformat()})


def _is_another(policy: Policy, used: Policy) -> bool:
    return policy.status == "in_force" and (policy.id, policy.edition) != (used.id, used.edition)
