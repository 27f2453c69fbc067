"""Policy editions that the office adds itself, ahead of a release that carries them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; the texts themselves stand among the policy texts already kept."""
    op.create_table(
        "added_policies",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["hash"], ["policy_texts.hash"], name=op.f("fk_added_policies_hash_policy_texts")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_added_policies")),
    )
