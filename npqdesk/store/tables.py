"""What we keep: the register and the lists as imported, the enquiries, and the evidence made from them.

Identifiers (URN, UKPRN, Ofsted URN) are text, trimmed, never numbers.  Times are UTC.  Names of people stand in
`people`, `enquiries`, `determinations`, `letters` and `act_changes` only, besides what is typed as notes and
reminders."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store import (  # noqa: F401 (tables of METADATA)
    applications,
    choosing,
    dates,
    journal,
    other_registers,
    papers,
    work_and_study,
)
from npqdesk.store.base import Base, keep_as_evidence, one_of, only_where, table_of

METADATA = Base.metadata
_NOW = "until_snapshot_id IS NULL"
OUTCOMES = ("funded", "not_funded", "review", "undecided", "no_policy")
ENQUIRY_STATES = ("draft", "answered")
IDENTIFIER_KINDS = ("urn", "ukprn", "ofsted_urn", "legal_name")
RELATION_KINDS = ("link", "group", "membership", "section_41")


class RegisterSnapshot(Base):
    """One import of a schools register file: which file, the day it describes, and what it brought."""

    __tablename__ = "register_snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    as_at: Mapped[date]
    imported_at: Mapped[datetime]
    rows: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    gone: Mapped[int]
    refused: Mapped[int]


class EstablishmentRow(Base):
    """One establishment as the register said from one snapshot until another; `until_snapshot_id` is empty for what
    is said now.

    `pupils` is empty when the register does not record a number: never 0 for a blank.  `number` is the one within the
    local authority, four digits.  `mark` is that of the line it was read from (`registers/lines.py`)."""

    __tablename__ = "establishments"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_snapshot_id: Mapped[int] = mapped_column(ForeignKey("register_snapshots.id"))
    seen_snapshot_id: Mapped[int] = mapped_column(ForeignKey("register_snapshots.id"))
    until_snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("register_snapshots.id"))
    urn: Mapped[str]
    ukprn: Mapped[str]
    name: Mapped[str]
    type_code: Mapped[str]
    type_name: Mapped[str]
    phase_code: Mapped[str]
    phase: Mapped[str]
    status_code: Mapped[str]
    status: Mapped[str]
    la_code: Mapped[str]
    la_name: Mapped[str]
    street: Mapped[str]
    locality: Mapped[str]
    address3: Mapped[str]
    town: Mapped[str]
    county: Mapped[str]
    postcode: Mapped[str]
    telephone: Mapped[str]
    number: Mapped[str]
    trust: Mapped[str]
    pupils: Mapped[int | None] = mapped_column(CheckConstraint("pupils >= 0", name="pupils"))
    census_date: Mapped[date | None]
    open_date: Mapped[date | None]
    close_date: Mapped[date | None]
    changed_on: Mapped[date | None]
    mark: Mapped[bytes | None]

    __table_args__ = (Index("ix_establishments_urn_now", "urn", unique=True, **only_where(_NOW)),)


class RelationFileRow(Base):
    """One import of a file of links, groups, memberships or Section 41: the day it describes, and what it brought."""

    __tablename__ = "relation_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(one_of("kind", RELATION_KINDS))
    file_name: Mapped[str]
    sha256: Mapped[str]
    as_at: Mapped[date]
    imported_at: Mapped[datetime]
    rows: Mapped[int]
    added: Mapped[int]
    ended: Mapped[int]
    repeated: Mapped[int]
    refused: Mapped[int]

    __table_args__ = (UniqueConstraint("kind", "sha256"),)


class RelationRow(Base):
    """One thing that such files said from one until another; `until_file_id` is empty for what is said now.

    `urn` is "" for a group; `other` the URN at the far end of a link, or the UID of a group."""

    __tablename__ = "relations"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(one_of("kind", RELATION_KINDS))
    from_file_id: Mapped[int] = mapped_column(ForeignKey("relation_files.id"))
    seen_file_id: Mapped[int] = mapped_column(ForeignKey("relation_files.id"))
    until_file_id: Mapped[int | None] = mapped_column(ForeignKey("relation_files.id"))
    urn: Mapped[str]
    other: Mapped[str]
    name: Mapped[str]
    what: Mapped[str]
    status: Mapped[str]
    number: Mapped[str]
    began: Mapped[date | None]
    ended: Mapped[date | None]

    __table_args__ = (Index("ix_relations_urn", "urn"), Index("ix_relations_other", "other"))


class ListRelease(Base):
    """One published release of one eligibility list.  Releases are added, never changed."""

    __tablename__ = "list_releases"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[str]
    published: Mapped[date]
    file_name: Mapped[str]
    sha256: Mapped[str]
    imported_at: Mapped[datetime]
    entries: Mapped[int]
    repeated: Mapped[int]
    refused: Mapped[int]

    __table_args__ = (UniqueConstraint("list_id", "sha256", "published"),)


class ListEntry(Base):
    """One identifier on one release, and what the list calls it.  A URN, a UKPRN and an Ofsted URN with the same
    digits are three different things."""

    __tablename__ = "list_entries"

    release_id: Mapped[int] = mapped_column(ForeignKey("list_releases.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    identifier: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]

    __table_args__ = (one_of("kind", IDENTIFIER_KINDS), {"sqlite_with_rowid": False})


class Person(Base):
    """A colleague whose funding is asked about; `urn` is the workplace, `address` their own words for a letter's
    head, `trn` the seven digits of the teacher reference number.  What is not known is blank.

    `role` and `urn` are those of now, held `since`; others, at the same time or before, are `Employment`s.  A record
    that was made one with another stays, removed, and says in `merged_into` with which."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    role: Mapped[str]
    urn: Mapped[str]
    address: Mapped[str]
    trn: Mapped[str] = mapped_column(server_default="")
    date_of_birth: Mapped[date | None]
    email: Mapped[str] = mapped_column(server_default="")
    since: Mapped[date | None]
    left_on: Mapped[date | None]
    notes: Mapped[str] = mapped_column(server_default="")
    merged_into: Mapped[int | None]
    removed_at: Mapped[datetime | None]


class Enquiry(Base):
    """A walk through the questions for one person.  `answers` are keyed by question; a removed one can be restored."""

    __tablename__ = "enquiries"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    state: Mapped[str] = mapped_column(one_of("state", ENQUIRY_STATES))
    answers: Mapped[dict[str, str]]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class PolicyText(Base):
    """The whole text of a policy edition that an answer was given by or the office added, under its hash."""

    __tablename__ = "policy_texts"

    hash: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class AddedPolicy(Base):
    """A policy edition that the office added from a file, until a release carries it; a removed one can be restored."""

    __tablename__ = "added_policies"

    hash: Mapped[str] = mapped_column(ForeignKey("policy_texts.hash"), primary_key=True)
    file_name: Mapped[str]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Determination(Base):
    """An answer given and kept.  Only `superseded_by` and `superseded_because` may ever be written again.

    `facts` is {fact: {value, origin, say}}; `list_releases` {list id: {id, published, file_name, sha256}} or as the
    writer has it; `grant_pounds` is empty when the grant could not be decided."""

    __tablename__ = "determinations"

    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiries.id"))
    decided_at: Mapped[datetime]
    name: Mapped[str]
    cohort: Mapped[str]
    course: Mapped[str]
    outcome: Mapped[str] = mapped_column(one_of("outcome", OUTCOMES))
    reason: Mapped[str]
    rule: Mapped[str]
    service_outcome: Mapped[str] = mapped_column(one_of("service_outcome", OUTCOMES))
    service_reason: Mapped[str]
    grant_pounds: Mapped[int | None]
    grant_reason: Mapped[str]
    facts: Mapped[dict[str, Any]]
    policy_id: Mapped[str]
    policy_edition: Mapped[int]
    policy_hash: Mapped[str] = mapped_column(ForeignKey("policy_texts.hash"))
    register_snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("register_snapshots.id"))
    list_releases: Mapped[dict[str, Any]]
    trace: Mapped[list[Any]]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("determinations.id"))
    superseded_because: Mapped[str | None]


class Setting(Base):
    """One setting of this office."""

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


keep_as_evidence(table_of(Determination), may_change=frozenset({"superseded_by", "superseded_because"}))
keep_as_evidence(table_of(PolicyText))
keep_as_evidence(table_of(ListEntry))
