"""The words of an enquiry as it stands: whom and what the questions name."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from npqdesk.enquiry.known import Known
from npqdesk.enquiry.questions import UNKNOWN, Option, Question, Questions
from npqdesk.enquiry.route import Route
from npqdesk.rules.facts import Vocabulary, fill


def names(questions: Questions, way: Route) -> dict[str, str]:
    """What fills `{name}`, `{workplace}`, `{course}` and `{cohort}` in any wording."""
    return names_of(questions.vocabulary, way.known)


def names_of(vocabulary: Vocabulary, facts: Known) -> dict[str, str]:
    """The same from what is known alone."""
    known = {name: str(fact.value) for name, fact in facts.items()}
    course = vocabulary.courses.get(known.get("course", ""))
    cohort = vocabulary.cohort(known.get("cohort", ""))
    return {
        "name": known.get("name") or "this person",
        "workplace": known.get("workplace_name") or known.get("workplace") or "the workplace",
        "course": course.full_name if course else "this course",
        "cohort": cohort.words if cohort else "this start",
    }


def wording(question: Question, words: Mapping[str, str]) -> str:
    """The question as it is asked."""
    return fill(question.wording, words)


def option_in_words(option: Option, words: Mapping[str, str]) -> Option:
    """An option with its label and hint filled in."""
    return replace(option, label=fill(option.label, words), hint=fill(option.hint, words))


def answer_words(questions: Questions, question: Question, way: Route) -> str:
    """An answer in a few words, as on the check of the answers."""
    if question.id in way.given and question.kind not in ("workplace", "count"):
        text = way.given[question.id]
        for option in question.options:
            if option.value == text:
                return option.label if text != UNKNOWN else "Not known yet"
    fact = way.known.get(question.fact)
    if fact is None:
        return "Not known yet"
    if question.kind == "workplace":
        return names(questions, way)["workplace"]
    if question.kind == "month":
        return _month(str(fact.value))
    if question.fact in questions.vocabulary.facts:
        said = questions.vocabulary.value_name(question.fact, fact.value)
        return said[:1].upper() + said[1:]
    return str(fact.value)


def _month(text: str) -> str:
    """ "2024-09" as "September 2024"."""
    year, month = (int(part) for part in text.split("-"))
    return f"{date(year, month, 1):%B %Y}"
