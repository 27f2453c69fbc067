"""What we keep of registers beside that of schools: Ofsted's providers, and pupil numbers of the pupil premium."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base, only_where


class OfstedSnapshot(Base):
    """One import of a file of Ofsted's: which, the day it describes, what it brought.  `types` are the kinds of
    provider in it: of other kinds it says nothing."""

    __tablename__ = "ofsted_snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    as_at: Mapped[date]
    imported_at: Mapped[datetime]
    types: Mapped[list[Any]]
    rows: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    gone: Mapped[int]
    repeated: Mapped[int]
    refused: Mapped[int]


class OfstedProvider(Base):
    """One childcare provider or agency as Ofsted said from one snapshot until another; `until_snapshot_id` is empty for
    what is said now.  `number` is an Ofsted number, never a school's URN; `registers` are codes such as "EYR-CCR"."""

    __tablename__ = "ofsted_providers"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_snapshot_id: Mapped[int] = mapped_column(ForeignKey("ofsted_snapshots.id"))
    seen_snapshot_id: Mapped[int] = mapped_column(ForeignKey("ofsted_snapshots.id"))
    until_snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("ofsted_snapshots.id"))
    number: Mapped[str]
    name: Mapped[str]
    type_name: Mapped[str]
    subtype: Mapped[str]
    status: Mapped[str]
    registers: Mapped[str]
    street: Mapped[str]
    locality: Mapped[str]
    address3: Mapped[str]
    town: Mapped[str]
    postcode: Mapped[str]
    local_authority: Mapped[str]

    __table_args__ = (
        Index(
            "ix_ofsted_providers_number_now",
            "number",
            unique=True,
            **only_where("until_snapshot_id IS NULL"),
        ),
    )


class PremiumFile(Base):
    """One file of pupil premium allocations; `year` is the one that they begin in."""

    __tablename__ = "premium_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    year: Mapped[int]
    imported_at: Mapped[datetime]
    kept: Mapped[int]
    repeated: Mapped[int]
    refused: Mapped[int]

    __table_args__ = (UniqueConstraint("sha256", "year"),)


class PremiumPupils(Base):
    """How many pupils one such file says that a school has, as published: "233.5".  Not the register's number."""

    __tablename__ = "premium_pupils"

    file_id: Mapped[int] = mapped_column(ForeignKey("premium_files.id"), primary_key=True)
    urn: Mapped[str] = mapped_column(primary_key=True)
    pupils: Mapped[str]

    __table_args__ = (Index("ix_premium_pupils_urn", "urn"),)
