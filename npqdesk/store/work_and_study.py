"""What we keep of a colleague beside the person: other roles and workplaces over time, and NPQs from before."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base, one_of

STUDY_OUTCOMES = ("passed", "failed", "withdrawn", "deferred", "under_way", "not_known")
FUNDED = ("yes", "no", "not_known")


class Employment(Base):
    """A role at a workplace beside the one that stands with the person: an earlier one, or a further one of now.

    `workplace` is in words where no URN is known; `until` is empty for one that goes on."""

    __tablename__ = "employments"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str]
    urn: Mapped[str]
    workplace: Mapped[str]
    since: Mapped[date | None]
    until: Mapped[date | None]

    __table_args__ = (Index("ix_employments_person_id", "person_id"),)


class EarlierNpq(Base):
    """An NPQ held or begun that this office keeps no application of; `funded`: whether DfE paid for it.

    `cohort` is empty where the start is not known; `ended` is the day of the outcome."""

    __tablename__ = "earlier_npqs"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    course: Mapped[str]
    cohort: Mapped[str]
    provider: Mapped[str]
    outcome: Mapped[str] = mapped_column(one_of("outcome", STUDY_OUTCOMES))
    funded: Mapped[str] = mapped_column(one_of("funded", FUNDED))
    ended: Mapped[date | None]

    __table_args__ = (Index("ix_earlier_npqs_person_id", "person_id"),)
