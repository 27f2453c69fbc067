"""What we keep of applications: one for each person, course and start, its history as evidence, and attachments."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base, keep_as_evidence, only_where, table_of


class Application(Base):
    """One person's way to one course of one start; `urn` is the workplace that it is made from, `plan_b` what to do
    without a place.  Where it stands is told by its events alone."""

    __tablename__ = "applications"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    course: Mapped[str]
    cohort: Mapped[str]
    urn: Mapped[str]
    plan_b: Mapped[str]
    notes: Mapped[str]
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ix_applications_one_each",
            "person_id",
            "course",
            "cohort",
            unique=True,
            **only_where("removed_at IS NULL"),
        ),
    )


class ApplicationEvent(Base):
    """Something that happened to an application on a day: evidence.  A mistake is put right by another event that
    `corrects` it, of the kind `NOT_SO` where nothing of the sort happened.

    `details` are those of its kind: {"provider": …, "reference": …, "place": …, "payer": …, "pounds": …, "note": …}."""

    NOT_SO: ClassVar[str] = "not_so"

    __tablename__ = "application_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    kind: Mapped[str]
    day: Mapped[date]
    details: Mapped[dict[str, Any]]
    recorded_at: Mapped[datetime]
    corrects: Mapped[int | None] = mapped_column(ForeignKey("application_events.id"), unique=True)

    __table_args__ = (Index("ix_application_events_application_id", "application_id"),)


class AttachedFile(Base):
    """The bytes of a file that was attached, once however often, under their hash."""

    __tablename__ = "attached_files"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]


class Attachment(Base):
    """A file that belongs to an application; a removed one can be restored."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    sha256: Mapped[str] = mapped_column(ForeignKey("attached_files.sha256"))
    file_name: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_attachments_application_id", "application_id"),)


keep_as_evidence(table_of(ApplicationEvent))
