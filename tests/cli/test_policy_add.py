"""`npqdesk policy add | remove`, and what the other commands make of a policy that was added."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from npqdesk.rules.reader import policy_hash

YEAR = Path(__file__).parents[1] / "data" / "2027-autumn.toml"
CASE = ("cohort=2027-autumn", "course=npq-headship", "in_england=yes")
ROWS = b"cohort,course,in_england\n2027-autumn,npq-headship,yes\n"


@pytest.fixture
def year(tmp_path):
    """The invented year as a file, with a few words changed."""

    def make(*changes: tuple[str, str], name: str = "mine.toml") -> Path:
        text = YEAR.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return make


def test_added_it_answers_in_every_command(npqdesk):
    assert b"no_policy" in npqdesk("decide", "-", stdin=ROWS).out.encode()
    ran = npqdesk("policy", "add", YEAR)
    assert (ran.code, ran.err) == (0, "")
    assert "2027-autumn.toml: Autumn 2027, edition 1 (2027-autumn/1), in force" in ran.out
    assert "What differs from Autumn 2026, edition 1 to Autumn 2027, edition 1" in ran.out
    assert "It would change no kept answer." in ran.out
    assert ran.out.endswith("Added. `npqdesk policy remove 2027-autumn/1` takes it out again.\n")
    assert "in force, added locally" in npqdesk("policy", "list").out.splitlines()[1]
    assert "(2027-autumn/1), in force, added locally" in npqdesk("policy", "show", "2027-autumn").out
    assert npqdesk("policy", "check").out == "Nothing was found wrong.\n"
    assert ",funded,funded,27-rest," in npqdesk("decide", "-", stdin=ROWS).out
    told = npqdesk("explain", "--given", *CASE).out
    assert "- Autumn 2027, edition 1, added locally (2027-autumn/1), for decisions from 1 June 2026." in told


def test_a_preview_keeps_nothing(npqdesk):
    ran = npqdesk("policy", "add", YEAR, "--preview")
    assert ran.out.endswith("Nothing was kept. Without --preview it is added.\n")
    assert "added locally" not in npqdesk("policy", "list").out


def test_added_twice_it_is_there_once(npqdesk, year):
    npqdesk("policy", "add", YEAR)
    ran = npqdesk("policy", "add", YEAR)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "This very text was added before. Nothing was changed.")


def test_removed_it_answers_no_more(npqdesk, said):
    npqdesk("policy", "add", YEAR)
    ran = npqdesk("policy", "remove", "2027-autumn")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Removed: Autumn 2027, edition 1, added locally. Answers that rest on it keep its text.\n"
    assert "no_policy" in npqdesk("decide", "-", stdin=ROWS).out
    assert "none of those that this office added" in said(npqdesk("policy", "remove", "2027-autumn"))[0]


def test_every_mistake_is_told_and_nothing_kept(npqdesk, year):
    file = year(
        ('id = "pp50-schools"', 'id = "pp50"'), ('given = { in_england = "no" }', 'given = { in_england = "yes" }')
    )
    ran = npqdesk("policy", "add", file)
    assert ran.code == 1
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["mine.toml, line 26", "mine.toml, line 32"]
    what, do = ran.err.splitlines()
    assert "There is 1 mistake besides." in what
    assert do.endswith("Nothing was kept.")
    assert "added locally" not in npqdesk("policy", "list").out


def test_a_shipped_edition_is_never_changed(npqdesk, said, year):
    what, do = said(npqdesk("policy", "add", year(('id = "2027-autumn"', 'id = "2026-autumn"'))))
    assert "comes with npqdesk" in what
    assert "edition = 2" in do


def test_a_policy_that_cannot_be_used_is_told_beside_the_answer(npqdesk, tmp_path):
    npqdesk("policy", "add", YEAR)
    text = YEAR.read_text(encoding="utf-8").replace("in_england =", "in_britain =")
    with closing(sqlite3.connect(tmp_path / "records" / "npqdesk.sqlite3")) as records:
        records.execute("INSERT INTO policy_texts VALUES (?, ?)", (policy_hash(text), text))
        records.execute(
            "INSERT INTO added_policies VALUES (?, 'old.toml', '2027-01-01 09:00:00', NULL)", (policy_hash(text),)
        )
        records.commit()
    for ran in (npqdesk("policy", "list"), npqdesk("decide", "-", stdin=ROWS), npqdesk("explain", "--given", *CASE)):
        assert ran.code == 0
        assert len(ran.err.splitlines()) == 1
        assert ran.err.startswith("Left out, though it was added: old.toml, line 34")
    assert ",funded,funded,27-rest," in npqdesk("decide", "-", stdin=ROWS).out
    assert npqdesk("policy", "remove", "old.toml").out.startswith("Removed: old.toml.")
    assert npqdesk("policy", "list").err == ""


def test_deciding_makes_no_records(npqdesk, tmp_path):
    npqdesk("decide", "-", stdin=ROWS)
    npqdesk("explain", "--given", *CASE)
    npqdesk("policy", "list")
    assert not (tmp_path / "records").exists()
