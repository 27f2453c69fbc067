"""Badges and scanned signatures of letterheads; what a letter was made of, and which later letter replaces it.

SQLite cannot add a reference, so the table of letters is made anew and filled from the old one, whose triggers go with
it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_KEPT = ("id", "determination_id", "kind", "reference", "made_at", "pdf_sha256", "file_name", "pdf")
_NEW = ("wording", "details")


def upgrade() -> None:
    """Make the table of pictures; copy every letter into a table with the new columns, and guard it as evidence."""
    op.create_table(
        "pictures",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_pictures")),
    )
    op.rename_table("letters", "letters_before")
    _make_letters()
    op.execute(f"INSERT INTO letters ({', '.join(_KEPT)}) SELECT {', '.join(_KEPT)} FROM letters_before")
    op.drop_table("letters_before")
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in (*_KEPT, *_NEW))
    refuse = "SELECT RAISE(ABORT, 'letters are evidence: never edited, never removed');"
    op.execute(f"CREATE TRIGGER letters_never_edited BEFORE UPDATE ON letters WHEN {differs} BEGIN {refuse} END")
    op.execute(f"CREATE TRIGGER letters_never_deleted BEFORE DELETE ON letters BEGIN {refuse} END")


def _make_letters() -> None:
    op.create_table(
        "letters",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _KEPT[:2]),
        *(sa.Column(name, sa.String(), nullable=False) for name in _KEPT[2:4]),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _KEPT[5:7]),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False, server_default=""),
        sa.Column("details", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("superseded_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["determination_id"], ["determinations.id"], name=op.f("fk_letters_determination_id_determinations")
        ),
        sa.ForeignKeyConstraint(["superseded_by"], ["letters.id"], name=op.f("fk_letters_superseded_by_letters")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
