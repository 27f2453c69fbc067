"""A letter in the place of one that was kept: which it replaces, and what changed, said in the new one.

The office may say in its own words what changed; without them the records say it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from npqdesk.letters.letter import Letter, Paragraph, Subject, words
from npqdesk.letters.phrase import say_date, say_list
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.services.desk import Desk
from npqdesk.services.letter_case import LetterDetails
from npqdesk.store import tables

_AGAIN = "Answered again"
_MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Replaced:
    """The kept letter that a new one takes the place of, and what changed, as whole sentences."""

    id: int
    changed: str


def replaced_by(
    desk: Desk, old_id: int, new: Letter, wording: Wording, *, determination_id: int, details: LetterDetails,
    fixed_words: str, own_words: str = "",
) -> tuple[Letter, Replaced]:  # fmt: skip
    """A letter that says which one it replaces and what changed, and what to mark the old one with.

    Raises Problem when the old one is not there, or another letter took its place meanwhile."""
    with desk.store.reading() as session:
        old = session.get(tables.Letter, old_id)
        if old is None or old.superseded_by is not None:
            raise taken_meanwhile(old.reference if old else str(old_id))
        given = (
            session.get(tables.Determination, old.determination_id),
            session.get(tables.Determination, determination_id),
        )
        said = own_words.strip() or " ".join(_changes(session, given, old, wording, details_kept(details), fixed_words))
    day = say_date(old.made_at.astimezone().date())
    told = wording.text("replaces.letter", date=day, reference=old.reference)
    blocks = list(new.blocks)
    place = next((at for at, block in enumerate(blocks, 1) if isinstance(block, Subject)), 0)
    blocks.insert(place, Paragraph((*told, *words(f" {said}"))))
    return replace(new, blocks=tuple(blocks)), Replaced(old_id, said)


def details_kept(details: LetterDetails) -> dict[str, Any]:
    """What the office typed for a letter, as it is kept with it."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(details), default=str))
    return kept


def taken_meanwhile(reference: str) -> Problem:
    """Another letter was kept in the place of this one."""
    return Problem(
        "This letter has been replaced already",
        f"Another letter was kept in the place of {reference} meanwhile.",
        "Open the letters that were kept, and make the new one from the latest.",
    )


def _changes(
    session: Session, given: tuple[tables.Determination | None, tables.Determination | None], old: tables.Letter,
    wording: Wording, details: Mapping[str, Any], fixed_words: str,
) -> Iterator[str]:  # fmt: skip
    """What is otherwise than in the old letter, in sentences."""
    before, now = given
    if before is not None and now is not None and before.id != now.id:
        if before.outcome != now.outcome:
            was, is_now = (wording.line(f"replaces.outcome_{each.outcome}") for each in (before, now))
            yield wording.line("replaces.answer", before=was, now=is_now)
        causes = list(dict.fromkeys(_causes(session, before, now)))
        yield from causes
        if not causes and before.outcome == now.outcome:
            yield wording.line("replaces.again")
        return
    changed = list(_details_changed(dict(old.details), dict(details))) if old.details else []
    if changed:
        yield from _details_told(changed, wording)
    elif old.wording and old.wording != fixed_words:
        yield wording.line("replaces.wording")
    else:
        yield wording.line("replaces.nothing")


def _causes(session: Session, before: tables.Determination, now: tables.Determination) -> Iterator[str]:
    """Why each answer on the way from the old one to the new one was superseded."""
    at: tables.Determination | None = before
    for _step in range(_MOST_STEPS):
        if at is None or at.id == now.id:
            return
        because = at.superseded_because or ""
        if because.startswith(f"{_AGAIN}: "):
            said = because.removeprefix(f"{_AGAIN}: ")
            yield said[:1].upper() + said[1:]
        elif because:
            yield because.removeprefix(f"{_AGAIN}. ")
        at = session.get(tables.Determination, at.superseded_by) if at.superseded_by else None


def _details_changed(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """The names of what the office typed otherwise."""
    flat = [{**each.pop("plan", {}), **each} for each in (before, now)]
    yield from (key for key in flat[1] if key in flat[0] and flat[0][key] != flat[1][key])


def _details_told(changed: list[str], wording: Wording) -> Iterator[str]:
    """The place is no mistake put right: it has moved on."""
    if "place" in changed:
        yield wording.line("replaces.place")
    others = [key for key in changed if key != "place"]
    if others:
        named = [wording.sentences.get(f"replaces.detail_{key}") or wording.line("replaces.detail") for key in others]
        yield wording.line("replaces.details", details=say_list(named))
