"""A letter in the place of one that was kept: which it replaces, and what changed, said in the new one.

The office may say in its own words what changed; without them the records say it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.letters.letter import Block, Letter, Paragraph, RestsOn, Subject, words
from npqdesk.letters.phrase import capital, say_count, say_date, say_list
from npqdesk.letters.wording import Wording
from npqdesk.problem import Problem
from npqdesk.services.kept_letters import content_of
from npqdesk.services.made_letter import MadeLetter, Replaced
from npqdesk.store import papers, tables

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_AGAIN = "Answered again"
_MOST_STEPS = 50
_MOVES_ON = frozenset({"place", "payer", "registered"})


def in_its_place(desk: "Desk", new: MadeLetter, old_id: int, wording: Wording, *, own_words: str = "") -> MadeLetter:
    """The draft of a letter that says which kept one it replaces and what changed, and knows what to mark it with.

    Raises Problem when the old one is not there, or another letter took its place meanwhile."""
    with desk.store.reading() as session:
        old = session.get(papers.Letter, old_id)
        if old is None or old.superseded_by is not None:
            raise taken_meanwhile(old.reference if old else str(old_id))
        said = own_words.strip() or " ".join(_changes(session, old, new, wording))
    day = say_date(old.made_at.astimezone().date())
    told = wording.text("replaces.summary" if new.about else "replaces.letter", date=day, reference=old.reference)
    blocks, at = new.letter.blocks, _place(new.letter)
    note = Paragraph((*told, *words(f" {said}")))
    letter = replace(new.letter, blocks=(*blocks[:at], note, *blocks[at:]))
    return replace(new, letter=letter, replaces=Replaced(old_id, said))


def says_the_same(kept: Letter, new: Letter) -> bool:
    """Whether a kept letter says what a new one would, but for what it may say of the one that it replaced."""
    return kept == new or replace(kept, blocks=_without_note(kept)) == new


def as_typed(details: Any) -> dict[str, Any]:
    """What the office typed for a letter, a dataclass, as it is kept with it."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(details), default=str))
    return kept


def taken_meanwhile(reference: str) -> Problem:
    """Another letter was kept in the place of this one."""
    return Problem(
        "This letter has been replaced already",
        f"Another letter was kept in the place of {reference} meanwhile.",
        "Open the letters that were kept, and make the new one from the latest.",
    )


def _place(letter: Letter) -> int:
    """Where a letter says which one it replaces: under its subject."""
    return next((at for at, block in enumerate(letter.blocks, 1) if isinstance(block, Subject)), 0)


def _without_note(letter: Letter) -> tuple[Block, ...]:
    at = _place(letter)
    return (*letter.blocks[:at], *letter.blocks[at + 1 :])


def _changes(session: Session, old: papers.Letter, new: MadeLetter, wording: Wording) -> Iterator[str]:
    """What is otherwise than in the old letter, in sentences."""
    before, now = (session.get(tables.Determination, each.determination_id or 0) for each in (old, new))
    if before is not None and now is not None and before.id != now.id:
        yield from _answer_told(session, before, now, wording)
        return
    said = [*_answers_told(session, old, new, wording), *_typed_told(old, new, wording)]
    yield from said
    if said:
        return
    if old.wording and old.wording != new.wording:
        yield wording.line("replaces.wording")
    elif new.about and _moved(session, old, new.letter):
        yield wording.line("replaces.recorded")
    else:
        yield wording.line("replaces.nothing")


def _answer_told(
    session: Session, before: tables.Determination, now: tables.Determination, wording: Wording
) -> Iterator[str]:
    """How the one answer that both letters tell has changed, and why."""
    if before.outcome != now.outcome:
        was, is_now = (wording.line(f"replaces.outcome_{each.outcome}") for each in (before, now))
        yield wording.line("replaces.answer", before=was, now=is_now)
    causes = list(dict.fromkeys(_causes(session, before, {now.id})[0]))
    yield from causes
    if not causes and before.outcome == now.outcome:
        yield wording.line("replaces.again")


def _answers_told(session: Session, old: papers.Letter, new: MadeLetter, wording: Wording) -> Iterator[str]:
    """How many of the answers that a letter counts were given again, are new, are counted no more.

    Not why: it may be somebody's earlier course, which a board is never told."""
    if old.content is None:  # an earlier version kept only one of them
        return
    rests = select(tables.Determination).join(papers.LetterAnswer).where(papers.LetterAnswer.letter_id == old.id)
    counted = {row.id: row for row in session.scalars(rests)}
    now = set(new.answers)
    reached = {_causes(session, counted[number], now)[1] for number in counted.keys() - now} - {None}
    groups = {
        "again": len(reached),
        "new": len(now - counted.keys() - reached),
        "gone": len(counted.keys() - now) - len(reached),
    }
    for name, count in groups.items():
        if count > 0:
            many = "one" if count == 1 else "many"
            yield wording.line(f"replaces.answers_{name}_{many}", count=capital(say_count(count)))


def _causes(session: Session, before: tables.Determination, now: set[int]) -> tuple[list[str], int | None]:
    """Why each answer on the way from an old one to one of now was superseded, and which it came to, if to any."""
    at: tables.Determination | None = before
    causes: list[str] = []
    for _step in range(_MOST_STEPS):
        if at is None or at.id in now:
            break
        because = at.superseded_because or ""
        if because.startswith(f"{_AGAIN}: "):
            causes.append(capital(because.removeprefix(f"{_AGAIN}: ")))
        elif because:
            causes.append(because.removeprefix(f"{_AGAIN}. "))
        at = session.get(tables.Determination, at.superseded_by) if at.superseded_by else None
    return causes, at.id if at is not None and at.id in now else None


def _typed_told(old: papers.Letter, new: MadeLetter, wording: Wording) -> Iterator[str]:
    """What the office typed otherwise.  The place is no mistake put right: it has moved on."""
    changed = list(_typed_otherwise(dict(old.details), dict(new.typed))) if old.details else []
    if _MOVES_ON & set(changed):
        yield wording.line("replaces.place")
    others = [wording.sentences.get(f"replaces.detail_{key}", "") for key in changed if key not in _MOVES_ON]
    if others:
        named = list(dict.fromkeys(each or wording.line("replaces.detail") for each in others))
        yield wording.line("replaces.asked" if new.about else "replaces.details", details=say_list(named))


def _typed_otherwise(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """The names of what was typed otherwise."""
    flat: list[Mapping[str, Any]] = [{**each.pop("plan", {}), **each} for each in (before, now)]
    yield from (key for key in flat[1] if key in flat[0] and flat[0][key] != flat[1][key])


def _moved(session: Session, old: papers.Letter, new: Letter) -> bool:
    """Whether it shows other figures than the kept one, whatever that rests on and whatever it replaced."""
    kept = content_of(session, old)
    shown = {tuple(each for each in blocks if not isinstance(each, RestsOn)) for blocks in _readings(kept)}
    return tuple(each for each in new.blocks if not isinstance(each, RestsOn)) not in shown


def _readings(kept: Letter | None) -> Iterator[tuple[Block, ...]]:
    """The blocks of a kept letter, and the same without what it may say of the one that it replaced."""
    if kept is not None:
        yield from (kept.blocks, _without_note(kept))
