"""The whole staff against every course: each cell is what the enquiry page gives for the same person.  All invented."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npqdesk.enquiry.questions import UNKNOWN
from npqdesk.problem import Problem
from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.desk import Desk, RuleDesk, open_desk
from npqdesk.services.determine import determine, result
from npqdesk.services.enquiries import begin_enquiry, enquiry_state, people, put_answers, question_page, save_answer
from npqdesk.services.lists import keep_list, preview_list
from npqdesk.services.matrix import whole
from npqdesk.services.matrix.answering import Answering
from npqdesk.services.matrix.cells import answered_cell
from npqdesk.services.matrix.colleagues import colleagues
from npqdesk.services.matrix.one_cell import begin_from_cell, cell_told
from npqdesk.services.matrix.table import matrix_sheet, matrix_text
from npqdesk.services.matrix.whole import matrix, matrix_pieces, matrix_starts, usual_start
from npqdesk.services.people import add_person, edit_person, leave, move_person
from npqdesk.services.person_record import Npq, Post, save_npq, save_post
from npqdesk.services.progress import Cancelled
from tests.sample_records import open_sample

TODAY = date(2026, 11, 21)
NOW, SENIOR, LITERACY, HEADSHIP = "2026-autumn", "npq-senior-leadership", "npq-leading-literacy", "npq-headship"


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Iterator[Desk]:
    """The invented trust, for tests that change nothing in it but add enquiries that they take away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RuleDesk, "today", lambda _desk: TODAY)
        desk = open_sample(tmp_path_factory.mktemp("matrix") / "npqdesk.sqlite3")
        yield desk
        desk.close()


@pytest.fixture
def desk(sample, tmp_path, monkeypatch) -> Iterator[Desk]:
    """The same in records of its own."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: TODAY)
    keep_copy(sample, tmp_path / "npqdesk.sqlite3")
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    yield opened
    opened.close()


def keep_copy(desk: Desk, file: Path) -> None:
    """A copy of open records as a file."""
    with sqlite3.connect(desk.store.file_name) as records, sqlite3.connect(file) as copy:
        records.backup(copy)


def _cell(desk: Desk, name: str, course: str, cohort: str = NOW):
    found = matrix(desk, cohort)
    at = [each.id for each in found.courses].index(course)
    return next(row.cells[at] for row in found.rows if row.name == name)


def _at(desk: Desk, urn: str, name: str, course: str):
    found = matrix(desk, NOW, urn=urn)
    at = [each.id for each in found.courses].index(course)
    return next(row.cells[at] for row in found.rows if row.name == name)


def _person(desk: Desk, name: str) -> int:
    return next(each.id for each in people(desk) if each.name == name)


def _asked_to_the_end(desk: Desk, enquiry: int, *, any_answer: bool):
    """An enquiry whose last questions are answered by "I don't know yet", or else by anything that fits."""
    for _question in range(30):
        state = enquiry_state(desk, enquiry)
        if state.route.complete:
            break
        options = {option.value for option in question_page(desk, state, state.route.current).options}
        if UNKNOWN in options and not any_answer:
            save_answer(desk, enquiry, state.route.current, UNKNOWN)
        elif options - {UNKNOWN}:
            save_answer(desk, enquiry, state.route.current, sorted(options - {UNKNOWN})[0])
        else:
            break
    return result(desk, enquiry)


@pytest.mark.parametrize(
    "cohort", ["2026-autumn", "2025-autumn", "2025-spring", "2024-spring", "2022-autumn", "2021-autumn"]
)
def test_a_cell_is_what_the_enquiry_gives_for_the_same_person(sample, cohort):
    """One cell of each kind and course of the start, each through an enquiry of its own on the same answers."""
    staff, policy = colleagues(sample, cohort), sample.policy_for(cohort)
    answering = Answering(sample, policy, cohort, {one.urn for one in staff})
    seen = set()
    for one in staff:
        for course, cell in zip(answering.courses, answering.row(one), strict=True):
            case = answering.case(one, course.id)
            if (cell, len(seen) // 9) in seen or len(seen) > 14 or not one.urn:
                continue
            seen.add((cell, len(seen) // 9))
            enquiry = begin_enquiry(sample, person_id=one.id).id
            put_answers(sample, enquiry, case.answers)
            decided = cell.kind != "ask"
            shown = _asked_to_the_end(sample, enquiry, any_answer=decided)
            assert answered_cell(sample.vocabulary, shown.answer.decision) == cell, (one.name, course.id)
            with sample.store.writing() as session:
                session.connection().exec_driver_sql("DELETE FROM enquiries WHERE id = ?", (enquiry,))
    assert len({cell for cell, _round in seen}) > 1 or cohort == "2022-autumn"


def test_an_enquiry_about_the_course_and_start_is_the_cell(desk):
    """Its own answers count, also against what the matrix would take for granted."""
    amara = _person(desk, "Amara Okafor")
    assert _cell(desk, "Amara Okafor", SENIOR).kind == "eligible"
    enquiry = begin_from_cell(desk, amara, SENIOR, NOW)
    assert begin_from_cell(desk, amara, SENIOR, NOW) == enquiry
    state = enquiry_state(desk, enquiry)
    assert state.route.current == "previously_funded"
    assert (state.answers["work_setting"], state.answers["course"]) == ("a_school", SENIOR)
    save_answer(desk, enquiry, "previously_funded", "yes")
    assert _cell(desk, "Amara Okafor", SENIOR).says == "had it: already funded for this course"
    assert result(desk, enquiry).answer.decision.reason == "previously_funded"
    assert cell_told(desk, amara, SENIOR, NOW).granted == ()
    assert _cell(desk, "Amara Okafor", HEADSHIP).kind == "eligible"


def test_what_another_enquiry_said_of_the_person_is_carried_over(desk):
    amara, coaching = _person(desk, "Amara Okafor"), "npq-early-headship-coaching-offer"
    assert _cell(desk, "Amara Okafor", coaching).says == "cannot tell yet: 1 fact missing"
    enquiry = begin_enquiry(desk, person_id=amara).id
    said = {"cohort": "2025-autumn", "course": coaching, "work_setting": "a_school", "new_headteacher": "yes"}
    put_answers(desk, enquiry, said)
    assert _cell(desk, "Amara Okafor", coaching).kind == "eligible"
    carried = enquiry_state(desk, begin_from_cell(desk, amara, coaching, NOW)).answers
    assert carried["new_headteacher"] == "yes"


def test_answers_about_a_workplace_go_when_somebody_moves(desk):
    ioan = _person(desk, "Ioan Fielding")
    assert _cell(desk, "Ioan Fielding", HEADSHIP).kind == "review"
    with desk.store.writing() as session:
        session.connection().exec_driver_sql("UPDATE enquiries SET changed_at = '2026-01-05 10:00:00'")
    move_person(desk, ioan, role="Teacher", urn="902115", on=date(2026, 9, 1))
    assert _cell(desk, "Ioan Fielding", HEADSHIP).kind == "eligible"


def test_had_it_and_in_progress_come_from_the_record_and_the_applications(desk):
    amara = _person(desk, "Amara Okafor")
    save_npq(desk, amara, Npq(None, HEADSHIP, "2023-autumn", "UCL", "passed", "no"))
    save_npq(desk, amara, Npq(None, LITERACY, "2023-autumn", "UCL", "withdrawn", "yes"))
    save_npq(desk, amara, Npq(None, "npq-senco", "2025-autumn", "UCL", "under_way", "yes"))
    assert _cell(desk, "Amara Okafor", HEADSHIP).says == "had it: passed, autumn 2023"
    assert _cell(desk, "Amara Okafor", LITERACY).says == "had it: withdrawn, autumn 2023, funded by DfE"
    assert _cell(desk, "Amara Okafor", "npq-senco").word == "Started"
    assert _cell(desk, "Amara Okafor", HEADSHIP, "2022-autumn").kind == "eligible"
    number = begin_application(desk, amara, course=SENIOR, cohort=NOW).row.id
    assert _cell(desk, "Amara Okafor", SENIOR).kind == "eligible"
    for word, (kind, details) in {
        "Begun": ("registered", StepDetails()),
        "Asked": ("applied", StepDetails(provider="UCL")),
        "Placed": ("offered", StepDetails(place="funded")),
        "Started": ("started", StepDetails()),
        "Had it": ("withdrawn", StepDetails()),
    }.items():
        record_step(desk, number, kind, day=TODAY, details=details)
        assert _cell(desk, "Amara Okafor", SENIOR).word == word
    told = cell_told(desk, amara, SENIOR, NOW)
    assert (told.application_id, told.standing) == (number, "Had it: withdrawn, autumn 2026, funded by DfE.")
    assert told.answer.decision.outcome == "funded", "the place of this very start was not had before it"


def test_a_refused_application_leaves_the_answer_open(desk):
    number = begin_application(desk, _person(desk, "Amara Okafor"), course=SENIOR, cohort=NOW).row.id
    for kind in ("applied", "refused"):
        record_step(desk, number, kind, day=TODAY, details=StepDetails(provider="UCL" if kind == "applied" else ""))
    assert _cell(desk, "Amara Okafor", SENIOR).kind == "eligible"


def test_it_is_live_when_a_list_changes_and_a_person_is_edited(desk, tmp_path):
    assert _cell(desk, "Amara Okafor", LITERACY).word == "Off list"
    file = tmp_path / "later.csv"
    file.write_text("URN,School name\n902114,A school\n")
    keep_list(desk, preview_list(desk, "pp50-schools", file, published=date(2026, 8, 12)))
    assert _cell(desk, "Amara Okafor", LITERACY).kind == "eligible"
    assert _cell(desk, "Daniel Lindqvist", LITERACY).word == "Off list"
    edit_person(desk, _person(desk, "Daniel Lindqvist"), "urn", "902114")
    assert _cell(desk, "Daniel Lindqvist", LITERACY).kind == "eligible"


def test_one_cell_is_told_with_what_was_kept(desk):
    amara = _person(desk, "Amara Okafor")
    told = cell_told(desk, amara, LITERACY, NOW)
    assert told.title == "Amara Okafor, Leading literacy: not eligible"
    assert "is not on the list of eligible schools" in told.because[0]
    assert "Senior leadership" in told.eligible_for
    assert any("no earlier funded place" in said for said in told.granted)
    enquiry = begin_from_cell(desk, amara, SENIOR, NOW)
    save_answer(desk, enquiry, "previously_funded", "no")
    kept = determine(desk, enquiry).determination_id
    told = cell_told(desk, amara, SENIOR, NOW)
    assert (told.determination_id, told.enquiry_id, told.kept) == (kept, enquiry, "")
    save_npq(desk, amara, Npq(None, SENIOR, "2023-autumn", "", "failed", "yes"))
    assert cell_told(desk, amara, SENIOR, NOW).kept == "The answer that was kept says “eligible for a scholarship”."


def test_who_has_no_workplace_is_asked_for_it(desk):
    new = add_person(desk, "Noor Adams")
    told = cell_told(desk, new, SENIOR, NOW)
    assert told.cell.kind == "ask"
    assert told.missing[0] == "The workplace: the staff record names none."


def test_who_has_left_is_not_there_and_a_school_can_be_chosen(desk):
    leave(desk, _person(desk, "Amara Okafor"), on=date(2026, 8, 31))
    assert "Amara Okafor" not in {row.name for row in matrix(desk, NOW).rows}
    assert {row.urn for row in matrix(desk, NOW, urn="902115").rows} == {"902115"}
    save_post(desk, _person(desk, "Priya Raghunathan"), Post(None, "Lead", "902117", "", date(2026, 1, 1)))
    (priya,) = [row for row in matrix(desk, NOW, urn="902117").rows if row.name == "Priya Raghunathan"]
    assert (priya.urn, priya.serves) == ("902117", ("902115", "902117"))
    there = cell_told(desk, priya.person_id, LITERACY, NOW, urn="902117")
    assert there.cell == _at(desk, "902117", "Priya Raghunathan", LITERACY)
    assert cell_told(desk, priya.person_id, LITERACY, NOW).cell == _cell(desk, "Priya Raghunathan", LITERACY)
    assert "one school of several" in there.granted[0]
    begun = begin_from_cell(desk, priya.person_id, LITERACY, NOW, urn="902117")
    assert enquiry_state(desk, begun).route.facts["establishment_type"] == there.answer.facts["establishment_type"]
    assert enquiry_state(desk, begun).answers["workplace"] == "902117"
    assert [len(piece.rows) for piece in matrix_pieces(desk, NOW, urn="1")] == [0]


def test_starts_without_rules_and_no_starts_at_all(desk, without_policy):
    assert usual_start(desk) == NOW
    without_policy(NOW)
    found = matrix(desk, NOW)
    assert found.none is not None
    assert (found.rows, found.courses) == ((), ())
    assert usual_start(desk) == matrix_starts(desk)[1].id
    for ask in (lambda: matrix(desk, "2019-winter"), lambda: cell_told(desk, 1, SENIOR, NOW)):
        with pytest.raises(Problem):
            ask()


def test_somebody_or_a_course_that_is_not_there(desk):
    for person, course in ((9_999, SENIOR), (1, "npq-additional-support-offer")):
        with pytest.raises(Problem):
            cell_told(desk, person, course, NOW)


def test_it_comes_in_pieces_of_which_the_last_says_so(desk, monkeypatch):
    monkeypatch.setattr(whole, "AT_ONCE", 4)
    pieces = list(matrix_pieces(desk, NOW, first=2))
    assert [(len(piece.rows), piece.more) for piece in pieces] == [(2, True), (4, True), (4, True), (2, False)]
    found = matrix(desk, NOW)
    assert found.rows == tuple(row for piece in pieces for row in piece.rows)
    assert not found.more
    assert [piece.rests_on for piece in pieces] == ["", "", "", found.rests_on]


def test_it_stops_when_it_is_asked_to(desk):
    with pytest.raises(Cancelled):
        matrix(desk, NOW, cancelled=lambda: True)


def test_as_a_table_it_says_each_cell_and_what_it_takes_for_granted(desk):
    add_person(desk, "=HYPERLINK(1)", urn="902114")
    found = matrix(desk, NOW)
    sheet = matrix_sheet(found, today="21 November 2026")
    assert sheet.heads[:5] == ("Name", "Role", "School", "URN", "NPQLT")
    assert len(sheet.rows) == len(found.rows)
    assert "not eligible: workplace is not on the list" in sheet.rows[0]
    assert any("takes for granted" in note for note in sheet.notes)
    lines = matrix_text(found, found.rows).split("\n")
    assert lines[0].split("\t")[:4] == ["Name", "Role", "School", "NPQLT"]
    assert any(line.startswith("'=HYPERLINK(1)\t") for line in lines)
