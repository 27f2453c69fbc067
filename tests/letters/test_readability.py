"""Can a reader of about twelve follow a letter?  Measured by a library, over all the prose of every kind of letter."""

import re
import warnings

import pytest

from npqdesk.letters.letter import Bullets, Letter, Paragraph, Steps, Text
from tests.letters.sample_letters import samples, wording

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the library asks setuptools for its own version
    import textstat

KINDS = sorted(samples())
AGE_AT_SCHOOL = 5
"""The years between a grade of an American school, which the formula gives, and an age."""


def prose(letter: Letter) -> str:
    """What is read as sentences: without addresses, tables, what it rests on, and the addresses of links."""
    texts: list[Text] = []
    for block in letter.blocks:
        match block:
            case Paragraph(text):
                texts.append(text)
            case Bullets(items) | Steps(items):
                texts += items
    return "\n".join(sentence("".join(run.text for run in text if not run.link)) for text in texts)


def sentence(text: str) -> str:
    text = re.sub(r"\(([^)]*)\)", "", text).strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def age(text: str) -> float:
    return textstat.flesch_kincaid_grade(text) + AGE_AT_SCHOOL


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_of_about_twelve_can_follow_every_kind_of_letter(kind: str) -> None:
    assert age(prose(samples()[kind])) <= 13


def test_all_letters_together_are_read_at_twelve_at_most() -> None:
    assert age("\n".join(prose(letter) for letter in samples().values())) <= 12


def test_sentences_are_short() -> None:
    for kind, letter in samples().items():
        assert textstat.avg_sentence_length(prose(letter)) <= 14, kind


def test_no_fixed_sentence_runs_on() -> None:
    for key, said in wording().sentences.items():
        for one in re.split(r"(?<=[.!?])\s", re.sub(r"\{\w+\}", "it", said)):
            assert len(one.split()) <= 32, (key, one)
