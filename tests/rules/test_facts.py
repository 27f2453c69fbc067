"""The vocabulary: reading values as people write them, and saying them."""

import pytest

from npqdesk.rules.conditions import known
from npqdesk.rules.facts import FactError


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("in_england", " yes ", "yes"),
        ("pupils", "142", 142),
        ("pupils", "not_recorded", "not_recorded"),
        ("urn", "999142", "999142"),
        ("started", "2024-09", "2024-09"),
        ("cohort", "2027-autumn", "2027-autumn"),
        ("decided_on", "2025-02-10", "2025-02-10"),
    ],
)
def test_values_are_read(vocabulary, name, text, value):
    assert vocabulary.read(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("in_englnd", "yes", "There is no fact called 'in_englnd', did you mean 'in_england'?"),
        ("in_england", "yess", "in_england cannot be 'yess', did you mean 'yes'?"),
        ("workplace_kind", "xyz", "workplace_kind cannot be 'xyz': it is one of school, none"),
        ("pupils", "-3", "write a whole number"),
        ("pupils", "1,200", "write a whole number"),
        ("pupils", "12345678901", "write a whole number"),
        ("urn", "99 91", "only letters and digits"),
        ("cohort", "2026-autum", "did you mean '2026-autumn'?"),
        ("decided_on", "10/2/2025", "write a day as 2026-11-21"),
        ("decided_on", "2025-02-30", "write a day as 2026-11-21"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_nearest(vocabulary, name, text, message):
    with pytest.raises(FactError, match=r"cannot|no fact") as caught:
        vocabulary.read(name, text)
    assert message in str(caught.value)


def test_a_fact_that_cannot_exist_is_settled_and_a_given_one_stays(vocabulary):
    assert vocabulary.settle({"workplace_kind": "none"})["establishment_type"] == "none"
    assert vocabulary.settle({"workplace_kind": "none", "establishment_type": "1"})["establishment_type"] == "1"
    assert "establishment_type" not in vocabulary.settle({"workplace_kind": "school"})
    assert "establishment_type" not in vocabulary.settle({})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("in_england", "yes", "Amara Okafor works in England"),
        ("establishment_type", "2", "St Joseph's is a Voluntary aided school"),
        ("establishment_type", "none", "St Joseph's is a none"),
        ("on_list", "no", "On the list: No"),
        ("pupils", 1142, "Pupils: 1,142"),
        ("pupils", "not_recorded", "Pupils: Not recorded"),
        ("cohort", "2027-spring", "Start: spring 2027"),
        ("decided_on", "2025-02-10", "Decided on: 10 February 2025"),
    ],
)
def test_facts_are_said_in_sentences(vocabulary, names, name, value, said):
    assert vocabulary.say(name, value, names) == said


def test_filled_in_text_is_never_read_as_a_template(vocabulary):
    assert vocabulary.say("in_england", "yes", {"name": "{workplace}"}) == "{workplace} works in England"


def test_a_place_that_nobody_filled_stays_readable(vocabulary):
    assert vocabulary.say("in_england", "yes", {}) == "name works in England"


def test_a_course_is_named_with_its_short_name(vocabulary):
    assert vocabulary.courses["npq-one"].full_name == "One (NPQ1)"


def test_a_fact_that_stands_as_none_is_not_known(vocabulary):
    case = {"workplace_kind": "school", "in_england": None}
    assert known(case) == {"workplace_kind": "school"}
    assert vocabulary.facts["establishment_type"].settled({"workplace_kind": None}) is None
    assert vocabulary.facts["establishment_type"].settled({"workplace_kind": "none"}) == "none"
