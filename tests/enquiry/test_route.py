from dataclasses import replace

from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.known import KnownFact
from npqdesk.enquiry.options import options_of
from npqdesk.enquiry.route import after, answer_key, back, progress, route, with_what_follows, without_what_follows

START = {"name": "Amara", "cohort": "2026-autumn", "course": "lead"}
SCHOOL = {**START, "setting": "school", "workplace": "900001"}


def register(question, answer, facts):
    """A register of two schools and a list that holds the Ofsted number EY123456."""
    if question == "ofsted":
        return {"listed": KnownFact("yes" if answer == "EY123456" else "no", "list", "List, 18 May 2026")}
    schools = {"900001": {"kind": "1", "pupils": 142, "workplace_name": "Ash School"}, "900002": {"kind": "11"}}
    found = schools.get(str(answer), {}) if question == "workplace" else {}
    return {name: KnownFact(value, "register", "Register, 17 July 2025") for name, value in found.items()}


def walk(small, policy_for, texts, **options):
    return route(policy_for, small, Answers(texts), **{"look_up": register, **options})


def test_it_begins_with_the_name_then_the_start(small, policy_for):
    way = walk(small, policy_for, {})
    assert (way.path, way.current, way.policy) == ((), "name", None)
    assert walk(small, policy_for, {"name": "Amara"}).current == "cohort"


def test_the_staff_record_stands_for_the_answer_until_the_office_gives_one(small, policy_for):
    record = {"name": KnownFact("Amara Okafor", "record", "Staff record")}
    way = walk(small, policy_for, {}, record=record)
    assert way.current == "cohort"
    assert way.known["name"].origin == "record"
    way = walk(small, policy_for, {"name": "Amara Obi"}, record=record)
    assert way.known["name"] == KnownFact("Amara Obi", "answer", "You answered")


def test_without_a_policy_it_ends_after_the_start(small, policy_for):
    way = walk(small, policy_for, {"name": "Amara", "cohort": "2025-autumn"})
    assert way.complete
    assert way.policy is None
    assert way.path == ("name", "cohort")


def test_what_the_register_says_is_not_asked(small, policy_for):
    way = walk(small, policy_for, SCHOOL)
    assert way.path == ("name", "cohort", "course", "setting", "workplace")
    assert way.current == "since"
    assert way.facts["kind"] == "1"
    assert way.known["kind"].say == "Register, 17 July 2025"
    assert "workplace_name" not in way.facts


def test_a_school_that_is_not_in_the_register_is_asked_about(small, policy_for):
    assert walk(small, policy_for, {**SCHOOL, "workplace": "Elm School"}).current == "kind"


def test_an_answer_holds_only_for_what_it_is_about(small, policy_for):
    by_hand = {**SCHOOL, "workplace": "Elm School", "kind@Elm School": "11"}
    assert walk(small, policy_for, by_hand).facts["kind"] == "11"
    assert walk(small, policy_for, {**by_hand, "workplace": "Oak School"}).current == "kind"


def test_i_do_not_know_counts_as_asked_and_settles_nothing(small, policy_for):
    texts = {**SCHOOL, "workplace": "Elm School", "kind@Elm School": "unknown", "since": "2024-09", "had@lead": "no"}
    way = walk(small, policy_for, {**texts, "pupils@Elm School": "90"})
    assert way.complete
    assert "kind" not in way.facts
    assert "kind" in way.path


def test_a_challenge_overrides_the_register_and_says_so(small, policy_for):
    way = walk(small, policy_for, SCHOOL)
    key = answer_key(small, way, "kind")
    assert key == "kind@900001!1"
    assert answer_key(small, way, "since") == "since"
    assert answer_key(small, way, "had") == "had@lead"
    challenged = walk(small, policy_for, {**SCHOOL, key: "11"})
    assert challenged.known["kind"] == KnownFact(
        "11", "answer", "Your word. Register, 17 July 2025: Community school", "1"
    )
    assert answer_key(small, challenged, "kind") == key


def test_a_challenge_holds_against_that_one_value_only(small, policy_for):
    challenges = {"kind@900002!1": "11", "kind@900001!11": "none", "kind@900001": "11"}
    assert walk(small, policy_for, {**SCHOOL, **challenges}).known["kind"].origin == "register"


def test_a_challenge_that_agrees_says_nothing_or_is_nonsense_changes_nothing(small, policy_for):
    for text in ("1", "unknown", "nonsense"):
        assert walk(small, policy_for, {**SCHOOL, "kind@900001!1": text}).known["kind"].origin == "register"


def test_an_answer_that_is_no_longer_offered_is_asked_again(small, policy_for):
    assert walk(small, policy_for, {**SCHOOL, "course": "fly"}).current == "course"


def test_what_follows_is_known_but_never_against_an_answer(small, policy_for):
    way = walk(small, policy_for, {**START, "setting": "none"})
    assert way.known["shut"] == KnownFact("yes", "follows", "Nothing is open there")
    assert way.known["kind"] == KnownFact("none", "follows", "Follows from: Setting")
    assert "workplace" not in way.path


def test_what_cannot_exist_is_settled(small, policy_for):
    way = walk(small, policy_for, {**START, "setting": "nursery"})
    assert way.known["kind"].value == "none"
    assert way.known["kind"].origin == "follows"


def test_an_ofsted_number_is_asked_only_where_a_list_can_be_looked_up(small, policy_for):
    texts = {**SCHOOL, "course": "teach"}
    assert walk(small, policy_for, texts).current == "listed"
    assert walk(small, policy_for, texts, loaded=["listed"]).current == "ofsted"
    way = walk(small, policy_for, {**texts, "ofsted": "EY123456"}, loaded=["listed"])
    assert way.facts["listed"] == "yes"
    assert way.known["listed"].origin == "list"
    assert way.current == "had"


def test_back_and_after_follow_the_path(small, policy_for):
    way = walk(small, policy_for, SCHOOL)
    assert back(way, "since") == "workplace"
    assert back(way, "course") == "cohort"
    assert back(way, "name") == ""
    assert after(way, "course") == "setting"
    assert after(way, "workplace") == "since"
    assert after(way, "since") == "since"
    done = walk(small, policy_for, {**SCHOOL, "since": "2024-09", "had@lead": "no"})
    assert done.complete
    assert after(done, "had") == ""
    assert back(done, "") == "had"


def test_progress_is_an_honest_estimate(small, policy_for):
    assert progress(walk(small, policy_for, {}), "name") == (1, 7)
    way = walk(small, policy_for, START)
    assert progress(way, "setting") == (4, 7)
    assert progress(way, "cohort") == (2, 7)
    done = walk(small, policy_for, {**SCHOOL, "since": "2024-09", "had@lead": "no"})
    assert progress(done, "had") == (7, 7)
    assert progress(done, "") == (8, 8)


def test_lists_that_are_loaded_shorten_the_estimate(small, policy_for):
    texts = {**START, "course": "teach"}
    asked = walk(small, policy_for, texts).about
    assert walk(small, policy_for, texts, loaded=["listed"]).about == asked - 1


def test_what_an_answer_only_implies_goes_behind_what_was_looked_up(small, policy_for):
    def says_so(question, answer, facts):
        return {"kind": KnownFact("1", "register", "Register")} if question == "course" else {}

    way = walk(small, policy_for, {**START, "setting": "none"}, look_up=says_so)
    assert way.known["kind"].origin == "register"


def test_the_starts_with_a_policy_come_first_and_those_to_come_last(small, policy_for):
    options = options_of(small["cohort"], small, policy_for, {})
    told = ["2026-autumn", "2026-spring", "2025-autumn", "2027-spring", "2027-autumn"]
    assert [option.value for option in options] == told
    assert options[0].label == "Autumn 2026"
    assert all("no published policy" in option.hint for option in options[1:])


def test_a_start_that_a_policy_alone_names_is_offered_too(small, policy):
    added = replace(policy, cohorts=("2026-autumn", "2027-autumn"))
    vocabulary = small.vocabulary.with_cohorts([added])
    policy_for = dict.fromkeys(added.cohorts, added).get
    options = options_of(small["cohort"], replace(small, vocabulary=vocabulary), policy_for, {})
    assert [option.value for option in options][:3] == ["2027-autumn", "2026-autumn", "2027-spring"]
    assert options[0].hint == ""


def test_only_the_courses_of_the_start_are_offered(small, policy_for, policy):
    def courses(facts, which=policy_for):
        return [option.value for option in options_of(small["course"], small, which, facts)]

    assert courses({}) == ["lead", "teach"]
    assert courses({"cohort": "2026-autumn"}) == ["lead", "teach"]
    assert courses({"cohort": "2025-autumn"}, lambda cohort: policy) == ["teach"]
    assert options_of(small["setting"], small, policy_for, {}) == small["setting"].options


def test_what_follows_is_left_out_and_follows_anew(small, policy_for):
    answered = {"setting": KnownFact("none", "answer", "You answered")}
    known = with_what_follows(small, answered)
    assert known["shut"] == KnownFact("yes", "follows", "Nothing is open there")
    assert without_what_follows(small, known) == answered
    told = {"shut": KnownFact("yes", "follows", "Follows from: Setting")}
    assert without_what_follows(small, told) == told


def test_questions_without_an_answer_can_be_passed_as_if_nobody_knew_it(small, policy_for):
    way = walk(small, policy_for, {**SCHOOL, "workplace": "Elm School"}, pass_over=True)
    assert way.complete
    assert "kind" not in way.facts
