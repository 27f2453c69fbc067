"""What one cell of the matrix says: an answer of the rules, or how far somebody is with the course already."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from npqdesk.rules.decide import Decision
from npqdesk.rules.facts import Vocabulary
from npqdesk.rules.policy import Outcome

Kind = Literal["eligible", "not_eligible", "review", "ask", "had", "in_progress"]

KINDS: Mapping[Kind, str] = {
    "eligible": "Eligible",
    "not_eligible": "Not eligible",
    "review": "Review",
    "ask": "Ask",
    "had": "Had it",
    "in_progress": "In progress",
}
"""What there can be in a cell, in the order of the legend."""

_OF_OUTCOME: Mapping[Outcome, Kind] = {
    "funded": "eligible",
    "not_funded": "not_eligible",
    "review": "review",
    "undecided": "ask",
    "no_policy": "ask",
}
_SHORT: Mapping[str, str] = {
    "ineligible_establishment_not_a_pp50": "Off list",
    "not_entitled_ey_institution": "Off list",
    "not_entitled_childminder": "Off list",
}
"""Two words at most for the reasons that a whole staff meets; the others are told beside the matrix."""
_BARRED = "Barred"


@dataclass(frozen=True, slots=True)
class Cell:
    """`word` stands in the cell, `says` is read aloud: "not eligible: workplace is not on the list"."""

    kind: Kind
    word: str
    says: str


def answered_cell(vocabulary: Vocabulary, decision: Decision) -> Cell:
    """The cell of an answer; the same object for the same answer."""
    title = vocabulary.reasons[decision.reason].title if decision.reason else ""
    return _cell(decision.outcome, decision.reason, title, len(decision.needed))


@lru_cache(maxsize=1_000)
def _cell(outcome: Outcome, reason: str, title: str, missing: int) -> Cell:
    kind = _OF_OUTCOME[outcome]
    if reason == "previously_funded":
        return Cell("had", KINDS["had"], f"had it: {_small(title)}")
    if kind == "not_eligible":
        return Cell(kind, _SHORT.get(reason, _BARRED), f"not eligible: {_small(title)}")
    if kind == "ask":
        return Cell(kind, KINDS[kind], f"cannot tell yet: {missing} fact{'' if missing == 1 else 's'} missing")
    return Cell(kind, KINDS[kind], "eligible" if kind == "eligible" else _small(title))


def _small(title: str) -> str:
    return title if title.startswith("DfE") else f"{title[:1].lower()}{title[1:]}"
