"""`npqdesk letters`: everyone's letters as files, a zip or one PDF; who has none is told, and the exit code says so."""

from zipfile import ZipFile

import pikepdf
import pytest

from npqdesk.services.desk import open_desk
from npqdesk.services.determine import kept_result
from npqdesk.services.letter_bulk import letters_wanted
from npqdesk.services.letter_form import LetterForm, keep_form
from tests.sample_records import open_sample


@pytest.fixture
def sample(tmp_path):
    file = tmp_path / "records.sqlite3"
    desk = open_sample(file)
    desk.close()
    return file


@pytest.fixture
def people(sample):
    desk = open_desk(str(sample))
    yield len(letters_wanted(desk))
    desk.close()


def test_one_file_each(npqdesk, sample, people, tmp_path):
    ran = npqdesk("letters", "--all", "--to", tmp_path / "out", "--database", sample)
    assert (ran.code, ran.err) == (0, f"{people} letters.\n")
    assert sorted(ran.out.splitlines()) == sorted(str(file) for file in (tmp_path / "out").iterdir())
    again = npqdesk("letters", "--all", "-o", tmp_path / "out", "--database", sample)
    assert again.err == f"{people} letters, {people} of them kept before.\n"
    assert len(list((tmp_path / "out").iterdir())) == 2 * people


def test_only_new_ones_are_none_the_second_time(npqdesk, sample, people, tmp_path):
    assert npqdesk("letters", "--new", "--zip", tmp_path / "a.zip", "--database", sample).code == 0
    assert len(ZipFile(tmp_path / "a.zip").namelist()) == people
    ran = npqdesk("letters", "--new", "--zip", tmp_path / "b.zip", "--database", sample)
    assert (ran.code, ran.out, ran.err) == (0, "", "Nobody has an answer to write a letter about.\n")
    assert not (tmp_path / "b.zip").exists()


def test_one_pdf_of_a_school(npqdesk, sample, people, tmp_path):
    ran = npqdesk("letters", "--all", "--school", "902114", "--merged", tmp_path / "all.pdf", "--database", sample)
    assert ran.code == 0
    with pikepdf.open(tmp_path / "all.pdf") as read, read.open_outline() as outline:
        assert 0 < len(outline.root) < people
        assert ran.err.startswith(f"{len(outline.root)} letter")


@pytest.mark.parametrize("form", ["html", "txt"])
def test_other_forms_of_a_letter(npqdesk, sample, tmp_path, form):
    ran = npqdesk("letters", "--all", "--to", tmp_path / "out", "--format", form, "--database", sample)
    assert ran.code == 0
    assert {line.rpartition(".")[2] for line in ran.out.splitlines()} == {form}


def test_a_letter_that_cannot_be_made_is_told_and_the_rest_is_there(npqdesk, sample, people, tmp_path):
    desk = open_desk(str(sample))
    who = letters_wanted(desk)[0]
    keep_form(desk, kept_result(desk, who.determination_id), LetterForm(apply_by="soon"))
    desk.close()
    ran = npqdesk("letters", "--all", "--to", tmp_path / "out", "--database", sample)
    assert ran.code == 1
    first, second = ran.err.splitlines()
    assert first == f"{people - 1} letters; 1 could not be made."
    assert second.startswith(f"{who.name}: There is a problem. Enter a date")
    assert len(ran.out.splitlines()) == people - 1


def test_a_sign_that_is_not_printed_is_told_by_person(npqdesk, sample, people, tmp_path):
    desk = open_desk(str(sample))
    first, second = letters_wanted(desk)[:2]
    for each in (first, second):
        keep_form(desk, kept_result(desk, each.determination_id), LetterForm(signed_by="Pat\u202e Teal"))
    desk.close()
    told = "Left out, since it has no shape on paper: right-to-left override (U+202E) in the signature.\n"
    one = ("letter", first.determination_id, "--kind", "staff", "-o", tmp_path, "--database", sample)
    assert npqdesk(*one).err.endswith(f"/2026/001: {told}")
    assert npqdesk(*one).err == "", "the second time it is the letter that was kept"
    many = npqdesk("letters", "--all", "--to", tmp_path, "--database", sample)
    assert (many.code, many.err) == (0, f"{people} letters, 1 of them kept before.\n{second.name}: {told}")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--all",),
        ("--to", "out"),
        ("--all", "--new", "--to", "out"),
        ("--all", "--to", "out", "--zip", "a.zip"),
        ("--all", "--merged", "a.pdf", "--format", "html"),
        ("--all", "--to", "out", "--format", "doc"),
    ],
)
def test_wrong_usage(npqdesk, words):
    ran = npqdesk("letters", *words)
    assert ran.code == 2
    assert ran.err.startswith("usage: npqdesk letters")


def test_a_place_that_cannot_be_written(npqdesk, sample, tmp_path, said):
    (tmp_path / "file").write_text("")
    lines = said(npqdesk("letters", "--all", "--zip", tmp_path / "file" / "a.zip", "--database", sample))
    assert "folder cannot be made" in lines[0]
