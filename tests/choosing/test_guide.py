"""The guide: proven by the same exact check as a policy, blind to money, and right about people of our sources."""

import pytest

from npqdesk import paths
from npqdesk.choosing.guide import EARLIER, earlier
from npqdesk.choosing.guide_file import check_guide, read_guide
from npqdesk.problem import Problem
from npqdesk.services.guide import guide, guide_questions, guide_vocabulary
from npqdesk.services.rulebook import read_rulebook

TEXT = paths.read_text("guide", "guide.toml")
GUIDE = guide()


def read(text):
    return read_guide(text, "guide.toml", guide_vocabulary())


def short(course):
    return guide_vocabulary().courses[course].short if course else ""


def test_the_shipped_guide_proves_itself():
    assert check_guide(GUIDE) == ()
    assert all(told.sources for told in (*GUIDE.advice, *GUIDE.remarks, *GUIDE.criteria, *GUIDE.histories.values()))
    assert all(then.sources for advice in GUIDE.advice for then in advice.then)


def test_who_pays_is_not_among_the_facts_that_it_reads():
    read_facts = {fact for told in (*GUIDE.advice, *GUIDE.remarks) for fact in told.when.facts()}
    read_facts |= {fact for each in GUIDE.criteria for fact in (*each.met.facts(), *each.not_met.facts())}
    known_to_policies = read_facts & read_rulebook().vocabulary.facts.keys()
    assert known_to_policies == {"mastery", "new_headteacher", "senco_since"}  # tests of entry, which decide no money


def test_every_fact_that_decides_has_a_question():
    supplied = {fact for question in guide_questions().questions for fact in question.supplies}
    assert set(GUIDE.classes) <= supplied
    assert {fact for remark in GUIDE.remarks if remark.asks for fact in remark.when.facts()} <= supplied


TEAM = {"scope": "team", "senco_duty": "no"}
MATHS = {**TEAM, "leads": "mathematics", "maths_scope": "primary_school"}
HEAD = {"scope": "head", "senco_duty": "no"}
SENIOR = {"scope": "senior", "senco_duty": "no", "had_senior": "never"}
NEW_HEAD = {
    **HEAD,
    "headship_npq": "studying",
    "new_headteacher": "yes",
    "state_school": "yes",
    "coaching_before": "never",
}


@pytest.mark.parametrize(
    ("facts", "course", "then"),
    [
        ({**MATHS, "mastery": "a_year", "had_mathematics": "never"}, "NPQLPM", "NPQLT"),
        ({**MATHS, "mastery": "cannot_show", "had_teaching": "never"}, "NPQLT", "NPQLPM"),
        ({**MATHS, "mastery": "cannot_show", "had_teaching": "passed"}, "", "NPQLPM"),
        ({**MATHS, "maths_scope": "secondary", "had_teaching": "never"}, "NPQLT", "NPQSL"),
        ({**TEAM, "leads": "literacy", "had_literacy": "left"}, "NPQLL", "NPQLT"),
        ({**TEAM, "leads": "behaviour", "had_behaviour": "passed"}, "", "NPQSL"),
        ({**TEAM, "leads": "teacher_development", "had_teacher_development": "legacy"}, "NPQLTD", "NPQLT"),
        ({**TEAM, "senco_duty": "award", "leads": "send", "had_behaviour": "never"}, "NPQLBC", "NPQSL"),
        ({**TEAM, "senco_duty": "must", "had_senco": "left"}, "NPQSENCO", "NPQLBC"),
        ({"scope": "senior", "senco_duty": "must", "had_senco": "under_way", "had_senior": "never"}, "NPQSL", "NPQH"),
        ({"scope": "none", "senco_duty": "planned", "had_senco": "never"}, "NPQSENCO", "NPQLBC"),
        ({"scope": "several_schools", "senco_duty": "must", "had_senco": "never"}, "NPQSENCO", "NPQEL"),
        (
            {"scope": "senior", "senco_duty": "no", "had_senior": "never", "headship_npq": "completed_before"},
            "NPQSL",
            "",
        ),
        ({"scope": "several_schools", "senco_duty": "no", "had_executive": "never"}, "NPQEL", "NPQH"),
        ({**NEW_HEAD, "scope": "several_schools", "had_executive": "never"}, "NPQEL", "EHCO"),
        (
            {**NEW_HEAD, "scope": "several_schools", "had_executive": "never", "new_headteacher": "no"},
            "NPQEL",
            "",
        ),
        ({**HEAD, "headship_npq": "none"}, "NPQH", "NPQSL"),
        ({**NEW_HEAD, "headship_npq": "paid"}, "NPQH", "EHCO"),
        ({**NEW_HEAD, "headship_npq": "none"}, "NPQH", "EHCO"),
        ({**HEAD, "headship_npq": "none", "is_head": "yes", "new_headteacher": "no"}, "NPQH", "NPQEL"),
        ({**NEW_HEAD, "senco_duty": "must", "had_senco": "never"}, "NPQSENCO", "EHCO"),
        ({**MATHS, "mastery": "a_year", "had_mathematics": "never", "had_teaching": "passed"}, "NPQLPM", "NPQSL"),
        ({**SENIOR, "aims_headship": "no", "leads": "literacy"}, "NPQSL", "NPQLL"),
        ({**SENIOR, "aims_headship": "no", "leads": "none"}, "NPQSL", "NPQH"),
        ({**SENIOR, "had_senior": "passed", "aims_headship": "no", "leads": "none"}, "", "NPQH"),
        (NEW_HEAD, "EHCO", "NPQEL"),
        ({**NEW_HEAD, "new_headteacher": "no"}, "", "NPQEL"),
        ({**NEW_HEAD, "state_school": "no"}, "", "NPQEL"),
        ({**NEW_HEAD, "coaching_before": "left"}, "", "NPQEL"),
        ({"scope": "early_years", "senco_duty": "no", "level3": "no"}, "", "NPQEYL"),
        ({"scope": "none", "senco_duty": "no"}, "", "NPQLT"),
    ],
)
def test_people_of_whom_sources_speak(facts, course, then):
    choice = GUIDE.choose(facts)
    assert choice.advice is not None, choice.needed
    assert short(choice.course) == course
    assert (short(choice.then.course) if choice.then else "") == then


def test_only_what_can_change_the_recommendation_is_needed():
    assert GUIDE.choose({"scope": "senior", "senco_duty": "no", "had_senior": "never"}).needed == frozenset()
    assert "mastery" not in GUIDE.choose({**TEAM, "leads": "literacy"}).needed
    literacy = {**TEAM, "leads": "literacy", "had_literacy": "never"}
    assert GUIDE.needed(literacy) == {"had_teaching", "employer_support", "time"}
    assert GUIDE.needed({**literacy, "had_teaching": "passed"}) == {"had_senior", "employer_support", "time"}
    assert GUIDE.needed({**SENIOR, "employer_support": "yes", "time": "less"}) == {"aims_headship"}
    assert "had_mathematics" not in GUIDE.needed({**MATHS, "mastery": "cannot_show", "had_teaching": "never"})
    assert GUIDE.possible({**TEAM, "leads": "literacy"}) == ("npq-leading-literacy", "none")


@pytest.mark.parametrize(
    ("facts", "standings"),
    [
        (NEW_HEAD, ["met"] * 4),
        ({**NEW_HEAD, "new_headteacher": "no"}, ["not_met", "met", "met", "met"]),
        ({**NEW_HEAD, "state_school": "no"}, ["met", "not_met", "met", "met"]),
        ({**NEW_HEAD, "headship_npq": "none"}, ["met", "met", "not_met", "met"]),
        ({**NEW_HEAD, "headship_npq": "will_start"}, ["met", "met", "ask", "met"]),
        ({**NEW_HEAD, "headship_npq": "completed_before"}, ["met"] * 4),
        ({**NEW_HEAD, "headship_npq": "completed_after"}, ["met", "met", "ask", "met"]),
        ({**NEW_HEAD, "coaching_before": "left"}, ["met", "met", "met", "not_met"]),
        ({}, ["unknown"] * 4),
    ],
)
def test_all_four_criteria_of_the_coaching_offer(facts, standings):
    found = GUIDE.criteria_of("npq-early-headship-coaching-offer", facts)
    assert [standing for _criterion, standing in found] == standings


@pytest.mark.parametrize(
    ("mastery", "standing"),
    [("a_year", "met"), ("similar_course", "ask"), ("another_way", "ask"), ("cannot_show", "not_met"), ("", "unknown")],
)
def test_the_mastery_test_of_leading_primary_mathematics(mastery, standing):
    ((_criterion, found),) = GUIDE.criteria_of(
        "npq-leading-primary-mathematics", {"mastery": mastery} if mastery else {}
    )
    assert found == standing


@pytest.mark.parametrize(
    ("value", "spent"),
    [("never", False), ("passed", True), ("left", True), ("deferred", True), ("paid", False), ("legacy", False)],
)
def test_an_earlier_begin_uses_up_the_scholarship_or_not(value, spent):
    assert GUIDE.history("npq-senior-leadership", {"had_senior": value}).spent is spent
    assert GUIDE.history("npq-senior-leadership", {}) is None


def test_a_headship_npq_that_was_left_is_spent_only_where_its_place_was_funded():
    assert GUIDE.history("npq-headship", {"headship_npq": "left"}).spent
    assert not GUIDE.history("npq-headship", {"headship_npq": "paid"}).spent


@pytest.mark.parametrize(("headship", "held"), [("completed_before", True), ("none", False)])
def test_no_runner_up_because_it_is_held_is_told_from_none_that_there_is(headship, held):
    facts = {**NEW_HEAD, "scope": "several_schools", "new_headteacher": "no", "headship_npq": headship}
    advice = GUIDE.choose({**facts, "had_executive": "never"}).advice
    assert GUIDE.holds_the_next(advice, facts) is held


def test_a_senco_npq_under_way_comes_before_what_is_recommended():
    facts = {"scope": "senior", "senco_duty": "must", "had_senco": "under_way", "had_senior": "never"}
    assert "senco_since" in GUIDE.needed(facts)
    told = {each.id for each in GUIDE.remarks_on("npq-senior-leadership", {**facts, "senco_since": "2024-09"})}
    assert {"senco-under-way", "senco-under-way-clock", "longer"} <= told


def test_earlier_npqs_are_told_alike():
    assert set(EARLIER) == set(guide_vocabulary().courses) - {"npq-additional-support-offer"}
    assert earlier("npq-headship", {"headship_npq": "completed_after"}) == "passed"
    assert earlier("npq-early-headship-coaching-offer", {"coaching_before": "left"}) == "left"


def _before(text, step):
    """The guide with one step put before all others."""
    return text.replace('[[advice]]\nid = "senco-duty"', step + '\n[[advice]]\nid = "senco-duty"', 1)


def test_what_is_wrong_is_found_by_the_exact_check():
    step = (
        '[[advice]]\nid = "all-seniors"\ncourse = "npq-headship"\nwhen = { scope = "senior" }\nsay = "x"\n'
        'sources = ["senior-page"]\n\n  [[advice.example]]\n  say = "y"\n  given = { scope = "senior" }\n'
    )
    found = [finding.say for finding in check_guide(read(_before(TEXT, step)))]
    assert "Step senior can never decide anything: the steps before it take every case." in found
    assert any("is not decided by senior but by all-seniors" in say for say in found)
    twice = [finding.say for finding in check_guide(read(TEXT.replace('id = "senior-to-head"', 'id = "senior"', 1)))]
    assert "There are two called senior." in twice


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("format = 1", "format = 2", "reads guide format 1"),
        ('course = "npq-senco"', 'course = "npq-senko"', "did you mean 'npq-senco'"),
        ('mark = "for"', 'mark = "fore"', "cannot be 'fore'"),
        ('scope = "several_schools"', 'scope = "several"', "scope cannot be 'several'"),
        ('but = ["npq-early-headship-coaching-offer", "none"]', 'but = ["npq-x"]', "no course called 'npq-x'"),
        (
            'id = "field-done"\ncourse = "none"\nwhen = {}',
            'id = "field-done"\ncourse = "none"\nwhen = { scope = "team" }',
            "for all others",
        ),
        ('spent = "yes"', 'spent = "perhaps"', "spent"),
    ],
)
def test_a_mistake_is_told_with_its_line(was, now, says):
    with pytest.raises(Problem) as told:
        read(TEXT.replace(was, now, 1))
    assert says in told.value.what_happened
    assert told.value.place.line > 0
