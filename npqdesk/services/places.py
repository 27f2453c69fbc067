"""Where each colleague has got with a funded place: what the applications say, else what was typed for the letter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from npqdesk.enquiry.answers import half_typed_key
from npqdesk.letters.plan import Place
from npqdesk.services.applications import ApplicationRow, applications
from npqdesk.services.applying.standing import Standing

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_HELD: Mapping[str, Place] = {
    "offered": "offered", "started": "started", "deferred": "deferred", "passed": "started", "failed": "started",
}  # fmt: skip
"""The stages at which a place is held or was used, and how far that is where it is a funded one."""
_WITHOUT: Mapping[str, Place] = {
    "asked": "asked", "waiting": "waiting", "refused": "refused", "declined": "declined", "withdrawn": "withdrawn",
}  # fmt: skip
LETTER = "letter"
"""Under this name what was typed for a letter stands beside the answers of its enquiry."""

Course = tuple[int, str, str]
"""A person by number, a course, a start."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one course of one person has got; `grant` is pounds received, `provider` may be empty, `urn` is the
    school that the application was made from.

    `began` says that the course was started, `fell_through` that it never will be under this application; `has_place`
    that a place of either kind is held or was used.  `payer` is who pays, `fee` the pounds where they are settled;
    `registered`: with DfE."""

    place: Place
    provider: str = ""
    grant: int = 0
    began: bool = False
    fell_through: bool = False
    has_place: bool = False
    payer: str = ""
    fee: int | None = None
    urn: str = ""
    registered: bool = False


def recorded_progress(desk: "Desk", *, person_id: int | None = None) -> Mapping[Course, Progress]:
    """What the applications say, of everyone or of one person."""
    rows = applications(desk, person_id=person_id)
    return {(row.person_id, row.course, row.cohort): progress_of(row) for row in rows}


def typed_for_letter(answers: Mapping[str, str]) -> Mapping[str, Any]:
    """What was typed for the letter about an enquiry, by field; nothing where nothing was."""
    kept = answers.get(half_typed_key(LETTER), "")
    return json.loads(kept) if kept else {}


def typed_place(typed: Mapping[str, Any]) -> Place:
    """The place as it was chosen for the letter."""
    return next((place for place in get_args(Place) if place == typed.get("place")), "not_asked")


def progress_of(row: ApplicationRow) -> Progress:
    """An offer counts as one only where it is of a funded place; a paid place is told apart, and so is one that was
    turned down, or left after it was taken up."""
    now = row.standing
    began, has_place = now.started is not None, now.stage in _HELD
    return Progress(
        place=_place(now),
        provider=now.provider,
        grant=now.grant,
        began=began,
        fell_through=not began and now.stage in ("refused", "declined", "withdrawn"),
        has_place=has_place,
        payer=now.payer,
        fee=now.fee,
        urn=row.urn,
        registered=now.registered is not None,
    )


def _place(now: Standing) -> Place:
    if now.stage in _HELD:
        return _HELD[now.stage] if now.place == "funded" else "paid"
    if now.stage == "withdrawn" and now.funding_spent:
        return "left"
    return _WITHOUT.get(now.stage, "not_asked")
