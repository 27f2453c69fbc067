"""What the office says of a deadline: done, not needed, put off, or after all still to be done.  Each can be undone."""

from datetime import date
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.services.undo import act
from npqdesk.store.dates import DateMark

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_ACTS = {"done": "mark a deadline as done", "not_needed": "mark a deadline as not needed"}


def settle(desk: "Desk", key: str, state: Literal["done", "not_needed"] = "done") -> None:
    """Say that a deadline is done, or not needed."""
    with act(desk, _ACTS[state]) as session:
        _write(desk, session, key, state, None)


def put_off(desk: "Desk", key: str, until: date) -> None:
    """Put a deadline aside until a day.  Its own day stays what it is.  Problem when that day has gone by."""
    if until <= desk.today():
        raise Problem("There is a problem", "Enter a day after today.", "Correct it, then try again.")
    with act(desk, "put a deadline off") as session:
        _write(desk, session, key, "put_off", until)


def take_up(desk: "Desk", key: str) -> None:
    """Let a deadline stand as if nothing had been said of it."""
    with act(desk, "take a deadline up again") as session:
        row = session.scalar(select(DateMark).where(DateMark.key == key))
        if row is not None:
            session.delete(row)


def _write(desk: "Desk", session: Session, key: str, state: str, until: date | None) -> None:
    row = session.scalar(select(DateMark).where(DateMark.key == key))
    if row is None:
        session.add(DateMark(key=key, state=state, until=until, marked_at=desk.now()))
    else:
        row.state, row.until, row.marked_at = state, until, desk.now()
