"""Summaries are kept as letters are, all that a letter says beside its pages, and every answer that it rests on.

SQLite cannot take a condition off a column, so the table of letters is made anew, as in 0007."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_KEPT = (
    *("id", "determination_id", "kind", "reference", "made_at", "pdf_sha256", "file_name", "pdf"),
    *("wording", "details", "superseded_by", "superseded_because"),
)
_MAY_CHANGE = ("superseded_by", "superseded_because")
_NEW = ("about", "cohort", "content")
_GUARDED = {
    "letters": tuple(name for name in (*_KEPT, *_NEW) if name not in _MAY_CHANGE),
    "letter_answers": ("letter_id", "determination_id"),
    "letter_pictures": ("sha256", "png"),
}


def upgrade() -> None:
    """Copy every letter into a table with the new columns, each resting on its answer; guard them as evidence."""
    op.rename_table("letters", "letters_before")
    _make_tables()
    op.execute(f"INSERT INTO letters ({', '.join(_KEPT)}) SELECT {', '.join(_KEPT)} FROM letters_before")
    op.execute("INSERT INTO letter_answers SELECT id, determination_id FROM letters_before")
    op.drop_table("letters_before")
    for table, columns in _GUARDED.items():
        differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        refuse = f"SELECT RAISE(ABORT, '{table} are evidence: never edited, never removed');"
        op.execute(f"CREATE TRIGGER {table}_never_edited BEFORE UPDATE ON {table} WHEN {differs} BEGIN {refuse} END")
        op.execute(f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} BEGIN {refuse} END")


def _make_tables() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("determination_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False, server_default="") for name in ("about", "cohort")),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("pdf_sha256", "file_name")),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
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
    op.create_table(
        "letter_answers",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("letter_id", "determination_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_answers_letter_id_letters")),
        sa.ForeignKeyConstraint(
            ["determination_id"], ["determinations.id"], name=op.f("fk_letter_answers_determination_id_determinations")
        ),
        sa.PrimaryKeyConstraint("letter_id", "determination_id", name=op.f("pk_letter_answers")),
    )
    op.create_table(
        "letter_pictures",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_letter_pictures")),
    )
