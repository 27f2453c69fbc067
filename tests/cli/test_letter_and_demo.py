"""The main job with no screen, and the letters of kept answers."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from npqdesk.services.determine import determinations
from npqdesk.services.sample import TRUST
from tests.sample_records import open_sample

KEPT = ("outcome", "reason", "service_outcome", "grant", "facts", "trace", "policy", "rests_on")


@pytest.fixture
def records(tmp_path):
    """Records that hold the invented trust; the numbers of its kept answers by person."""
    file = tmp_path / "trust.sqlite3"
    desk = open_sample(file)
    kept = {row.name: row.id for row in determinations(desk)}
    desk.close()
    return file, kept


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_demo_leaves_letters_and_the_answer(npqdesk, tmp_path):
    out = tmp_path / "out"
    ran = npqdesk("demo", "--out", out)
    assert (ran.code, ran.err) == (0, "")
    names = ["letter.pdf", "grant-summary.pdf", "governors-summary.pdf", "trust-table.pdf", "determination.json"]
    assert ran.out.splitlines() == [str(out / name) for name in names]
    assert sorted(entry.name for entry in out.iterdir()) == sorted(names)
    kept = json.loads((out / "determination.json").read_text(encoding="utf-8"))
    assert all(kept[name] for name in KEPT)
    assert (kept["outcome"], kept["grant"], kept["policy"]) == ("funded", 800, {"id": "2023-24", "edition": 1})
    letter = text_of((out / "letter.pdf").read_bytes())
    assert all(part in letter for part in (kept["name"], "NPQ/902114/", "Executive Leadership", "spring 2024"))
    assert "£800" in text_of((out / "grant-summary.pdf").read_bytes())


def test_the_demo_touches_no_records_and_may_be_repeated(npqdesk, tmp_path):
    out = tmp_path / "out"
    assert npqdesk("demo", "--out", out).code == npqdesk("demo", "--out", out).code == 0
    assert len(list(out.iterdir())) == 5
    assert not (tmp_path / "records").exists()


def test_a_demo_with_nowhere_to_write(npqdesk, tmp_path, said):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "This folder cannot be made" in said(npqdesk("demo", "--out", tmp_path / "file"))[0]


def test_the_pictures_are_drawn_by_whoever_can(capsys, tmp_path):
    from npqdesk.cli.main import main

    drawn = []
    assert main(["demo", "--out", str(tmp_path)], draw_screens=lambda desk, folder: drawn.append((desk, folder))) == 0
    ((desk, folder),) = drawn
    assert folder == tmp_path
    assert desk.vocabulary


def test_letters_of_kept_answers_replace_nothing(npqdesk, tmp_path, records):
    file, kept = records
    out = tmp_path / "letters"
    ran = npqdesk("letter", kept["Amara Okafor"], "-o", out, "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) == 2  # the letter, and the grant summary of a start that earned one
    assert sorted(ran.out.splitlines()) == sorted(str(entry) for entry in out.iterdir())
    again = npqdesk("letter", kept["Amara Okafor"], "-o", out, "--database", file)
    assert len(list(out.iterdir())) == 4
    assert all(line.endswith(" (2).pdf") for line in again.out.splitlines())


def test_a_kept_letter_comes_back_as_it_was(npqdesk, tmp_path, records):
    file, kept = records
    npqdesk("letter", kept["Amara Okafor"], "-o", tmp_path / "one", "--database", file)
    (letter,) = (tmp_path / "one").glob("* NPQ letter *.pdf")
    reference = f"NPQ/902114/{letter.name[:4]}/001"
    ran = npqdesk("letter", reference, "-o", tmp_path / "two", "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert (tmp_path / "two" / letter.name).read_bytes() == letter.read_bytes()
    assert reference in text_of(letter.read_bytes())


@pytest.mark.parametrize("form", ["html", "txt"])
def test_a_letter_comes_as_a_page_of_html_or_as_plain_text_also_once_it_is_kept(npqdesk, tmp_path, records, form):
    file, kept = records
    ran = npqdesk("letter", kept["Amara Okafor"], "--format", form, "-o", tmp_path / "one", "--database", file)
    assert (ran.code, ran.err) == (0, "")
    letter, _grant = sorted(Path(line) for line in ran.out.splitlines())
    assert letter.suffix == f".{form}"
    assert "Amara Okafor" in letter.read_text("utf-8")
    npqdesk("letter", kept["Amara Okafor"], "--format", form, "-o", tmp_path / "two", "--database", file)
    assert (tmp_path / "two" / letter.name).read_bytes() == letter.read_bytes()


def test_a_summary_is_kept_and_comes_again_as_it_was(npqdesk, tmp_path, records):
    file, _kept = records
    asked = ("letter", "902116", "--kind", "governors", "--cohort", "2026-autumn", "--database", file)
    for folder in ("one", "two"):
        ran = npqdesk(*asked, "-o", tmp_path / folder)
        assert (ran.code, ran.err) == (0, "")
    (first,), (second,) = ((tmp_path / folder).iterdir() for folder in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    reference = f"GOV/902116/{first.name[:4]}/001"
    assert npqdesk("letter", reference, "--format", "txt", "-o", tmp_path / "three", "--database", file).code == 0
    assert "head and governors" in (tmp_path / "three" / f"{first.stem}.txt").read_text("utf-8")


@pytest.mark.parametrize("reference", ["99999", "NPQ/1/2026/001", "²"])
def test_a_reference_that_is_not_there(npqdesk, tmp_path, records, said, reference):
    file, kept = records
    out = tmp_path / "letters"
    said(npqdesk("letter", kept["Amara Okafor"], reference, "-o", out, "--database", file))
    assert not out.exists()


def test_a_kind_that_is_asked_for_is_the_only_one_made(npqdesk, tmp_path, records):
    file, kept = records
    ran = npqdesk("letter", kept["Amara Okafor"], "--kind", "grant", "-o", tmp_path / "out", "--database", file)
    assert (ran.code, ran.err) == (0, "")
    assert "TSF summary" in ran.out
    assert len(ran.out.splitlines()) == 1


def test_a_request_for_what_is_missing_is_made_when_asked(npqdesk, tmp_path, records, said):
    file, kept = records
    asked = ("--kind", "evidence", "--format", "txt", "-o", tmp_path / "out", "--database", file)
    ran = npqdesk("letter", kept["Tomasz Wiśniewski"], *asked)
    assert ran.code == 0
    assert "A question about Tomasz" in Path(ran.out.splitlines()[0]).read_text(encoding="utf-8")
    assert "Nothing is missing" in said(npqdesk("letter", kept["Amara Okafor"], *asked))[0]


def test_summaries_are_made_for_a_school_and_for_a_trust(npqdesk, tmp_path, records, said):
    file, _kept = records
    where = ("-o", tmp_path / "out", "--database", file)
    start = ("--cohort", "2026-autumn")
    ran = npqdesk("letter", "902116", "--kind", "governors", *start, "--cover", "3", "--rate", "195", *where)
    assert (ran.code, ran.err) == (0, "")
    trust = npqdesk("letter", TRUST, "--kind", "trust", *start, "--format", "txt", *where)
    assert "Of 3 people in 6 schools" in Path(trust.out.splitlines()[0]).read_text(encoding="utf-8")
    assert "Name one with --cohort" in " ".join(said(npqdesk("letter", "902116", "--kind", "governors", *where)))
