"""Kept answers held against what is known now: which differ, what makes the difference, and keeping the new ones."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.rules.reader import policy_hash, read_policy
from npqdesk.services import answered_again
from npqdesk.services.causes import UNEXPLAINED
from npqdesk.services.desk import Desk, RuleDesk, open_desk
from npqdesk.services.determine import determinations, determine, kept_result, result
from npqdesk.services.enquiries import begin_enquiry, enquiries, put_answers, remove_enquiry
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.letters import make_letter
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.progress import Cancelled
from npqdesk.services.recheck import differing, differs_now, supersede
from npqdesk.services.register import keep_register, preview_register
from npqdesk.services.rulebook import Edition
from npqdesk.services.undo import undo
from npqdesk.store.tables import Determination
from tests.sample_records import open_sample

HARROWBY, KELDERBY, ST_JOSEPHS = "902115", "902116", "902114"
CLOSED_TO_LITERACY = """[[scholarship]]
id = "closed"
when = { course = "npq-leading-literacy" }
outcome = "not_funded"
reason = "unfunded_cohort"
basis = "both"
say = "Leading literacy is not funded in this invented edition."
sources = ["guidance-2026"]
  [[scholarship.example]]
  say = "Anyone"
  given = { course = "npq-leading-literacy" }

"""
ASKS_OF_A_HEAD = CLOSED_TO_LITERACY.replace('literacy" }', 'literacy", new_headteacher = "yes" }')


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    desk = open_desk(str(tmp_path / "office.sqlite3"))
    _register(desk, tmp_path, date(2026, 9, 1))
    _list(desk, tmp_path, date(2026, 5, 18), HARROWBY)
    keep_list(
        desk, preview_list(desk, "rise", paths.resource("sample", "invented-rise.csv"), published=date(2026, 5, 18))
    )
    yield desk
    desk.close()


def _register(desk: Desk, folder: Path, as_at: date, **pupils: str) -> None:
    """The invented register as of a day; `pupils` as st_josephs="142:151"."""
    text = paths.resource("sample", "invented-schools.csv").read_text(encoding="utf-8")
    for change in pupils.values():
        before, after = change.split(":")
        assert f",{before}," in text
        text = text.replace(f",{before},", f",{after},")
    file = folder / f"schools-{as_at}.csv"
    file.write_text(text, encoding="utf-8")
    keep_register(desk, preview_register(desk, file, as_at=as_at))


def _list(desk: Desk, folder: Path, published: date, *urns: str) -> None:
    file = folder / f"pp50-{published}.csv"
    file.write_text("URN,School name\n" + "".join(f"{urn},A school\n" for urn in (*urns, "902119")))
    keep_list(desk, preview_list(desk, "pp50-schools", file, published=published))


def _answers(course: str, cohort: str, workplace: str, **more: str) -> dict[str, str]:
    return {
        "cohort": cohort,
        "course": course,
        "work_setting": "a_school",
        "workplace": workplace,
        "mastery": "a_year",
        f"previously_funded@{course}": "no",
        f"had_targeted_support_for_course@{course}": "no",
        **more,
    }


def _keep(desk: Desk, answers: dict[str, str], name: str = "Amara Okafor") -> int:
    enquiry = begin_enquiry(desk, name=name).id
    put_answers(desk, enquiry, {"name": name, **answers})
    determine(desk, enquiry)
    return enquiry


def _keep_literacy(desk: Desk, workplace: str = HARROWBY, **more: str) -> int:
    return _keep(desk, _answers("npq-leading-literacy", "2026-autumn", workplace, **more))


def _keep_mathematics(desk: Desk, **more: str) -> int:
    return _keep(desk, _answers("npq-leading-primary-mathematics", "2024-spring", ST_JOSEPHS, **more))


def _edit(desk: Desk, enquiry: int, **changed: str) -> None:
    found = next(row for row in enquiries(desk) if row.id == enquiry)
    answers = _answers("npq-leading-literacy", "2026-autumn", HARROWBY)
    put_answers(desk, enquiry, {"name": found.name, **answers, **changed})


def _on_trial(desk: Desk, first_rule: str, *, edition: int = 2, status: str = "in_force") -> Desk:
    """The same records under one edition more for autumn 2026, or another first one, with one rule more."""
    old = next(each for each in desk.rulebook.editions if each.policy.id == "2026-autumn")
    at = old.text.index("[[scholarship]]")
    text = old.text[:at] + first_rule + old.text[at:]
    text = text.replace("edition = 1", f"edition = {edition}", 1).replace("2026-05-18\n", "2026-10-12\n", 1)
    text = text.replace('status = "in_force"', f'status = "{status}"', 1)
    added = Edition(read_policy(text, "2026-autumn.2.toml", desk.vocabulary), text, policy_hash(text))
    others = (each for each in desk.rulebook.editions if edition != 1 or each is not old)
    return Desk(desk.store, replace(desk.rulebook, editions=(*others, added)))


def test_nothing_differs_while_nothing_has_changed(desk):
    _keep_literacy(desk)
    _keep_mathematics(desk)
    assert differing(desk) == ()


def test_the_sample_has_none(tmp_path):
    desk = open_sample(tmp_path / "sample.sqlite3")
    assert len(determinations(desk)) > 3
    assert differing(desk) == ()
    desk.close()


def test_a_school_that_leaves_the_list_is_told_with_both_days(desk, tmp_path):
    enquiry = _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    (row,) = differing(desk)
    assert (row.enquiry_id, row.name, row.cohort) == (enquiry, "Amara Okafor", "autumn 2026")
    assert row.course == "Leading literacy (NPQLL)"
    assert (row.was.words, row.now.words) == (
        "Eligible for a scholarship",
        "Not eligible for a scholarship (workplace is not on the list)",
    )
    assert row.why == (
        "Harrowby Primary Academy, Harrowby is not on the list of eligible schools published on 12 August 2026; "
        "it was on the one of 18 May 2026."
    )
    assert (row.letter, row.can_keep) == ("", True)


def test_a_school_that_joins_the_list_is_told_too(desk, tmp_path):
    _keep_literacy(desk, KELDERBY)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    (row,) = differing(desk)
    assert (row.was.outcome, row.now.outcome) == ("not_funded", "funded")
    assert "is on the list of eligible schools published on 12 August 2026; it was not on" in row.why


def test_a_list_that_was_answered_by_hand_before_it_was_loaded(tmp_path, desk):
    fresh = open_desk(str(tmp_path / "fresh.sqlite3"))
    _register(fresh, tmp_path, date(2026, 9, 1))
    by_hand = {f"on_pp50_schools_list@{HARROWBY}": "no", f"on_rise_list@{HARROWBY}": "no"}
    _keep_literacy(fresh, **by_hand)
    _list(fresh, tmp_path, date(2026, 5, 18), HARROWBY)
    (row,) = differing(fresh)
    assert row.now.outcome == "funded"
    assert row.why.endswith("published on 18 May 2026; the office had answered otherwise.")
    fresh.close()


def test_a_list_of_a_later_start_changes_nothing_for_an_earlier_one(desk, tmp_path):
    _keep(desk, _answers("npq-leading-literacy", "2025-spring", HARROWBY))
    before = {row.id for row in determinations(desk)}
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    assert before
    assert differing(desk) == ()


def test_another_number_of_pupils_is_told_with_the_grant(desk, tmp_path):
    _keep_mathematics(desk)
    _register(desk, tmp_path, date(2026, 10, 1), st_josephs="142:151")
    (row,) = differing(desk)
    assert row.why == "The register of 1 October 2026 says 151 pupils instead of 142."
    assert row.was.words == "Eligible for a scholarship, grant £800"
    assert row.now.words == "Eligible for a scholarship, grant £200"


def test_a_number_that_decides_nothing_is_no_difference(desk, tmp_path):
    _keep_mathematics(desk)
    _register(desk, tmp_path, date(2026, 10, 1), st_josephs="142:143")
    assert differing(desk) == ()


def test_the_offices_word_against_the_register_falls_when_the_register_says_something_else(desk, tmp_path):
    _keep_mathematics(desk, **{f"pupils@{ST_JOSEPHS}!142": "151"})
    assert differing(desk) == ()
    _register(desk, tmp_path, date(2026, 10, 1), st_josephs="142:140")
    (row,) = differing(desk)
    assert (row.was.grant_pounds, row.now.grant_pounds) == (200, 800)
    assert row.why.endswith("says 140 pupils instead of 142; the office’s own word, 151, was against that.")


def test_an_edition_that_comes_is_told_with_its_day_and_the_one_before(desk):
    _keep_literacy(desk)
    trial = _on_trial(desk, CLOSED_TO_LITERACY)
    (row,) = differing(trial)
    assert row.why == "The rules: Autumn 2026, edition 2, which decides from 12 October 2026, instead of edition 1."
    assert row.now.words == "Not eligible for a scholarship (no scholarships for this start)"
    assert differing(desk) == ()


def test_a_text_that_was_corrected_under_the_same_number_is_told(desk, tmp_path):
    _keep_literacy(desk)
    (row,) = differing(_on_trial(desk, CLOSED_TO_LITERACY, edition=1))
    assert row.why == "The rules: the text of Autumn 2026, edition 1 is another one than it was."


def test_an_answer_that_can_no_longer_be_told_says_what_is_missing(desk):
    _keep_literacy(desk)
    (row,) = differing(_on_trial(desk, ASKS_OF_A_HEAD))
    assert row.now.words == "Cannot tell yet"
    assert row.why.endswith("instead of edition 1. Not known: New headteacher.")
    assert row.can_keep


def test_without_rules_there_is_no_new_answer_to_keep(desk):
    enquiry = _keep_literacy(desk)
    trial = _on_trial(desk, "", status="withdrawn")
    (row,) = differing(trial)
    assert (row.now.words, row.can_keep) == ("No published policy, grant not known", False)
    assert "withdrawn" in row.why
    assert supersede(trial, [row.determination_id]) == ()
    assert [each.superseded for each in determinations(trial, enquiry_id=enquiry)] == [False]


def test_rules_that_only_the_records_still_have_are_turned_back_to(desk, tmp_path):
    enquiry = _keep_literacy(desk)
    determine(_on_trial(desk, CLOSED_TO_LITERACY), enquiry)
    (row,) = differing(desk)
    assert (row.was.reason, row.now.outcome) == ("unfunded_cohort", "funded")
    assert row.why == "The rules: Autumn 2026, edition 1, which decides from 18 May 2026, instead of edition 2."


def test_rules_that_cannot_be_read_any_more_are_told_all_the_same(desk, monkeypatch):
    def unreadable(*_given):
        raise Problem("This policy file is of another form", "Its format is 0.", "Install a newer npqdesk.")

    enquiry = _keep_literacy(desk)
    determine(_on_trial(desk, CLOSED_TO_LITERACY), enquiry)
    monkeypatch.setattr(answered_again, "read_policy", unreadable)
    (row,) = differing(desk)
    assert row.why == "The rules: Autumn 2026, edition 1, which decides from 18 May 2026, instead of edition 2."


def test_an_answer_that_nothing_explains_is_listed_and_says_so(desk):
    """As if an earlier version of the program had worked the same case out otherwise."""
    enquiry = _keep_literacy(desk)
    with desk.store.writing() as session:
        kept = session.get_one(Determination, 1)
        fields = {column.key: getattr(kept, column.key) for column in Determination.__table__.columns}
        session.add(Determination(**{**fields, "id": 2, "outcome": "review", "reason": "subject_to_review"}))
        session.flush()
        kept.superseded_by = 2
    put_answers(desk, enquiry, {"name": "Amara", **_answers("npq-leading-literacy", "2026-autumn", HARROWBY)})
    (row,) = differing(desk)
    assert (row.was.words, row.why) == ("DfE will review it", UNEXPLAINED)


def test_answers_edited_since_are_a_cause_of_their_own(desk):
    enquiry = _keep_literacy(desk)
    _edit(desk, enquiry, **{"previously_funded@npq-leading-literacy": "yes"})
    (row,) = differing(desk)
    changed = next(each.changed_at for each in enquiries(desk)).astimezone()
    assert row.why == (
        f"The answers were changed on {changed.day} {changed:%B %Y}. Funded for this NPQ before: Yes instead of No."
    )


def test_an_answer_taken_back_is_told_as_not_known(desk):
    enquiry = _keep_literacy(desk)
    _edit(desk, enquiry, **{"previously_funded@npq-leading-literacy": "unknown"})
    (row,) = differing(desk)
    assert "Funded for this NPQ before: not known instead of No." in row.why
    assert row.now.outcome == "undecided"


def test_another_school_is_an_answer_that_was_changed_and_no_news_of_a_list(desk):
    enquiry = _keep_literacy(desk)
    _edit(desk, enquiry, workplace=KELDERBY)
    (row,) = differing(desk)
    assert "School: Kelderby High School, Kelderby instead of Harrowby Primary Academy, Harrowby." in row.why
    assert "published" not in row.why


def test_another_start_brings_its_own_rules_and_only_the_start_is_told(desk):
    enquiry = _keep_literacy(desk)
    _edit(desk, enquiry, cohort="2024-spring")
    (row,) = differing(desk)
    assert "Start: spring 2024 instead of autumn 2026" in row.why
    assert "The rules" not in row.why


def test_a_new_name_alone_is_no_cause(desk, tmp_path):
    enquiry = _keep_literacy(desk)
    _edit(desk, enquiry, name="Amara Okafor-Lind")
    assert differing(desk) == ()
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    (row,) = differing(desk)
    assert row.name == "Amara Okafor-Lind"
    assert "answers" not in row.why


def test_two_causes_that_each_bar_it_are_both_told(desk, tmp_path):
    enquiry = _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    _edit(desk, enquiry, **{"previously_funded@npq-leading-literacy": "yes"})
    (row,) = differing(desk)
    assert row.now.reason == "previously_funded"
    assert row.why.startswith("The answers were changed on ")
    assert row.why.endswith("it was on the one of 18 May 2026.")


def test_of_several_changes_only_those_that_matter_are_told(desk, tmp_path):
    _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    _register(desk, tmp_path, date(2026, 10, 1), harrowby="312:90")
    (row,) = differing(_on_trial(desk, CLOSED_TO_LITERACY.replace("literacy", "teaching")))
    assert row.why.startswith("Harrowby Primary Academy, Harrowby is not on the list")
    assert "register" not in row.why
    assert "rules" not in row.why


def test_a_change_that_another_undoes_is_no_difference(desk, tmp_path):
    _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    _list(desk, tmp_path, date(2026, 9, 30), HARROWBY)
    assert differing(desk) == ()


def test_exactly_those_are_listed_whose_result_now_is_another(desk, tmp_path):
    for course in ("npq-leading-literacy", "npq-senior-leadership", "npq-headship"):
        for cohort in ("2023-autumn", "2024-spring", "2025-spring", "2026-autumn"):
            for urn in (ST_JOSEPHS, HARROWBY, KELDERBY):
                _keep(desk, _answers(course, cohort, urn), name=f"{course} {cohort} {urn}")
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY, ST_JOSEPHS)
    _register(desk, tmp_path, date(2026, 10, 1), st_josephs="142:151", kelderby="601:599", harrowby="312:90")
    trial = _on_trial(desk, CLOSED_TO_LITERACY)
    kept = {row.enquiry_id: row for row in determinations(trial)}
    other = set()
    for number, row in kept.items():
        now = result(trial, number).answer
        if (row.outcome, row.reason, row.grant_pounds) != (now.decision.outcome, now.decision.reason, now.grant.pounds):
            other.add(number)
    found = differing(trial)
    assert {row.enquiry_id for row in found} == other
    assert 0 < len(other) < len(kept)
    assert all(row.why and "works the same case" not in row.why for row in found)
    assert {number for number in kept if differs_now(trial, number)} == other


def test_removed_enquiries_are_left_out_and_come_back(desk, tmp_path):
    enquiry = _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    remove_enquiry(desk, enquiry)
    assert differing(desk) == ()
    assert differs_now(desk, enquiry) is None
    undo(desk)
    assert differs_now(desk, enquiry) == differing(desk)[0]


def test_keeping_the_new_answer_leaves_the_old_one_with_its_reason(desk, tmp_path):
    first, second = _keep_literacy(desk), _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    rows = {row.enquiry_id: row for row in differing(desk)}
    old = kept_result(desk, rows[first].determination_id)
    (made,) = supersede(desk, [rows[first].determination_id])
    assert kept_result(desk, made).answer.decision.outcome == "not_funded"
    after = kept_result(desk, rows[first].determination_id)
    assert after.answer == old.answer
    assert after.superseded_because == f"Answered again. {rows[first].why}"
    assert [row.enquiry_id for row in differing(desk)] == [second]


def test_keeping_twice_keeps_one(desk, tmp_path):
    enquiry = _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    (row,) = differing(desk)
    assert len(supersede(desk, [row.determination_id, row.determination_id])) == 1
    assert supersede(desk, [row.determination_id]) == ()
    assert len(determinations(desk, enquiry_id=enquiry)) == 2


def test_a_letter_made_from_the_old_answer_is_told_and_stays(desk, tmp_path):
    _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    (row,) = differing(desk)
    keep_letter(desk, make_letter(desk, row.determination_id))
    today = desk.now().astimezone()
    (row,) = differing(desk)
    assert row.letter == f"A letter was made on {today.day} {today:%B %Y}."
    supersede(desk, [row.determination_id])
    assert make_letter(desk, row.determination_id).reference.endswith("/002")


def test_it_tells_how_far_it_is_and_can_be_stopped(desk, tmp_path):
    _keep_literacy(desk)
    _list(desk, tmp_path, date(2026, 8, 12), KELDERBY)
    told: list[tuple[int, int | None]] = []
    (row,) = differing(desk, progress=lambda done, total, _say: told.append((done, total)))
    assert told[-1] == (1, 1)
    with pytest.raises(Cancelled):
        supersede(desk, [row.determination_id], cancelled=lambda: True)
    assert [each.superseded for each in determinations(desk)] == [False]
