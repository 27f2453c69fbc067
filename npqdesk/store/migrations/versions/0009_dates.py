"""Dates that the office enters itself, and what it has marked done or put off."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Nothing is in the new tables yet."""
    op.create_table(
        "own_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("title", "note")),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("urn", "cohort", "course", "provider")),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_own_dates_person_id_people")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_own_dates_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_dates")),
    )
    op.create_index("ix_own_dates_person_id", "own_dates", ["person_id"])
    op.create_index("ix_own_dates_application_id", "own_dates", ["application_id"])
    op.create_table(
        "date_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("state IN ('done', 'not_needed', 'put_off')", name=op.f("ck_date_marks_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_date_marks")),
        sa.UniqueConstraint("key", name=op.f("uq_date_marks_key")),
    )
