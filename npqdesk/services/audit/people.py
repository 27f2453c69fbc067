"""All that is kept of one person, as plain values for an audit: record, enquiries, applications, what was changed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from npqdesk.services.applications import application, cohort_words
from npqdesk.services.audit.pieces import Fields, Piece
from npqdesk.services.person_record import npq_words, person_record
from npqdesk.store.applications import Application, ApplicationEvent, AttachedFile, Attachment
from npqdesk.store.journal import Act, ActChange
from npqdesk.store.tables import Determination, Enquiry
from npqdesk.store.work_and_study import EarlierNpq, Employment

if TYPE_CHECKING:
    from npqdesk.services.desk import Desk

_FIELDS = (
    *("title", "name", "role", "urn", "workplace", "since", "trn", "date_of_birth", "email", "address", "notes"),
    "left_on",
)


def person_piece(desk: "Desk", person_id: int) -> Piece:
    """Everything but answers and letters.  Problem when there is none of that number."""
    record = person_record(desk, person_id)
    with desk.store.reading() as session:
        rows = _rows(session, person_id)
        enquiries = [plain(_enquiry(row)) for row in rows["enquiries"]]
        attached, files = _attached(session, [row.id for row in rows["applications"]])
        changes = [plain(each) for each in _changes(session, rows, person_id)]
    applications = [_application(desk, row.id) for row in rows["applications"] if row.removed_at is None]
    fields = {
        "person": {"number": person_id, **plain({name: getattr(record, name) for name in _FIELDS})},
        "posts": [plain(asdict(post)) for post in record.posts],
        "npqs": [{**plain(asdict(npq)), "in_words": npq_words(desk, npq)} for npq in record.npqs],
        "enquiries": enquiries,
        "applications": applications,
        "attachments": attached,
        "changes": changes,
    }
    return Piece(fields, files)


def answers_of(desk: "Desk", person_id: int) -> tuple[int, ...]:
    """The numbers of every answer that was ever kept of a person, the earliest first."""
    wanted = select(Determination.id).join(Enquiry, Enquiry.id == Determination.enquiry_id)
    with desk.store.reading() as session:
        return tuple(session.scalars(wanted.where(Enquiry.person_id == person_id).order_by(Determination.id)))


def plain(fields: Fields) -> Fields:
    """The same with days and moments as text, as JSON has them."""
    kept: Fields = json.loads(json.dumps(fields, default=lambda value: value.isoformat()))
    return kept


def _rows(session: Session, person_id: int) -> dict[str, list[Any]]:
    """The person's rows by table, what was removed included."""
    found: dict[str, list[Any]] = {
        table.__tablename__: list(session.scalars(select(table).where(table.person_id == person_id)))
        for table in (Enquiry, Application, Employment, EarlierNpq)
    }
    numbers = [row.id for row in found["applications"]]
    for table in (ApplicationEvent, Attachment):
        wanted = select(table).where(table.application_id.in_(numbers))
        found[table.__tablename__] = list(session.scalars(wanted))
    return found


def _enquiry(row: Enquiry) -> Fields:
    return {
        "number": row.id,
        "state": row.state,
        "answers": dict(row.answers),
        "started_at": row.started_at,
        "changed_at": row.changed_at,
        "removed_at": row.removed_at,
    }


def _application(desk: "Desk", number: int) -> Fields:
    """An application with its whole history, what was corrected included."""
    record = application(desk, number)
    row = record.row
    events = [{**asdict(line.event), "what": line.event.words, "counts": line.counts} for line in record.history]
    return plain(
        {
            "number": row.id,
            "course": row.course,
            "course_in_words": row.course_words,
            "cohort": row.cohort,
            "cohort_in_words": cohort_words(desk.vocabulary, row.cohort),
            "workplace": row.workplace,
            "stands": row.stage_words,
            "plan_b": row.plan_b,
            "notes": row.notes,
            "history": events,
        }
    )


def _attached(session: Session, applications: Iterable[int]) -> tuple[list[Fields], dict[str, bytes]]:
    wanted = (
        select(Attachment, AttachedFile)
        .join(AttachedFile, AttachedFile.sha256 == Attachment.sha256)
        .where(Attachment.application_id.in_(tuple(applications)))
        .order_by(Attachment.id)
    )
    told, files = [], {}
    for row, file in session.execute(wanted):
        path = f"attachments/{row.id}-{file.sha256[:8]}"
        files[path] = file.content
        said = {"application": row.application_id, "name": row.file_name, "file": path, "sha256": file.sha256}
        told.append(plain({**said, "added_at": row.added_at, "removed_at": row.removed_at}))
    return told, files


def _changes(session: Session, rows: dict[str, list[Any]], person_id: int) -> Iterator[Fields]:
    """What the journal still knows of changes to the person's rows, the earliest first."""
    mine = {("people", person_id)} | {(table, row.id) for table, found in rows.items() for row in found}
    wanted = select(Act, ActChange).join(ActChange, ActChange.act_id == Act.id).order_by(Act.id, ActChange.id)
    for act, change in session.execute(wanted.where(ActChange.table.in_({table for table, _row in mine}))):
        if (change.table, change.row) in mine:
            yield {
                "what": act.name,
                "done_at": act.done_at,
                "undone_at": act.undone_at,
                "table": change.table,
                "row": change.row,
                "before": change.before,
                "after": change.after,
            }
