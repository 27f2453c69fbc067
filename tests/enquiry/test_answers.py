import json

import pytest

from npqdesk.enquiry.answers import AnswerError, Answers, challenge_key, half_typed_key, plain_key, read_answer
from npqdesk.enquiry.route import route


def read(questions, question_id, text):
    question = questions[question_id]
    return read_answer(question, text, question.options, questions.vocabulary)


def test_answers_are_values():
    none = Answers()
    one = none.with_answer("name", "Amara")
    assert none.get("name") is None
    assert one.get("name") == "Amara"
    assert list(one.with_answer("cohort", "x")) == ["name", "cohort"]
    assert one.without("name") == none
    assert one.without("other") == one
    assert Answers(json.loads(json.dumps(one.as_json()))) == one


def test_an_answer_about_something_is_kept_for_that_only(small):
    assert plain_key(small["name"], {}) == "name"
    assert plain_key(small["pupils"], {"workplace": "900001"}) == "pupils@900001"
    assert plain_key(small["pupils"], {}) == "pupils@"
    assert challenge_key(small["pupils"], {"workplace": "900001"}, 142) == "pupils@900001!142"


def test_what_answers_settle(small):
    assert read(small, "setting", "none") == {"setting": "none", "kind": "none"}
    assert read(small, "kind", "unknown") == {}
    assert read(small, "name", "  Amara \t Okafor ") == {"name": "Amara Okafor"}
    assert read(small, "workplace", "900001") == {"workplace": "900001"}
    assert read(small, "pupils", "1,142") == {"pupils": 1142}
    assert read(small, "pupils", "not_recorded") == {"pupils": "not_recorded"}
    assert read(small, "since", "2024-09") == {"since": "2024-09"}
    assert read(small, "ofsted", "ey 123456") == {"ofsted": "EY123456"}


@pytest.mark.parametrize(
    ("question", "text", "message"),
    [
        ("name", "  ", "Enter a name"),
        ("workplace", "", "Choose a school"),
        ("name", "x" * 201, "at most 200"),
        ("setting", "", "Choose one of the answers"),
        ("setting", "schol", "Choose one of the answers"),
        ("pupils", "many", "whole number"),
        ("pupils", "-3", "whole number"),
        ("since", "2024-13", "month and year"),
        ("since", "1959-12", "month and year"),
        ("ofsted", "EY12", "Ofsted number"),
        ("ofsted", "<b>", "Ofsted number"),
    ],
)
def test_an_answer_that_cannot_be_taken_says_what_to_enter(small, question, text, message):
    with pytest.raises(AnswerError, match=message):
        read(small, question, text)


def test_half_typed_text_is_no_answer(small, policy_for):
    way = route(policy_for, small, Answers({half_typed_key("name"): "Ama"}))
    assert way.current == "name"
