"""Narrowing deadlines down: by how they stand, by kind, school and person, and by words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from npqdesk.services.deadlines.deadline import Deadline

Show = Literal["open", "late", "not_known", "settled", "all"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; empty parts leave nothing out.  `words` must all stand in the title, the rest of the row or
    the name of the school."""

    show: Show = "open"
    kind: str = ""
    urn: str = ""
    person_id: int | None = None
    words: tuple[str, ...] = ()


def filtered(found: Iterable[Deadline], wanted: Filter, today: date) -> tuple[Deadline, ...]:
    """The deadlines that are asked for, in the order that they have."""
    return tuple(each for each in found if _fits(each, wanted) and stands(each, wanted.show, today))


def stands(each: Deadline, show: Show, today: date) -> bool:
    """Whether a deadline stands as it is asked for."""
    state = each.state(today)
    if show == "open":
        return not each.is_settled and state != "put_off"
    if show == "settled":
        return each.is_settled or state == "put_off"
    return show in ("all", state)


def _fits(each: Deadline, wanted: Filter) -> bool:
    said = f"{each.title} {each.details} {each.workplace} {' '.join(one.name for one in each.people)}".casefold()
    return (
        wanted.kind in ("", each.kind)
        and (not wanted.urn or wanted.urn in each.urns)
        and (wanted.person_id is None or any(one.id == wanted.person_id for one in each.people))
        and all(word in said for word in wanted.words)
    )
