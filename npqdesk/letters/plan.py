"""How will the course run, how far has its place got, and who pays?  As far as the office knows."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = Literal[
    "not_asked", "asked", "waiting", "refused", "offered", "started", "deferred", "declined", "withdrawn", "left",
    "paid",
]  # fmt: skip
"""How far a person has got with a place.  A funded one is offered, taken up (`started`) or put off; it was turned down,
`withdrawn` from before the course began, or `left` after that; `paid`: a place that somebody else than DfE pays for."""

FUNDED: frozenset[Place] = frozenset({"offered", "started", "deferred"})
GIVEN_UP: frozenset[Place] = frozenset({"declined", "withdrawn", "left"})

Payer = Literal["", "school", "trust", "person", "mixed"]
"""Who has agreed to pay where DfE does not; empty while nobody has, or where it is not known who."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the course will run.  Everything may be left empty.

    `apply_by` is the day to act by: to apply, to accept a place, or to send what is missing; `register_by` that of the
    registration with DfE.  `registered`: with DfE, which is not applying.  `support` is what the school has said it
    will do, `manager` the line manager, `engagement` the share of the course, in per cent, that its assessment asks
    for, 0 where it has none."""

    provider: str = ""
    dates: str = ""
    fee: str = ""
    study: str = ""
    assessment: str = ""
    apply_by: date | None = None
    register_by: date | None = None
    reference_from: str = ""
    reference_by: date | None = None
    support: str = ""
    manager: str = ""
    engagement: int = 0
    place: Place = "not_asked"
    registered: bool = False
    payer: Payer = ""

    @property
    def funded(self) -> bool:
        """Whether a funded place is held, or is put off."""
        return self.place in FUNDED

    @property
    def given_up(self) -> bool:
        """Whether the person has turned the place down, or left it."""
        return self.place in GIVEN_UP

    @property
    def paid_for(self) -> bool:
        """Whether somebody else than DfE pays, so that no funded place is looked for."""
        return self.place == "paid" or bool(self.payer and not self.funded and not self.given_up)


NO_PLAN = Plan()
