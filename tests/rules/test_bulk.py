"""Deciding in bulk: the very answers of the evaluator, one by one, and the work done once for all that are alike."""

import random
from collections.abc import Iterator

import pytest

from npqdesk.rules import bulk
from npqdesk.rules.bulk import Bulk, BulkAnswer
from npqdesk.rules.classes import Alike
from npqdesk.rules.conditions import Facts, Value, still_open
from npqdesk.rules.decide import cautions, decide, decide_grant, decision_of
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Policy
from npqdesk.services.rulebook import read_rulebook

BOOK = read_rulebook()
EDITIONS = {f"{edition.policy.id}/{edition.policy.edition}": edition.policy for edition in BOOK.editions}
PUPILS = ("not_recorded", 0, 1, 149, 150, 151, 152, 600, 601, 1400)
FREE = {"urn": ("100000", "900001"), "senco_since": ("2025-09", "2026-01", "")}


def cases(vocabulary: Vocabulary, cohorts: tuple[str, ...], count: int) -> Iterator[dict[str, Value]]:
    """Invented cases, the same on every run: some whole, some with a few facts missing, some with most."""
    chance = random.Random(20261121)
    choices: dict[str, tuple[Value, ...]] = {"pupils": PUPILS, **FREE}
    choices |= {name: fact.values for name, fact in vocabulary.facts.items() if fact.values}
    choices |= {"cohort": cohorts}
    for _ in range(count):
        missing = chance.choice((0, 0, 0.1, 0.1, 0.3, 0.7))
        yield {name: chance.choice(values) for name, values in choices.items() if chance.random() >= missing}


def one_by_one(policy: Policy, vocabulary: Vocabulary, facts: Facts) -> tuple[object, ...]:
    """The answer of the evaluator to one case alone."""
    settled = vocabulary.settle(facts)
    decision = decide(policy, settled)
    service = decide(policy, settled, basis="service")
    return decision, service, decide_grant(policy, settled, decision), cautions(policy, settled, decision)


def as_it_is(_at: int, value: Value | None) -> Value | None:
    return value


class Together:
    """One policy, asked about cases by the names of their facts: every fact has its place in a row, or those named."""

    def __init__(self, policy: Policy, vocabulary: Vocabulary, names: tuple[str, ...] = ()) -> None:
        self.names = names or tuple(vocabulary.facts)
        self.bulk = Bulk(policy, vocabulary, self.names, as_it_is)

    def answer(self, facts: Facts) -> BulkAnswer:
        return self.bulk.answer([facts.get(name) for name in self.names])


def told(answer: BulkAnswer) -> tuple[object, ...]:
    return answer.decision, answer.service, answer.grant, answer.cautions


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_case_has_the_answer_that_it_has_alone(edition):
    policy = EDITIONS[edition]
    together = Together(policy, BOOK.vocabulary)
    outcomes = set()
    for facts in cases(BOOK.vocabulary, policy.cohorts, 1_500):
        answer = together.answer(facts)
        assert told(answer) == one_by_one(policy, BOOK.vocabulary, facts), facts
        outcomes.add(answer.decision.outcome)
    assert outcomes >= ({"not_funded"} if policy.id == "2026-spring" else {"funded", "not_funded", "undecided"})


def test_facts_without_a_place_in_the_rows_are_settled_by_others_or_not_known():
    chance = random.Random(20261122)
    for policy in EDITIONS.values():
        names = tuple(name for name in BOOK.vocabulary.facts if chance.random() < 0.6)
        together = Together(policy, BOOK.vocabulary, names)
        for case in cases(BOOK.vocabulary, policy.cohorts, 100):
            facts = {name: value for name, value in case.items() if name in names}
            assert told(together.answer(facts)) == one_by_one(policy, BOOK.vocabulary, facts), facts


def test_forgetting_changes_no_answer_and_bounds_what_is_remembered(monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 40)
    policy = EDITIONS["2023-24/1"]
    together = Together(policy, BOOK.vocabulary)
    for facts in cases(BOOK.vocabulary, policy.cohorts, 1_000):
        assert told(together.answer(facts)) == one_by_one(policy, BOOK.vocabulary, facts)
        assert len(together.bulk._answers) <= 40
        assert len(together.bulk._decisions) <= 80
        assert len(together.bulk._published._places) <= 41


def test_cases_that_no_rule_tells_apart_have_one_answer(policy, vocabulary, unlisted):
    """142 pupils or 143, a number that no rule reads, a type of the same set."""
    together = Together(policy, vocabulary)
    first = together.answer(unlisted)
    assert together.answer({**unlisted, "pupils": 143}) is first
    assert together.answer({**unlisted, "urn": "100000"}) is first
    assert together.answer({**unlisted, "on_list": "yes"}) is not first
    listed = {**unlisted, "on_list": "yes", "establishment_type": "1"}
    assert together.answer({**listed, "establishment_type": "2"}) is together.answer(listed)
    assert together.answer({**listed, "pupils": 150}).grant.pounds == 800
    assert together.answer({**listed, "pupils": 151}).grant.pounds == 200


def test_each_answer_is_worked_out_once(policy, vocabulary, unlisted, monkeypatch):
    decided = []
    monkeypatch.setattr(bulk, "decision_of", lambda *asked: decided.append(asked) or decision_of(*asked))
    together = Together(policy, vocabulary)
    for pupils in range(1, 150):
        together.answer({**unlisted, "pupils": pupils})
    assert len(decided) == 1


def test_a_fact_that_cannot_exist_is_settled_and_one_that_was_given_stays(policy, vocabulary):
    together = Together(policy, vocabulary)
    nowhere = {"in_england": "yes", "previously_funded": "no", "workplace_kind": "none", "course": "npq-two"}
    for facts in (nowhere, {**nowhere, "establishment_type": "11"}, {**nowhere, "workplace_kind": "school"}):
        assert told(together.answer(facts)) == one_by_one(policy, vocabulary, facts)


def test_a_caution_is_told_only_where_it_surely_holds(policy, vocabulary):
    together = Together(policy, vocabulary)
    known = {"course": "coaching", "in_england": "yes", "new_headteacher": "no", "workplace_kind": "none"}
    assert [caution.id for caution in together.answer(known).cautions] == []
    assert [caution.id for caution in together.answer({**known, "started": "2025-09"}).cautions] == ["started"]
    assert [caution.id for caution in together.answer({**known, "started": "2026-01"}).cautions] == []


def test_signatures_are_the_same_exactly_where_every_rule_is(policy, unlisted):
    alike = Alike((*policy.scholarship, *policy.grants))
    signature = alike.signature(unlisted)
    assert alike.signature({**unlisted, "pupils": 1, "urn": "100000"}) == signature
    assert alike.signature({**unlisted, "pupils": 151}) != signature
    assert alike.signature({name: value for name, value in unlisted.items() if name != "pupils"}) != signature


def test_rules_are_open_up_to_the_first_that_surely_applies_or_all_of_them(policy, unlisted):
    untested = [(rule, tuple(rule.when.facts())) for rule in policy.scholarship]
    assert [rule.id for rule, _ in still_open(untested, {"in_england": "no"})] == ["england"]
    assert [rule.id for rule, _ in still_open(untested[1:3], {})] == ["england", "before"]
    assert [rule.id for rule, lacked in still_open(untested, unlisted) if not lacked] == ["listed"]
