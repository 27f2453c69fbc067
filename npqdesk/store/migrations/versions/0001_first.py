"""The first form of the records: register, lists, enquiries, determinations, letters and settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

EVIDENCE = {
    "determinations": [
        "id",
        "enquiry_id",
        "decided_at",
        "name",
        "cohort",
        "course",
        "outcome",
        "reason",
        "rule",
        "service_outcome",
        "service_reason",
        "grant_pounds",
        "grant_reason",
        "facts",
        "policy_id",
        "policy_edition",
        "policy_hash",
        "register_snapshot_id",
        "list_releases",
        "trace",
    ],
    "letters": ["id", "determination_id", "kind", "reference", "made_at", "pdf_sha256", "file_name", "pdf"],
    "policy_texts": ["hash", "text"],
    "list_entries": ["release_id", "kind", "identifier"],
}


def upgrade() -> None:
    """Make every table, and the triggers that keep evidence as it was written."""
    op.create_table(
        "list_releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.String(), nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_releases")),
        sa.UniqueConstraint("list_id", "sha256", "published", name=op.f("uq_list_releases_list_id_sha256_published")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("urn", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "policy_texts",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_policy_texts")),
    )
    op.create_table(
        "register_snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_snapshots")),
        sa.UniqueConstraint("sha256", name=op.f("uq_register_snapshots_sha256")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
    op.create_table(
        "enquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_enquiries_person_id_people")),
        sa.CheckConstraint("state IN ('draft', 'answered')", name=op.f("ck_enquiries_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiries")),
    )
    op.create_table(
        "establishments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_snapshot_id", sa.Integer(), nullable=False),
        sa.Column("seen_snapshot_id", sa.Integer(), nullable=False),
        sa.Column("until_snapshot_id", sa.Integer(), nullable=True),
        sa.Column("urn", sa.String(), nullable=False),
        sa.Column("ukprn", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type_code", sa.String(), nullable=False),
        sa.Column("type_name", sa.String(), nullable=False),
        sa.Column("phase_code", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("status_code", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("la_code", sa.String(), nullable=False),
        sa.Column("la_name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("locality", sa.String(), nullable=False),
        sa.Column("address3", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("trust", sa.String(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("census_date", sa.Date(), nullable=True),
        sa.Column("open_date", sa.Date(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_snapshot_id"],
            ["register_snapshots.id"],
            name=op.f("fk_establishments_from_snapshot_id_register_snapshots"),
        ),
        sa.ForeignKeyConstraint(
            ["seen_snapshot_id"],
            ["register_snapshots.id"],
            name=op.f("fk_establishments_seen_snapshot_id_register_snapshots"),
        ),
        sa.ForeignKeyConstraint(
            ["until_snapshot_id"],
            ["register_snapshots.id"],
            name=op.f("fk_establishments_until_snapshot_id_register_snapshots"),
        ),
        sa.CheckConstraint("pupils >= 0", name=op.f("ck_establishments_pupils")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishments")),
    )
    op.create_index(
        "ix_establishments_urn_now",
        "establishments",
        ["urn"],
        unique=True,
        sqlite_where=sa.text("until_snapshot_id IS NULL"),
    )
    op.create_table(
        "list_entries",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('urn', 'ukprn', 'ofsted_urn')", name=op.f("ck_list_entries_kind")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["list_releases.id"], name=op.f("fk_list_entries_release_id_list_releases")
        ),
        sa.PrimaryKeyConstraint("release_id", "kind", "identifier", name=op.f("pk_list_entries")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "determinations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enquiry_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cohort", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("service_outcome", sa.String(), nullable=False),
        sa.Column("service_reason", sa.String(), nullable=False),
        sa.Column("grant_pounds", sa.Integer(), nullable=True),
        sa.Column("grant_reason", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("policy_id", sa.String(), nullable=False),
        sa.Column("policy_edition", sa.Integer(), nullable=False),
        sa.Column("policy_hash", sa.String(), nullable=False),
        sa.Column("register_snapshot_id", sa.Integer(), nullable=True),
        sa.Column("list_releases", sa.JSON(), nullable=False),
        sa.Column("trace", sa.JSON(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("superseded_because", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiries.id"], name=op.f("fk_determinations_enquiry_id_enquiries")),
        sa.ForeignKeyConstraint(
            ["policy_hash"], ["policy_texts.hash"], name=op.f("fk_determinations_policy_hash_policy_texts")
        ),
        sa.ForeignKeyConstraint(
            ["register_snapshot_id"],
            ["register_snapshots.id"],
            name=op.f("fk_determinations_register_snapshot_id_register_snapshots"),
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["determinations.id"], name=op.f("fk_determinations_superseded_by_determinations")
        ),
        sa.CheckConstraint(
            "outcome IN ('funded', 'not_funded', 'review', 'undecided', 'no_policy')",
            name=op.f("ck_determinations_outcome"),
        ),
        sa.CheckConstraint(
            "service_outcome IN ('funded', 'not_funded', 'review', 'undecided', 'no_policy')",
            name=op.f("ck_determinations_service_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_determinations")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("determination_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("pdf_sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["determination_id"], ["determinations.id"], name=op.f("fk_letters_determination_id_determinations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    for table, columns in EVIDENCE.items():
        differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        refuse = f"SELECT RAISE(ABORT, '{table} are evidence: never edited, never removed');"
        op.execute(f"CREATE TRIGGER {table}_never_edited BEFORE UPDATE ON {table} WHEN {differs} BEGIN {refuse} END")
        op.execute(f"CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} BEGIN {refuse} END")
