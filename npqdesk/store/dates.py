"""What we keep of dates: those that the office enters itself, and which it has marked done or put off."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base, one_of

MARKS = ("done", "not_needed", "put_off")


class OwnDate(Base):
    """A date that the office entered: a reminder of its own (`kind` "own"), or a day that nobody publishes.

    `title` and `note` are those of a reminder.  For any other kind the rest says whose day it is: of one application,
    or of a start, a course and a provider, as far as each is named."""

    __tablename__ = "own_dates"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    day: Mapped[date]
    title: Mapped[str]
    note: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    urn: Mapped[str]
    cohort: Mapped[str]
    course: Mapped[str]
    provider: Mapped[str]
    made_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_own_dates_person_id", "person_id"),
        Index("ix_own_dates_application_id", "application_id"),
    )


class DateMark(Base):
    """What the office said of a deadline, under its key, which has numbers and days in it but never a name."""

    __tablename__ = "date_marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str] = mapped_column(one_of("state", MARKS))
    until: Mapped[date | None]
    marked_at: Mapped[datetime]
