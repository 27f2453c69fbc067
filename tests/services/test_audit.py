"""The audit file: everything of a person or an answer, and proving that nothing was changed.  Everyone is invented."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from npqdesk.problem import Problem
from npqdesk.services.application_steps import StepDetails, begin_application, record_step
from npqdesk.services.attachments import attach
from npqdesk.services.audit.checking import check_audit
from npqdesk.services.audit.files import audit_of_answer, audit_of_person, person_of
from npqdesk.services.desk import Desk, RuleDesk, open_desk
from npqdesk.services.determine import determinations, determine
from npqdesk.services.enquiries import people, save_answer
from npqdesk.services.kept_letters import kept_letters
from npqdesk.services.letters import issue_letter
from npqdesk.services.people import edit_person
from npqdesk.services.person_record import Npq, Post, save_npq, save_post
from npqdesk.services.sample import load_sample

TODAY = date(2026, 11, 21)
SENCO = "npq-senco"


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    """Daniel, of whom everything there can be is kept."""
    folder = tmp_path_factory.mktemp("audit")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RuleDesk, "today", lambda _desk: TODAY)
        desk = open_desk(str(folder / "npqdesk.sqlite3"))
        load_sample(desk)
        daniel = person_of(desk, "daniel  lindqvist")
        save_post(desk, daniel, Post(None, "Teacher", "", "Elm", date(2010, 9, 1), date(2012, 7, 31)))
        save_npq(desk, daniel, Npq(None, "npq-headship", "2023-autumn", "UCL", "withdrawn", "yes"))
        edit_person(desk, daniel, "trn", "1234567")
        number = begin_application(desk, daniel, course=SENCO, cohort="2026-autumn").row.id
        record_step(desk, number, "applied", day=TODAY, details=StepDetails(provider="UCL", note="=by post"))
        paper = folder / "offer.txt"
        paper.write_text("An offer")
        attach(desk, number, paper)
        kept = _answer(desk)
        issue_letter(desk, kept.id)
        save_answer(desk, kept.enquiry_id, "previously_funded", "yes")
        determine(desk, kept.enquiry_id)
        yield desk
        desk.close()


def _answer(desk):
    return next(each for each in determinations(desk) if each.name == "Daniel Lindqvist" and each.course == SENCO)


@pytest.fixture
def packed(desk, tmp_path) -> Path:
    """The audit file of Daniel."""
    made = audit_of_person(desk, person_of(desk, "1234567"))
    path = tmp_path / made.file_name
    path.write_bytes(made.content)
    return path


def _told(path: Path):
    with zipfile.ZipFile(path) as zipped:
        return json.loads(zipped.read("audit.json")), {name: zipped.read(name) for name in zipped.namelist()}


def test_everything_of_a_person_is_in_it(desk, packed):
    told, files = _told(packed)
    assert packed.name == "2026-11-21 NPQ audit – Lindqvist D.zip"
    assert (told["person"]["trn"], told["posts"][1]["workplace"]) == ("1234567", "Elm")
    assert told["npqs"][0]["in_words"] == "Headship, autumn 2023"
    assert told["applications"][0]["history"][0]["provider"] == "UCL"
    assert files[told["attachments"][0]["file"]] == b"An offer"
    assert {each["what"] for each in told["changes"]} >= {"change a TRN", "add an earlier NPQ"}
    first, second = told["answers"]
    assert (first["outcome"], second["reason"]) == ("funded", "previously_funded")
    assert first["superseded_by"] == second["determination"]
    assert "the answers changed" in first["superseded_because"]
    facts = {each["fact"]: each for each in first["facts"]}
    assert facts["establishment_type"]["origin"] == "register"
    assert facts["workplace"]["from"] == "Staff record"
    policy = first["policy"]
    assert hashlib.sha256(files[policy["file"]]).hexdigest() == policy["sha256"]
    assert first["register"]["file"] == "invented-schools.csv"
    (letter,) = told["letters"]
    assert hashlib.sha256(files[letter["file"]]).hexdigest() == letter["sha256"]
    assert letter["reference"] == kept_letters(desk)[0].reference
    assert first["trace"]
    assert b"personal data" in files["READ ME FIRST.txt"]


def test_its_pages_are_tagged_and_say_it_in_words(packed):
    with zipfile.ZipFile(packed) as zipped, zipped.open("audit.pdf") as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert len(pdf.pages) > 2


def test_it_proves_itself_and_finds_any_change(desk, packed, tmp_path):
    found = check_audit(desk.vocabulary, packed)
    assert (found.answers, found.faults) == (2, ())
    told, files = _told(packed)
    told["answers"][0]["as_kept"]["outcome"] = "not_funded"
    letter = told["letters"][0]
    changed = {**files, "audit.json": json.dumps(told).encode(), letter["file"]: b"%PDF", "more.txt": b""}
    del changed["audit.pdf"]
    faults = check_audit(desk.vocabulary, _zip(tmp_path, changed)).faults
    assert {
        "audit.json was changed.",
        "audit.pdf is missing.",
        "more.txt was added.",
        f"{letter['file']} was changed.",
        f"The letter {letter['reference']} is not the one that was kept.",
    } <= set(faults)
    assert any("its facts and rules give “funded”" in fault for fault in faults)
    path = told["answers"][0]["policy"]["file"]
    for text, say in ((b"other", "whose text is not the one in the file"), (None, "whose text is not the one")):
        rules = {**files, path: text} if text else {name: each for name, each in files.items() if name != path}
        assert any(say in fault for fault in check_audit(desk.vocabulary, _zip(tmp_path, rules)).faults)


def test_one_answer_by_itself(desk, tmp_path):
    number = _answer(desk).id
    path = tmp_path / "answer.zip"
    path.write_bytes(audit_of_answer(desk, number).content)
    told, _files = _told(path)
    assert [each["determination"] for each in told["answers"]] == [number]
    assert "person" not in told
    assert check_audit(desk.vocabulary, path).faults == ()


def test_what_is_no_audit_file_and_who_is_not_certain(desk, tmp_path):
    text = tmp_path / "a.zip"
    text.write_text("no zip")
    for path in (text, tmp_path / "nowhere.zip", _zip(tmp_path, {"audit.json": b"{"}), _zip(tmp_path, {"x": b""})):
        with pytest.raises(Problem, match="no audit file"):
            check_audit(desk.vocabulary, path)
    with pytest.raises(Problem, match="Nobody of that name"):
        person_of(desk, "Daniel")
    assert person_of(desk, str(people(desk)[0].id)) == people(desk)[0].id
    with pytest.raises(Problem, match="not in the records"):
        audit_of_answer(desk, 9_999)


def _zip(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / f"{len(list(folder.iterdir()))}.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return path
