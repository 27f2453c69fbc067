"""Where each colleague has got with a funded place: what the applications say, else what was typed for the letter."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from npqdesk.enquiry.answers import half_typed_key
from npqdesk.letters.staff import Place
from npqdesk.services.applications import ApplicationRow, applications

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_WITH_A_PLACE = frozenset({"offered", "started", "deferred", "passed", "failed"})
LETTER = "letter"
"""Under this name what was typed for a letter stands beside the answers of its enquiry."""

Course = tuple[int, str, str]
"""A person by number, a course, a start."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one course of one person has got; `grant` is pounds received, `provider` may be empty, `urn` is the
    school that the application was made from.

    `began` says that the course was started, `fell_through` that it never will be under this application; `has_place`
    that a place of either kind is held or was used.  `payer` is who pays, `fee` the pounds where they are settled."""

    place: Place
    provider: str = ""
    grant: int = 0
    began: bool = False
    fell_through: bool = False
    has_place: bool = False
    payer: str = ""
    fee: int | None = None
    urn: str = ""


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
    """An offer counts only where it is of a funded place; whoever turned one down or withdrew has none."""
    now = row.standing
    known: dict[str, Place] = {"asked": "asked", "waiting": "waiting", "refused": "refused"}
    has_place = now.stage in _WITH_A_PLACE
    place: Place = "offered" if now.place == "funded" and has_place else known.get(now.stage, "not_asked")
    fell_through = now.started is None and now.stage in ("refused", "declined", "withdrawn")
    began = now.started is not None
    return Progress(place, now.provider, now.grant, began, fell_through, has_place, now.payer, now.fee, row.urn)
