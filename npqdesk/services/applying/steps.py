"""All that can happen to an application, each with what it follows and what has to be said of it.

To add a step: its row in `STEPS`, and what it changes in `standing.py`.  A test plays every step after every stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Stage = Literal[
    "none",
    "asked",
    "waiting",
    "refused",
    "offered",
    "declined",
    "started",
    "deferred",
    "withdrawn",
    "passed",
    "failed",
]
Detail = Literal["provider", "reference", "place", "payer", "pounds", "until"]

STAGES: Mapping[Stage, str] = {
    "none": "Not applied",
    "asked": "Asked",
    "waiting": "Waiting list",
    "refused": "Refused",
    "offered": "Offered",
    "declined": "Turned down",
    "started": "On the course",
    "deferred": "Deferred",
    "withdrawn": "Withdrawn",
    "passed": "Passed",
    "failed": "Not passed",
}
PLACES: Mapping[str, str] = {"funded": "Funded place", "paid": "Paid place"}
PAYERS: Mapping[str, str] = {
    "dfe": "DfE",
    "school": "The school",
    "trust": "The trust",
    "person": "The person",
    "mixed": "Shared",
}
DETAILS: Mapping[Detail, str] = {
    "provider": "Lead provider",
    "reference": "Reference",
    "place": "Kind of place",
    "payer": "Who pays",
    "pounds": "Pounds",
    "until": "Expected to return",
}
ENDED: frozenset[Stage] = frozenset({"withdrawn", "passed", "failed"})
_ALL = frozenset(STAGES)
_OPEN = frozenset[Stage]({"asked", "waiting", "offered"})
_BEGUN = frozenset[Stage]({"started", "deferred", "withdrawn", "passed", "failed"})


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of event: what to call recording it, what it is called in a history, the stages it may follow.

    `needs` must be said, `may` can be; `becomes` is the stage after it, None where it changes none; `why_not` says in
    a sentence what has to be so first."""

    kind: str
    verb: str
    done: str
    after: frozenset[Stage]
    why_not: str
    needs: tuple[Detail, ...] = ()
    may: tuple[Detail, ...] = ()
    becomes: Stage | None = None


_STEPS = (
    Step(
        "registered",
        "Registered with DfE",
        "Registered with DfE",
        _ALL,
        "It can be recorded at any time.",
        may=("reference",),
    ),
    Step(
        "applied",
        "Applied to a provider",
        "Applied to the provider",
        frozenset({"none", "waiting", "refused", "declined"}),
        "An application to a provider is open or has led to a place already: record what came of it first.",
        needs=("provider",),
        becomes="asked",
    ),
    Step(
        "suitable",
        "Found suitable",
        "Found suitable by the provider",
        _OPEN,
        "Only a provider that was applied to judges whether somebody is suitable.",
    ),
    Step(
        "not_suitable",
        "Found not suitable",
        "Found not suitable by the provider",
        _OPEN,
        "Only a provider that was applied to judges whether somebody is suitable.",
    ),
    Step(
        "offered",
        "Offered a place",
        "Offered a place",
        frozenset({"asked", "waiting"}),
        "A provider offers a place only to somebody who applied to it, or who is on its waiting list.",
        needs=("place",),
        becomes="offered",
    ),
    Step(
        "waiting",
        "Put on the waiting list",
        "On the waiting list",
        frozenset({"asked", "refused"}),
        "A waiting list is for somebody who applied and has no place.",
        becomes="waiting",
    ),
    Step(
        "refused",
        "Refused a place",
        "Refused by the provider",
        _OPEN,
        "A provider refuses only somebody who applied to it.",
        becomes="refused",
    ),
    Step(
        "declined",
        "Turned the place down",
        "Turned the place down",
        frozenset({"offered"}),
        "There is no offer to turn down.",
        becomes="declined",
    ),
    Step(
        "started",
        "Started the course",
        "Started the course",
        frozenset({"offered"}),
        "Nobody starts without the offer of a place: record that first.",
        becomes="started",
    ),
    Step(
        "deferred",
        "Deferred",
        "Deferred",
        frozenset({"offered", "started"}),
        "Only somebody with a place or on the course can defer.",
        may=("until",),
        becomes="deferred",
    ),
    Step(
        "resumed",
        "Came back to the course",
        "Came back to the course",
        frozenset({"deferred"}),
        "Only somebody who deferred can come back.",
        becomes="started",
    ),
    Step(
        "withdrawn",
        "Withdrew",
        "Withdrew",
        frozenset({"asked", "waiting", "refused", "offered", "started", "deferred"}),
        "There is nothing to withdraw from: nobody applied yet, or it has ended.",
        becomes="withdrawn",
    ),
    Step(
        "passed",
        "Passed",
        "Passed",
        frozenset({"started", "failed"}),
        "Only somebody on the course can pass: record the start first.",
        becomes="passed",
    ),
    Step(
        "failed",
        "Did not pass",
        "Did not pass",
        frozenset({"started"}),
        "Only somebody on the course can fail: record the start first.",
        becomes="failed",
    ),
    Step(
        "paying",
        "Who pays was settled",
        "Who pays was settled",
        _ALL,
        "It can be recorded at any time.",
        needs=("payer",),
        may=("pounds",),
    ),
    Step(
        "grant",
        "Grant received",
        "Grant received",
        _BEGUN,
        "The Targeted Support Fund was paid for people who had started: record the start first.",
        needs=("pounds",),
    ),
)
STEPS: Mapping[str, Step] = {step.kind: step for step in _STEPS}
