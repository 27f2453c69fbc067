"""Every shipped edition proves itself, and says where each word comes from."""

import re
from datetime import date

import pytest

from npqdesk import paths
from npqdesk.rules.check import check
from npqdesk.rules.decide import decide, decide_grant
from npqdesk.rules.explain import bars
from npqdesk.rules.facts import fill
from npqdesk.rules.timeline import edition_for, overlaps

NAMES = {"name": "Amara Okafor", "workplace": "Elm Bank School", "course": "NPQLT", "cohort": "autumn 2026"}


def stated(edition):
    """Everything in an edition that says something: rules, grants and cautions."""
    return (*edition.scholarship, *edition.grants, *edition.cautions)


def test_the_check_finds_nothing_wrong(edition, vocabulary):
    assert check(edition, vocabulary) == ()


def test_each_example_is_decided_by_the_rule_it_stands_under(edition):
    for rule in edition.scholarship:
        basis = "published" if rule.basis == "guidance" else "service"
        for example in rule.examples:
            decision = decide(edition, example.given, basis=basis)
            assert (decision.rule, decision.outcome, decision.reason) == (rule.id, rule.outcome, rule.reason)


def test_each_grant_example_is_decided_by_the_rule_it_stands_under(edition):
    for rule in edition.grants:
        for example in rule.examples:
            grant = decide_grant(edition, example.given, decide(edition, {}))
            assert (grant.rule, grant.pounds) == (rule.id, rule.pounds)


def test_the_file_is_named_after_its_edition(edition):
    assert edition.file_name == f"{edition.id}.toml"


def test_every_source_has_a_publisher_an_address_and_a_day(edition):
    for source in edition.sources.values():
        assert source.publisher
        assert source.title
        assert re.match(r"https?://[\w.-]+\.\w+/", source.url), source.url
        assert date(2021, 1, 1) <= source.date <= date(2026, 11, 21), source.id


def test_every_sentence_is_whole_plain_and_names_no_one_as_he_or_she(edition):
    for rule in stated(edition):
        assert re.match(r"[A-Z“].*[.”]$", rule.say), rule.say
        assert len(rule.say) <= 300, rule.id
        assert not re.search(r"\b(he|she|his|her|guaranteed?|will be funded|please)\b|[&!{}]", rule.say), rule.say


def test_guidance_is_marked_where_it_overrides_the_service(edition):
    for rule in edition.scholarship:
        if rule.basis == "guidance":
            assert rule.note, rule.id
            assert all("code" not in edition.sources[source].title for source in rule.sources), rule.id


def test_courses_are_offered_no_later_than_the_last_start(edition, vocabulary):
    order = list(vocabulary.cohorts)
    last = max(order.index(cohort) for cohort in edition.cohorts)
    assert all(order.index(first) <= last for first in edition.courses.values())


def test_the_three_periods_answer_for_their_four_starts(policies, vocabulary):
    assert overlaps(policies.values()) == ()
    today = date(2026, 11, 21)
    found = {
        cohort: edition_for(policies.values(), vocabulary, cohort, today)
        for cohort in ("2023-autumn", "2024-spring", "2026-spring", "2026-autumn")
    }
    assert {cohort: policy.id for cohort, policy in found.items()} == {
        "2023-autumn": "2023-24",
        "2024-spring": "2023-24",
        "2026-spring": "2026-spring",
        "2026-autumn": "2026-autumn",
    }


@pytest.mark.parametrize(
    ("say", "given", "reasons"),
    [
        (
            "a teacher abroad at an independent school, for a listed course",
            {"in_england": "no", "establishment_type": "11", "course": "npq-leading-literacy"},
            ["not_in_england", "ineligible_establishment_type", "ineligible_establishment_not_a_pp50"],
        ),
        (
            "a lead mentor without accreditation is not also told that the course is wrong",
            {
                "work_setting": "another_setting",
                "workplace_kind": "none",
                "establishment_type": "none",
                "employment_type": "lead_mentor_for_accredited_itt_provider",
                "course": "npq-leading-teaching-development",
            },
            ["ineligible_establishment_type"],
        ),
        (
            "a childminder who is not on the list is not also told that childminders cannot take it",
            {
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "childminder",
                "workplace_kind": "private_childcare_provider",
                "establishment_type": "none",
                "course": "npq-early-years-leadership",
            },
            ["not_entitled_childminder"],
        ),
        (
            "a deputy at a private nursery meets both bars of the coaching offer",
            {
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "private_nursery",
                "workplace_kind": "private_childcare_provider",
                "establishment_type": "none",
                "course": "npq-early-headship-coaching-offer",
            },
            ["not_new_headteacher_requesting_ehco", "ineligible_establishment_type"],
        ),
        (
            "a deputy at a maintained nursery school meets one",
            {
                "work_setting": "early_years_or_childcare",
                "nursery_kind": "local_authority_maintained_nursery",
                "establishment_type": "15",
                "course": "npq-early-headship-coaching-offer",
            },
            ["not_new_headteacher_requesting_ehco"],
        ),
    ],
)
def test_all_bars_and_only_bars_are_found_for(policies, say, given, reasons):
    usual = {
        "in_england": "yes",
        "previously_funded": "no",
        "work_setting": "a_school",
        "workplace_kind": "school",
        "establishment_type": "1",
        "nursery_kind": "private_nursery",
        "employment_type": "other",
        "new_headteacher": "no",
        "lead_mentor_for_accredited_itt_provider": "no",
        "approved_itt_provider": "no",
        "referred_by_return_to_teaching_adviser": "no",
        "has_ofsted_urn": "yes",
        "on_rise_list": "no",
        "on_childminders_list": "no",
        "on_pp50_schools_list": "no",
        "on_pp50_further_education_list": "no",
    }
    assert [rule.reason for rule in bars(policies["2026-autumn"], usual | given)] == reasons, say


def test_every_value_of_every_fact_has_its_words(vocabulary):
    for name, fact in vocabulary.facts.items():
        assert fact.label, name
        assert fact.asks, name
        for value in (*fact.values, *((0, 1, 142) if fact.kind == "count" else ())):
            said = vocabulary.say(name, value, NAMES)
            assert not re.search(r"[{}_]|\b(he|she|his|her)\b|\.$", said), said
            assert not said.startswith(f"{fact.label}:"), said
            if fact.kind == "choice" and name != "phase":
                assert vocabulary.value_name(name, value) != value, (name, value)


def test_the_words_given_for_values_are_for_values_that_exist(vocabulary):
    for name, fact in vocabulary.facts.items():
        known = {*fact.values, "any", *(("0", "1") if fact.kind == "count" else ())}
        for words in (fact.names, fact.phrases, fact.what_if):
            assert words.keys() <= known, name


def test_what_if_never_invites_anyone_to_misstate_a_fact(vocabulary):
    for name in ("previously_funded", "new_headteacher", "npqh_status", "mastery", "senco_role", "pupils"):
        assert vocabulary.facts[name].what_if == {}
    for fact in vocabulary.facts.values():
        assert all(fill(text, NAMES).startswith("If ") for text in fact.what_if.values())


def test_courses_starts_and_reasons_are_those_of_the_vocabulary(vocabulary):
    assert vocabulary.facts["course"].values == tuple(vocabulary.courses)
    assert vocabulary.facts["cohort"].values == tuple(vocabulary.cohorts)
    for words in vocabulary.reasons.values():
        assert fill(words.say, NAMES).endswith(".")
        assert not re.search(r"\b(he|she|his|her)\b", words.say)


def test_no_shipped_policy_text_names_a_place_of_this_machine():
    for file in paths.resource("policy").glob("*.toml"):
        assert "/work" not in file.read_text(encoding="utf-8")
