"""How is a case told to the person it is about?  "Amara Okafor works at a school" becomes "You work at a school".

Also the names of courses and people as letters write them."""

import re

from npqdesk.letters.phrase import capital
from npqdesk.rules.facts import Course

READER = "\u2060reader\u2060"
"""Stands for the reader's name while sentences are filled in; nobody's name has it."""

_OWNED = re.compile(rf"{READER}’s\b")
_PARTICLES = frozenset(
    ("abu", "al", "ap", "ben", "bin", "da", "dal", "de", "dei", "del", "della", "den", "der", "di", "dos", "du", "el",
     "ibn", "la", "le", "mac", "mc", "ní", "nic", "ó", "st", "ter", "ui", "van", "von", "y")
)  # fmt: skip
_VERB = re.compile(rf"{READER} (\w+)")
_AND_VERB = re.compile(r"\band (is|has|does|was|works|wants|plans|teaches)\b")
_IRREGULAR = {"is": "are", "has": "have", "does": "do", "was": "were"}
_HAVE_HAD = re.compile(r"\b([Yy])ou have ((?:already )?had)\b")
_SMALL = frozenset({"and", "for", "in", "of", "the", "with"})


def to_reader(text: str) -> str:
    """A sentence about the reader, said to the reader, with its capital and full stop."""
    text = _OWNED.sub("your", text)
    if READER in text:
        text = _AND_VERB.sub(lambda found: f"and {_second_person(found[1])}", text)
    text = _VERB.sub(lambda found: f"you {_second_person(found[1])}", text).replace(READER, "you")
    return in_a_sentence(text)


def as_it_was(text: str) -> str:
    """The same of a start that is past: "You had had no funded place", since one may have come of that very start."""
    return _HAVE_HAD.sub(r"\1ou had \2", text)


def in_a_sentence(text: str) -> str:
    """The same words with a capital and a full stop."""
    text = capital(text.strip())
    return text if not text or text[-1] in ".!?" else f"{text}."


def course_title(course: Course, special: str = "") -> str:
    """ "NPQ for Leading Primary Mathematics"; a coaching offer by its name alone."""
    if special:
        return special
    name = " ".join(word if word in _SMALL else capital(word) for word in course.name.split())
    return f"NPQ for {name}" if course.npq else name


def short_name(name: str) -> str:
    """Initial and family name: "J. Abara", "M. Ó Briain"."""
    first, family = parted_name(name)
    return f"{first[0]}. {family}" if family else first


def parted_name(name: str) -> tuple[str, str]:
    """First name, and the last word with the particles before it, which belong to it; the last empty for one word."""
    first, *rest = name.split() or [""]
    at = len(rest) - 1
    while at > 0 and rest[at - 1].casefold() in _PARTICLES:
        at -= 1
    return first, " ".join(rest[max(at, 0) :])


def _second_person(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if re.search(r"(ss|sh|ch|x|z|o)es$", verb):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
