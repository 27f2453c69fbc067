"""An office's own words in letters: checked, used, told apart by their hash, and taken back."""

import pytest

from npqdesk.services.desk import open_desk
from npqdesk.services.wordings import adapt, letter_wording, paragraphs, plain, preview, why_not

KEY = "npq.questions"
OWN = "Any question? **Please** tell {contact}."


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(str(tmp_path / "npqdesk.sqlite3"))
    yield desk
    desk.close()


def test_every_paragraph_on_the_list_is_there_and_its_blanks_are_explained(desk):
    found = paragraphs(desk)
    assert len(found) > 60
    assert len({each.key for each in found}) == len(found)
    assert all(about for each in found for _, about in each.blanks)
    assert not [each.key for each in found if why_not(each.key, each.standard)], "the standard text has no fault"


def test_own_words_are_used_and_change_the_hash(desk):
    standard, before = letter_wording(desk)
    kept = adapt(desk, KEY, f"  {OWN}\n")
    assert kept.adapted
    assert not kept.fault
    words, after = letter_wording(desk)
    assert words.line(KEY, contact="Jo") == "Any question? Please tell Jo."
    assert after != before
    assert letter_wording(desk)[1] == after, "the same words, the same hash"
    adapt(desk, KEY, standard.sentences[KEY])
    assert letter_wording(desk)[1] == before
    assert not next(each for each in paragraphs(desk) if each.key == KEY).adapted


def test_an_empty_text_is_the_standard_one(desk):
    adapt(desk, KEY, OWN)
    assert not adapt(desk, KEY, "  ").adapted


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("Tell us.", "{contact} is missing"),
        ("Tell {contact} or {boss}.", "{boss} is not known here"),
        ("Tell {contact}, {.", "curly bracket"),
        ("Tell {contact}: a place is guaranteed.", "Leave out “guaranteed”"),
        ("Tell {contact}: it will be funded.", "Leave out “will be funded”"),
        ("Tell {contact} of your funded place.", "Leave out “funded place”"),
        ("Tell {contact} [here](https://example.com).", "Leave the links as they are"),
        (f"Tell {{contact}}. {'x' * 1300}", "at most 1,200"),
    ],
)
def test_what_cannot_be_used_is_kept_told_and_not_printed(desk, text, advice):
    kept = adapt(desk, KEY, text)
    assert advice in kept.fault
    assert kept.text == text
    assert letter_wording(desk)[0].line(KEY, contact="Jo").startswith("If a fact in this letter is wrong")
    assert preview(kept).startswith("If a fact")


def test_only_what_is_listed_can_be_adapted():
    assert why_not("eligible.status", "Yes") == "This paragraph is not one that can be adapted"


def test_markup_is_only_words(desk):
    adapt(desk, KEY, "<b>Tell</b> {contact} & <img src='x'/>.")
    assert letter_wording(desk)[0].line(KEY, contact="Jo") == "<b>Tell</b> Jo & <img src='x'/>."
    assert plain("**Tell** {contact}.") == "Tell {contact}."
