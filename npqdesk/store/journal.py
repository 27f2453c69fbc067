"""Acts that can be undone: each row as it was before and after, written in the same transaction as the act itself.

    with acting(store, "merge two records", at=now) as session: …

Rows are changed through the session's objects, never by bulk statements, which would go unseen.  Undoing and redoing
are in `undoing.py`.  To let one more table be undone: its name in `UNDOABLE`; its rows have an `id`, or are told apart
by their `key`, of which a number is then made."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sqlalchemy import JSON, ColumnElement, Date, ForeignKey, Index, LargeBinary, Table, delete, event, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from npqdesk.store.base import Base, UtcDateTime, table_of

if TYPE_CHECKING:
    from npqdesk.store.engine import Store


UNDOABLE = frozenset(
    (
        *("people", "employments", "earlier_npqs", "enquiries", "choosings", "fees", "engagements"),
        *("applications", "application_events", "attachments", "own_dates", "date_marks"),
        *("settings", "pictures"),
    )
)
MOST_ACTS = 500
"""How many acts are kept; what stands in older ones about people goes with them."""
STILL_TYPING = timedelta(seconds=60)
_MANY = 500
Row = dict[str, Any]


class Act(Base):
    """Something that was done, by its name in the Edit menu, which never has the name of a person in it.

    `made_by` marks who may undo it: the user of one computer, under no name; empty, anybody."""

    __tablename__ = "acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    done_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(server_default="")


class ActChange(Base):
    """One row that an act changed: its columns before and after, those that differ; all of them where the row was
    added (`before` is empty) or deleted (`after` is)."""

    __tablename__ = "act_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"))
    table: Mapped[str]
    row: Mapped[int]
    before: Mapped[Row | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[Row | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (Index("ix_act_changes_act_id", "act_id"),)


@contextmanager
def acting(store: "Store", name: str, *, at: datetime, typing: bool = False) -> Iterator[Session]:
    """A writing session whose changes are undone together under `name`.

    `typing`: joins the act before where that was the same field of the same row, less than a minute ago."""
    with store.writing() as session:
        watching = _Watching(session)
        yield session
        session.flush()
        changes = watching.changes()
        if changes:
            _keep(session, name, changes, at=at, typing=typing, by=store.user)


def last_done(session: Session, by: str = "") -> Act | None:
    """The act that Undo takes back for a user: the last of their own."""
    return session.scalar(select(Act).where(Act.undone_at.is_(None), _of(by)).order_by(Act.id.desc()).limit(1))


def last_undone(session: Session, by: str = "") -> Act | None:
    """The act that Redo does again for a user."""
    return session.scalar(select(Act).where(Act.undone_at.is_not(None), _of(by)).order_by(Act.id).limit(1))


def _of(by: str) -> ColumnElement[bool]:
    return Act.made_by.in_(("", by))


def images(session: Session, table: Table, rows: Sequence[int]) -> dict[int, Row]:
    """Rows of a table as they are kept now, by their number, in values that JSON has."""
    found: dict[int, Row] = {}
    for start in range(0, len(rows), _MANY):
        some = rows[start : start + _MANY]
        wanted = select(table).where(table.c.id.in_(some)) if "id" in table.c else select(table)
        for row in session.execute(wanted).mappings():
            number = row["id"] if "id" in table.c else _number(row["key"])
            if number in some:
                found[number] = {str(name): _as_json(value) for name, value in row.items()}
    return found


def is_row(table: Table, image: Row) -> ColumnElement[bool]:
    """The condition for the row of an image."""
    name = "id" if "id" in table.c else "key"
    condition: ColumnElement[bool] = table.c[name] == image[name]
    return condition


def _number(key: str) -> int:
    return crc32(key.encode()) & 0x7FFF_FFFF


def values(table: Table, image: Row) -> Row:
    """An image as a statement takes it: with days and moments again."""
    return {name: _from_json(table, name, value) for name, value in image.items()}


class _Watching:
    """Remembers each row as it was before the session first touched it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[tuple[str, int], Row | None] = {}
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)

    def _before_flush(self, session: Session, *_rest: object) -> None:
        for each in (*session.dirty, *session.deleted):
            key = _key(each)
            if key is not None and key not in self._before:
                self._before[key] = images(session, Base.metadata.tables[key[0]], [key[1]]).get(key[1])

    def _after_flush(self, session: Session, *_rest: object) -> None:
        for each in session.new:
            key = _key(each)
            if key is not None:
                self._before.setdefault(key, None)

    def changes(self) -> list[ActChange]:
        """What is otherwise than it was, in the order in which it was first touched."""
        now: dict[tuple[str, int], Row] = {}
        for name in {table for table, _row in self._before}:
            rows = [row for table, row in self._before if table == name]
            for row, image in images(self._session, Base.metadata.tables[name], rows).items():
                now[name, row] = image
        found = []
        for (table, row), before in self._before.items():
            was, becomes = _differing(before, now.get((table, row)))
            if was != becomes:
                found.append(ActChange(table=table, row=row, before=was, after=becomes))
        return found


def _key(each: Any) -> tuple[str, int] | None:
    table = table_of(type(each))
    if table.name not in UNDOABLE:
        return None
    return table.name, each.id if "id" in table.c else _number(each.key)


def _differing(before: Row | None, after: Row | None) -> tuple[Row | None, Row | None]:
    if before is None or after is None:
        return before, after
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _keep(session: Session, name: str, changes: list[ActChange], *, at: datetime, typing: bool, by: str) -> None:
    forget(session, select(Act.id).where(Act.undone_at.is_not(None), _of(by)))
    earlier = last_done(session, by)
    if typing and earlier is not None and earlier.name == name and at - earlier.done_at < STILL_TYPING:
        typed = session.scalars(select(ActChange).where(ActChange.act_id == earlier.id)).all()
        if len(typed) == len(changes) == 1 and _same_field(typed[0], changes[0]):
            typed[0].after, earlier.done_at = {**(typed[0].after or {}), **(changes[0].after or {})}, at
            return
    act = Act(name=name, done_at=at, undone_at=None, made_by=by)
    session.add(act)
    session.flush()
    for change in changes:
        change.act_id = act.id
    session.add_all(changes)
    newest = session.scalar(select(func.max(Act.id))) or 0
    forget(session, select(Act.id).where(Act.id <= newest - MOST_ACTS))


def forget(session: Session, acts: Any) -> None:
    """Drop acts by a selection of their numbers: they can be neither undone nor done again."""
    numbers = session.scalars(acts).all()
    for start in range(0, len(numbers), _MANY):
        some = numbers[start : start + _MANY]
        session.execute(delete(ActChange).where(ActChange.act_id.in_(some)))
        session.execute(delete(Act).where(Act.id.in_(some)))


def _same_field(one: ActChange, other: ActChange) -> bool:
    """Whether one change goes on where the other ended, and nobody else has come between.  A row that was added by the
    first stays added."""
    if (one.table, one.row) != (other.table, other.row) or one.after is None or None in (other.before, other.after):
        return False
    before = other.before or {}
    ended = {name: one.after.get(name) for name in before} if one.before is None else one.after
    return ended == before


def _as_json(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _from_json(table: Table, name: str, value: Any) -> object:
    kind = table.c[name].type
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return b64decode(value)
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
