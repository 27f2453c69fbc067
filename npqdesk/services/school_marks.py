"""What the lists and the policy in use say of a school at a glance: the few words beside it while someone searches.

All entries are held in memory, so that a keystroke may ask for twenty schools.  Immutable, as the index is."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from npqdesk.registers.folding import fold
from npqdesk.rules.conditions import holds
from npqdesk.rules.policy import Policy
from npqdesk.services.lists import list_entries, list_release
from npqdesk.services.policies import policy_in_use
from npqdesk.services.schools import School
from npqdesk.services.searching.spellings import usual

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

Mark = Literal["listed", "not_listed", "rise", "type", "abroad", "closed"]
_WORD = re.compile(r"\w[\w'’]*")
_RISE, _TYPE = "on_rise_list", "ineligible_establishment_type"


@dataclass(frozen=True, slots=True)
class SchoolMarks:
    """The entries of each list of schools that the policy in use reads, by the list's fact, and the policy itself.

    `published` is the oldest of the dates of those lists: what is said is no newer.  None when none is loaded."""

    policy: Policy | None
    entries: Mapping[str, tuple[str, frozenset[str]]]
    published: date | None

    def of(self, school: School) -> tuple[Mark, ...]:
        """The marks of a school, the weightiest last.  A closed one has no other; nothing is said without a list."""
        if not school.is_open:
            return ("closed",)
        if not school.in_england:
            return ("abroad",)
        rise: tuple[Mark, ...] = ("rise",) if self._is_on(_RISE, school) else ()
        if not rise and not self.takes_type(school.type_code):
            return ("type",)
        facts = [fact for fact in self.entries if fact != _RISE]
        if any(self._is_on(fact, school) for fact in facts):
            return ("listed", *rise)
        return rise or (("not_listed",) if facts else ())

    def takes_type(self, type_code: str) -> bool:
        """Whether the policy in use funds anyone at a school of this type that is not on the RISE list."""
        facts = {"in_england": "yes", "work_setting": "a_school", _RISE: "no", "establishment_type": type_code}
        rules = self.policy.scholarship if self.policy and type_code else ()
        return not any(rule.reason == _TYPE and holds(rule.when, facts) for rule in rules)

    def _is_on(self, fact: str, school: School) -> bool:
        identifier, entries = self.entries.get(fact, ("", frozenset[str]()))
        return bool(identifier) and getattr(school, identifier) in entries


def load_marks(desk: "Desk") -> SchoolMarks:
    """What is known today.  Takes some hundredths of a second: make it beside the window."""
    policy, today = policy_in_use(desk.rulebook, desk.today()), desk.today()
    entries: dict[str, tuple[str, frozenset[str]]] = {}
    days = []
    for use in policy.lists if policy else ():
        last_day = use.last_day(today)
        release = list_release(desk, use.list_id, until=last_day)
        if release is not None and use.identifier in ("urn", "ukprn"):
            entries[use.fact] = (use.identifier, frozenset(list_entries(desk, use.list_id, until=last_day)))
            days.append(release.published)
    return SchoolMarks(policy, entries, min(days, default=None))


def plain_words(text: str) -> str:
    """A text as it is compared with what was typed: without accents, capitals and signs."""
    return fold(text)


def found_parts(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the words typed begin a word of the name, or say the same, as (start, end); each word of the name counts
    once."""
    typed = sorted(fold(text).split(), key=len, reverse=True)
    meant = {usual(each) for each in typed}
    parts = []
    for word in _WORD.finditer(name):
        plain = _plain(word.group())
        said = next((each for each in typed if plain.startswith(each)), "")
        if usual(plain) in meant:
            parts.append(word.span())
        elif said:
            parts.append((word.start(), word.start() + _letters(word.group(), len(said))))
    return tuple(parts)


@lru_cache(maxsize=2_000)
def _plain(word: str) -> str:
    """A word as it is compared: the same few hundred come back at every keystroke."""
    return fold(word)


def _letters(word: str, count: int) -> int:
    """How many signs of a word hold its first `count` letters and digits: the apostrophe of "O’Br" is one more."""
    letters = 0
    for at, sign in enumerate(word):
        letters += len([part for part in unicodedata.normalize("NFKD", sign) if part.isalnum()])
        if letters >= count:
            return at + 1
    return len(word)
