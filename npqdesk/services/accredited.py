"""Is this an accredited provider of initial teacher training?  Asked of the newest list by legal name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, utils

from npqdesk.problem import Problem
from npqdesk.registers.names import as_key
from npqdesk.services.list_diff import entries_on
from npqdesk.services.lists import ListStatus, list_release

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

PROVIDERS = "itt-providers"
_NEAR, _NEAREST = 65, 5


@dataclass(frozen=True, slots=True)
class Accredited:
    """The answer: the provider's legal name and the name it works under, both empty when it is not on the list.

    `nearest` are (legal name, operating name) of those with a name much like the one asked for."""

    legal_name: str
    operating_name: str
    nearest: tuple[tuple[str, str], ...]
    release: ListStatus

    @property
    def is_listed(self) -> bool:
        """Whether it is on the list."""
        return bool(self.legal_name)


def accredited(desk: "Desk", name: str) -> Accredited:
    """Whether a provider of this legal name is on the newest list; capitals and kinds of apostrophe don't matter.

    An operating name is never taken for a legal one, only shown among the nearest.  Problem without a list."""
    release = list_release(desk, PROVIDERS, until=desk.today())
    if release is None:
        raise Problem(
            "The list of accredited providers is not loaded",
            "It cannot be told who is on it.",
            f"Load the Department’s list of accredited providers as the list {PROVIDERS}.",
        )
    entries = entries_on(desk, release)
    wanted = as_key(name).casefold()
    for entry in entries:
        if entry.identifier.casefold() == wanted:
            return Accredited(entry.identifier, entry.name, (), release)
    return Accredited("", "", _nearest(wanted, {entry.identifier: entry.name for entry in entries}), release)


def _nearest(wanted: str, names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Those whose legal or operating name is much like it, the nearest first."""
    scores: dict[str, float] = {}
    for legal, operating in names.items():
        for name in (legal, operating):
            score = fuzz.token_sort_ratio(wanted, name, processor=utils.default_process)
            scores[legal] = max(scores.get(legal, 0), score)
    best = sorted((legal for legal in scores if scores[legal] >= _NEAR), key=lambda legal: (-scores[legal], legal))
    return tuple((legal, names[legal]) for legal in best[:_NEAREST])
