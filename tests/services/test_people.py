"""Colleagues on the staff record: put right, moved, merged, leaving, erased for good.  Everyone is invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.problem import Problem
from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.applications import applications
from npqdesk.services.desk import Desk, open_desk
from npqdesk.services.determine import determine, result
from npqdesk.services.enquiries import begin_enquiry, enquiry_state, people, put_answers, remove_enquiry, save_answer
from npqdesk.services.funded_before import funded_already, funded_places
from npqdesk.services.half_typed import keep_half_typed
from npqdesk.services.letters import issue_letter
from npqdesk.services.people import (
    FIELDS,
    add_person,
    come_back,
    edit_person,
    leave,
    move_person,
    remove_person,
)
from npqdesk.services.people_erasing import before_erasing, erase_person
from npqdesk.services.people_merging import merge_people
from npqdesk.services.person_record import (
    Npq,
    Post,
    npq_words,
    person_record,
    remove_npq,
    remove_post,
    save_npq,
    save_post,
)
from npqdesk.services.recheck import differing
from npqdesk.services.staff import staff_list
from npqdesk.services.undo import redo, undo, undoable
from tests.services.records import rows_of

TODAY = date(2026, 11, 21)
SENIOR = "npq-senior-leadership"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    monkeypatch.setattr(opened, "today", lambda: TODAY)
    yield opened
    opened.close()


@pytest.fixture
def joan(desk) -> int:
    return add_person(desk, "Joan Whitlock", urn="100001")


def _all_rows(desk) -> dict[str, list]:
    tables = ("people", "enquiries", "employments", "earlier_npqs", "applications")
    return {table: rows_of(desk, table) for table in tables}


def _undo_restores(desk, before: dict[str, list]) -> None:
    """Undo puts every row back, and redo does it again."""
    after = _all_rows(desk)
    undo(desk)
    assert _all_rows(desk) == before
    redo(desk)
    assert _all_rows(desk) == after


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("name", " Joan  Whitlock-Price ", "Joan Whitlock-Price"),
        ("title", "Dr", "Dr"),
        ("role", "Deputy head", "Deputy head"),
        ("urn", "100002", "100002"),
        ("since", "1 Sept 2024", date(2024, 9, 1)),
        ("since", "", None),
        ("trn", "RP12/34567", "1234567"),
        ("date_of_birth", "03/02/80", date(1980, 2, 3)),
        ("email", "joan@elm.sch.uk", "joan@elm.sch.uk"),
        ("address", "1 High Street\r\nElmby", "1 High Street\nElmby"),
        ("notes", "Asked in May.\n\nPart-time", "Asked in May.\n\nPart-time"),
    ],
)
def test_a_field_is_put_right_and_undone(desk, joan, field, text, kept):
    before = _all_rows(desk)
    assert edit_person(desk, joan, field, text) == kept
    assert getattr(person_record(desk, joan), field) == kept
    if _all_rows(desk) != before:
        _undo_restores(desk, before)


def test_each_field_can_be_edited_and_is_called_something():
    assert set(FIELDS) == {
        "title", "name", "role", "urn", "since", "trn", "date_of_birth", "email", "address", "notes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("name", "  ", "There is no name."),
        ("trn", "12", "no TRN"),
        ("urn", "Elm School", "no URN"),
        ("date_of_birth", "2020-01-01", "nobody’s date of birth"),
        ("email", "joan", "no e-mail address"),
        ("since", "soon", "Enter a day"),
        ("since", "1 May 1900", "this century"),
        ("role", "x" * 201, "200 characters"),
        ("notes", "x" * 8001, "8,000 characters"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(desk, joan, field, text, message):
    before = _all_rows(desk)
    with pytest.raises(Problem) as caught:
        edit_person(desk, joan, field, text)
    assert message in caught.value.what_happened
    assert _all_rows(desk) == before


def test_a_move_keeps_what_somebody_did_before(desk, joan):
    edit_person(desk, joan, "role", "Teacher")
    edit_person(desk, joan, "since", "1 September 2020")
    before = _all_rows(desk)
    move_person(desk, joan, role="Deputy head", urn="100002", on=date(2026, 9, 1))
    assert person_record(desk, joan).posts == (
        Post(None, "Deputy head", "100002", "", date(2026, 9, 1)),
        Post(1, "Teacher", "100001", "", date(2020, 9, 1), date(2026, 9, 1)),
    )
    _undo_restores(desk, before)
    with pytest.raises(Problem, match="There is a problem"):
        move_person(desk, joan, role="Deputy head", urn="100002", on=TODAY)
    with pytest.raises(Problem, match="There is a problem"):
        move_person(desk, joan, role="Head", urn="100002", on=date(2026, 8, 31))


def test_further_and_earlier_posts_are_written_down_changed_and_removed(desk, joan):
    save_post(desk, joan, Post(None, "Lead", "", "Trust central team", date(2025, 1, 1)))
    save_post(desk, joan, Post(None, "Teacher", "", "Elm", date(2010, 1, 1), date(2012, 1, 1)))
    now, lead, teacher = person_record(desk, joan).posts
    assert (now.urn, lead.workplace, teacher.until) == ("100001", "Trust central team", date(2012, 1, 1))
    save_post(desk, joan, Post(lead.number, "Lead", "", "Hub", lead.since, TODAY))
    remove_post(desk, teacher.number)
    assert [post.workplace for post in person_record(desk, joan).posts[1:]] == ["Hub"]
    for wrong in (Post(None, "", "", ""), Post(None, "x", "", "", TODAY, date(2020, 1, 1))):
        with pytest.raises(Problem, match="There is a problem"):
            save_post(desk, joan, wrong)


def _funded_before(desk, person: int, cohort: str = "2026-autumn") -> dict[str, str]:
    """The courses that the records say were funded for an earlier start, each with where they say so."""
    places = funded_places(desk, person).get(person, ())
    asked = {
        each: funded_already(desk.vocabulary, places, course=each, cohort=cohort) for each in desk.vocabulary.courses
    }
    return {course: found["previously_funded"].say for course, found in asked.items() if found}


def test_earlier_npqs_tell_what_was_funded_before(desk, joan):
    save_npq(desk, joan, Npq(None, SENIOR, "2023-autumn", "UCL", "withdrawn", "yes"))
    save_npq(desk, joan, Npq(None, "npq-headship", "", "", "passed", "no"))
    assert _funded_before(desk, joan) == {SENIOR: "Staff record, autumn 2023"}
    first, second = person_record(desk, joan).npqs
    assert npq_words(desk, first) == "Senior leadership, autumn 2023"
    save_npq(desk, joan, Npq(second.number, "npq-headship", "", "", "passed", "yes"))
    assert _funded_before(desk, joan)["npq-headship"] == "Staff record"
    remove_npq(desk, first.number)
    assert len(person_record(desk, joan).npqs) == 1
    for wrong in (
        Npq(None, "npq-flying", "", "", "passed", "no"),
        Npq(None, SENIOR, "", "", "well", "no"),
        Npq(None, SENIOR, "last year", "", "passed", "no"),
    ):
        with pytest.raises(Problem, match="There is a problem"):
            save_npq(desk, joan, wrong)


def test_the_coaching_offer_was_funded_under_its_old_name_too(desk, joan):
    save_npq(desk, joan, Npq(None, "npq-additional-support-offer", "2021-autumn", "", "passed", "yes"))
    assert _funded_before(desk, joan)["npq-early-headship-coaching-offer"] == "Staff record, autumn 2021"


def _start(desk, person: int, course: str = SENIOR, cohort: str = "2023-autumn") -> None:
    number = begin_application(desk, person, course=course, cohort=cohort).row.id
    steps = (("applied", StepDetails(provider="UCL")), ("offered", StepDetails(place="funded")))
    for month, (kind, details) in enumerate((*steps, ("started", StepDetails(note="Joan Whitlock came"))), start=9):
        record_step(desk, number, kind, day=date(2023, month, 1), details=details)


def test_an_application_that_started_is_an_npq_of_the_person(desk, joan):
    _start(desk, joan)
    (npq,) = person_record(desk, joan).npqs
    assert (npq.number, npq.course, npq.outcome, npq.funded) == (None, SENIOR, "under_way", "yes")
    assert _funded_before(desk, joan) == {SENIOR: "Application, autumn 2023"}
    assert _funded_before(desk, joan, "2023-autumn") == {}


def test_an_npq_of_before_november_2021_does_not_count(desk, joan):
    save_npq(desk, joan, Npq(None, SENIOR, "", "", "passed", "yes", date(2021, 7, 1)))
    assert _funded_before(desk, joan) == {}


def test_what_was_funded_before_is_known_to_an_enquiry_and_gives_way_only_to_a_challenge(desk, joan):
    asked = {"cohort": "2026-autumn", "course": SENIOR, "work_setting": "a_school", "establishment_type@100001": "1"}
    place = {"in_england@a_school,100001": "yes", "on_rise_list@100001": "no"}
    enquiry = begin_enquiry(desk, person_id=joan).id
    put_answers(desk, enquiry, {**asked, **place, f"previously_funded@{SENIOR}": "no"})
    kept = determine(desk, enquiry)
    assert differing(desk) == ()
    save_npq(desk, joan, Npq(None, SENIOR, "2023-autumn", "", "withdrawn", "yes"))
    now = result(desk, enquiry)
    assert now.known["previously_funded"].say == "Staff record, autumn 2023"
    assert (now.answer.decision.outcome, now.answer.decision.reason) == ("not_funded", "previously_funded")
    (row,) = differing(desk)
    assert row.determination_id == kept.determination_id
    assert "earlier funded place on this course (Staff record, autumn 2023)" in row.why
    determine(desk, enquiry)
    assert differing(desk) == ()
    save_answer(desk, enquiry, "previously_funded", "no")
    assert enquiry_state(desk, enquiry).route.facts["previously_funded"] == "no"


def test_somebody_leaves_comes_back_and_is_removed(desk, joan):
    leave(desk, joan, on=TODAY)
    assert person_record(desk, joan).left_on == TODAY
    come_back(desk, joan)
    assert person_record(desk, joan).left_on is None
    before = _all_rows(desk)
    remove_person(desk, joan)
    assert staff_list(desk) == people(desk) == ()
    for read in (person_record, remove_person):
        with pytest.raises(Problem, match="not on the staff record"):
            read(desk, joan)
    _undo_restores(desk, before)


def test_two_records_of_one_person_become_one_and_are_parted_again(desk, joan):
    other = add_person(desk, "J Whitlock", urn="100002")
    for field, text in (("trn", "1234567"), ("role", "SENCO"), ("notes", "From the trust’s list")):
        edit_person(desk, other, field, text)
    save_post(desk, other, Post(None, "Teacher", "", "Elm", None, date(2012, 1, 1)))
    save_npq(desk, other, Npq(None, "npq-senco", "", "", "passed", "yes"))
    begin_enquiry(desk, person_id=other)
    _start(desk, other)
    before = _all_rows(desk)
    merge_people(desk, joan, other)
    assert undoable(desk).undo == "merge two records"
    found = person_record(desk, joan)
    assert (found.trn, found.role, found.urn) == ("1234567", "", "100001")
    assert [(post.role, post.urn) for post in found.posts[1:]] == [("SENCO", "100002"), ("Teacher", "")]
    assert found.notes == "Also recorded as J Whitlock.\nFrom the trust’s list"
    assert (len(found.npqs), len(found.enquiries), len(found.applications)) == (2, 1, 1)
    assert [one.name for one in staff_list(desk)] == ["Joan Whitlock"]
    _undo_restores(desk, before)


def test_two_people_are_never_made_one(desk, joan):
    other = add_person(desk, "Joan Whitlock")
    for field, texts in (("trn", ("1234567", "7654321")), ("date_of_birth", ("1/2/1980", "2/2/1980"))):
        for person, text in zip((joan, other), texts, strict=True):
            edit_person(desk, person, field, text)
        with pytest.raises(Problem, match="cannot be one person"):
            merge_people(desk, joan, other)
        edit_person(desk, other, field, texts[0])
    for person in (joan, other):
        begin_application(desk, person, course=SENIOR, cohort="2026-autumn")
    with pytest.raises(Problem, match="same course and start"):
        merge_people(desk, joan, other)
    with pytest.raises(Problem, match="one record"):
        merge_people(desk, joan, joan)


@pytest.fixture
def much_known(desk, joan) -> int:
    """Joan with everything that can hold her name: merged records, letters, half-typed words, notes, the journal."""
    other = add_person(desk, "Joan Whitlock")
    edit_person(desk, other, "email", "joan.whitlock@elm.sch.uk")
    merge_people(desk, joan, other)
    edit_person(desk, joan, "notes", "Joan Whitlock asked in May")
    save_post(desk, joan, Post(None, "Joan Whitlock’s post", "", "Elm"))
    remove_post(desk, 1)
    enquiry = begin_enquiry(desk, person_id=joan).id
    answers = {
        "cohort": "2026-autumn", "course": SENIOR, "work_setting": "other", "in_england": "yes",
        "name": "Joan Whitlock", "employer": "Whitlock and Daughters",
    }  # fmt: skip
    put_answers(desk, enquiry, answers)
    keep_half_typed(desk, enquiry, "employer", "Whitlock and D")
    kept = determine(desk, enquiry)
    issue_letter(desk, kept.determination_id)
    remove_enquiry(desk, begin_enquiry(desk, person_id=joan).id)
    _start(desk, joan)
    add_person(desk, "Bo Ek")
    return joan


def test_erasing_takes_the_name_out_of_everything(desk, much_known, tmp_path):
    found = before_erasing(desk, much_known)
    assert (found.enquiries, found.letters, found.by_name_only) == (2, 1, 0)
    files = [path for path in tmp_path.iterdir() if path.name.startswith("npqdesk.sqlite3")]
    assert any(b"Whitlock" in path.read_bytes() for path in files)
    assert erase_person(desk, much_known)
    left = [path.name for path in files if path.exists() and b"whitlock" in path.read_bytes().lower()]
    assert left == [], "not even between the rows"
    assert [one.name for one in staff_list(desk)] == ["Bo Ek"]
    (decided,) = rows_of(desk, "determinations")
    assert "Erased person" in decided
    assert len(rows_of(desk, "application_events")) == 3, "counts stay"
    assert undoable(desk).undo == "add a person"
    undo(desk)
    while undoable(desk).undo:
        undo(desk)
    assert not any("Whitlock" in str(row) for rows in _all_rows(desk).values() for row in rows)


def test_evidence_is_guarded_again_after_erasing(desk, much_known):
    before = dict(_guards(desk))
    erase_person(desk, much_known)
    assert dict(_guards(desk)) == before
    assert len(before) > 5


def _guards(desk) -> list[tuple[str, str]]:
    with desk.store.reading() as session:
        wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        return [(name, sql) for name, sql in session.connection().exec_driver_sql(wanted)]


def test_enquiries_of_the_same_name_alone_are_counted_and_stay(desk, joan):
    begin_enquiry(desk, name="joan whitlock")
    assert before_erasing(desk, joan).by_name_only == 1
    erase_person(desk, joan)
    assert len(rows_of(desk, "enquiries")) == 1
    assert applications(desk) == ()
