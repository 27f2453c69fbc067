"""Thirty people, invented, of whom it was written down first what they should be told: course, runner-up, and a word of
what goes with it: duty first, then gates, scope, specialism."""

import pytest

from npqdesk.services.guide import guide, guide_vocabulary

GUIDE = guide()
TEAM, SENIOR = {"scope": "team", "senco_duty": "no"}, {"scope": "senior", "senco_duty": "no", "had_senior": "never"}
PRIMARY_MATHS = {**TEAM, "leads": "mathematics", "maths_scope": "primary_school", "had_teaching": "never"}
MASTERY = {**PRIMARY_MATHS, "mastery": "a_year", "had_mathematics": "never"}
YEAR_TWO = {"scope": "head", "senco_duty": "no", "is_head": "yes", "new_headteacher": "yes", "state_school": "yes"}
NEW_HEAD = {**YEAR_TWO, "coaching_before": "never"}
OLD_HEAD = {**NEW_HEAD, "new_headteacher": "no"}
TRUST = {"scope": "several_schools", "senco_duty": "no", "had_executive": "never"}
SENCO = {"senco_duty": "must", "had_senco": "never"}
NURSERY = {"scope": "early_years", "senco_duty": "no", "level3": "yes", "had_early_years": "never"}

PEOPLE = {
    "deputy with senior leadership who wants to be head": (
        {**SENIOR, "had_senior": "passed", "aims_headship": "yes", "headship_npq": "none"}, "NPQH", "EHCO"),
    "deputy for pastoral care": ({**SENIOR, "aims_headship": "no", "leads": "behaviour"}, "NPQSL", "NPQLBC"),
    "deputy, senior leadership under way, safeguarding lead": (
        {**SENIOR, "had_senior": "under_way", "aims_headship": "no", "leads": "behaviour", "had_behaviour": "never"},
        "NPQLBC", "NPQH"),
    "assistant head with maths and no mastery": (
        {**SENIOR, "aims_headship": "no", "leads": "mathematics", "maths_scope": "primary_school",
         "mastery": "cannot_show"}, "NPQSL", "NPQLT"),
    "business manager in the senior team": ({**SENIOR, "aims_headship": "no", "leads": "none"}, "NPQSL", "NPQH"),
    "senior leader with one from before 2021": (
        {**SENIOR, "had_senior": "legacy", "aims_headship": "no", "leads": "none"}, "NPQSL", "NPQH"),
    "SENCO in mid-clock, assistant head": ({**SENIOR, **SENCO}, "NPQSENCO", "NPQSL"),
    "SENCO whose course is under way": (
        {**SENIOR, **SENCO, "had_senco": "under_way", "aims_headship": "no", "leads": "none"}, "NPQSL", "NPQH"),
    "SENCO who left a funded place": ({**TEAM, **SENCO, "had_senco": "left"}, "NPQSENCO", "NPQLBC"),
    "SENCO of a special school": (
        {**TEAM, "senco_duty": "elsewhere", "leads": "send", "had_senco": "never"}, "NPQSENCO", "NPQLBC"),
    "SENCO with the older award": (
        {**TEAM, "senco_duty": "award", "leads": "send", "had_behaviour": "never"}, "NPQLBC", "NPQSL"),
    "head of a small school, SENCO soon": (
        {**OLD_HEAD, "senco_duty": "planned", "had_senco": "never"}, "NPQSENCO", "NPQH"),
    "teaching assistant who leads phonics": ({**TEAM, "leads": "literacy", "had_literacy": "never"}, "NPQLL", "NPQLT"),
    "pastoral lead who left it": ({**TEAM, "leads": "behaviour", "had_behaviour": "left"}, "NPQLBC", "NPQSL"),
    "lead mentor of trainees": (
        {**TEAM, "leads": "teacher_development", "had_teacher_development": "never"}, "NPQLTD", "NPQLT"),
    "maths in a secondary, with an older middle leadership NPQ": (
        {**PRIMARY_MATHS, "maths_scope": "secondary"}, "NPQLT", "NPQSL"),
    "agency teacher with nothing planned": ({"scope": "none", "senco_duty": "no"}, "", "NPQLT"),
    "reception lead": (NURSERY, "NPQEYL", "NPQLT"),
    "nursery manager without a level 3": ({**NURSERY, "level3": "no"}, "", "NPQEYL"),
    "maths lead before any mastery": ({**PRIMARY_MATHS, "mastery": "cannot_show"}, "NPQLT", "NPQLPM"),
    "maths lead after Readiness": ({**MASTERY, "mastery": "another_way"}, "NPQLPM", "NPQLT"),
    "maths lead after Development, with leading teaching": (
        {**MASTERY, "had_teaching": "passed"}, "NPQLPM", "NPQSL"),
    "maths lead of a trust": (MASTERY, "NPQLPM", "NPQLT"),
    "director of eight schools": ({**TRUST, "headship_npq": "none"}, "NPQEL", "NPQH"),
    "new head of two schools": (
        {**TRUST, **NEW_HEAD, "scope": "several_schools", "headship_npq": "completed_before"}, "NPQEL", "EHCO"),
    "chief executive with the NPQ": ({**TRUST, "had_executive": "passed"}, "", ""),
    "head in year two, headship NPQ from before 2021": ({**NEW_HEAD, "headship_npq": "legacy"}, "EHCO", "NPQEL"),
    "head who left the coaching": (
        {**YEAR_TWO, "coaching_before": "left", "headship_npq": "completed_before"}, "", "NPQEL"),
    "head who paid for a headship NPQ and failed": ({**NEW_HEAD, "headship_npq": "paid"}, "NPQH", "EHCO"),
    "head of ten years without it": ({**OLD_HEAD, "headship_npq": "none"}, "NPQH", "NPQEL"),
}  # fmt: skip


@pytest.mark.parametrize("who", PEOPLE)
def test_each_is_told_what_was_written_down_first(who):
    facts, course, then = PEOPLE[who]
    choice, short = GUIDE.choose(facts), {each.id: each.short for each in guide_vocabulary().courses.values()}
    assert choice.advice is not None, choice.needed
    told = (short.get(choice.course, ""), short[choice.then.course] if choice.then else "")
    assert told == (course, then)
    assert "ask" in {each.mark for each in GUIDE.remarks_on(choice.course, facts)} or not choice.course


def test_there_are_thirty():
    assert len(PEOPLE) == 30
