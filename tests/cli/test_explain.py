"""`npqdesk explain`: the answer and all it rests on, in plain sentences."""

import re

import pytest

REFUSED = (
    *("cohort=2026-autumn", "course=npq-leading-literacy", "in_england=yes", "previously_funded=yes"),
    *("work_setting=a_school", "workplace_kind=school", "establishment_type=1", "phase=Primary", "pupils=142"),
    *("on_rise_list=no", "on_pp50_schools_list=no"),
)
GRANTED = (
    *("cohort=2024-spring", "course=npq-headship", "in_england=yes", "previously_funded=no"),
    *("approved_itt_provider=no", "work_setting=a_school", "workplace_kind=school", "establishment_type=1"),
    *("on_exceptional_urn_list=no", "on_named_further_education_list=no", "had_targeted_support_for_course=no"),
    *("phase=Primary", "pupils=150"),
)


def sections(text: str) -> dict[str, str]:
    """Heading → what stands under it; the beginning under ""."""
    found, heading, lines = {}, "", text.splitlines()
    for line, under in zip(lines, [*lines[1:], ""], strict=True):
        if line and under == "-" * len(line):
            heading = line
        elif set(line) != {"-"}:
            found[heading] = f"{found.get(heading, '')}{line}\n"
    return found


def test_a_refusal_says_every_bar_and_the_way_out(npqdesk):
    ran = npqdesk("explain", "--given", *REFUSED)
    told = sections(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert told[""].splitlines()[:3] == ["Leading literacy (NPQLL), autumn 2026", "", "Not eligible for a scholarship"]
    assert told["Why"].count("- Refuses: ") == 2
    assert "Headship (NPQH)" in told["Other courses that can be funded"]
    assert "Same as ours." in told["DfE’s own service"]
    trace = " ".join(told["Rules tested, in order"].split())
    assert "2. 26-prev: applies (this person has already had a funded place on Leading literacy (NPQLL))." in trace
    assert "https://" in told["Sources"]
    assert "Autumn 2026, edition 1 (2026-autumn/1)" in told["Rests on"]
    assert "- Pupils: 142\n" in told["What is known"]


def test_sources_are_numbered_and_all_listed(npqdesk):
    told = npqdesk("explain", "-g", *REFUSED).out
    cited = set(re.findall(r"\[\d+\]", told.partition("\nSources\n")[0]))
    listed = [line.split()[0] for line in sections(told)["Sources"].splitlines() if line.startswith("[")]
    assert listed == [f"[{number}]" for number in range(1, len(listed) + 1)]
    assert cited == set(listed)
    assert list(dict.fromkeys(re.findall(r"\[\d+\]", told)))[: len(listed)] == listed  # in the order of reading


def test_a_grant_says_its_edge(npqdesk):
    told = sections(npqdesk("explain", "--given", *GRANTED).out)
    assert "Eligible for a scholarship" in told[""]
    assert "Grant to the school: £800" in told[""]
    assert "150 is the last number of pupils that earned £800" in " ".join(told["What would have changed it"].split())


def test_what_is_missing_is_asked_for(npqdesk):
    told = sections(npqdesk("explain", "--given", "cohort=2024-spring", "course=npq-headship").out)
    assert "Cannot tell yet" in told[""]
    assert "- Works in England (in_england). This person or the school office can say." in told["Still needed"]
    assert "Why" not in told


def test_a_start_without_an_edition_is_told(npqdesk, without_policy):
    without_policy("2022-autumn")
    ran = npqdesk("explain", "--given", "cohort=2022-autumn", "course=npq-headship")
    assert ran.code == 0
    assert "No published policy" in ran.out


def test_lines_fit_a_hundred_columns(npqdesk):
    told = npqdesk("explain", "--given", *REFUSED).out + npqdesk("policy", "show", "2023-24").out
    assert max(len(line) for line in told.splitlines() if "://" not in line) <= 100


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["course=npq-headship"], "say which start is meant"),
        (["cohort=2026-autunm"], "cohort cannot be '2026-autunm', did you mean '2026-autumn'?"),
        (["cohrt=2026-autumn"], "there is no fact 'cohrt', did you mean 'cohort'?"),
        (["cohort=2026-autumn", "course"], "'course' is no fact: write fact=value"),
        (["cohort=2026-autumn", "cohort=2026-spring"], "cohort is given twice"),
        (["cohort=2026-autumn", "urn=12/34"], "urn cannot be '12/34'"),
        (["cohort=2026-autumn", "pupils=1,000"], "pupils cannot be '1,000'"),
    ],
)
def test_a_fact_that_cannot_be_is_wrong_usage(npqdesk, given, message):
    ran = npqdesk("explain", "--given", *given)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert len(ran.err.splitlines()) == 2
