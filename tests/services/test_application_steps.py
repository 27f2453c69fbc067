"""Applications written down step by step: checked, corrected, undone, kept as evidence.  Everyone is invented."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.application_steps import (
    NOTHING,
    StepDetails,
    begin_application,
    correct_step,
    edit_application,
    record_step,
    remove_application,
    take_step_back,
    warning_before,
)
from npqdesk.services.applications import application, applications
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.enquiries import begin_enquiry, put_answers
from npqdesk.services.undo import redo, undo, undoable
from npqdesk.store.tables import Person
from tests.services.records import rows_of

COURSE, COHORT = "npq-senior-leadership", "2026-autumn"
TO_UCL, FUNDED = StepDetails(provider="UCL"), StepDetails(place="funded")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    monkeypatch.setattr(opened, "today", lambda: date(2026, 11, 21))
    with opened.store.writing() as session:
        session.add(Person(id=1, name="Joan Whitlock", title="", role="Deputy head", urn="902114", address=""))
    yield opened
    opened.close()


@pytest.fixture
def number(desk) -> int:
    return begin_application(desk, 1, course=COURSE, cohort=COHORT).row.id


def _record(desk, number: int, kind: str, day: int, details: StepDetails = NOTHING, month: int = 11):
    return record_step(desk, number, kind, day=date(2026, month, day), details=details)


def test_an_application_begins_with_nothing_recorded(desk, number):
    (row,) = applications(desk)
    assert (row.id, row.name, row.urn, row.cohort_words, row.stage_words) == (
        number,
        "Joan Whitlock",
        "902114",
        "autumn 2026",
        "Not applied",
    )
    assert row.next_step == "Register with DfE, then apply"
    assert application(desk, number).history == ()


def test_one_person_has_one_application_to_a_course_of_a_start(desk, number):
    with pytest.raises(Problem, match="There is one already"):
        begin_application(desk, 1, course=COURSE, cohort=COHORT)
    assert begin_application(desk, 1, course=COURSE, cohort="2027-autumn").row.id != number
    remove_application(desk, number)
    assert begin_application(desk, 1, course=COURSE, cohort=COHORT).row.id != number


@pytest.mark.parametrize(
    ("person", "course", "cohort"), [(2, COURSE, COHORT), (1, "npq-flying", COHORT), (1, COURSE, "2026-winter")]
)
def test_an_application_of_nobody_or_to_nothing_is_refused(desk, person, course, cohort):
    with pytest.raises(Problem, match="There is a problem"):
        begin_application(desk, person, course=course, cohort=cohort)
    assert applications(desk) == ()


def test_from_registration_to_a_place_each_step_is_told(desk, number):
    told = _record(desk, number, "registered", 2, StepDetails(reference=" REG 17 ", provider="nobody"), month=10)
    assert "not applying" in told.advice.say
    assert told.record.history[0].event.provider == ""
    assert _record(desk, number, "applied", 5, TO_UCL, month=10).advice is None
    told = _record(desk, number, "offered", 9, FUNDED)
    now = told.record.row.standing
    assert (now.registered, now.reference, now.applied, now.provider, now.place, now.payer, now.since) == (
        date(2026, 10, 2),
        "REG 17",
        date(2026, 10, 5),
        "UCL",
        "funded",
        "dfe",
        date(2026, 11, 9),
    )


@pytest.mark.parametrize(
    ("kind", "day", "details", "message"),
    [
        ("applied", date(2026, 11, 2), StepDetails(), "Enter the lead provider"),
        ("applied", date(2026, 11, 22), TO_UCL, "a day that has come"),
        ("applied", date(2006, 11, 2), TO_UCL, "since 2017"),
        ("applied", date(2026, 11, 2), StepDetails(provider="x" * 201), "200 characters"),
        ("offered", date(2026, 11, 2), StepDetails(place="free"), "a funded or a paid place"),
        ("offered", date(2026, 11, 2), FUNDED, "only to somebody who applied"),
        ("paying", date(2026, 11, 2), StepDetails(payer="aunt"), "who pays"),
        ("paying", date(2026, 11, 2), StepDetails(payer="dfe"), "funded place"),
        ("paying", date(2026, 11, 2), StepDetails(payer="school", pounds=900_000), "whole pounds"),
        ("grant", date(2026, 11, 2), StepDetails(pounds=0), "the pounds that came"),
        ("deferred", date(2026, 11, 2), StepDetails(until="some day"), "a start from the list"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(desk, number, kind, day, details, message):
    with pytest.raises(Problem) as caught:
        record_step(desk, number, kind, day=day, details=details)
    assert message in caught.value.what_happened
    assert rows_of(desk, "application_events") == []


def test_a_refusal_of_somebody_who_was_found_eligible_opens_three_ways(desk, number):
    _record(desk, number, "applied", 2, TO_UCL)
    told = _record(desk, number, "refused", 9)
    assert "check the funding" in told.advice.say
    enquiry = begin_enquiry(desk, person_id=1)
    put_answers(desk, enquiry.id, {"cohort": COHORT, "course": COURSE})
    with sqlite3.connect(desk.store.file_name) as records:
        records.execute("INSERT INTO policy_texts VALUES ('abc', '')")
        records.execute(
            "INSERT INTO determinations SELECT 1, ?, '2026-11-01', 'Joan', ?, ?, 'funded', '', '', 'funded', '', NULL,"
            " '', '{}', '2026-autumn', 1, 'abc', NULL, '{}', '[]', NULL, NULL",
            (enquiry.id, COHORT, COURSE),
        )
    records.close()
    (row,) = applications(desk)
    assert (row.eligible, row.determination_id) == ("funded", 1)
    _record(desk, number, "applied", 12, StepDetails(provider="Teach First"))
    told = _record(desk, number, "refused", 20)
    assert told.advice.say.startswith("Being eligible is not a place")
    assert [provider for provider, _day in told.record.row.standing.turned_away] == ["UCL", "Teach First"]


def test_a_withdrawal_warns_before_it_is_recorded(desk, number):
    for kind, day, details in (("applied", 2, TO_UCL), ("offered", 5, FUNDED), ("started", 9, StepDetails())):
        _record(desk, number, kind, day, details)
    assert "DfE’s funding for Senior leadership is spent" in warning_before(desk, number, "withdrawn")
    assert _record(desk, number, "withdrawn", 12).record.row.standing.funding_spent


def test_a_mistake_is_corrected_and_stays_in_the_history(desk, number):
    wrong = _record(desk, number, "applied", 2, StepDetails(provider="ULC")).record.history[0].event
    corrected = correct_step(desk, wrong.id, day=date(2026, 11, 3), details=TO_UCL)
    assert corrected.row.standing.provider == "UCL"
    assert [(line.event.provider, line.counts) for line in corrected.history] == [("ULC", False), ("UCL", True)]
    with pytest.raises(Problem, match="corrected already"):
        correct_step(desk, wrong.id, day=date(2026, 11, 4), details=TO_UCL)
    same = correct_step(desk, corrected.history[1].event.id, day=date(2026, 11, 3), details=TO_UCL)
    assert len(same.history) == 2, "a correction that says the same is none"


def test_a_step_that_others_rest_on_is_not_taken_back(desk, number):
    applied = _record(desk, number, "applied", 2, TO_UCL).record.history[0].event
    offered = _record(desk, number, "offered", 5, FUNDED).record.history[1].event
    with pytest.raises(Problem, match="cannot be recorded") as caught:
        take_step_back(desk, applied.id)
    assert "“Offered a place” of 5 November 2026 rests on it" in caught.value.what_happened
    with pytest.raises(Problem, match="cannot be recorded"):
        correct_step(desk, applied.id, day=date(2026, 11, 8), details=TO_UCL)
    take_step_back(desk, offered.id, note="Another colleague’s letter")
    assert take_step_back(desk, applied.id).row.standing.stage == "none"


def test_the_history_cannot_be_edited_or_deleted(desk, number):
    _record(desk, number, "applied", 2, TO_UCL)
    with sqlite3.connect(desk.store.file_name) as records:
        for change in ("DELETE FROM application_events", "UPDATE application_events SET day = '2026-01-01'"):
            with pytest.raises(sqlite3.IntegrityError, match="evidence"):
                records.execute(change)
    records.close()


def test_undoing_a_step_supersedes_it_and_redoing_says_it_again(desk, number):
    _record(desk, number, "applied", 2, TO_UCL)
    for _time in range(2):
        assert undo(desk) == "record “Applied to a provider”"
        assert applications(desk)[0].standing.stage == "none"
        assert redo(desk) == "record “Applied to a provider”"
        assert applications(desk)[0].standing.provider == "UCL"
    assert len(rows_of(desk, "application_events")) == 5


def test_undoing_everything_and_doing_it_all_again(desk, number):
    applied = _record(desk, number, "applied", 2, StepDetails(provider="ULC")).record.history[0].event
    correct_step(desk, applied.id, day=date(2026, 11, 2), details=TO_UCL)
    edit_application(desk, number, "plan_b", "Ask LLSE")
    remove_application(desk, number)
    names = []
    while undoable(desk).undo:
        names.append(undo(desk))
    assert names == [
        "remove an application",
        "change plan B",
        "correct a step",
        "record “Applied to a provider”",
        "begin an application",
    ]
    assert applications(desk) == ()
    while undoable(desk).redo:
        assert redo(desk) == names.pop()
    assert applications(desk) == ()
    undo(desk)
    (row,) = applications(desk)
    assert (row.standing.provider, row.plan_b) == ("UCL", "Ask LLSE")


def test_what_is_typed_in_one_go_is_undone_in_one_go(desk, number):
    for text in ("A", "Ask", "Ask LLSE"):
        edit_application(desk, number, "plan_b", text)
    undo(desk)
    assert applications(desk)[0].plan_b == ""
    assert undoable(desk).undo == "begin an application"
    with pytest.raises(Problem, match="4,000 characters"):
        edit_application(desk, number, "notes", "x" * 4001)
