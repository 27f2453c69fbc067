"""Establishments with their number in the local authority and the mark of the line they were read from.

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
