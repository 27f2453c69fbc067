"""Lists may be keyed by a legal name, and what a list calls its entries is kept.

SQLite cannot change a CHECK, so the table is made anew and filled from the old one, whose triggers go with it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the new table, copy every entry, put the new one in the old one's place, and guard it as evidence again."""
    op.rename_table("list_entries", "list_entries_before")
    op.create_table(
        "list_entries",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('urn', 'ukprn', 'ofsted_urn', 'legal_name')", name=op.f("ck_list_entries_kind")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["list_releases.id"], name=op.f("fk_list_entries_release_id_list_releases")
        ),
        sa.PrimaryKeyConstraint("release_id", "kind", "identifier", name=op.f("pk_list_entries")),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO list_entries SELECT release_id, kind, identifier, '' FROM list_entries_before")
    op.drop_table("list_entries_before")
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in ("release_id", "kind", "identifier", "name"))
    refuse = "SELECT RAISE(ABORT, 'list_entries are evidence: never edited, never removed');"
    op.execute(
        f"CREATE TRIGGER list_entries_never_edited BEFORE UPDATE ON list_entries WHEN {differs} BEGIN {refuse} END"
    )
    op.execute(f"CREATE TRIGGER list_entries_never_deleted BEFORE DELETE ON list_entries BEGIN {refuse} END")
