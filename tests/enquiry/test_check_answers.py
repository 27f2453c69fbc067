from npqdesk.enquiry.answers import Answers
from npqdesk.enquiry.check_answers import check_rows, facts_that_count
from npqdesk.enquiry.known import KnownFact
from npqdesk.enquiry.route import route

TEXTS = {
    "name": "Amara",
    "cohort": "2026-autumn",
    "course": "lead",
    "setting": "school",
    "workplace": "900001",
    "since": "2024-09",
    "had@lead": "unknown",
    "pupils@900001": "1200",
}


def register(question, answer, facts):
    known = {"kind": KnownFact("1", "register", "Register, 17 July 2025")}
    known["listed"] = KnownFact("no", "list", "List, 18 May 2026")
    known["workplace_name"] = KnownFact("Ash School, Elmby", "register", "Register, 17 July 2025")
    return known if question == "workplace" else {}


def rows_of(small, policy_for, texts, **options):
    way = route(policy_for, small, Answers(texts), look_up=register, **options)
    return {row.question: row for row in check_rows(small, way)}


def test_rows_are_grouped_by_subject_and_say_where_each_fact_came_from(small, policy_for):
    rows = rows_of(small, policy_for, TEXTS)
    assert [(row.subject, row.label, row.answer, row.say, row.action) for row in rows.values()] == [
        ("person", "Name", "Amara", "You answered", "change"),
        ("person", "Since", "September 2024", "You answered", "change"),
        ("person", "Had it", "Not known yet", "You answered", "change"),
        ("course", "Starts", "Autumn 2026", "You answered", "change"),
        ("course", "Course", "Leading", "You answered", "change"),
        ("workplace", "Setting", "A school", "You answered", "change"),
        ("workplace", "School", "Ash School, Elmby", "You answered", "change"),
        ("workplace", "Type", "Community school", "Register, 17 July 2025", "challenge"),
        ("workplace", "Pupils", "1,200", "You answered", "change"),
    ]


def test_a_list_is_shown_only_where_the_answer_rests_on_it(small, policy_for):
    assert "listed" not in rows_of(small, policy_for, TEXTS)
    row = rows_of(small, policy_for, {**TEXTS, "course": "teach"})["listed"]
    assert (row.answer, row.origin, row.action) == ("No", "list", "challenge")


def test_a_challenged_fact_can_be_challenged_again(small, policy_for):
    row = rows_of(small, policy_for, {**TEXTS, "kind@900001!1": "11"})["kind"]
    assert (row.answer, row.origin, row.action) == ("Independent school", "answer", "challenge")
    assert row.say == "Your word. Register, 17 July 2025: Community school"


def test_a_fact_of_the_staff_record_can_be_changed(small, policy_for):
    texts = {key: text for key, text in TEXTS.items() if key != "name"}
    row = rows_of(small, policy_for, texts, record={"name": KnownFact("Amara", "record", "Staff record")})["name"]
    assert (row.answer, row.say, row.action) == ("Amara", "Staff record", "change")


def test_without_a_policy_there_is_only_what_was_asked(small, policy_for):
    assert list(rows_of(small, policy_for, {**TEXTS, "cohort": "2025-autumn"})) == ["name", "cohort"]


def test_facts_count_up_to_the_rule_that_applies(policy):
    nursery = {"had": "no", "setting": "nursery", "kind": "none", "listed": "no", "course": "teach", "pupils": 3}
    assert facts_that_count(policy, nursery) == {"had", "setting"}
    school = {**nursery, "setting": "school", "kind": "1", "listed": "yes"}
    assert facts_that_count(policy, school) == {"had", "setting", "kind", "listed", "pupils"}
