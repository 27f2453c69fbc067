"""What tells two colleagues of one name apart: TRN, date of birth and e-mail, as staff spreadsheets have them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns, blank for everyone who is on the record already."""
    op.add_column("people", sa.Column("trn", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("date_of_birth", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("email", sa.String(), nullable=False, server_default=""))
