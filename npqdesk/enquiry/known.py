"""What is known, and from where: the office's answers, the records, registers and lists, or what follows from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from npqdesk.rules.conditions import Facts, Value

Origin = Literal["record", "register", "ofsted", "list", "history", "answer", "follows"]


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A value, where it comes from, and that in words: "Register, 17 July 2025".

    `against` is set where the office challenged it: what the register, the list or our records say instead."""

    value: Value
    origin: Origin
    say: str
    against: Value | None = None


Known = Mapping[str, KnownFact]
"""Fact or particular → what is known of it."""

LookUp = Callable[[str, Value, Facts], Known]
"""What registers, lists and our own records say of an answer: question id, answer, and what is known so far."""

YOU_ANSWERED = "You answered"


def nothing_known(question: str, answer: Value, facts: Facts) -> Known:
    """A look-up where there is nothing to look in."""
    return {}


def values(known: Known) -> dict[str, Value]:
    """The bare values."""
    return {name: fact.value for name, fact in known.items()}
