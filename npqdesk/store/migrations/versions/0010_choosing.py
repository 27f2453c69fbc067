"""The guide to the courses as it was answered, fees that the office knows, and how far someone has engaged."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Nothing is in the new tables yet."""
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
    op.create_table(
        "fees",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "replaces", "course", "start")),
        sa.Column("pounds", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("vat", "seller", "lead_provider")),
        sa.Column("said_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("source", "url")),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('quotation', 'price', 'left_out')", name=op.f("ck_fees_kind")),
        sa.CheckConstraint("vat IN ('not_stated', 'plus', 'included', 'none')", name=op.f("ck_fees_vat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fees")),
    )
    op.create_table(
        "engagements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_engagements_application_id_applications")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagements")),
        sa.UniqueConstraint("application_id", name=op.f("uq_engagements_application_id")),
    )
