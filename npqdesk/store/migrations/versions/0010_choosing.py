"""The guide to the courses as it was answered for colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing is in the new table yet."""
    op.create_table(
        "choosings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.DateTime(), nullable=False) for name in ("started_at", "changed_at")),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_choosings_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choosings")),
    )
    op.create_index("ix_choosings_person_id", "choosings", ["person_id"])
