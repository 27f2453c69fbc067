"""What we keep of choosing a course: the answers of the guide for a colleague."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base


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
