"""Answers given, kept, superseded and opened again, on invented schools and lists."""

from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.answer import answer
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.determine import determinations, determine, kept_result, result
from npqdesk.services.enquiries import begin_enquiry, enquiry_state, save_answer
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.register import keep_register, preview_register

DATA = Path(__file__).parents[1] / "data"
ANSWERS = {
    "cohort": "2026-autumn",
    "course": "npq-leading-teaching",
    "work_setting": "a_school",
    "previously_funded": "no",
    "lead_mentor": "no",
}


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    keep_register(desk, preview_register(desk, DATA / "edubaseallstatefunded20250717.csv", as_at=date(2026, 9, 1)))
    _load(desk, "pp50-schools", "Schools_PP50_invented.csv", date(2026, 5, 18))
    _load(desk, "rise", "rise_invented.csv", date(2025, 9, 25))
    yield desk
    desk.close()


def _load(desk: Desk, list_id: str, file: str | Path, published: date) -> None:
    keep_list(desk, preview_list(desk, list_id, DATA / file, published=published))


def _enquiry(desk: Desk, **answers: str) -> int:
    state = begin_enquiry(desk, name="Amara Okafor")
    given = {**ANSWERS, **answers}
    while not state.route.complete:
        state = save_answer(desk, state.id, state.route.current, given[state.route.current])
    return state.id


def test_an_answer_is_kept_with_all_it_rests_on(desk):
    enquiry = _enquiry(desk, workplace="900004")
    assert result(desk, enquiry).determination_id is None
    kept = determine(desk, enquiry)
    assert kept.answer.decision.outcome == "funded"
    assert [row.kind for row in kept.rests_on] == ["policy", "list", "list", "register"]
    assert enquiry_state(desk, enquiry).state == "answered"
    assert result(desk, enquiry).determination_id == kept.determination_id


def test_an_answer_rests_on_the_file_that_told_of_its_school(desk, tmp_path):
    header, first, *_others = (DATA / "edubaseallstatefunded20250717.csv").read_bytes().split(b"\r\n")
    other = tmp_path / "childrens_centres.csv"
    other.write_bytes(b"\r\n".join([header, first.replace(b"900001", b"900021")]))
    enquiry = _enquiry(desk, workplace="900004")
    before = determine(desk, enquiry)
    keep_register(desk, preview_register(desk, other, as_at=date(2026, 10, 1)))
    assert before.rests_on[-1].say == "1 September 2026"
    assert result(desk, enquiry).rests_on == before.rests_on
    assert determine(desk, enquiry).determination_id == before.determination_id, "nothing that it rests on has changed"


def test_keeping_the_same_answer_twice_keeps_one(desk):
    enquiry = _enquiry(desk, workplace="900004")
    assert determine(desk, enquiry).determination_id == determine(desk, enquiry).determination_id
    assert len(determinations(desk, enquiry_id=enquiry)) == 1


def test_a_kept_answer_opens_again_exactly_as_it_was(desk, tmp_path):
    kept = determine(desk, _enquiry(desk, workplace="900002"))
    (tmp_path / "newer.csv").write_text("URN,School name\n900002,St Zoe\n")
    _load(desk, "pp50-schools", tmp_path / "newer.csv", date(2026, 10, 1))
    again = kept_result(desk, kept.determination_id)
    assert again.answer == kept.answer
    assert again.rests_on == kept.rests_on
    assert again.kept == kept.kept


def test_a_changed_answer_supersedes_the_old_which_stays(desk):
    enquiry = _enquiry(desk, workplace="900004")
    first = determine(desk, enquiry)
    save_answer(desk, enquiry, "previously_funded", "yes")
    second = determine(desk, enquiry)
    assert second.answer.decision.reason == "previously_funded"
    old = kept_result(desk, first.determination_id)
    assert old.answer.decision.outcome == "funded"
    assert "the answers changed" in old.superseded_because
    assert [row.superseded for row in determinations(desk)] == [False, True]


def test_a_new_list_release_supersedes_too(desk):
    enquiry = _enquiry(desk, workplace="900004")
    first = determine(desk, enquiry)
    _load(desk, "pp50-schools", "Schools_PP50_invented.csv", date(2026, 10, 1))
    determine(desk, enquiry)
    assert kept_result(desk, first.determination_id).superseded_because == "Answered again: a list changed."


def test_a_list_of_an_earlier_start_is_read_and_warned_of_first(desk):
    found = result(desk, _enquiry(desk, workplace="900002"))
    assert [row.too_old for row in found.rests_on] == [False, False, True, False]
    assert "25 September 2025" in found.answer.cautions[0].say
    assert "before you rely on this answer" in found.answer.cautions[0].say


def test_without_a_policy_nothing_is_kept(desk, without_policy):
    without_policy("2021-autumn")
    state = begin_enquiry(desk, name="Amara Okafor")
    save_answer(desk, state.id, "cohort", "2021-autumn")
    assert result(desk, state.id).answer.no_policy is not None
    with pytest.raises(Problem, match="There is no answer to keep"):
        determine(desk, state.id)
    assert determinations(desk) == ()


def test_a_result_that_is_not_there_is_told(desk):
    with pytest.raises(Problem, match="This result is not in the records"):
        kept_result(desk, 99)


def test_undecided_is_an_answer_that_names_what_is_missing_and_who_can_say(desk):
    found = answer(desk, {"cohort": "2026-autumn"}, names={"name": "Amara Okafor", "workplace": "the school"})
    assert found.headline == "Cannot tell yet"
    assert {row.fact for row in found.missing} >= {"course", "work_setting"}
    assert all(row.who for row in found.missing)


def test_a_course_of_unknown_length_is_offered_without_one(desk):
    facts = {"cohort": "2021-autumn", "course": "npq-headship", "workplace_kind": "school", "establishment_type": "1"}
    facts |= {"in_england": "yes", "on_exceptional_urn_list": "no", "new_headteacher": "yes"}
    found = answer(desk, facts, names={"name": "Amara Okafor", "workplace": "the school"})
    months = {row.course: row.months for row in found.courses}
    assert months["npq-additional-support-offer"] == ""
    assert months["npq-leading-teaching"] == "12 months and an assessment"
    assert (found.grant_figure, found.grant_note) == ("£0", "the fund began with courses that started in autumn 2022")


@pytest.mark.parametrize(
    ("pupils", "figure", "change"),
    [
        (142, "£800", "9 more pupils: the grant would have been £200"),
        (151, "£200", "1 fewer pupil: the grant would have been £800"),
    ],
)
def test_the_grant_tells_how_near_its_edge_is(desk, pupils, figure, change):
    facts = {
        "cohort": "2024-spring",
        "course": "npq-leading-primary-mathematics",
        "work_setting": "a_school",
        "workplace_kind": "school",
        "establishment_type": "1",
        "phase": "Primary",
        "pupils": pupils,
        "in_england": "yes",
        "previously_funded": "no",
        "approved_itt_provider": "no",
        "on_exceptional_urn_list": "no",
        "had_targeted_support_for_course": "no",
        "on_named_further_education_list": "no",
    }
    found = answer(desk, facts, names={"name": "Amara Okafor", "workplace": "Elm Grove"})
    assert found.grant_figure == figure
    assert change in [row.title for row in found.changes]


def test_where_the_service_differs_both_are_told_and_which_to_rely_on(desk):
    facts = {
        "cohort": "2026-autumn",
        "course": "npq-early-headship-coaching-offer",
        "work_setting": "another_setting",
        "in_england": "yes",
        "previously_funded": "no",
        "new_headteacher": "yes",
    }
    found = answer(desk, facts, names={"name": "Amara Okafor", "workplace": "the hospital"})
    assert (found.decision.outcome, found.service.outcome) == ("not_funded", "funded")
    assert "Rely on published guidance" in found.service_note
