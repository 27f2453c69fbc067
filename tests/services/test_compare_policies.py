"""A comparison in sentences: true, grouped, in the order of what matters, and calm where nothing differs."""

from dataclasses import replace
from itertools import pairwise

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.compare_policies import compare_editions, compare_named, edition_before
from npqdesk.services.comparison import course_words, in_one, listed
from npqdesk.services.policies import policy_rows
from npqdesk.services.rulebook import read_rulebook

ORDER = [
    *("gains", "losses", "review_gains", "review_losses", "decided_gains", "decided_losses", "reasons", "unusual"),
    *("courses", "grant", "places", "lists", "cautions", "sources", "service"),
]


@pytest.fixture(scope="module")
def book():
    return read_rulebook()


@pytest.fixture(scope="module")
def compared(book):
    return lambda old, new: compare_named(book, old, new)


def _part(comparison, part_id):
    return next((part for part in comparison.parts if part.id == part_id), None)


def _lines(comparison, part_id):
    part = _part(comparison, part_id)
    return [line for row in part.rows for line in row.lines] if part else []


def test_who_gains_from_autumn_2025_to_autumn_2026(compared):
    comparison = compared("2025-autumn", "2026-autumn")
    assert comparison.summary.startswith("10 groups of people gain; none loses. Unless it says otherwise, they work in")
    gains = _lines(comparison, "gains")
    assert (
        "Staff of private nurseries and other early years settings: Early years leadership, where the workplace is "
        "not on the list of disadvantaged early years settings"
    ) in gains
    assert "Staff of maintained nursery schools: Senior leadership" in gains
    assert _part(comparison, "losses") is None
    [private, hand] = _part(comparison, "review_gains").rows
    assert private.lines == ("Staff of early years settings without an Ofsted number: Early years leadership",)
    assert hand.lines[0].startswith("Staff of hospital schools and young offender institutions; staff of virtual ")
    assert hand.outcomes == ("not_funded", "review")
    assert hand.now.endswith("DfE confirms each by hand.")
    assert hand.before.startswith("For staff of virtual schools")
    assert hand.sources[0].url.startswith("https://")


def test_the_same_the_other_way_round(compared):
    there, back = compared("2025-autumn", "2026-autumn"), compared("2026-autumn", "2025-autumn")
    assert "10 groups of people lose; none gains." in back.summary
    who = [
        {who.casefold() for line in _lines(each, part) for who in line.partition(":")[0].split("; ")}
        for each, part in ((there, "gains"), (back, "losses"))
    ]
    assert who[0] == who[1]


def test_parts_come_in_the_order_of_what_matters(book):
    rows = policy_rows(book)
    for new, old in pairwise(rows):
        ids = [part.id for part in compare_named(book, old.name, new.name).parts]
        assert ids == sorted(ids, key=ORDER.index), (old.name, new.name)


def test_courses_come_and_go(compared):
    assert _lines(compared("2021-22", "2022-23"), "courses") == [
        "New: Leading literacy (NPQLL)",
        "New: Early years leadership (NPQEYL)",
        "New: Early headship coaching offer (EHCO)",
        "Gone: Additional support offer (ASO)",
    ]


def test_the_grant_begins_differs_and_ends(compared):
    begun = _part(compared("2021-22", "2022-23"), "grant").rows[0]
    assert begun.lines[0] == "The grant has begun:"
    assert all(line.startswith("£200: ") for line in begun.lines[1:])
    more, less, terms = _part(compared("2022-23", "2023-24"), "grant").rows
    assert more.lines == (
        "£200 before, £800 now, for example where the workplace is a primary school and has one pupil",
    )
    assert (
        "£0 before, £200 now, for example where the workplace is a primary school and has 601 pupils" in less.lines[0]
    )
    assert terms.lines[0].startswith("Targeted Support Fund, 2023 to 2024: paid in June 2024")
    assert terms.before.startswith("Targeted Support Fund, 2022 to 2023: paid in summer 2023")
    ended = _part(compared("2023-24", "2024-autumn"), "grant").rows[0]
    assert ended.lines[0] == "The grant has ended. Before:"
    assert any(line.startswith("£800: Primary schools with 1 to 150 pupils") for line in ended.lines)
    assert ended.now.startswith("The Targeted Support Fund ended")
    assert _part(compared("2024-autumn", "2025-spring"), "grant") is None


def test_how_many_places_were_funded(compared):
    [places] = _part(compared("2024-autumn", "2025-spring"), "places").rows
    assert places.lines[0].startswith("10,000 places were funded for spring 2025")
    assert places.before.startswith("10,800 places were funded for autumn 2024")
    assert _part(compared("2025-spring/1", "2025-spring/4"), "places") is None


def test_lists_and_from_which_day_releases_count(compared):
    lines = _lines(compared("2025-autumn", "2026-autumn"), "lists")
    assert lines[0] == "No longer read: Early years settings in the top half for disadvantage"
    assert (
        "Schools eligible for RISE support: releases from 18 May 2026 on; before, releases from 8 August 2025 to 17 "
        "May 2026"
    ) in lines
    new = _lines(compared("2023-24", "2025-autumn"), "lists")
    assert "New: Schools eligible for RISE support, releases from 8 August 2025 to 17 May 2026" in new


def test_cautions_new_changed_and_gone(compared):
    part = _part(compared("2024-autumn", "2025-spring/1"), "cautions")
    said = [row.lines[0] for row in part.rows]
    assert any(line.startswith("Changed: Eligible is not a place: 10,000 places") for line in said)
    assert said[-1].startswith("Gone: Registrations made under the earlier rules")
    assert part.rows[0].sources
    many = _lines(compared("2021-22", "2022-23"), "cautions")
    assert "New: 7 more, which stand in the edition itself" in many
    assert any(
        line.startswith("Gone: ") and line.endswith(" more")
        for line in _lines(compared("2023-24", "2026-spring"), "cautions")
    )


def test_what_only_the_service_answers_differently_is_told_last_and_short(compared):
    [row] = _part(compared("2025-spring/1", "2025-spring/2"), "service").rows
    assert row.lines == (
        "Refused before, funded now: staff of maintained nursery schools: Early headship coaching offer, in some cases",
    )
    assert row.outcomes == ("not_funded", "funded")
    [many] = _lines(compared("2025-autumn", "2026-spring"), "service")
    assert many == (
        "Funded before, refused now: 14 groups of people, among them staff of schools and academy trusts: Early "
        "headship coaching offer, in some cases"
    )


def test_reasons_that_differ_are_told_in_short(compared):
    lines = _lines(compared("2025-spring", "2025-autumn"), "reasons")
    assert len(lines) == 4
    assert lines[3].startswith("And ")
    few = _lines(compared("2022-23", "2023-24"), "reasons")
    assert few == [
        "“School outside England” before, “Not in England” now",
        "“Early years setting outside England” before, “Not in England” now",
    ]


def test_of_many_cases_the_widest_are_told_in_full(compared):
    lines = _lines(compared("2026-autumn", "2026-spring"), "losses")
    assert any(line.endswith("; in other cases also Early headship coaching offer") for line in lines)
    lines = _lines(compared("2021-22/1", "2021-22/2"), "gains")
    assert any(line.endswith("; and in some other cases") for line in lines)


def test_an_edition_and_itself_say_the_same(compared):
    comparison = compared("2026-autumn", "2026-autumn/1")
    assert comparison.summary == "No published answer differs. The two say the same."
    assert comparison.parts == ()


def test_where_only_words_or_lists_differ_it_says_so(book, compared):
    policy = next(edition.policy for edition in book.editions if edition.policy.id == "2026-autumn")
    first, *others = policy.scholarship
    reworded = replace(policy, scholarship=(replace(first, say="In other words."), *others))
    assert (
        compare_editions(book.vocabulary, policy, reworded).summary == "No published answer differs. Only words differ."
    )
    same = compared("2024-autumn", "2025-spring/1").summary
    assert same == "No published answer differs. Which lists and releases count has changed too: see below."


def test_where_only_odd_facts_or_reasons_differ_it_says_so(book):
    policy = next(edition.policy for edition in book.editions if edition.policy.id == "2026-spring")
    only, *_ = policy.scholarship
    renamed = replace(policy, scholarship=(replace(only, reason="not_funded"),))
    other = compare_editions(book.vocabulary, policy, renamed)
    assert other.summary.startswith(
        "Everybody is funded, refused or reviewed as before, though DfE gives other reasons."
    )


def test_without_a_course_in_common_nothing_can_be_compared(book):
    policy = next(edition.policy for edition in book.editions if edition.policy.id == "2026-spring")
    one, other = (replace(policy, courses={course: "2021-autumn"}) for course in ("npq-headship", "npq-senco"))
    comparison = compare_editions(book.vocabulary, one, other)
    assert comparison.summary == "They have no course in common, so no answer can be compared."
    assert [part.id for part in comparison.parts] == ["courses"]


def test_a_file_that_is_not_added_yet_can_be_compared(book, tmp_path):
    text = paths.read_text("policy", "2026-autumn.toml").replace(
        'cohorts = ["2026-autumn"]', 'cohorts = ["2027-autumn"]'
    )
    file = tmp_path / "2027-autumn.toml"
    file.write_text(text, encoding="utf-8")
    assert compare_named(book, "2026-autumn", str(file)).summary.startswith("No published answer differs.")


@pytest.mark.parametrize("name", ["2025-autum", "2025-spring/9"])
def test_a_wrong_name_is_told_with_those_there_are(compared, name):
    with pytest.raises(Problem) as caught:
        compared("2026-autumn", name)
    assert name in caught.value.what_happened
    assert "2025-spring/4" in caught.value.what_to_do


def test_a_file_that_is_not_there_is_told(compared):
    with pytest.raises(Problem, match="cannot be read"):
        compared("2026-autumn", "nowhere.toml")


def test_the_edition_before(book):
    assert edition_before(book, "2026-autumn", 1).name == "2026-spring/1"
    assert edition_before(book, "2025-spring", 1).name == "2024-autumn/5"
    assert edition_before(book, "2021-22", 1) is None


def test_courses_in_words(book):
    words, compared = book.vocabulary, ["npq-headship", "npq-senco", "npq-leading-literacy", "npq-leading-teaching"]
    assert course_words(words, compared, compared) == "every course"
    assert (
        course_words(words, compared[:3], compared[:3])
        == "Headship, Special educational needs co-ordinator and Leading literacy"
    )
    ehco = [*compared, "npq-early-headship-coaching-offer"]
    assert course_words(words, compared, ehco) == "every NPQ"
    all_but = [course for course in words.courses if course not in ("npq-headship", "npq-additional-support-offer")]
    offered = [course for course in words.courses if course != "npq-additional-support-offer"]
    assert course_words(words, all_but, offered) == "Early headship coaching offer, and every NPQ but Headship"


def test_sentences_in_one():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert in_one(["the workplace is open", "the workplace is small", "the person teaches", "it rains"]) == (
        "the workplace is open, is small, the person teaches and it rains"
    )
