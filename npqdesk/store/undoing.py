"""Taking an act back, and doing it again, from the rows that `journal.py` kept of it.

Evidence is never taken back, it is superseded: of an event a correction is written that says that it was not so, and
to do it again another that says that it was.  What has a `removed_at` is put aside, so that nothing which refers to it
is left in the air.  Refused in words wherever something else changed or uses what would go."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Table, insert, select, update
from sqlalchemy import delete as delete_from
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from npqdesk.problem import Problem
from npqdesk.store.applications import ApplicationEvent
from npqdesk.store.base import Base, table_of
from npqdesk.store.journal import Act, ActChange, Row, images, is_row, values
from npqdesk.store.tables import Enquiry

_MANY = 500
_EVENTS = table_of(ApplicationEvent)
_ENQUIRIES = table_of(Enquiry)
_PASSING = "changed_at"
"""When a row was touched last says nothing about what it holds."""
_BESIDE = "?"
"""Keys of answers that begin so hold what is half typed: it comes and goes beside them, and is never undone."""


class _Changed(Exception):
    """Something is otherwise than the act left it."""


def take_back(session: Session, act: Act, *, at: datetime) -> None:
    """Undo an act.  Problem when something later rests on it; nothing is then changed."""
    _turn(session, act, back=True, at=at)
    act.undone_at = at


def do_again(session: Session, act: Act, *, at: datetime) -> None:
    """Redo an act that was undone.  Problem when something is otherwise than it was."""
    _turn(session, act, back=False, at=at)
    act.undone_at = None


def _turn(session: Session, act: Act, *, back: bool, at: datetime) -> None:
    order = ActChange.id.desc() if back else ActChange.id
    gone: dict[str, list[int]] = defaultdict(list)
    try:
        for change in session.scalars(select(ActChange).where(ActChange.act_id == act.id).order_by(order)):
            was, becomes = (change.after, change.before) if back else (change.before, change.after)
            _put(session, change, was, becomes, at)
            if becomes is None and change.table != _EVENTS.name:
                gone[change.table].append(change.row)
        session.flush()
        for name, rows in gone.items():
            _nothing_uses(session, Base.metadata.tables[name], rows)
    except (_Changed, IntegrityError) as error:
        again = "undone" if back else "done again"
        raise Problem(
            f"“{act.name}” cannot be {again}",
            "Something that came later rests on what would be changed.",
            "Change it by hand where it needs changing. Everything is as it was.",
        ) from error


def _put(session: Session, change: ActChange, was: Row | None, becomes: Row | None, at: datetime) -> None:
    """Put one row from what it was to what it is to become."""
    table = Base.metadata.tables[change.table]
    if table is _EVENTS:
        _supersede(session, change, becomes, at)
        return
    now = images(session, table, [change.row]).get(change.row)
    aside = "removed_at" in table.c
    if was is None and becomes is not None and (now is None or not aside):
        if now is not None:
            raise _Changed
        session.execute(insert(table).values(values(table, becomes)))
        return
    if was is None:
        was, becomes = {}, {"removed_at": (becomes or {}).get("removed_at")}
    if now is None or any(_settled(now[name]) != _settled(value) for name, value in was.items() if name != _PASSING):
        raise _Changed
    here = is_row(table, now)
    if becomes is None and not aside:
        session.execute(delete_from(table).where(here))
    else:
        becomes = {"removed_at": at.isoformat()} if becomes is None else _with_half_typed(becomes, now)
        if table is _ENQUIRIES and "answers" in becomes:  # what was kept of other answers does not answer these
            becomes = {"state": "draft", **becomes}
        session.execute(update(table).where(here).values(values(table, becomes)))


def _settled(value: object) -> object:
    """What counts of a value: of answers, those that were given."""
    return {key: said for key, said in value.items() if key[:1] != _BESIDE} if isinstance(value, dict) else value


def _with_half_typed(becomes: Row, now: Row) -> Row:
    """A row as it is to become, with what is half typed as it is now."""
    kept = {name: now[name] for name, value in becomes.items() if isinstance(value, dict)}
    beside = {name: {key: text for key, text in had.items() if key[:1] == _BESIDE} for name, had in kept.items()}
    return becomes | {name: {**(_settled(becomes[name]) or {}), **had} for name, had in beside.items()}  # type: ignore[dict-item]


def _supersede(session: Session, change: ActChange, becomes: Row | None, at: datetime) -> None:
    last = change.row
    while (later := session.scalar(select(_EVENTS.c.id).where(_EVENTS.c.corrects == last))) is not None:
        last = later
    said = becomes or images(session, _EVENTS, [change.row])[change.row] | {"kind": ApplicationEvent.NOT_SO}
    written = values(_EVENTS, said) | {"corrects": last, "recorded_at": at}
    del written["id"]
    session.execute(insert(_EVENTS).values(written))


def _nothing_uses(session: Session, table: Table, rows: list[int]) -> None:
    """Raise where a row of any table that still counts refers to one that would go."""
    for other in Base.metadata.sorted_tables:
        for key in other.foreign_keys:
            if key.column.table is not table or other is _EVENTS:
                continue
            counts = [other.c.removed_at.is_(None)] if "removed_at" in other.c else []
            for start in range(0, len(rows), _MANY):
                uses = key.parent.in_(rows[start : start + _MANY])
                if session.scalar(select(key.parent).where(uses, *counts).limit(1)) is not None:
                    raise _Changed
