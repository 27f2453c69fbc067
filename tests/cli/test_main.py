"""The command line as a whole: usage, spelling, dates, exit codes, signals."""

import argparse
from datetime import date

import pytest

from npqdesk import __version__
from npqdesk.cli import policy
from npqdesk.cli.arguments import read_date, read_whole_number
from npqdesk.cli.paragraphs import columns, counts, named, paragraph, section, sentence
from npqdesk.problem import Place, Problem


@pytest.mark.parametrize("argv", [["--help"], ["decide", "--help"], ["register", "import", "-h"]])
def test_help_is_no_mistake(npqdesk, argv):
    ran = npqdesk(*argv)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("usage: npqdesk")
    assert "--database" in ran.out


@pytest.mark.parametrize("argv", [["--version"], ["decide", "--version"], ["policy", "list", "--version"]])
def test_the_version_is_told_anywhere(npqdesk, argv):
    assert npqdesk(*argv).out == f"npqdesk {__version__}\n"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ([], "COMMAND"),
        (["decid"], "there is no command 'decid', did you mean 'decide'?"),
        (["policy"], "COMMAND"),
        (["policy", "chek"], "there is no command 'chek', did you mean 'check'?"),
        (["policy", "list", "--databse", "x"], "there is no option '--databse', did you mean '--database'?"),
        (["decide"], "FILE.csv"),
        (["decide", "a", "b"], "there is one argument too many: 'b'"),
        (["decide", "a", "--out", "b"], "there is no option '--out'"),
        (["schools", "x", "--limit", "none"], "'none' is no whole number from 1"),
        (["register", "import", "x", "--as-at", "31/02/2026"], "'31/02/2026' is no date: write it as 2026-11-21"),
        (["lists", "import", "rise", "x"], "--published"),
        (["lists", "import", "rise", "x", "--published", "soon"], "'soon' is no date"),
    ],
)
def test_wrong_usage_is_two_lines_and_exit_2(npqdesk, argv, message):
    ran = npqdesk(*argv)
    assert (ran.code, ran.out) == (2, "")
    usage, what = ran.err.splitlines()
    assert usage.startswith("usage: npqdesk")
    assert message in what


@pytest.mark.parametrize("text", ["2026-11-21", "21/11/2026", "21 Nov 2026", "21 November 2026", " 21 NOV 2026 "])
def test_dates_as_people_write_them(text):
    assert read_date(text) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "text", ["", "11/21/2026", "2026-02-30", "21 Nov", "21 Noon 2026", "21.11.2026", "٢١/١١/٢٠٢٦x"]
)
def test_a_date_that_is_no_date(text):
    with pytest.raises(argparse.ArgumentTypeError, match="is no date"):
        read_date(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "", "²", "10000000"])
def test_a_number_that_is_none(text):
    with pytest.raises(argparse.ArgumentTypeError):
        read_whole_number(text)


def test_a_problem_is_two_lines_whatever_is_in_it(npqdesk, monkeypatch, said):
    def trouble(_arguments: object) -> int:
        raise Problem("A title", "What\nhappened.", "What to\ndo.", place=Place("a.csv", 3, "urn"))

    monkeypatch.setattr(policy, "_list", trouble)
    assert said(npqdesk("policy", "list")) == ["a.csv, line 3, column urn: A title. What happened.", "What to do."]


def test_ctrl_c_ends_quietly(npqdesk, monkeypatch):
    def interrupt(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(policy, "_list", interrupt)
    ran = npqdesk("policy", "list")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_a_bug_is_no_problem(npqdesk, monkeypatch):
    def bug(_arguments: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(policy, "_list", bug)
    with pytest.raises(ZeroDivisionError):
        npqdesk("policy", "list")


def test_plain_text():
    assert sentence("this is so") == "This is so."
    assert sentence("is it?") == "Is it?"
    assert sentence("") == ""
    assert paragraph("a " * 80, mark="- ").splitlines()[1].startswith("  a")
    assert section("Empty", []) == ""
    assert columns([("a", "bb"), ("ccc", "d")]) == "a    bb\nccc  d"
    assert counts([("new", 1), ("old things", 1000)]) == "  new             1\n  old things  1,000"
    assert named("gone", ["a", "b"], most=1, of=9) == "  gone: a\n  gone: 8 more\n"
    assert named("gone", [], most=1, of=0) == ""
