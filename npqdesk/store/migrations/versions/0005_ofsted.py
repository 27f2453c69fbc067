"""Ofsted's childcare providers and childminder agencies, as dated snapshots; pupil numbers of pupil premium files."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXTS = (
    "number",
    "name",
    "type_name",
    "subtype",
    "status",
    "registers",
    "street",
    "locality",
    "address3",
    "town",
    "postcode",
    "local_authority",
)


def upgrade() -> None:
    """Make the four tables."""
    _make_ofsted()
    _make_premium()


def _make_ofsted() -> None:
    op.create_table(
        "ofsted_snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        *(
            sa.Column(count, sa.Integer(), nullable=False)
            for count in ("rows", "added", "changed", "gone", "repeated", "refused")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ofsted_snapshots")),
        sa.UniqueConstraint("sha256", name=op.f("uq_ofsted_snapshots_sha256")),
    )
    seen = ("from_snapshot_id", "seen_snapshot_id", "until_snapshot_id")
    op.create_table(
        "ofsted_providers",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name == "until_snapshot_id") for name in seen),
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        *(
            sa.ForeignKeyConstraint(
                [name], ["ofsted_snapshots.id"], name=op.f(f"fk_ofsted_providers_{name}_ofsted_snapshots")
            )
            for name in seen
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ofsted_providers")),
    )
    op.create_index(
        "ix_ofsted_providers_number_now",
        "ofsted_providers",
        ["number"],
        unique=True,
        sqlite_where=sa.text("until_snapshot_id IS NULL"),
    )


def _make_premium() -> None:
    op.create_table(
        "premium_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        *(sa.Column(count, sa.Integer(), nullable=False) for count in ("kept", "repeated", "refused")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premium_files")),
        sa.UniqueConstraint("sha256", "year", name=op.f("uq_premium_files_sha256_year")),
    )
    op.create_table(
        "premium_pupils",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("urn", sa.String(), nullable=False),
        sa.Column("pupils", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["premium_files.id"], name=op.f("fk_premium_pupils_file_id_premium_files")
        ),
        sa.PrimaryKeyConstraint("file_id", "urn", name=op.f("pk_premium_pupils")),
    )
    op.create_index("ix_premium_pupils_urn", "premium_pupils", ["urn"])
