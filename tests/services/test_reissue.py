"""Letters that take the place of kept ones: the old stay as they were, marked, and the new say what changed."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from npqdesk.letters.plan import Plan
from npqdesk.problem import Problem
from npqdesk.services.determine import determinations, determine
from npqdesk.services.enquiries import save_answer
from npqdesk.services.kept_letters import kept_letter, kept_letters, letter_file, outdated_words, standing_letter
from npqdesk.services.letter_case import LetterDetails
from npqdesk.services.letter_keeping import keep_letter
from npqdesk.services.letters import issue_letter, make_letter
from npqdesk.store.papers import Letter
from tests.letters.pdf_reading import read_structure
from tests.sample_records import open_sample


@pytest.fixture
def desk(tmp_path):
    desk = open_sample(tmp_path / "npqdesk.sqlite3")
    desk.today = lambda: date(2026, 11, 21)
    desk.now = lambda: datetime(2026, 11, 21, 12, tzinfo=UTC)
    yield desk
    desk.close()


@pytest.fixture
def answer(desk):
    """A kept answer: funded, autumn 2026."""
    return next(row for row in determinations(desk) if (row.outcome, row.cohort) == ("funded", "2026-autumn"))


def kept(desk, answer, details: LetterDetails = LetterDetails(), **how: object) -> int:  # noqa: B008
    return keep_letter(desk, make_letter(desk, answer.id, "staff", details, **how))


def text_of(pdf: bytes) -> str:
    return read_structure(pdf).text.replace("\u00a0", " ")


def answered_again(desk, answer) -> int:
    """The same enquiry answered otherwise: the course was funded before."""
    save_answer(desk, answer.enquiry_id, "previously_funded", "yes")
    return determine(desk, answer.enquiry_id).determination_id


def test_a_kept_letter_is_logged_with_its_answer_wording_and_hash(desk, answer):
    made = make_letter(desk, answer.id)
    number = keep_letter(desk, made)
    row = kept_letters(desk)[0]
    assert (row.id, row.determination_id, row.enquiry_id) == (number, answer.id, answer.enquiry_id)
    assert row.sha256 == hashlib.sha256(made.pdf).hexdigest()
    assert len(row.wording) == 64
    assert (row.name, row.outcome, row.replaced, row.outdated) == (answer.name, "funded", False, False)
    assert row.school
    assert letter_file(desk, number).pdf == kept_letter(desk, row.reference).pdf == made.pdf


def test_a_letter_in_the_place_of_another_says_so_and_marks_it(desk, answer):
    old = kept(desk, answer)
    before = letter_file(desk, old).pdf
    made = make_letter(desk, answer.id, details=LetterDetails(plan=Plan(provider="Brightwater Hub")), in_place_of=old)
    said = "This letter replaces ours of 21 November 2026 (NPQ/"
    assert said in text_of(made.pdf)
    assert "What changed: We corrected the course provider." in text_of(made.pdf)
    assert standing_letter(desk, answer.enquiry_id, "staff").id == old, "nothing is marked before it is kept"
    new = keep_letter(desk, made)
    rows = {row.id: row for row in kept_letters(desk)}
    assert (rows[old].replaced, rows[new].replaced) == (True, False)
    assert rows[old].because == "We corrected the course provider."
    assert letter_file(desk, old).pdf == before
    assert standing_letter(desk, answer.enquiry_id, "staff").id == new
    assert keep_letter(desk, made) == new, "keeping the same one twice keeps one"


@pytest.mark.parametrize(
    ("details", "says"),
    [
        (LetterDetails(), "We printed it again. What it tells you is the same."),
        (LetterDetails(title="Dr", address=("1 Long Lane",)), "We corrected your title and your address."),
    ],
)
def test_what_changed_is_told_from_what_the_office_typed(desk, answer, details, says):
    old = kept(desk, answer)
    assert says in text_of(make_letter(desk, answer.id, details=details, in_place_of=old).pdf)


def test_the_office_may_say_itself_what_changed(desk, answer):
    old = kept(desk, answer)
    made = make_letter(desk, answer.id, in_place_of=old, changed="We had your <b>old</b> name.")
    assert "What changed: We had your <b>old</b> name." in text_of(made.pdf)
    assert made.replaces.changed == "We had your <b>old</b> name."


def test_a_letter_from_another_answer_says_how_the_answer_changed_and_why(desk, answer):
    old = kept(desk, answer)
    assert outdated_words(desk, [answer.id]) == ""
    later = answered_again(desk, answer)
    assert "was superseded. Answered again: " in outdated_words(desk, [answer.id])
    row = kept_letters(desk)[0]
    assert (row.outdated, row.replaced) == (True, False)
    said = text_of(make_letter(desk, later, in_place_of=old).pdf)
    assert "Our answer was “eligible”. It is now “not eligible”. " in said
    assert "the answers changed." in said


def test_two_letters_cannot_take_one_place(desk, answer):
    old = kept(desk, answer)
    first = make_letter(desk, answer.id, in_place_of=old, changed="One.")
    second = make_letter(desk, answer.id, in_place_of=old, changed="Two.")
    keep_letter(desk, first)
    with pytest.raises(Problem, match="reference of this letter is taken"):
        keep_letter(desk, second)
    with pytest.raises(Problem, match="replaced already"):
        keep_letter(desk, replace(second, reference="NPQ/1/2026/900"))
    with pytest.raises(Problem, match="replaced already"):
        make_letter(desk, answer.id, in_place_of=old)
    assert len(kept_letters(desk)) == 2, "what was refused left nothing behind"


def test_issuing_gives_the_kept_letter_and_a_new_one_only_for_a_new_answer(desk, answer):
    first = issue_letter(desk, answer.id)
    assert issue_letter(desk, answer.id).pdf == first.pdf
    assert len(kept_letters(desk)) == 1
    later = answered_again(desk, answer)
    second = issue_letter(desk, later)
    assert "This letter replaces ours of" in text_of(second.pdf)
    assert issue_letter(desk, later).pdf == second.pdf
    assert [row.replaced for row in kept_letters(desk)] == [False, True]


def test_a_letter_that_is_not_as_it_was_kept_is_refused(desk, answer):
    number = kept(desk, answer)
    with desk.store.writing() as session:
        session.connection().exec_driver_sql("DROP TRIGGER letters_never_edited")
        session.get(Letter, number).pdf = b"%PDF other"
    with pytest.raises(Problem, match="not as it was kept"):
        letter_file(desk, number)
    with pytest.raises(Problem, match="not in the records"):
        letter_file(desk, 999)
