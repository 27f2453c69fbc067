"""What we keep of what went out on paper: each letter and summary as it was, and the answers that it rests on."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from npqdesk.store.base import Base, keep_as_evidence, table_of


class Letter(Base):
    """A letter as it was made: the very bytes and their hash, a hash of the fixed words that it was made of, what the
    office had typed, and all that it says (`letters/as_kept.py`; empty where an earlier version kept its pages alone).

    A summary is about no one answer but `about` a school (its URN) or a trust (its name), for the start `cohort`.  Only
    `superseded_by` and `superseded_because` may ever be written again."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    determination_id: Mapped[int | None] = mapped_column(ForeignKey("determinations.id"))
    kind: Mapped[str]
    about: Mapped[str] = mapped_column(server_default="")
    cohort: Mapped[str] = mapped_column(server_default="")
    reference: Mapped[str]
    made_at: Mapped[datetime]
    pdf_sha256: Mapped[str]
    file_name: Mapped[str]
    pdf: Mapped[bytes]
    content: Mapped[bytes | None]
    wording: Mapped[str] = mapped_column(server_default="")
    details: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("letters.id"))
    superseded_because: Mapped[str | None]


class LetterAnswer(Base):
    """An answer that a letter rests on: the one that it tells, or each of those that it counts."""

    __tablename__ = "letter_answers"

    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), primary_key=True)
    determination_id: Mapped[int] = mapped_column(ForeignKey("determinations.id"), primary_key=True)


class LetterPicture(Base):
    """A badge or signature that is printed in kept letters, once for all of them."""

    __tablename__ = "letter_pictures"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    png: Mapped[bytes]


class Picture(Base):
    """A badge or a scanned signature of a letterhead, made fit for paper; `file_name` is that of the file chosen."""

    __tablename__ = "pictures"

    key: Mapped[str] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    kept_at: Mapped[datetime]
    png: Mapped[bytes]


keep_as_evidence(table_of(Letter), may_change=frozenset({"superseded_by", "superseded_because"}))
keep_as_evidence(table_of(LetterAnswer))
keep_as_evidence(table_of(LetterPicture))
