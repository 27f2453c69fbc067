"""Other starts: by their own rules and lists; history told as history; what cannot be told said."""

from datetime import date
from pathlib import Path

import pytest

from npqdesk.enquiry.known import KnownFact
from npqdesk.services.answer import Answer, answer
from npqdesk.services.desk import RuleDesk, open_desk, read_rulebook
from npqdesk.services.determine import result
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.other_starts import StartRow, known_at, other_starts
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.start_lists import lists_at
from npqdesk.services.trying import with_start
from npqdesk.services.wording import ANYBODY

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 11, 21)
UNLISTED = {
    "cohort": "2026-autumn",
    "course": "npq-leading-teaching",
    "in_england": "yes",
    "previously_funded": "no",
    "work_setting": "a_school",
    "workplace_kind": "school",
    "establishment_type": "1",
    "on_pp50_schools_list": "no",
    "on_rise_list": "no",
    "on_exceptional_urn_list": "no",
    "lead_mentor_for_accredited_itt_provider": "no",
}


class FixedDesk(RuleDesk):
    """The rule book on a day that does not go on."""

    def today(self) -> date:
        return TODAY


@pytest.fixture(scope="module")
def desk() -> FixedDesk:
    return FixedDesk(read_rulebook())


def asked(desk: RuleDesk, facts: dict[str, str]) -> tuple[Answer, dict[str, StartRow]]:
    given = answer(desk, facts, names=ANYBODY)
    known = {name: KnownFact(value, "answer", "") for name, value in facts.items()}
    return given, {row.cohort: row for row in other_starts(desk, given, known)}


def test_past_starts_are_history_and_the_present_one_is_not_repeated(desk):
    _given, rows = asked(desk, UNLISTED)
    assert "2026-autumn" not in rows
    assert next(iter(rows)) == "2026-spring"
    assert rows["2023-autumn"].title == "Autumn 2023: was eligible for a scholarship"
    assert rows["2026-spring"].title == "Spring 2026: was not eligible for a scholarship"
    assert all(row.past for row in rows.values())


def test_a_list_of_one_start_does_not_answer_for_another(desk):
    _given, rows = asked(desk, {**UNLISTED, "on_pp50_schools_list": "yes"})
    for cohort in ("2025-autumn", "2025-spring", "2024-autumn"):
        assert rows[cohort].title.endswith(": cannot tell")
        assert "on the list of eligible schools" in rows[cohort].say


def test_a_list_that_two_starts_share_answers_for_both(desk):
    facts = {**UNLISTED, "cohort": "2022-spring", "establishment_type": "11", "on_exceptional_urn_list": "yes"}
    _given, rows = asked(desk, {name: facts[name] for name in facts if name not in ("on_pp50_schools_list",)})
    assert rows["2023-autumn"].outcome == "funded"


def test_a_start_to_come_says_what_is_funded_there_and_that_each_is_funded_once(desk):
    given, rows = asked(desk, {**UNLISTED, "cohort": "2023-autumn", "course": "npq-headship"})
    assert given.past
    assert rows["2026-autumn"].title == "Autumn 2026: eligible for a scholarship"
    assert "Not if a funded place was taken in autumn 2023" in rows["2026-autumn"].say
    _given, rows = asked(desk, {**UNLISTED, "cohort": "2026-spring"})
    assert rows["2026-autumn"].outcome == "undecided"
    assert "Not if a funded place" not in rows["2026-autumn"].say
    assert "Headship (NPQH)" in rows["2026-autumn"].say


def test_what_was_never_asked_of_the_person_is_a_condition(desk):
    facts = {**UNLISTED, "cohort": "2026-spring", "course": "npq-headship"}
    del facts["previously_funded"]
    _given, rows = asked(desk, facts)
    assert rows["2026-autumn"].outcome == "funded"
    assert rows["2026-autumn"].say.endswith("Only if this NPQ was not funded for the person before.")


def test_of_someone_funded_before_nobody_knows_in_which_start(desk):
    _given, rows = asked(desk, {**UNLISTED, "previously_funded": "yes"})
    assert rows == {}


def test_new_headship_belongs_to_a_start(desk):
    facts = {**UNLISTED, "course": "npq-early-headship-coaching-offer", "new_headteacher": "yes"}
    _given, rows = asked(desk, facts)
    assert rows["2023-autumn"].outcome == "undecided"
    assert "new headteacher" in rows["2023-autumn"].say


def test_earlier_rules_of_a_start_are_told_what_its_rules_of_today_say(desk):
    facts = {**UNLISTED, "cohort": "2021-autumn", "decided_on": "2021-09-20", "on_high_pupil_premium_list": "no"}
    given, rows = asked(desk, facts)
    assert given.decision.outcome == "not_funded"
    assert rows["2021-autumn"].title == "Autumn 2021, by its rules of today: was eligible for a scholarship"


def test_without_rules_or_a_course_there_is_nothing_to_tell(desk):
    assert asked(desk, {**UNLISTED, "cohort": "2030-autumn"})[1] == {}
    assert asked(desk, {"cohort": "2026-autumn"})[1] == {}


def test_what_followed_from_the_start_follows_anew(desk):
    """In autumn 2024 nobody at a school was asked about lead mentors; in autumn 2026 everyone is."""
    facts = {name: UNLISTED[name] for name in UNLISTED if name != "lead_mentor_for_accredited_itt_provider"}
    facts |= {"cohort": "2024-autumn", "course": "npq-leading-teaching-development"}
    given = answer(desk, facts, names=ANYBODY)
    known = {name: KnownFact(value, "answer", "") for name, value in facts.items()}
    why = next(each.why for each in desk.rulebook.questions.follows if "approved_itt_provider" in each.facts)
    known["approved_itt_provider"] = KnownFact("no", "follows", why)
    assert "approved_itt_provider" not in known_at(desk, given, known, "2026-autumn")
    assert known_at(desk, given, known, "2025-spring")["approved_itt_provider"].value == "no"


@pytest.fixture
def office(tmp_path):
    made = open_desk(str(tmp_path / "office.sqlite3"))
    keep_register(made, preview_register(made, DATA / "edubaseallstatefunded20250717.csv", as_at=date(2026, 9, 1)))
    yield made
    made.close()


def listed(office, published: date) -> None:
    keep_list(office, preview_list(office, "pp50-schools", DATA / "Schools_PP50_invented.csv", published=published))


def enquiry(office) -> int:
    state = begin_enquiry(office, name="Amara Okafor")
    course = "npq-leading-behaviour-culture"
    answers = {
        "cohort": "2026-autumn",
        "course": course,
        "work_setting": "a_school",
        "workplace": "900004",
        f"previously_funded@{course}": "no",
    }
    return put_answers(office, state.id, {**state.answers, **answers}).id


def test_the_list_of_another_start_is_asked_where_it_is_loaded(office):
    listed(office, date(2026, 5, 18))
    base = result(office, enquiry(office))
    rows = {row.cohort: row for row in other_starts(office, base.answer, base.known, lists_at(office, base.known))}
    assert rows["2025-spring"].outcome == "undecided"
    listed(office, date(2025, 2, 10))
    rows = {row.cohort: row for row in other_starts(office, base.answer, base.known, lists_at(office, base.known))}
    assert rows["2025-spring"].outcome == "funded"
    assert rows["2024-autumn"].outcome == "undecided", "a list published later never answers for an earlier start"
    tried = with_start(office, base, "2025-spring")
    assert tried.answer.decision.outcome == "funded"
    assert tried.known["on_pp50_schools_list"] == KnownFact("yes", "list", "List, 10 February 2025")
    assert tried.known["establishment_type"] == base.known["establishment_type"]
    assert "10 February 2025" in " ".join(row.say for row in tried.rests_on)


def test_a_list_published_too_early_answers_for_no_other_start(office):
    listed(office, date(2024, 9, 1))
    base = result(office, enquiry(office))
    rows = {row.cohort: row for row in other_starts(office, base.answer, base.known, lists_at(office, base.known))}
    assert rows["2025-spring"].outcome == "undecided"
