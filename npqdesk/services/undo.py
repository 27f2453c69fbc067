"""Undo and redo of what the office does to its records: edits, imports and removals, by name, also after a restart.

A service that changes what can be undone writes through `act`.  Evidence made by an act is superseded when the act is
undone, never taken away; erasing a person cannot be undone and is not among the acts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.store.journal import Act, acting, last_done, last_undone
from npqdesk.store.undoing import do_again, take_back

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Undoable:
    """The names of the acts that Undo and Redo would turn now, empty for none: "merge two records".

    `number` tells the one to undo from others of its name; 0 for none."""

    undo: str = ""
    redo: str = ""
    number: int = 0


def act(desk: "Desk", name: str, *, typing: bool = False) -> AbstractContextManager[Session]:
    """A writing session whose changes are undone together under `name`, which must not name a person.

    `typing`: what is typed into one field in one go is one act."""
    return acting(desk.store, name, at=desk.now(), typing=typing)


def undoable(desk: "Desk") -> Undoable:
    """What the Edit menu offers now."""
    with desk.store.reading() as session:
        done, undone = last_done(session, desk.store.user), last_undone(session, desk.store.user)
        return Undoable(done.name if done else "", undone.name if undone else "", done.id if done else 0)


def undo(desk: "Desk", *, only: str = "") -> str:
    """Take the last act back, and say its name.  Problem when there is none, something later rests on it, or it is not
    the one that is named by `only`."""
    last = undoable(desk).undo
    if only and last != only:
        raise Problem(
            f"The last change was not “{only}”",
            f"“{last}” came after it and would have to be undone first." if last else "Nothing can be undone.",
            "Undo one change after the other in the Edit menu of the window.",
        )
    return _turn(desk, last_done, take_back, "undo", "Nothing was changed yet, or too long ago.")


def redo(desk: "Desk") -> str:
    """Do again what was undone last, and say its name.  Problem when there is nothing or it cannot be."""
    return _turn(desk, last_undone, do_again, "do again", "Nothing was undone since the last change.")


def _turn(
    desk: "Desk",
    find: Callable[[Session, str], Act | None],
    turn: Callable[..., None],
    words: str,
    why_none: str,
) -> str:
    now: datetime = desk.now()
    with desk.store.writing() as session:
        found = find(session, desk.store.user)
        if found is None:
            raise Problem(f"There is nothing to {words}", why_none, "Go on as you were.")
        turn(session, found, at=now)
        return found.name
