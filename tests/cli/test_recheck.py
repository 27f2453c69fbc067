"""npqdesk recheck: kept answers that would differ now, on the terminal and as CSV, and keeping the new ones."""

import csv
import io
from datetime import date

import pytest

from npqdesk.services.desk import RuleDesk
from npqdesk.services.determine import determinations
from npqdesk.services.lists import keep_list, preview_list
from tests.sample_records import open_sample

KELDERBY = "902116"
SIAN = """Siân Prosser-Evans: Leading literacy (NPQLL), starting autumn 2026
  was  Not eligible for a scholarship (workplace is not on the list), kept 21 November 2026
  now  Eligible for a scholarship
  why  Kelderby High School, Kelderby is on the list of eligible schools published on 12 August
       2026; it was not on the one of 18 May 2026.
"""


@pytest.fixture
def records(tmp_path, monkeypatch):
    """The invented trust in the records that the command opens."""
    monkeypatch.setattr(RuleDesk, "today", lambda _desk: date(2026, 11, 21))
    file = tmp_path / "records" / "npqdesk.sqlite3"
    monkeypatch.setenv("NPQDESK_DATABASE", str(file))
    desk = open_sample(file)
    yield desk
    desk.close()


def _later_list(desk, tmp_path) -> None:
    file = tmp_path / "later.csv"
    file.write_text(f"URN,School name\n{KELDERBY},Kelderby High School\n")
    keep_list(desk, preview_list(desk, "pp50-schools", file, published=date(2026, 8, 12)))


def test_without_a_difference_it_says_so(npqdesk, records):
    ran = npqdesk("recheck")
    assert (ran.code, ran.out, ran.err) == (0, "Every kept answer would be the same now.\n", "")


def test_each_is_told_with_both_answers_and_why(npqdesk, records, tmp_path):
    _later_list(records, tmp_path)
    ran = npqdesk("recheck")
    assert ran.code == 0
    assert ran.out.startswith("2 kept answers would differ now.\n")
    assert SIAN in ran.out
    assert not any(row.superseded for row in determinations(records))


def test_as_csv_it_has_a_row_each_and_a_header_without_any(npqdesk, records, tmp_path):
    header = npqdesk("recheck", "--csv").out
    assert header.count("\n") == 1
    _later_list(records, tmp_path)
    rows = list(csv.DictReader(io.StringIO(npqdesk("recheck", "--csv").out)))
    assert [row["name"] for row in rows] == ["Tomasz Wiśniewski", "Siân Prosser-Evans"]
    assert rows[1]["was_reason"] == "ineligible_establishment_not_a_pp50"
    assert (rows[1]["was_grant"], rows[1]["now_outcome"], rows[1]["now_grant"]) == ("0", "funded", "0")
    assert rows[1]["why"].endswith("it was not on the one of 18 May 2026.")


def test_keep_supersedes_all_and_leaves_the_old_ones(npqdesk, records, tmp_path):
    _later_list(records, tmp_path)
    before = len(determinations(records))
    ran = npqdesk("recheck", "--keep")
    assert ran.code == 0
    assert ran.out.endswith("Kept: 2 new answers. The old ones stay as evidence, with the reason why.\n")
    after = determinations(records)
    assert len(after) == before + 2
    assert sum(row.superseded for row in after) == 2
    assert npqdesk("recheck", "--keep").out == "Every kept answer would be the same now.\n"
    assert len(determinations(records)) == before + 2


def test_keep_with_csv_leaves_only_csv_on_the_output(npqdesk, records, tmp_path):
    _later_list(records, tmp_path)
    ran = npqdesk("recheck", "--keep", "--csv")
    assert len(list(csv.reader(io.StringIO(ran.out)))) == 3
    assert ran.err == "Kept: 2 new answers. The old ones stay as evidence, with the reason why.\n"


def test_answers_without_rules_now_are_left(npqdesk, records, without_policy):
    without_policy("2026-autumn")
    ran = npqdesk("recheck", "--keep")
    assert ran.code == 0
    assert ran.out.endswith("Left as they were: 4 kept answers, for which there are no rules now.\n")
    assert not any(row.superseded for row in determinations(records))
