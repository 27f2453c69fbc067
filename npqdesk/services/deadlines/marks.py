"""What the office says of a deadline: done, not needed, put off, or after all still to be done.  Each can be undone."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.undo import act
from npqdesk.store.dates import DateMark

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_ACTS = {"done": "mark {} as done", "not_needed": "mark {} as not needed"}
_ONE = "a deadline"


def settle(desk: "Desk", *keys: str, state: Literal["done", "not_needed"] = "done") -> None:
    """Say that deadlines are done, or not needed.  All of them are one act."""
    with act(desk, _named(_ACTS[state], keys)) as session:
        for key in keys:
            _write(desk, session, key, state, None)


def put_off(desk: "Desk", *keys: str, until: date) -> None:
    """Put deadlines aside until a day.  Their own days stay what they are.  Problem when that day has gone by."""
    if until <= desk.today():
        raise Problem("There is a problem", "Enter a day after today.", "Correct it, then try again.")
    with act(desk, _named("put {} off", keys)) as session:
        for key in keys:
            _write(desk, session, key, "put_off", until)


def take_up(desk: "Desk", *keys: str) -> None:
    """Let deadlines stand as if nothing had been said of them."""
    with act(desk, _named("take {} up again", keys)) as session:
        for key in keys:
            row = session.scalar(select(DateMark).where(DateMark.key == key))
            if row is not None:
                session.delete(row)


def _named(name: str, keys: Sequence[str]) -> str:
    return name.format(_ONE if len(keys) == 1 else f"{len(keys):,} deadlines")


def _write(desk: "Desk", session: Session, key: str, state: str, until: date | None) -> None:
    row = session.scalar(select(DateMark).where(DateMark.key == key))
    if row is None:
        session.add(DateMark(key=key, state=state, until=until, marked_at=desk.now()))
    else:
        row.state, row.until, row.marked_at = state, until, desk.now()
