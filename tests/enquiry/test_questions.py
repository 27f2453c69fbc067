import pytest

from npqdesk.enquiry.questions import KINDS, Option, read_questions
from npqdesk.problem import Problem

ONE = """
[[question]]
id = "had"
kind = "yes_no"
subject = "person"
wording = "Had it?"
label = "Had it"
why = "Because."
source = "npqdesk"
"""


def test_a_question_is_read_whole(small):
    question = small["kind"]
    assert question.label == "Type"
    assert question.about == ("workplace",)
    assert [option.value for option in question.options] == ["1", "11", "none", "unknown"]
    assert question.options[0] == Option("1", "Community school", "", {"kind": "1"})
    assert question.options[-1] == Option("unknown", "I don’t know yet", "The school can say")


def test_yes_and_no_come_by_themselves(small):
    assert [(option.value, option.facts) for option in small["had"].options] == [
        ("yes", {"had": "yes"}),
        ("no", {"had": "no"}),
        ("unknown", {}),
    ]


def test_an_option_may_settle_more_than_its_own_fact(small):
    assert small["setting"].options[2].facts == {"setting": "none", "kind": "none"}
    assert small["setting"].supplies == {"setting", "kind"}
    assert small["workplace"].supplies == {"workplace", "kind", "listed", "pupils"}


def test_an_option_may_say_its_own_fact_under_another_name(small):
    text = (
        ONE.replace("yes_no", "choice") + '[[question.option]]\nvalue = "left"\nlabel = "L"\nfacts = { had = "yes" }\n'
    )
    assert read_questions(text, "q.toml", small.vocabulary)["had"].options == (Option("left", "L", "", {"had": "yes"}),)


def test_a_question_is_found_by_its_fact_or_not_at_all(small):
    assert small.about_fact("kind", {}) is small["kind"]
    assert small.about_fact("shut", {}) is None
    with pytest.raises(KeyError):
        small["nothing"]


@pytest.mark.parametrize(
    ("wrong", "line", "words"),
    [
        (ONE.replace('kind = "yes_no"', 'kind = "yes_noo"'), 4, "did you mean 'yes_no'?"),
        (ONE.replace('id = "had"', 'id = "hadd"'), 2, "“fact” cannot be 'hadd', did you mean 'had'?"),
        (ONE + ONE, 12, "two questions called 'had'"),
        (ONE + "colour = 1\n", 10, "no “colour” here"),
        (ONE + 'about = ["workplaces"]\n', 10, "did you mean 'workplace'?"),
        (ONE + 'only_when = { settin = "school" }\n', 10, "did you mean 'setting'?"),
        (ONE + 'likely_facts = { kind = "99" }\n', 10, "kind cannot be '99'"),
        (ONE.replace("yes_no", "choice") + '[[question.option]]\nvalue = "maybe"\nlabel = "M"\n', 11, "'maybe'"),
        (ONE + '[[follows]]\nwhen = {}\nfacts = { had = "perhaps" }\nwhy = "x"\n', 12, "'perhaps'"),
        ("[[question]\n", 1, "cannot be read"),
        (ONE.replace('why = "Because."\n', ""), 2, "has no “why”"),
        ("[other]\n", 1, "no “other” here"),
    ],
)
def test_a_mistake_is_told_with_its_line(small, wrong, line, words):
    with pytest.raises(Problem) as told:
        read_questions(wrong, "questions.toml", small.vocabulary)
    assert words in told.value.what_happened
    assert told.value.place.file == "questions.toml"
    assert told.value.place.line == line


def test_every_kind_is_known_by_name():
    assert len(KINDS) == len(set(KINDS)) == 10
