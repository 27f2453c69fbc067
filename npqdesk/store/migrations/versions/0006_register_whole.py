"""Establishments with their number in the local authority and the mark of the line they were read from; and what the
register says besides them: links, groups and trusts, memberships, Section 41.

The text that they were once searched by goes: the search reads the fields themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

STAY = (
    "id, from_snapshot_id, seen_snapshot_id, until_snapshot_id, urn, ukprn, name, type_code, type_name, phase_code, "
    "phase, status_code, status, la_code, la_name, street, locality, address3, town, county, postcode, telephone, "
    "trust, pupils, census_date, open_date, close_date, changed_on"
)
TEXTS_BEFORE = [
    "urn",
    "ukprn",
    "name",
    "type_code",
    "type_name",
    "phase_code",
    "phase",
    "status_code",
    "status",
    "la_code",
    "la_name",
    "street",
    "locality",
    "address3",
    "town",
    "county",
    "postcode",
    "telephone",
    "number",
    "trust",
]


def upgrade() -> None:
    """Copy the table into one of the new form, which takes its name."""
    snapshots = ("from_snapshot_id", "seen_snapshot_id", "until_snapshot_id")
    op.create_table(
        "establishments_of_0006",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name == snapshots[2]) for name in snapshots),
        *(sa.Column(name, sa.String(), nullable=False) for name in TEXTS_BEFORE),
        sa.Column("pupils", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Date(), nullable=True) for name in STAY.split(", ")[-4:]),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [name], ["register_snapshots.id"], name=op.f(f"fk_establishments_{name}_register_snapshots")
            )
            for name in snapshots
        ),
        sa.CheckConstraint("pupils >= 0", name=op.f("ck_establishments_pupils")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishments")),
    )
    op.execute(f"INSERT INTO establishments_of_0006 ({STAY}, number) SELECT {STAY}, '' FROM establishments")
    op.drop_table("establishments")
    op.rename_table("establishments_of_0006", "establishments")
    op.create_index(
        "ix_establishments_urn_now",
        "establishments",
        ["urn"],
        unique=True,
        sqlite_where=sa.text("until_snapshot_id IS NULL"),
    )
    _add_relations()


def _add_relations() -> None:
    kinds = "kind IN ('link', 'group', 'membership', 'section_41')"
    op.create_table(
        "relation_files",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "file_name", "sha256")),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "added", "ended", "repeated", "refused")),
        sa.CheckConstraint(kinds, name=op.f("ck_relation_files_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation_files")),
        sa.UniqueConstraint("kind", "sha256", name=op.f("uq_relation_files_kind_sha256")),
    )
    files = ("from_file_id", "seen_file_id", "until_file_id")
    texts = ("urn", "other", "name", "what", "status", "number")
    op.create_table(
        "relations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name == files[2]) for name in files),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("began", "ended")),
        sa.CheckConstraint(kinds, name=op.f("ck_relations_kind")),
        *(
            sa.ForeignKeyConstraint([name], ["relation_files.id"], name=op.f(f"fk_relations_{name}_relation_files"))
            for name in files
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
    )
    op.create_index("ix_relations_urn", "relations", ["urn"])
    op.create_index("ix_relations_other", "relations", ["other"])
