"""`npqdesk decide`: the contract that scripts depend on, and every file that it refuses."""

import csv
import io
import os
import subprocess
import sys
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from npqdesk.rules.decide import cautions, decide, decide_grant
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.decide_file import ADDED
from npqdesk.services.desk import read_rulebook

FUNDED_2024 = {
    "cohort": "2024-spring",
    "course": "npq-headship",
    "in_england": "yes",
    "previously_funded": "no",
    "approved_itt_provider": "no",
    "lead_mentor_for_accredited_itt_provider": "no",
    "work_setting": "a_school",
    "workplace_kind": "school",
    "establishment_type": "1",
    "on_exceptional_urn_list": "no",
    "on_independent_early_years_list": "no",
    "on_named_further_education_list": "no",
    "had_targeted_support_for_course": "no",
    "new_headteacher": "no",
    "phase": "Primary",
    "pupils": "142",
}


def sheet(*rows: dict[str, str]) -> bytes:
    """Rows as a CSV file with all their columns."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def decided(npqdesk, *rows: dict[str, str]) -> list[dict[str, str]]:
    ran = npqdesk("decide", "-", stdin=sheet(*rows))
    assert (ran.code, ran.err) == (0, "")
    answers = read(ran.out)
    assert len(answers) == len(rows)
    return answers


def test_a_row_comes_back_with_its_answer(npqdesk):
    (answer,) = decided(npqdesk, FUNDED_2024)
    assert tuple(answer) == (*FUNDED_2024, *ADDED)
    assert answer.items() >= FUNDED_2024.items()
    assert answer["outcome"] == answer["reason"] == answer["service_outcome"] == answer["service_reason"] == "funded"
    assert (answer["grant"], answer["needed"], answer["error"], answer["policy"]) == ("800", "", "", "2023-24/1")
    assert "This is a past start" in answer["cautions"]
    assert " | " in answer["cautions"]


def test_columns_may_stand_in_any_order(npqdesk):
    (answer,) = decided(npqdesk, dict(reversed(FUNDED_2024.items())))
    assert tuple(answer) == (*reversed(FUNDED_2024), *ADDED)
    assert answer["grant"] == "800"


def test_a_blank_cell_is_not_known_yet(npqdesk):
    (answer,) = decided(npqdesk, {**FUNDED_2024, "phase": "", "pupils": " ", "previously_funded": ""})
    assert (answer["outcome"], answer["needed"]) == ("undecided", "previously_funded")
    assert (answer["reason"], answer["rule"], answer["error"]) == ("", "", "")
    (answer,) = decided(npqdesk, {**FUNDED_2024, "phase": "", "pupils": ""})
    assert (answer["outcome"], answer["grant"], answer["grant_reason"]) == ("funded", "", "needs phase pupils")


def test_a_pupil_number_that_is_not_recorded_is_no_blank(npqdesk):
    (answer,) = decided(npqdesk, {**FUNDED_2024, "pupils": "not_recorded"})
    assert (answer["grant"], answer["grant_reason"]) == ("0", "no_pupil_number")


def test_no_cohort_is_undecided(npqdesk):
    (answer,) = decided(npqdesk, {**FUNDED_2024, "cohort": ""})
    assert (answer["outcome"], answer["needed"], answer["policy"], answer["error"]) == ("undecided", "cohort", "", "")


def test_a_cohort_without_an_edition_has_no_policy(npqdesk, without_policy):
    without_policy("2022-autumn")
    (answer,) = decided(npqdesk, {**FUNDED_2024, "cohort": "2022-autumn"})
    assert (answer["outcome"], answer["reason"], answer["policy"]) == ("no_policy", "gap", "")
    assert (answer["grant"], answer["error"]) == ("", "")


def test_a_mistake_costs_its_own_row_only(npqdesk):
    answers = decided(
        npqdesk,
        FUNDED_2024,
        {**FUNDED_2024, "work_setting": "a_shool"},
        {**FUNDED_2024, "pupils": "many", "in_england": "maybe"},
        FUNDED_2024,
    )
    assert [bool(answer["error"]) for answer in answers] == [False, True, True, False]
    assert answers[1]["error"] == "line 3: work_setting cannot be 'a_shool', did you mean 'a_school'?"
    assert "line 4: in_england cannot be 'maybe'" in answers[2]["error"]
    assert "pupils cannot be 'many'" in answers[2]["error"]
    assert answers[1]["outcome"] == answers[1]["policy"] == ""
    assert answers[3]["outcome"] == "funded"


def test_a_row_with_a_cell_too_many_costs_only_itself(npqdesk):
    ran = npqdesk(
        "decide", "-", stdin=b"cohort,course\n2026-spring,npq-headship,yes\n2026-spring\n2026-spring,npq-headship\n"
    )
    answers = read(ran.out)
    assert [answer["outcome"] for answer in answers] == ["", "", "not_funded"]
    assert answers[0]["error"] == "line 2: there are 3 cells, and 2 columns"
    assert answers[1]["error"] == "line 3: there are 1 cells, and 2 columns"


def test_a_course_that_the_period_never_offered_is_a_mistake(npqdesk):
    (answer,) = decided(npqdesk, {**FUNDED_2024, "course": "npq-senco"})
    assert (answer["outcome"], answer["error"]) == (
        "",
        "line 2: course 'npq-senco' is not offered in 2024-spring",
    )


def test_a_course_that_began_later_in_the_period_is_answered_with_a_caution(npqdesk):
    early, late = decided(
        npqdesk,
        {**FUNDED_2024, "course": "npq-leading-primary-mathematics", "cohort": "2023-autumn"},
        {**FUNDED_2024, "course": "npq-leading-primary-mathematics", "cohort": "2024-spring"},
    )
    assert early["outcome"] == late["outcome"] == "funded"
    assert "first started in February 2024" in early["cautions"]
    assert "first started in February 2024" not in late["cautions"]


def test_a_row_of_blanks_is_a_row(npqdesk):
    ran = npqdesk("decide", "-", stdin=b"cohort,course\n,\n2026-spring,npq-headship\n")
    assert [answer["outcome"] for answer in read(ran.out)] == ["undecided", "not_funded"]


def test_guidance_and_service_are_both_told(npqdesk):
    """A coaching place in a setting that guidance does not name: the service funds it all the same."""
    (answer,) = decided(
        npqdesk,
        {
            "cohort": "2026-autumn",
            "course": "npq-early-headship-coaching-offer",
            "in_england": "yes",
            "previously_funded": "no",
            "new_headteacher": "yes",
            "work_setting": "early_years_or_childcare",
            "nursery_kind": "private_nursery",
            "workplace_kind": "private_childcare_provider",
            "has_ofsted_urn": "yes",
        },
    )
    assert (answer["outcome"], answer["service_outcome"]) == ("not_funded", "funded")
    assert answer["reason"] != answer["service_reason"]


def test_every_row_has_the_answer_of_the_evaluator(npqdesk):
    """Remembered answers are the answers: a whole grid of cases, each decided afresh and compared cell by cell."""
    book = read_rulebook()
    grid = {
        "cohort": ("2023-autumn", "2024-spring", "2026-autumn"),
        "course": ("npq-headship", "npq-leading-primary-mathematics", "npq-early-headship-coaching-offer"),
        "work_setting": ("a_school", "another_setting", ""),
        "workplace_kind": ("school", "none"),
        "establishment_type": ("1", "11", ""),
        "phase": ("Primary", ""),
        "pupils": ("150", "601", ""),
        "in_england": ("yes", ""),
        "previously_funded": ("no", "yes"),
        "on_rise_list": ("yes", ""),
    }
    rows = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    for row, answer in zip(rows, decided(npqdesk, *rows), strict=True):
        policy = book.policy_for(row["cohort"], date(2026, 11, 21))
        assert not isinstance(policy, NoPolicy)
        given = {name: book.vocabulary.read(name, text) for name, text in row.items() if text}
        facts = book.vocabulary.settle(given)
        ours, service = decide(policy, facts), decide(policy, facts, basis="service")
        grant = decide_grant(policy, facts, ours)
        assert (answer["outcome"], answer["reason"], answer["rule"]) == (ours.outcome, ours.reason, ours.rule)
        assert (answer["service_outcome"], answer["service_reason"]) == (service.outcome, service.reason)
        assert set(answer["needed"].split()) == ours.needed
        assert answer["grant"] == ("" if grant.pounds is None else str(grant.pounds))
        assert len(answer["cautions"].split(" | ")) == max(len(cautions(policy, facts, ours)), 1)


def test_files_in_and_out(npqdesk, tmp_path):
    """With a mark of UTF-8 in front; the answers take the place of the file they came from."""
    file = tmp_path / "staff.csv"
    file.write_bytes(b"\xef\xbb\xbf" + sheet(FUNDED_2024))
    ran = npqdesk("decide", file, "-o", file)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    (answer,) = read(file.read_text(encoding="utf-8"))
    assert answer["grant"] == "800"
    assert [entry.name for entry in tmp_path.iterdir()] == ["staff.csv"]


def test_the_rule_book_alone_will_do(npqdesk, tmp_path):
    """No records are made where nothing is looked up."""
    decided(npqdesk, {**FUNDED_2024, "urn": "", "ukprn": ""})
    assert not (tmp_path / "records").exists()


@pytest.mark.parametrize(
    ("content", "place", "title"),
    [
        (b"", "facts.csv: ", "empty"),
        (b"\n\n", "facts.csv", "empty"),
        (b"<!DOCTYPE html>\n<html><body>503</body></html>", "facts.csv", "web page"),
        (b"cohort,corse\n2026-spring,\n", "facts.csv, line 1, column corse: ", "unknown"),
        (b"cohort,cohort\n2026-spring,\n", "facts.csv, line 1, column cohort: ", "same name"),
        (b"cohort,\n2026-spring,\n", "facts.csv, line 1, column 2: ", "unknown"),
        (b'cohort,course\n2026-spring,"npq-headship\n2026-spring,npq-headship\n', "facts.csv, line 2: ", "quotation"),
        (b"cohort,course\n2026-spring,npq\x00headship\n", "facts.csv, line 2", ""),
        (b"cohort\n" + b"x" * 50_000_000 + b"\n", "facts.csv, line 2", "line"),
        (b"PK\x03\x04" + b"\x00" * 40, "facts.csv", ""),
        (b"\xff\xfec\x00o\x00", "facts.csv", ""),
    ],
    ids=[
        "empty",
        "blank",
        "web page",
        "unknown column",
        "two of one name",
        "no name",
        "quote",
        "nul",
        "50 MB",
        "zip",
        "utf-16",
    ],
)
def test_a_file_that_cannot_be_decided(npqdesk, tmp_path, said, content, place, title):
    file = tmp_path / "facts.csv"
    file.write_bytes(content)
    out = tmp_path / "out.csv"
    what, do = said(npqdesk("decide", file, "-o", out))
    assert what.startswith(place)
    assert title in what
    assert do
    assert not out.exists()


def test_the_nearest_column_is_named(npqdesk, said):
    what, _ = said(npqdesk("decide", "-", stdin=b"cohort,corse\n2026-spring,\n"))
    assert what == (
        "standard input, line 1, column corse: This column is unknown. "
        "There is no fact called 'corse', did you mean 'course'?"
    )


@pytest.mark.parametrize("name", ["gone.csv", "."], ids=["not there", "a folder"])
def test_a_file_that_cannot_be_read(npqdesk, tmp_path, said, name):
    what, _ = said(npqdesk("decide", tmp_path / name))
    assert "This file cannot be read" in what


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_file_without_permission(npqdesk, tmp_path, said):
    file = tmp_path / "facts.csv"
    file.write_bytes(sheet(FUNDED_2024))
    file.chmod(0)
    what, _ = said(npqdesk("decide", file))
    assert "cannot be read" in what


def test_a_file_that_vanishes_half_way(npqdesk, tmp_path, said, monkeypatch):
    file = tmp_path / "facts.csv"
    file.write_bytes(sheet(FUNDED_2024))

    def gone(_path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", gone)
    what, _ = said(npqdesk("decide", file))
    assert "Input/output error" in what


def test_a_place_that_cannot_be_written(npqdesk, tmp_path, said):
    what, _ = said(npqdesk("decide", "-", "-o", tmp_path / "nowhere" / "out.csv", stdin=sheet(FUNDED_2024)))
    assert what.startswith("out.csv: This file cannot be written")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_disk_is_told(npqdesk, said):
    what, _ = said(npqdesk("decide", "-", "-o", "/dev/full", stdin=sheet(FUNDED_2024)))
    assert "cannot be written" in what


def test_a_closed_pipe_ends_quietly():
    """`npqdesk decide - | head -1` on more rows than a pipe holds, in a locale without UTF-8."""
    rows = sheet(*[FUNDED_2024] * 3000)
    run = [sys.executable, "-c", "from npqdesk.cli.main import main; raise SystemExit(main())", "decide", "-"]
    with subprocess.Popen(
        run,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(rows)
        process.stdin.close()
        first = process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert first.startswith(b"cohort,course,")
    assert process.returncode == 141
