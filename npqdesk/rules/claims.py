"""Whether the people whom an edition tells of get the answers that it claims: its rules' examples, and its cases."""

from collections.abc import Iterator

from npqdesk.rules.conditions import Facts
from npqdesk.rules.decide import Decision, decide, decide_grant
from npqdesk.rules.policy import Basis, Case, GrantRule, Policy, Rule
from npqdesk.rules.when import SCHOLARSHIP


def stray_examples(policy: Policy, rule: Rule | GrantRule) -> Iterator[str]:
    """The examples of a rule that another decides, or that lack facts: each in a sentence."""
    for example in rule.examples:
        if isinstance(rule, GrantRule):
            decided = {_grant_rule(policy, example.given)}
        else:
            basis: Basis = "published" if rule.basis == "guidance" else "service"
            decided = {decide(policy, example.given).rule, decide(policy, example.given, basis=basis).rule}
        if rule.id not in decided:
            others = " and ".join(sorted(decided - {""}))
            instead = f" but by {others}" if others else ": facts are missing"
            yield f"The example “{example.say}” is not decided by {rule.id}{instead}."


def broken_case(policy: Policy, case: Case) -> str:
    """What the first of its people is answered who is not answered as the case claims; empty when all are."""
    for person in case.people():
        for what, claimed, found, needed in _answers(policy, case, person):
            if found != claimed:
                told = f"open, for want of {', '.join(sorted(needed))}" if needed else found
                return f"The case “{case.say}” claims {claimed} as {what}, but{_who(case, person)} it is {told}."
    return ""


def _grant_rule(policy: Policy, given: Facts) -> str:
    """The rule that decides the grant of an example, which may say itself how the scholarship was decided."""
    facts = dict(given)
    outcome = facts.pop(SCHOLARSHIP.name, None)
    scholarship = Decision(outcome) if outcome else decide(policy, facts)  # type: ignore[arg-type]
    return decide_grant(policy, facts, scholarship).rule


def _answers(policy: Policy, case: Case, person: Facts) -> Iterator[tuple[str, object, object, frozenset[str]]]:
    """What the case claims of one person: in words, as claimed, as found, and the facts that it hangs on."""
    decided = decide(policy, person)
    yield "the answer", case.reason, decided.reason, decided.needed
    service = decide(policy, person, basis="service")
    yield "the service’s answer", case.service_reason, service.reason, service.needed
    if case.pounds is not None:
        grant = decide_grant(policy, person, decided)
        yield "the grant in pounds", case.pounds, grant.pounds, grant.needed
        yield "the reason of the grant", case.grant_reason or grant.reason, grant.reason, grant.needed


def _who(case: Case, person: Facts) -> str:
    """Which of its people, where the case stands for several."""
    told = [f"{fact} {person[fact]}" for fact, values in case.given.items() if len(values) > 1]
    return f" with {' and '.join(told)}" if told else ""
