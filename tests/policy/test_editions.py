"""Every shipped edition proves itself, and says where each word comes from."""

import re
from datetime import date

import pytest

from npqdesk import paths
from npqdesk.rules.check import check
from npqdesk.rules.decide import decide, decide_grant
from npqdesk.rules.explain import bars
from npqdesk.rules.facts import fill
from npqdesk.rules.timeline import NoPolicy, edition_for, overlaps

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
    later = f".{edition.edition}" if edition.edition > 1 else ""
    assert edition.file_name == f"{edition.id}{later}.toml"


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


def test_every_start_is_answered_by_the_last_edition_of_its_period(policies, vocabulary):
    assert overlaps(policies.values()) == ()
    today = date(2026, 11, 21)
    found = {cohort: edition_for(policies.values(), vocabulary, cohort, today) for cohort in vocabulary.cohorts}
    assert {cohort: (policy.id, policy.edition) for cohort, policy in found.items()} == {
        "2021-autumn": ("2021-22", 2),
        "2022-spring": ("2021-22", 2),
        "2022-autumn": ("2022-23", 3),
        "2023-spring": ("2022-23", 3),
        "2023-autumn": ("2023-24", 1),
        "2024-spring": ("2023-24", 1),
        "2024-autumn": ("2024-autumn", 5),
        "2025-spring": ("2025-spring", 4),
        "2025-autumn": ("2025-autumn", 1),
        "2026-spring": ("2026-spring", 1),
        "2026-autumn": ("2026-autumn", 1),
    }


@pytest.mark.parametrize(
    ("cohort", "day", "edition"),
    [
        ("2021-autumn", date(2021, 6, 30), "not_yet_then"),
        ("2021-autumn", date(2021, 7, 1), 1),
        ("2021-autumn", date(2021, 10, 11), 1),
        ("2021-autumn", date(2021, 10, 12), 2),
        ("2022-autumn", date(2022, 6, 5), "not_yet_then"),
        ("2022-autumn", date(2022, 6, 6), 1),
        ("2022-autumn", date(2022, 11, 29), 1),
        ("2022-autumn", date(2022, 11, 30), 2),
        ("2023-spring", date(2023, 1, 23), 2),
        ("2023-spring", date(2023, 1, 24), 3),
        ("2024-autumn", date(2024, 6, 30), "not_yet_then"),
        ("2024-autumn", date(2024, 7, 1), 1),
        ("2024-autumn", date(2024, 7, 9), 1),
        ("2024-autumn", date(2024, 7, 10), 2),
        ("2024-autumn", date(2024, 7, 17), 2),
        ("2024-autumn", date(2024, 7, 18), 3),
        ("2024-autumn", date(2024, 8, 12), 3),
        ("2024-autumn", date(2024, 8, 13), 4),
        ("2024-autumn", date(2024, 9, 3), 4),
        ("2024-autumn", date(2024, 9, 4), 5),
        ("2025-spring", date(2025, 2, 9), "not_yet_then"),
        ("2025-spring", date(2025, 2, 10), 1),
        ("2025-spring", date(2025, 2, 27), 1),
        ("2025-spring", date(2025, 2, 28), 2),
        ("2025-spring", date(2025, 3, 9), 2),
        ("2025-spring", date(2025, 3, 10), 3),
        ("2025-spring", date(2025, 4, 1), 3),
        ("2025-spring", date(2025, 4, 2), 4),
    ],
)
def test_the_day_of_the_decision_chooses_the_edition(policies, vocabulary, cohort, day, edition):
    found = edition_for(policies.values(), vocabulary, cohort, day)
    assert (found.kind if isinstance(found, NoPolicy) else found.edition) == edition


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


TEACHER = {
    "in_england": "yes",
    "previously_funded": "no",
    "approved_itt_provider": "no",
    "lead_mentor_for_accredited_itt_provider": "no",
    "work_setting": "a_school",
    "workplace_kind": "school",
    "establishment_type": "1",
    "nursery_kind": "private_nursery",
    "employment_type": "other",
    "new_headteacher": "no",
    "referred_by_return_to_teaching_adviser": "no",
    "on_exceptional_urn_list": "no",
    "on_high_pupil_premium_list": "no",
    "on_rise_list": "no",
    "on_childminders_list": "no",
    "on_la_nursery_list": "no",
    "on_disadvantaged_early_years_list": "no",
    "on_ofsted_early_years_register": "no",
    "on_pp50_schools_list": "no",
    "on_pp50_further_education_list": "no",
}
NURSERY = {
    "work_setting": "early_years_or_childcare",
    "nursery_kind": "local_authority_maintained_nursery",
    "establishment_type": "15",
}


@pytest.mark.parametrize(
    ("edition", "say", "given", "rules"),
    [
        (
            "2021-22",
            "a deputy at a nursery school without high pupil premium wants headship",
            {"establishment_type": "15", "course": "npq-headship"},
            ["21i-else-headship-type", "21i-else-headship-list"],
        ),
        (
            "2021-22.2",
            "someone who is no head, abroad and at an independent school, asks for the support offer",
            {"in_england": "no", "establishment_type": "11", "course": "npq-additional-support-offer"},
            ["21-adj-england", "21-else-type", "21-aso-no"],
        ),
        (
            "2022-23.3",
            "someone funded before at an independent school abroad",
            {"in_england": "no", "previously_funded": "yes", "establishment_type": "11", "course": "npq-headship"},
            ["22-prev", "22-sch-out", "22-sch-type"],
        ),
        (
            "2022-23",
            "the early years lead of an independent school, before such schools counted",
            {
                "establishment_type": "11",
                "on_independent_early_years_list": "yes",
                "course": "npq-early-years-leadership",
            },
            ["22-sch-type"],
        ),
        (
            "2022-23.2",
            "a lead mentor at an independent school, before the service asked about lead mentors",
            {"approved_itt_provider": "yes", "establishment_type": "11", "course": "npq-headship"},
            ["22-sch-type"],
        ),
        (
            "2024-autumn",
            "a reception teacher at a listed school, before such schools counted",
            {"on_pp50_schools_list": "yes", "course": "npq-early-years-leadership"},
            ["24-eyl-list"],
        ),
        (
            "2024-autumn.3",
            "no new head at an independent school, which the type of workplace barred first",
            {"establishment_type": "11", "course": "npq-early-headship-coaching-offer"},
            ["24-type", "24-ehco"],
        ),
        (
            "2024-autumn.4",
            "the same once headship was asked first",
            {"establishment_type": "11", "course": "npq-early-headship-coaching-offer"},
            ["24-ehco", "24-type"],
        ),
        (
            "2024-autumn.5",
            "a lead mentor who was funded before is not also told that the school is not listed",
            {"approved_itt_provider": "yes", "previously_funded": "yes", "course": "npq-leading-teaching-development"},
            ["24-itt-prev"],
        ),
        (
            "2024-autumn.5",
            "a teacher of a nursery school abroad meets only England where the course is open",
            {**NURSERY, "in_england": "no", "course": "npq-senco"},
            ["24-england"],
        ),
        (
            "2025-spring.4",
            "no new head at a listed nursery school is told so once",
            {**NURSERY, "on_la_nursery_list": "yes", "course": "npq-early-headship-coaching-offer"},
            ["25s-adj-nursery-16"],
        ),
        (
            "2025-spring.4",
            "a former teacher who was funded before is told so once",
            {
                "workplace_kind": "none",
                "work_setting": "other",
                "previously_funded": "yes",
                "course": "npq-leading-literacy",
            },
            ["25s-adj-prev", "25s-ni-other"],
        ),
        (
            "2025-autumn",
            "a nursery school that is on no list meets only the bar of a second time",
            {**NURSERY, "previously_funded": "yes", "course": "npq-headship"},
            ["25-prev"],
        ),
        (
            "2025-autumn",
            "a teacher at a nursery school is told once that the course is not funded there",
            {**NURSERY, "course": "npq-leading-literacy"},
            ["25-ey-nur-npq"],
        ),
    ],
)
def test_all_bars_and_only_bars_are_found_in_the_past_too(policies, edition, say, given, rules):
    assert [rule.id for rule in bars(policies[edition], TEACHER | given)] == rules, say


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
        for words in (fact.names, fact.phrases):
            assert words.keys() <= known, name


def test_what_if_never_invites_anyone_to_misstate_a_fact(vocabulary):
    never = {"previously_funded", "npqh_status", "mastery", "senco_role", "pupils", "cohort", "course"}
    for each in vocabulary.what_ifs.values():
        assert never.isdisjoint(each.facts), each.id
        assert each.ends or "new_headteacher" not in each.facts, each.id
        assert each.ends or each.said, each.id
        for words in filter(None, (each.say, each.said)):
            assert not re.search(r"[{}_]|\b(he|she|his|her)\b|\.$|^If ", fill(words, NAMES)), each.id


def test_another_workplace_is_a_possible_one_said_in_full(vocabulary):
    for each in vocabulary.what_ifs.values():
        of_the_workplace = {name for name in each.facts if "workplace" in vocabulary.facts[name].belongs_to}
        if each.moves:
            assert {"in_england", "work_setting", "workplace_kind"} <= of_the_workplace, each.id
            assert {**vocabulary.settle(each.facts), **each.facts} == vocabulary.settle(each.facts), each.id


def test_courses_and_reasons_are_those_of_the_vocabulary(vocabulary):
    assert vocabulary.facts["course"].values == tuple(vocabulary.courses)
    for words in vocabulary.reasons.values():
        assert fill(words.say, NAMES).endswith(".")
        assert not re.search(r"\b(he|she|his|her)\b", words.say)


def test_no_shipped_policy_text_names_a_place_of_this_machine():
    for file in paths.resource("policy").glob("*.toml"):
        assert "/work" not in file.read_text(encoding="utf-8")
