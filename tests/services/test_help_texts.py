"""The help that comes with the program: questions with sources, found by their words, and nothing malformed."""

import re

import pytest

from npqdesk import paths
from npqdesk.problem import Problem
from npqdesk.services.help_files import help_texts, read_help
from npqdesk.services.help_texts import Question, group_of, title_of

FILES = ("sources.toml", "questions.toml", "glossary.toml", "manual.toml")


def texts() -> dict[str, str]:
    return {name: paths.read_text("text", "help", name) for name in FILES}


def test_the_questions_each_with_an_answer_and_a_source():
    questions = help_texts().questions
    assert len(questions) == len({each.id for each in questions}) == 46
    for each in questions:
        assert each.ask.endswith("?")
        assert each.sources
        assert all(paragraph.endswith(".") for paragraph in each.answer)
        assert len(" ".join(each.answer)) < 600


def test_addresses_are_whole_and_every_source_is_used():
    used = {source for each in help_texts().questions for source in each.sources}
    assert all(source.address.startswith("https://") for source in used if source.address)
    assert sum(bool(source.address) for source in used) >= 20
    assert len(used) == texts()["sources.toml"].count("\n[")


def test_no_money_stands_there_without_a_year():
    for each in help_texts().questions:
        said = " ".join((each.ask, *each.answer))
        assert "£" not in said or re.search(r"20\d\d", said), each.id


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("register on behalf", "Can I register on behalf of a colleague?"),
        ("waiting list", "We are on the list, but the hub says that its places are full. Do we have to pay?"),
        ("tsf ended", "Is there a grant to schools for this year?"),
        ("silent", "For the IT technician"),
        ("ukprn", "UKPRN"),
        ("teacher reference", "TRN"),
        ("early headship", "Does the early headship coaching offer earn the grant?"),
        ("how much does it cost", "What does an NPQ cost when it is not funded?"),
        ("who pays the invoice?", "Who pays when it is not funded?"),
        ("withdrawal charges", "What does it cost when somebody leaves the course?"),
        ("is a senco of a special school exempt", "Does a SENCO have to take the NPQ?"),
        ("how much is npqh", "What does an NPQ cost when it is not funded?"),
        ("cover for training days", "Do we have to arrange cover?"),
        ("can she do more than one npq", "Can somebody take several NPQs, funded?"),
        ("npqlt or npqlpm", "Leading teaching or Leading primary mathematics: which of the two?"),
        ("a new head", "Who can have the early headship coaching offer?"),
        ("npqel", "NPQEL"),
        ("wales", "What about Wales, Scotland and the Channel Islands?"),
    ],
)
def test_a_topic_is_found_by_its_words(typed, first):
    assert first in [title_of(each) for each in help_texts().find(typed)][:3]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("is my school eligable", "Is my school eligible?"),
        ("independant school", "We are an independent school. Are we funded?"),
        ("grammer school", "Are grammar schools funded?"),
        ("register for a collegue", "Can I register on behalf of a colleague?"),
        ("when is targetted support funding paid", "Do we apply for the grant, and when is it paid?"),
        ("failed assesment who pays", "She failed the assessment. Who pays for a repeat?"),
    ],
)
def test_a_slip_of_spelling_finds_it_first_all_the_same(typed, first):
    assert title_of(help_texts().find(typed)[0]) == first


def test_what_has_the_word_in_its_title_comes_first():
    found = help_texts().find("mastery")
    assert "Mastery" in title_of(found[0])
    assert help_texts().find("zzz") == ()


def test_each_topic_has_its_key_and_group():
    help_ = help_texts()
    assert [help_.topic(each.key) for each in help_.topics()] == list(help_.topics())
    assert {group_of(each) for each in help_.topics() if not isinstance(each, Question)} == {"Manual", "Words"}


@pytest.mark.parametrize(
    ("file", "before", "after", "say"),
    [
        ("questions.toml", 'sources = ["lists"', 'sources = ["listz"', "did you mean 'lists'"),
        ("questions.toml", 'group = "Who is eligible"', 'group = "Who is"', "“group” cannot be"),
        ("glossary.toml", 'name = "NPQ"', 'nam = "NPQ"', "has no “name”"),
        ("manual.toml", 'heading = "Three steps"', 'heading = "Three steps"\n  colour = "red"', "There is no “colour”"),
    ],
)
def test_a_mistake_is_found_with_its_file(file, before, after, say):
    broken = texts()
    assert before in broken[file]
    broken[file] = broken[file].replace(before, after, 1)
    with pytest.raises(Problem, match=re.escape(say)) as found:
        read_help(broken.__getitem__)
    assert found.value.place.file == file
    assert found.value.place.line > 0
