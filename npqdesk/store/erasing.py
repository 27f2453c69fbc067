"""Erasing a person for good: the name and all that tells who it is goes from every table, evidence and journal too.

What remains are anonymous counts: that somebody was found eligible, applied, was refused.  For this, and for nothing
else, the guards of evidence are set aside and put back within the one transaction."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from npqdesk.store.applications import Application, ApplicationEvent, AttachedFile, Attachment
from npqdesk.store.choosing import Choosing, EngagementRow
from npqdesk.store.dates import OwnDate
from npqdesk.store.journal import Act, ActChange
from npqdesk.store.papers import Letter, LetterAnswer
from npqdesk.store.tables import Determination, Enquiry, Person
from npqdesk.store.work_and_study import EarlierNpq, Employment

ERASED = "Erased person"
_GUARDED = ("determinations", "letters", "application_events")
OF_NOBODY = ("trust",)
"""Kinds of letters that have only figures, of no person."""
TABLES_ABOUT_PEOPLE = (
    *(*_GUARDED, "people", "enquiries", "applications", "attachments", "attached_files", "employments"),
    *("earlier_npqs", "own_dates", "choosings", "engagements", "acts", "act_changes", "letter_pictures"),
)
"""Where something of a person stands, and may stand between the rows until the table is written anew."""
_TELLING = frozenset({"name", "employer", "ofsted_urn", "workplace_name"})
"""Facts, and answers by question, that may tell who it is, as a childminder's number does."""


def erase(session: Session, person_id: int, *, at: datetime) -> None:
    """Leave nothing in the tables that tells who a person was, nor those whose records were merged into theirs."""
    people = _with_merged(session, person_id)
    asked = session.scalars(select(Enquiry.id).where(Enquiry.person_id.in_(people))).all()
    applied = session.scalars(select(Application.id).where(Application.person_id.in_(people))).all()
    with _unguarded(session):
        _erase_evidence(session, asked, applied)
    _erase_files(session, applied)
    _erase_journal(session, people, asked, applied)
    for row in session.scalars(select(Enquiry).where(Enquiry.id.in_(asked))):
        row.name = ERASED
        row.answers = {key: value for key, value in row.answers.items() if _tells_nothing(key)}
    session.execute(update(Application).where(Application.id.in_(applied)).values(notes="", plan_b=""))
    session.execute(delete(Employment).where(Employment.person_id.in_(people)))
    session.execute(delete(EarlierNpq).where(EarlierNpq.person_id.in_(people)))
    session.execute(delete(OwnDate).where(OwnDate.person_id.in_(people) | OwnDate.application_id.in_(applied)))
    session.execute(delete(Choosing).where(Choosing.person_id.in_(people)))
    session.execute(delete(EngagementRow).where(EngagementRow.application_id.in_(applied)))
    for person in session.scalars(select(Person).where(Person.id.in_(people))):
        person.name, person.removed_at = ERASED, person.removed_at or at
        person.title = person.role = person.urn = person.address = person.trn = person.email = person.notes = ""
        person.date_of_birth = person.since = person.left_on = None


def _with_merged(session: Session, person_id: int) -> list[int]:
    found, new = [person_id], [person_id]
    while new:
        new = list(session.scalars(select(Person.id).where(Person.merged_into.in_(new), Person.id.not_in(found))))
        found += new
    return found


def _erase_evidence(session: Session, asked: Sequence[int], applied: Sequence[int]) -> None:
    decided = session.scalars(select(Determination).where(Determination.enquiry_id.in_(asked))).all()
    for row in decided:
        told = [row.name, *(str(fact.get("value")) for name, fact in row.facts.items() if not _tells_nothing(name))]
        facts = {name: _without(fact, told) for name, fact in row.facts.items() if _tells_nothing(name)}
        erased = {"name": ERASED, "facts": facts, "trace": _without(row.trace, told), "superseded_because": ""}
        session.execute(update(Determination).where(Determination.id == row.id).values(erased))
    telling = select(LetterAnswer.letter_id).where(LetterAnswer.determination_id.in_([row.id for row in decided]))
    letters = Letter.id.in_(telling), Letter.kind.not_in(OF_NOBODY)
    nothing: dict[str, Any] = {
        "pdf": b"",
        "content": None,
        "file_name": ERASED,
        "details": {},
        "superseded_because": "",
    }
    session.execute(update(Letter).where(*letters).values(nothing))
    events = select(ApplicationEvent.id, ApplicationEvent.details).where(ApplicationEvent.application_id.in_(applied))
    for number, details in session.execute(events).all():
        kept_details = {name: value for name, value in details.items() if name not in ("note", "reference")}
        here = ApplicationEvent.id == number
        session.execute(update(ApplicationEvent).where(here).values(details=kept_details))


def _erase_files(session: Session, applied: Sequence[int]) -> None:
    session.execute(delete(Attachment).where(Attachment.application_id.in_(applied)))
    used = select(Attachment.sha256)
    session.execute(delete(AttachedFile).where(AttachedFile.sha256.not_in(used)))


def _erase_journal(session: Session, people: Sequence[int], asked: Sequence[int], applied: Sequence[int]) -> None:
    """Drop what acts kept of them; acts with nothing left go."""
    gone = {"people": people, "enquiries": asked, "applications": applied}
    for table in ("employments", "earlier_npqs", "application_events", "attachments", "own_dates"):
        gone[table] = _rows_about(session, table, people, applied)
    for table, rows in gone.items():
        session.execute(delete(ActChange).where(ActChange.table == table, ActChange.row.in_(rows)))
    session.execute(delete(Act).where(Act.id.not_in(select(ActChange.act_id))))


def _rows_about(session: Session, table: str, people: Sequence[int], applied: Sequence[int]) -> list[int]:
    """The rows of a table that are theirs, also those that are only in the journal by now."""
    wanted = select(ActChange.row, ActChange.before, ActChange.after).where(ActChange.table == table)
    mine = []
    for row, before, after in session.execute(wanted):
        image: dict[str, Any] = {**(before or {}), **(after or {})}
        if "person_id" not in image and "application_id" not in image:
            image |= _whole(session, table, row)
        if image.get("person_id") in people or image.get("application_id") in applied:
            mine.append(row)
    return mine


def _whole(session: Session, table: str, row: int) -> dict[str, Any]:
    found = session.execute(text(f"SELECT * FROM {table} WHERE id = :row"), {"row": row}).mappings().first()
    return dict(found or {})


def _without(value: Any, told: Sequence[str]) -> Any:
    """The same with nobody's name in any of its texts."""
    match value:
        case dict():
            return {key: _without(each, told) for key, each in value.items()}
        case list():
            return [_without(each, told) for each in value]
        case str():
            for text_of_theirs in filter(None, told):
                value = value.replace(text_of_theirs, ERASED)
    return value


def _tells_nothing(key: str) -> bool:
    """Whether a fact, or an answer by its key ("phase@2!x"), has one of a few values; what is half typed may be any."""
    return not key.startswith("?") and re.split("[@!]", key)[0] not in _TELLING


@contextmanager
def _unguarded(session: Session) -> Iterator[None]:
    """Without the triggers that keep evidence as it was written; they are back when it ends, in the same words."""
    if session.get_bind().dialect.name != "sqlite":
        for table in _GUARDED:
            session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield
        for table in _GUARDED:
            session.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
        return
    wanted = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    guards = [row for table in _GUARDED for row in session.execute(wanted, {"table": table}).all()]
    for name, _sql in guards:
        session.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _name, sql in guards:
        session.connection().exec_driver_sql(sql)
