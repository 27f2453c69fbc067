"""Whose act it was, so that where several offices share the records each undoes its own."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Acts from before are anybody's."""
    op.add_column("acts", sa.Column("made_by", sa.String(), nullable=False, server_default=""))
