"""The laws of the route, on the shipped questions and policies: whoever answers, and whatever the registers know."""

import json
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from npqdesk.enquiry.answers import Answers, plain_key, read_answer
from npqdesk.enquiry.check_answers import check_rows
from npqdesk.enquiry.known import KnownFact, values
from npqdesk.enquiry.options import options_of
from npqdesk.enquiry.questions import PARTICULARS, UNKNOWN
from npqdesk.enquiry.route import LOOKED_UP, answer_key, back, route
from npqdesk.enquiry.still_open import still_open
from npqdesk.rules.decide import decide, decide_grant, worth_asking
from npqdesk.services.rulebook import read_rulebook

RULEBOOK = read_rulebook()
QUESTIONS = RULEBOOK.questions
DAY = date(2026, 11, 21)
POLICIES = {cohort: RULEBOOK.policy_for(cohort, DAY) for cohort in RULEBOOK.vocabulary.cohorts}
TYPED = {
    "text": st.sampled_from(["Amara Okafor", "Ash Nursery"]),
    "workplace": st.sampled_from(["900001", "900002", "Elm School"]),
    "ofsted_urn": st.sampled_from(["EY123456", "654321"]),
    "count": st.sampled_from(["0", "1", "150", "151", "600", "601"]),
    "month": st.just("2024-09"),
}
SCHOOLS = {
    "900001": {"workplace_kind": "school", "establishment_type": "34", "phase": "Primary", "in_england": "yes"},
    "900002": {"workplace_kind": "school", "establishment_type": "11", "phase": "Secondary", "in_england": "yes"}
    | {"pupils": 600, "on_rise_list": "no", "on_pp50_schools_list": "yes"},
}


def look_up(question, answer, facts):
    found = SCHOOLS.get(str(answer), {}) if question == "workplace" else {}
    return {name: KnownFact(value, "register", "Register, 17 July 2025") for name, value in found.items()}


def way_of(answers):
    return route(POLICIES.get, QUESTIONS, answers, look_up=look_up)


@st.composite
def enquiries(draw, *, may_not_know=True):
    """An enquiry walked to its end, with how it stood before each answer."""
    answers, stands = Answers(), []
    for _ in range(len(QUESTIONS.questions) + 1):
        way = way_of(answers)
        stands.append((answers, way))
        if way.complete:
            break
        question = QUESTIONS[way.current]
        options = [option.value for option in options_of(question, QUESTIONS, POLICIES.get, way.facts)]
        options = [value for value in options if may_not_know or value != UNKNOWN]
        choices = ([st.sampled_from(options)] if options else []) + (
            [TYPED[question.kind]] if question.kind in TYPED else []
        )
        answers = answers.with_answer(answer_key(QUESTIONS, way, question.id), draw(st.one_of(choices)))
    return stands


@settings(max_examples=60)
@given(enquiries())
def test_it_comes_to_an_end_and_asks_nothing_twice(stands):
    way = stands[-1][1]
    assert way.complete
    assert len(way.path) == len(set(way.path)) == len(stands) - 1


@settings(max_examples=60)
@given(enquiries(may_not_know=False))
def test_whoever_knows_everything_gets_an_answer(stands):
    way = stands[-1][1]
    if way.policy is not None:
        decision = decide(way.policy, way.facts)
        assert decision.decided
        assert decide_grant(way.policy, way.facts, decision).pounds is not None


@settings(max_examples=40)
@given(enquiries())
def test_it_asks_only_what_is_needed(stands):
    for _, way in stands[:-1]:
        question = QUESTIONS[way.current]
        if "letter" in question.needed_for or way.policy is None:
            continue
        decision = decide(way.policy, way.facts)
        needed = decision.needed | decide_grant(way.policy, way.facts, decision).needed
        assert question.supplies & (needed | worth_asking(way.policy, way.facts))


@settings(max_examples=25)
@given(enquiries())
def test_back_is_the_question_before_on_the_path(stands):
    for (_, before), (_, now) in pairwise(stands):
        if now.path[-1] == before.current:
            assert back(now, now.current) == before.current
    way = stands[-1][1]
    for one, next_one in pairwise(way.path):
        assert back(way, next_one) == one


@settings(max_examples=25)
@given(enquiries(), st.data())
def test_a_changed_answer_that_is_changed_back_leaves_all_as_it_was(stands, data):
    answers, way = stands[-1]
    question = QUESTIONS[data.draw(st.sampled_from(way.path))]
    known = values(way.known)
    options = [option.value for option in options_of(question, QUESTIONS, POLICIES.get, way.facts)]
    other = data.draw(st.sampled_from(options) if options else TYPED[question.kind])
    key = plain_key(question, known)
    changed = answers.with_answer(key, other)
    assert set(answers) <= set(changed)
    again = changed.with_answer(key, answers.get(key))
    assert way_of(Answers(json.loads(json.dumps(again.as_json())))) == way


@settings(max_examples=25)
@given(enquiries())
def test_facts_are_legal_and_every_row_can_be_put_right(stands):
    way = stands[-1][1]
    for name, value in way.facts.items():
        assert RULEBOOK.vocabulary.read(name, str(value)) == value
    for row in check_rows(QUESTIONS, way):
        assert row.label
        assert row.answer
        assert row.say
        assert row.action == ("change" if row.question in way.path else "challenge")
        if row.action == "challenge":
            assert way.known[QUESTIONS[row.question].fact].origin in LOOKED_UP
    if way.policy:
        assert still_open(way, None) is not None


@settings(max_examples=25)
@given(enquiries())
def test_the_estimate_is_never_less_than_what_was_asked(stands):
    for _, way in stands:
        assert len(way.path) <= way.about <= len(QUESTIONS.questions)


def test_every_fact_that_an_edition_reads_is_supplied_by_some_question():
    supplied = {fact for question in QUESTIONS.questions for fact in question.supplies}
    supplied |= {fact for follows in QUESTIONS.follows for fact in follows.facts}
    for edition in RULEBOOK.editions:
        policy = edition.policy
        rules = (*policy.scholarship, *policy.grants, *(caution for caution in policy.cautions if caution.asks))
        assert {fact for rule in rules for fact in rule.when.facts()} - {"scholarship"} <= supplied


def test_every_fact_that_a_question_speaks_of_is_in_the_vocabulary():
    for question in QUESTIONS.questions:
        assert question.supplies <= {*RULEBOOK.vocabulary.facts, *PARTICULARS}
        assert question.fact in question.supplies


def test_every_choice_can_be_read_back():
    for question in QUESTIONS.questions:
        for option in options_of(question, QUESTIONS, POLICIES.get, {"cohort": "2026-autumn"}):
            assert read_answer(question, option.value, (option,), RULEBOOK.vocabulary) == option.facts
            assert option.label
            if option.value != UNKNOWN:
                assert question.fact in option.facts


def test_every_question_says_why_in_short_plain_words():
    for question in QUESTIONS.questions:
        assert question.wording.endswith("?")
        assert len(question.wording) <= 90
        assert question.why.endswith(".")
        assert not question.label.endswith((".", "?"))
        assert len(question.label) <= 45
        said = " ".join((question.wording, question.hint, question.why, *(option.label for option in question.options)))
        for word in ("please", "!", " & ", " she ", " he ", " her ", " his "):
            assert word not in f" {said.lower()} "
        assert question.source == "npqdesk" or question.source_url.startswith("https://")


def test_what_new_means_of_a_headteacher_is_asked_as_the_start_has_it():
    for cohort, question in (("2022-spring", "new_headteacher_2021"), ("2022-autumn", "new_headteacher")):
        assert QUESTIONS.about_fact("new_headteacher", {"cohort": cohort}) is QUESTIONS[question]


def test_every_list_can_be_answered_with_i_do_not_know_yet():
    lists = [question for question in QUESTIONS.questions if question.id.startswith("on_")]
    assert len(lists) == 11
    for question in lists:
        assert question.options[-1].value == UNKNOWN
        assert question.options[-1].hint
