"""Summaries as evidence: kept with the answers they count, given again while right, replaced by one that says why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from npqdesk.letters.as_text import as_text
from npqdesk.problem import Problem
from npqdesk.services.determine import determinations, determine, kept_result
from npqdesk.services.enquiries import save_answer
from npqdesk.services.kept_letters import LetterFile, answers_behind, kept_letters, letter_file, outdated_words
from npqdesk.services.letter_form import form_for, keep_form
from npqdesk.services.letter_forms import in_form
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.letters import issue_letter
from npqdesk.services.people_erasing import before_erasing, erase_person
from npqdesk.services.staff import staff_list
from npqdesk.services.summaries import Wanted, issue_summary, make_summary
from npqdesk.services.summary_form import form_of, read_summary_form
from tests.sample_records import open_sample

TRUST = Wanted("trust", "Westmere Learning Trust (invented)", "2026-autumn", cover_days=3, cover_rate=195)
GOVERNORS = Wanted("governors", "902115", "2026-autumn", "Full board", date(2026, 12, 1))


@pytest.fixture
def desk(tmp_path):
    desk = open_sample(tmp_path / "npqdesk.sqlite3")
    desk.today = lambda: date(2026, 11, 21)
    desk.now = lambda: datetime(2026, 11, 21, 12, tzinfo=UTC)
    yield desk
    desk.close()


def told(made) -> str:
    return as_text(made.letter).replace("\u00a0", " ")


def test_a_summary_is_kept_with_every_answer_that_it_counts_and_given_again_while_it_is_right(desk):
    first = issue_summary(desk, TRUST)
    issue_summary(desk, GOVERNORS)
    governors, trust = kept_letters(desk)
    assert (trust.reference, governors.reference) == ("TRU/WLTI/2026/001", "GOV/902115/2026/001")
    assert (trust.name, trust.urn, trust.cohort) == (TRUST.of, "", "2026-autumn")
    assert (governors.urn, governors.about, governors.enquiry_id) == ("902115", "902115", 0)
    assert answers_behind(desk, trust.id) == first.answers > ()
    desk.today = lambda: date(2026, 11, 28)  # seven days later
    again = issue_summary(desk, TRUST)
    assert isinstance(again, LetterFile)
    assert again.pdf == first.pdf
    assert in_form(again, "txt")[0].decode() == as_text(first.letter)
    assert len(kept_letters(desk)) == 2
    assert read_summary_form(form_of(governors.typed)) == GOVERNORS


def test_a_new_answer_flags_the_old_summary_and_the_new_one_says_what_changed(desk):
    old = issue_summary(desk, GOVERNORS)
    row = next(each for each in determinations(desk) if each.id in old.answers and each.outcome == "funded")
    save_answer(desk, row.enquiry_id, "previously_funded", "yes")
    determine(desk, row.enquiry_id)
    (kept,) = kept_letters(desk)
    assert (kept.outdated, kept.replaced) == (True, False)
    assert "which it rests on, was superseded" in outdated_words(desk, answers_behind(desk, kept.id))
    new = issue_summary(desk, GOVERNORS)
    said = (
        "This replaces our summary of 21 November 2026 (GOV/902115/2026/001). What changed: One answer was given again."
    )
    assert said in told(new)
    assert new.replaces.changed == "One answer was given again.", "a board is not told of anybody’s earlier course"
    after, before = kept_letters(desk)
    assert (before.replaced, after.replaced, after.outdated) == (True, False, False)
    assert before.because in told(new)
    assert letter_file(desk, before.id).pdf == old.pdf
    assert isinstance(make_summary(desk, GOVERNORS), LetterFile), "what it says of the old one is no change"


def test_a_summary_tells_what_was_asked_for_otherwise_and_what_the_records_say_now(desk):
    issue_summary(desk, GOVERNORS)
    other = replace(GOVERNORS, cover_days=2, cover_rate=195)
    assert "What changed: We set the cover anew." in told(issue_summary(desk, other))
    row = next(each for each in determinations(desk) if each.id in counted(desk) and each.outcome == "funded")
    result = kept_result(desk, row.id)
    keep_form(desk, result, replace(form_for(desk, result), place="offered"))
    assert "What changed: Some of what we have on record." in told(issue_summary(desk, other))
    assert "What changed: We printed it again." in told(make_summary(desk, other, again=True))
    assert "What changed: For the board." in told(make_summary(desk, other, again=True, changed="For the board."))
    assert "replaces" not in told(make_summary(desk, replace(other, names=True))), "names are another paper"


def counted(desk) -> tuple[int, ...]:
    return answers_behind(desk, kept_letters(desk)[0].id)


def test_a_grant_letter_rests_on_every_course_in_it(desk):
    row = next(each for each in determinations(desk) if each.cohort == "2024-spring" and each.grant_pounds)
    old = issue_letter(desk, row.id, "grant")
    assert row.id in old.answers
    assert issue_letter(desk, row.id, "grant").pdf == old.pdf
    (kept,) = kept_letters(desk)
    assert set(answers_behind(desk, kept.id)) == set(old.answers)


def test_two_summaries_cannot_take_one_place(desk):
    issue_summary(desk, GOVERNORS)
    first, second = (make_summary(desk, GOVERNORS, again=True, changed=said) for said in ("One.", "Two."))
    keep_letter(desk, first)
    with pytest.raises(Problem, match="replaced already"):
        keep_letter(desk, replace(second, reference="GOV/1/2026/900"))


def test_a_summary_goes_with_somebody_erased_and_a_trust_table_which_names_nobody_stays(desk):
    issue_summary(desk, GOVERNORS)
    issue_summary(desk, TRUST)
    trust, governors = kept_letters(desk)
    lindqvist = next(one.id for one in staff_list(desk) if one.name == "Daniel Lindqvist")
    assert before_erasing(desk, lindqvist).letters == 1
    erase_person(desk, lindqvist)
    assert letter_file(desk, trust.id).letter is not None
    with pytest.raises(Problem, match="was erased"):
        letter_file(desk, governors.id)
