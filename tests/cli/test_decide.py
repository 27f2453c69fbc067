"""`npqdesk decide`: the contract that scripts depend on, and every file that it refuses."""

import csv
import gc
import io
import itertools
import os
import subprocess
import sys
import tracemalloc
from contextlib import redirect_stdout
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from npqdesk.cli import streams
from npqdesk.cli.main import main
from npqdesk.rules.decide import cautions, decide, decide_grant
from npqdesk.rules.timeline import NoPolicy
from npqdesk.services.decided_cells import ADDED, NO_START, DecidedCells, Told
from npqdesk.services.rulebook import read_rulebook

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


def test_a_course_that_the_period_never_offered_has_no_policy(npqdesk):
    """What DfE's service would have answered stands beside it all the same."""
    answer, usual = decided(npqdesk, {**FUNDED_2024, "course": "npq-senco"}, FUNDED_2024)
    assert (answer["outcome"], answer["reason"], answer["rule"]) == ("no_policy", "course_not_offered", "")
    assert answer["error"] == "line 2: course 'npq-senco' is not offered in 2024-spring"
    assert (answer["service_outcome"], answer["service_reason"]) == ("funded", "funded")
    assert (answer["policy"], answer["needed"], answer["cautions"]) == ("2023-24/1", "", "")
    assert (answer["grant"], answer["grant_reason"]) == ("", "no_policy")
    assert (usual["outcome"], usual["error"]) == ("funded", "")


def test_what_the_service_would_ask_about_a_course_that_is_not_offered_stays_open(npqdesk):
    (answer,) = decided(npqdesk, {"cohort": "2022-autumn", "course": "npq-senco"})
    assert (answer["outcome"], answer["service_outcome"], answer["needed"]) == ("no_policy", "undecided", "")


def test_a_course_that_began_later_in_the_period_is_answered_with_a_caution(npqdesk):
    early, late = decided(
        npqdesk,
        {**FUNDED_2024, "course": "npq-leading-primary-mathematics", "cohort": "2023-autumn"},
        {**FUNDED_2024, "course": "npq-leading-primary-mathematics", "cohort": "2024-spring"},
    )
    said = "Leading primary mathematics (NPQLPM) is first offered for spring 2024: nobody starts it in autumn 2023."
    assert early["outcome"] == late["outcome"] == "funded"
    assert early["cautions"].startswith(said)
    assert said not in late["cautions"]


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
        early = (row["cohort"], row["course"]) == ("2023-autumn", "npq-leading-primary-mathematics")
        assert len(answer["cautions"].split(" | ")) == max(len(cautions(policy, facts, ours)) + early, 1)


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
    """A stick pulled out while the answers are written: they are not half kept."""
    file, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    file.write_bytes(sheet(*[FUNDED_2024] * 30_000))
    pieces = itertools.count()

    class Pulled(io.FileIO):
        def readinto(self, buffer: bytearray) -> int | None:
            if next(pieces) > 8:
                raise OSError(5, "Input/output error")
            return super().readinto(buffer)

    monkeypatch.setattr(streams, "_Source", type("_Source", (streams._Source, Pulled), {}))
    what, _ = said(npqdesk("decide", file, "-o", out))
    assert what.startswith("facts.csv: This file cannot be read")
    assert "Input/output error" in what
    assert [entry.name for entry in tmp_path.iterdir()] == ["facts.csv"]


def test_ctrl_c_leaves_nothing_half_done(npqdesk, tmp_path, monkeypatch):
    file, out = tmp_path / "facts.csv", tmp_path / "out.csv"
    file.write_bytes(sheet(*[FUNDED_2024] * 100))
    out.write_text("the answers of yesterday")
    rows = itertools.count()

    def pressed(facts: object) -> Told:
        if next(rows) == 50:
            raise KeyboardInterrupt
        return NO_START

    monkeypatch.setattr(DecidedCells, "told", lambda _edition, facts: pressed(facts))
    ran = npqdesk("decide", file, "-o", out)
    assert (ran.code, ran.out, ran.err) == (130, "", "")
    assert out.read_text() == "the answers of yesterday"
    assert {entry.name for entry in tmp_path.iterdir()} == {"facts.csv", "out.csv"}


def test_what_was_decided_before_a_file_breaks_off_is_told_and_then_the_line(npqdesk):
    ran = npqdesk("decide", "-", stdin=sheet(*[FUNDED_2024] * 3) + b'"2024-spring,')
    assert ran.code == 1
    assert len(read(ran.out)) == 3
    assert ran.err.startswith("standard input, line 5: A quotation mark is not closed")


def test_a_later_start_has_no_policy_and_the_next_step_is_told(npqdesk):
    (answer,) = decided(npqdesk, {**FUNDED_2024, "cohort": "2031-autumn"})
    assert (answer["outcome"], answer["reason"], answer["policy"]) == ("no_policy", "not_published", "")
    assert (answer["service_outcome"], answer["service_reason"]) == ("no_policy", "not_published")
    assert "No rules for autumn 2031 are in this npqdesk." in answer["cautions"]
    assert (answer["needed"], answer["grant"], answer["grant_reason"], answer["error"]) == ("", "", "no_policy", "")


def test_a_start_that_is_none_is_a_mistake(npqdesk):
    (answer,) = decided(npqdesk, {**FUNDED_2024, "cohort": "2024-sprng"})
    assert (answer["outcome"], answer["error"]) == (
        "",
        "line 2: cohort cannot be '2024-sprng', did you mean '2024-spring'?",
    )


def test_the_day_of_decision_chooses_the_edition_and_a_blank_one_is_today(npqdesk):
    first, last, today, before, wrong = decided(
        npqdesk,
        *({**FUNDED_2024, "cohort": "2025-spring", "decided_on": day} for day in ("2025-01-20", "2025-04-20", "")),
        {**FUNDED_2024, "cohort": "2025-spring", "decided_on": "2019-01-01"},
        {**FUNDED_2024, "cohort": "2025-spring", "decided_on": "20 April"},
    )
    assert first["policy"] != last["policy"] == today["policy"]
    assert (before["outcome"], before["reason"], before["policy"]) == ("no_policy", "not_yet_then", "")
    assert "2025" in before["cautions"]
    assert wrong["error"].startswith("line 6: decided_on cannot be '20 April'")


def test_quoted_cells_come_back_as_they_were(npqdesk):
    """A cell with a line break is blank here, and lines are counted through it."""
    ran = npqdesk("decide", "-", stdin=b'cohort,course,pupils\n2024-spring,"\n","\r"\n2024-spring,"a,""b""",\n')
    blank, wrong = csv.DictReader(io.StringIO(ran.out, newline=""))
    assert (blank["course"], blank["pupils"], blank["error"]) == ("\n", "\r", "")
    assert wrong["course"] == 'a,"b"'
    assert wrong["error"].startswith("line 5: course cannot be 'a,\"b\"'")


def test_windows_1252_is_found(npqdesk):
    ran = npqdesk("decide", "-", stdin="cohort,course\n2024-spring,npq–headship\n".encode("cp1252"))
    assert "npq–headship" in read(ran.out)[0]["error"]


@pytest.mark.parametrize("target", ["-", "answers.csv"])
def test_memory_does_not_grow_with_the_file(npqdesk, tmp_path, monkeypatch, target):
    """Schools that all have pupil numbers and numbers of their own, a few and eight times as many."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("npqdesk.services.decide_file.MOST_CELLS", 500)
    for module in ("npqdesk.cli.streams", "npqdesk.registers.survey"):
        monkeypatch.setattr(f"{module}.PIECE", 10_000)

    def peak(rows: int) -> int:
        school = ",".join([*FUNDED_2024.values()][:-1])
        with Path("facts.csv").open("w", encoding="utf-8") as file:
            file.write(f"{','.join(FUNDED_2024)},senco_since\n")
            file.writelines(f"{school},{number % 300},{number:x}\n" for number in range(rows))
        gc.collect()
        gc.disable()  # what the start leaves to it is there in every run, or in none
        tracemalloc.start()
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
            assert main(["decide", "facts.csv", "-o", target]) == 0
        taken = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        gc.enable()
        return taken

    peak(100)
    few, many = peak(2_000), peak(16_000)
    assert many <= few * 1.2


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


def test_what_keeps_records_is_not_loaded_only_to_decide():
    """It would take longer than the deciding."""
    code = "import sys; from npqdesk.cli.main import main; main(); print('sqlalchemy' in sys.modules, file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code, "decide", "-"], input=sheet(FUNDED_2024), capture_output=True, check=True
    )
    assert ran.stderr.decode().strip() == "False"
