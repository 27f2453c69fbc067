"""Colleagues' work and study over time, applications with their history, attachments, and acts that can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Everyone is kept as they are; nothing else is in the new tables yet."""
    _widen_people()
    _make_work_and_study()
    _make_applications()
    _make_attachments()
    _make_acts()
    op.execute("DELETE FROM settings WHERE key = 'staff.import.last'")  # what undid an import before there were acts


def _widen_people() -> None:
    op.add_column("people", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("people", sa.Column("notes", sa.String(), nullable=False, server_default=""))
    op.add_column("people", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("people", sa.Column("removed_at", sa.DateTime(), nullable=True))


def _make_work_and_study() -> None:
    op.create_table(
        "employments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("role", "urn", "workplace")),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_employments_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employments")),
    )
    op.create_index("ix_employments_person_id", "employments", ["person_id"])
    outcomes = ("passed", "failed", "withdrawn", "deferred", "under_way", "not_known")
    op.create_table(
        "earlier_npqs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("course", "cohort", "provider")),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("funded", sa.String(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.CheckConstraint(
            f"outcome IN ({', '.join(map(repr, outcomes))})",
            name=op.f("ck_earlier_npqs_outcome"),
        ),
        sa.CheckConstraint("funded IN ('yes', 'no', 'not_known')", name=op.f("ck_earlier_npqs_funded")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_earlier_npqs_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_npqs")),
    )
    op.create_index("ix_earlier_npqs_person_id", "earlier_npqs", ["person_id"])


def _make_applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("course", "cohort", "urn", "plan_b", "notes")),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_applications_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
    )
    op.create_index(
        "ix_applications_one_each",
        "applications",
        ["person_id", "course", "cohort"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
    )
    op.create_table(
        "application_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_events_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["corrects"], ["application_events.id"], name=op.f("fk_application_events_corrects_application_events")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_events")),
        sa.UniqueConstraint("corrects", name=op.f("uq_application_events_corrects")),
    )
    op.create_index("ix_application_events_application_id", "application_events", ["application_id"])
    columns = ("id", "application_id", "kind", "day", "details", "recorded_at", "corrects")
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    refuse = "SELECT RAISE(ABORT, 'application_events are evidence: never edited, never removed');"
    op.execute(
        "CREATE TRIGGER application_events_never_edited BEFORE UPDATE ON application_events "
        f"WHEN {differs} BEGIN {refuse} END"
    )
    op.execute(
        f"CREATE TRIGGER application_events_never_deleted BEFORE DELETE ON application_events BEGIN {refuse} END"
    )


def _make_attachments() -> None:
    op.create_table(
        "attached_files",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attached_files")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_attachments_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["attached_files.sha256"], name=op.f("fk_attachments_sha256_attached_files")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_application_id", "attachments", ["application_id"])


def _make_acts() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_table(
        "act_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["acts.id"], name=op.f("fk_act_changes_act_id_acts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_changes")),
    )
    op.create_index("ix_act_changes_act_id", "act_changes", ["act_id"])
