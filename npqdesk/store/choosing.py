"""What we keep of choosing and taking a course: the answers of the guide, the fees that the office knows, and how far
someone has engaged with the course."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base, one_of

FEE_KINDS = ("quotation", "price", "left_out")
VAT = ("not_stated", "plus", "included", "none")


class Choosing(Base):
    """The guide, as far as it was answered for someone: on the staff record, or by name alone."""

    __tablename__ = "choosings"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    answers: Mapped[dict[str, str]] = mapped_column(JSON)
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_choosings_person_id", "person_id"),)


class FeeRow(Base):
    """What the office knows of a fee: its own quotation, a published price, or that a shipped one is left out.

    `replaces` is the key of a shipped fee in whose place it stands; `start` is empty for any."""

    __tablename__ = "fees"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(one_of("kind", FEE_KINDS))
    replaces: Mapped[str]
    course: Mapped[str]
    start: Mapped[str]
    pounds: Mapped[int]
    vat: Mapped[str] = mapped_column(one_of("vat", VAT))
    seller: Mapped[str]
    lead_provider: Mapped[str]
    said_on: Mapped[date | None]
    source: Mapped[str]
    url: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class EngagementRow(Base):
    """How much of a course has been done, part by part as its lead provider counts."""

    __tablename__ = "engagements"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), unique=True)
    scheme: Mapped[str]
    parts: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
