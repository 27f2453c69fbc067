"""Files of an application: kept once, capped, opened as copies, removed and brought back."""

from datetime import date

import pytest

from npqdesk.problem import Problem
from npqdesk.services import attachments as attachments_module
from npqdesk.services.application_steps import begin_application
from npqdesk.services.applications import applications
from npqdesk.services.attachments import attach, attachments, copy_to_open, detach, size_words
from npqdesk.services.desk import open_desk
from npqdesk.services.people import add_person
from npqdesk.services.undo import redo, undo
from tests.services.records import rows_of


@pytest.fixture
def desk(tmp_path, monkeypatch):
    opened = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    monkeypatch.setattr(opened, "today", lambda: date(2026, 11, 21))
    yield opened
    opened.close()


@pytest.fixture
def number(desk) -> int:
    return begin_application(desk, add_person(desk, "Joan"), course="npq-headship", cohort="2026-autumn").row.id


@pytest.fixture
def file(tmp_path):
    def write(name: str, content: bytes = b"An offer"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def test_a_file_is_kept_opened_removed_and_brought_back(desk, number, file):
    row = attach(desk, number, file("Offer letter.pdf"))
    assert (row.file_name, row.size) == ("Offer letter.pdf", 8)
    assert attachments(desk, number) == (row,)
    assert applications(desk)[0].files == 1
    copy = copy_to_open(desk, row.id)
    assert (copy.name, copy.read_bytes()) == ("Offer letter.pdf", b"An offer")
    copy.write_bytes(b"changed")
    assert copy_to_open(desk, row.id).read_bytes() == b"An offer"
    detach(desk, row.id)
    assert attachments(desk, number) == ()
    undo(desk)
    assert attachments(desk, number) == (row,)
    undo(desk)
    assert attachments(desk, number) == ()
    redo(desk)
    assert attachments(desk, number) == (row,)


def test_the_same_content_is_kept_once_and_attached_once(desk, number, file):
    attach(desk, number, file("a.pdf"))
    with pytest.raises(Problem, match="attached already"):
        attach(desk, number, file("b.pdf"))
    other = begin_application(desk, add_person(desk, "Bo"), course="npq-headship", cohort="2026-autumn").row.id
    attach(desk, other, file("b.pdf"))
    with desk.store.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM attached_files").scalar() == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("run.exe", b"MZ", "kind of file"),
        ("Run.LNK", b"L", "kind of file"),
        ("empty.pdf", b"", "empty"),
        ("huge.pdf", b"12345678901", "too large"),
    ],
)
def test_what_is_not_kept_is_told_in_words(desk, number, file, monkeypatch, name, content, why):
    monkeypatch.setattr(attachments_module, "LARGEST", 10)
    with pytest.raises(Problem, match=why):
        attach(desk, number, file(name, content))
    assert rows_of(desk, "attachments") == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("offer = +cmd|' .pdf", "offer = +cmd '.pdf"),
        ("two\nlines.txt", "two lines.txt"),
        ("naïve – “Ünï” 名前.eml", "naïve – “Ünï” 名前.eml"),
        ("CON.txt", "_CON.txt"),
        ("..hidden", "file.hidden"),
    ],
)
def test_odd_names_are_kept_as_a_system_can_take_them(desk, number, tmp_path, name, kept):
    odd = tmp_path / name
    odd.write_bytes(b"an offer")
    row = attach(desk, number, odd)
    assert row.file_name == kept
    assert copy_to_open(desk, row.id).name == kept


def test_all_files_together_are_capped(desk, number, file, monkeypatch):
    monkeypatch.setattr(attachments_module, "LARGEST_TOGETHER", 10)
    attach(desk, number, file("a.txt", b"1234567"))
    with pytest.raises(Problem, match="All files of one application"):
        attach(desk, number, file("b.txt", b"7654321"))


def test_a_file_that_is_gone_is_told(desk, number, tmp_path):
    with pytest.raises(Problem, match="could not be read"):
        attach(desk, number, tmp_path / "gone.pdf")


def test_sizes_are_said_in_words():
    assert [size_words(size) for size in (8, 240_000, 1_300_000)] == ["1 KB", "234 KB", "1.2 MB"]
