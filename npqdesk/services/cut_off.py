"""Imports that were cut off: the program was ended, or the power failed, before all of a file was kept.

Nothing of such an import is kept, because it is one transaction; but the office should be told.  So a note is made in
the records before it, and taken away in the same transaction: a start that finds the note says what happened."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from npqdesk.problem import Place, Problem
from npqdesk.store.tables import Setting

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_NOTE = "import.under_way"
_under_way: ContextVar[Session | None] = ContextVar("the import that this thread is at", default=None)


@contextmanager
def importing(desk: "Desk", file_name: str) -> Iterator[Session]:
    """A session whose changes are all of an import or nothing of it.  Within another import it is a part of that one.

    Problem as for `Store.writing`."""
    if (whole := _under_way.get()) is not None:
        yield whole
        return
    with desk.store.writing() as session:
        session.merge(Setting(key=_NOTE, value=file_name))
    try:
        with desk.store.writing() as session:
            token = _under_way.set(session)
            try:
                yield session
            finally:
                _under_way.reset(token)
            _take_away(session)
    except BaseException:
        with suppress(Problem), desk.store.writing() as session:
            _take_away(session)
        raise


def told_of_cut_off(desk: "Desk") -> str:
    """A sentence on the import that was cut off last time, said once; "" when none was, or one is going on now.

    Problem when the records are no longer whole."""
    with desk.store.reading() as session:
        note = session.get(Setting, _NOTE)
    if note is None or desk.store.is_writing():
        return ""
    if not desk.store.is_whole():
        raise Problem(
            "Your records are damaged",
            f"The import of {note.value} was cut off, and the file that holds the records does not read back.",
            "Restore the newest copy that you have, and keep the damaged file: much of it can often be saved.",
            place=Place(desk.store.file_name),
        )
    with suppress(Problem), desk.store.writing() as session:
        _take_away(session)
    return (
        f"The import of {note.value} was cut off before it was complete, and nothing of it was kept. "
        "Your records have been checked: they are whole, and as they were before it."
    )


def _take_away(session: Session) -> None:
    note = session.get(Setting, _NOTE)
    if note is not None:
        session.delete(note)
