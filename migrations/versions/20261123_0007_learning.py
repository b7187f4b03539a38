"""Orders of proctors, corrected keys and appeals; Khối sees how a sitting goes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect, unprotect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection(
        "appeal",
        "addressed",
        person_column="person_id",
        staff_verbs=("select",),
        member_verbs=("select", "insert"),
    ),
    Protection("appeal_answer", "addressed", person_column="person_id", staff_verbs=("select", "insert")),
    Protection(
        "attempt_event",
        "addressed",
        person_column="person_id",
        staff_verbs=("select",),
        member_verbs=("select", "insert"),
    ),
    Protection("exam_order", "addressed", person_column="person_id", staff_verbs=("select", "insert")),
    Protection("key_correction", "owned", staff_verbs=("select", "insert")),
]

_WRITTEN_BY_THE_PERSON = ("select", "insert", "update")
ATTEMPT_BEFORE = Protection(
    "attempt", "private", person_column="person_id", member_verbs=_WRITTEN_BY_THE_PERSON, oversight=False
)
ATTEMPT = Protection(
    "attempt",
    "addressed",
    person_column="person_id",
    staff_verbs=("select",),
    member_verbs=_WRITTEN_BY_THE_PERSON,
)


def upgrade() -> None:
    op.create_table(
        "key_correction",
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("question_version_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("ignore_tones", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("corrected_by", sa.Text(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_key_correction_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "question_version_id"],
            ["question_version.tenant_id", "question_version.id"],
            name=op.f("fk_key_correction_tenant_id_question_version_id_question_version"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_key_correction_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_key_correction")),
        comment="Corrected keys of an exam with the marks before and after.",
    )
    op.create_index(
        op.f("ix_key_correction_tenant_id_exam_id_corrected_at"),
        "key_correction",
        ["tenant_id", "exam_id", "corrected_at"],
        unique=False,
    )
    op.create_table(
        "attempt_event",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "saved",
                "stale",
                "late",
                "focus_lost",
                "focus_back",
                "reconnected",
                "device_moved",
                name="eventkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('saved', 'stale', 'late', 'focus_lost', 'focus_back', 'reconnected', 'device_moved')",
            name=op.f("ck_attempt_event_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attempt_id"],
            ["attempt.tenant_id", "attempt.id"],
            name=op.f("fk_attempt_event_tenant_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_attempt_event_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_attempt_event_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attempt_event")),
        comment="Focus changes, reconnections and device moves of an attempt.",
    )
    op.create_index("ix_attempt_event_person", "attempt_event", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_attempt_event_tenant_id_attempt_id_happened_at"),
        "attempt_event",
        ["tenant_id", "attempt_id", "happened_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_attempt_event_to_tenant_id_id"), "attempt_event", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "exam_order",
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "extra_time",
                "void",
                "reopen",
                "accept_late",
                "release_device",
                name="orderkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ordered_by", sa.Text(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('extra_time', 'void', 'reopen', 'accept_late', 'release_device')",
            name=op.f("ck_exam_order_kind"),
        ),
        sa.CheckConstraint("minutes between 1 and 600", name=op.f("ck_exam_order_minutes")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_exam_order_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exam_order_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "attempt_id"],
            ["attempt.tenant_id", "attempt.id"],
            name=op.f("fk_exam_order_to_tenant_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_exam_order_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_exam_order_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exam_order")),
        comment="Extra time, voiding, reopening and other decisions of a proctor, with the reason.",
    )
    op.create_index("ix_exam_order_person", "exam_order", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_exam_order_tenant_id_exam_id_person_id"),
        "exam_order",
        ["tenant_id", "exam_id", "person_id"],
        unique=False,
    )
    op.create_index(op.f("ix_exam_order_to_tenant_id_id"), "exam_order", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "appeal",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("exam_result_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_appeal_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_appeal_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "exam_result_id"],
            ["exam_result.tenant_id", "exam_result.id"],
            name=op.f("fk_appeal_to_tenant_id_exam_result_id_exam_result"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_appeal_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("tenant_id", "exam_result_id", name=op.f("uq_appeal_tenant_id_exam_result_id")),
        comment="Requests to mark a submission again, with the reason.",
    )
    op.create_index("ix_appeal_person", "appeal", ["person_id"], unique=False)
    op.create_index(op.f("ix_appeal_to_tenant_id_id"), "appeal", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "appeal_answer",
        sa.Column("appeal_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("mark_before", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("mark", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("mark between 0 and 10", name=op.f("ck_appeal_answer_mark")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_appeal_answer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "appeal_id"],
            ["appeal.tenant_id", "appeal.id"],
            name=op.f("fk_appeal_answer_to_tenant_id_appeal_id_appeal"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_appeal_answer_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_appeal_answer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_appeal_answer")),
        sa.UniqueConstraint("tenant_id", "appeal_id", name=op.f("uq_appeal_answer_tenant_id_appeal_id")),
        comment="Answers to appeals: mark before, mark after, reason.",
    )
    op.create_index("ix_appeal_answer_person", "appeal_answer", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_appeal_answer_to_tenant_id_id"), "appeal_answer", ["to_tenant_id", "id"], unique=False
    )
    op.create_table_comment(
        "answer_event",
        "Append-only log of saves and of answers that came late or were behind.",
        existing_comment="Append-only log of saves, late answers, focus changes and device moves.",
        schema=None,
    )
    _open_attempts_to_khoi()
    _let_submissions_be_superseded()
    for protection in PROTECTIONS:
        run(protect(protection))


def _open_attempts_to_khoi() -> None:
    """A sitting was the person's alone; now Khối sees its state, and still no answer."""
    run(unprotect(ATTEMPT_BEFORE))
    op.alter_column("attempt", "exam_tenant_id", new_column_name="to_tenant_id", nullable=True)
    for table in ("exam", "paper"):
        column = f"{table}_id_{table}"
        op.execute(
            f"alter table attempt rename constraint fk_attempt_exam_tenant_id_{column}"
            f" to fk_attempt_to_tenant_id_{column}"
        )
    op.create_foreign_key(
        op.f("fk_attempt_to_tenant_id_organization"), "attempt", "organization", ["to_tenant_id"], ["id"]
    )
    for name, kind, default in (
        ("seen_at", sa.DateTime(timezone=True), "now()"),
        ("late_count", sa.Integer(), "0"),
    ):
        op.add_column("attempt", sa.Column(name, kind, nullable=False, server_default=sa.text(default)))
        op.alter_column("attempt", name, server_default=None)
    op.create_index(op.f("ix_attempt_to_tenant_id_exam_id"), "attempt", ["to_tenant_id", "exam_id"])
    op.create_index(op.f("ix_attempt_to_tenant_id_id"), "attempt", ["to_tenant_id", "id"])
    run(protect(ATTEMPT))


def _let_submissions_be_superseded() -> None:
    op.add_column("submission", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("submission", "revision", server_default=None)
    op.add_column("submission", sa.Column("seconds", postgresql.JSONB(), nullable=False, server_default="{}"))
    op.alter_column("submission", "seconds", server_default=None)
    op.drop_constraint(op.f("uq_submission_tenant_id_attempt_id"), "submission", type_="unique")
    op.create_unique_constraint(
        op.f("uq_submission_tenant_id_attempt_id_revision"),
        "submission",
        ["tenant_id", "attempt_id", "revision"],
    )


def run(statements: list[str]) -> None:
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    op.drop_constraint(op.f("uq_submission_tenant_id_attempt_id_revision"), "submission", type_="unique")
    op.create_unique_constraint(
        op.f("uq_submission_tenant_id_attempt_id"), "submission", ["tenant_id", "attempt_id"]
    )
    op.drop_column("submission", "seconds")
    op.drop_column("submission", "revision")
    run(unprotect(ATTEMPT))
    op.drop_constraint(op.f("fk_attempt_to_tenant_id_organization"), "attempt", type_="foreignkey")
    for table in ("exam", "paper"):
        column = f"{table}_id_{table}"
        op.execute(
            f"alter table attempt rename constraint fk_attempt_to_tenant_id_{column}"
            f" to fk_attempt_exam_tenant_id_{column}"
        )
    op.drop_index(op.f("ix_attempt_to_tenant_id_id"), table_name="attempt")
    op.drop_index(op.f("ix_attempt_to_tenant_id_exam_id"), table_name="attempt")
    op.alter_column("attempt", "to_tenant_id", new_column_name="exam_tenant_id", nullable=False)
    op.drop_column("attempt", "late_count")
    op.drop_column("attempt", "seen_at")
    run(protect(ATTEMPT_BEFORE))
    op.create_table_comment(
        "answer_event",
        "Append-only log of saves, late answers, focus changes and device moves.",
        existing_comment="Append-only log of saves and of answers that came late or were behind.",
        schema=None,
    )
    op.drop_index(op.f("ix_appeal_answer_to_tenant_id_id"), table_name="appeal_answer")
    op.drop_index("ix_appeal_answer_person", table_name="appeal_answer")
    op.drop_table("appeal_answer")
    op.drop_index(op.f("ix_appeal_to_tenant_id_id"), table_name="appeal")
    op.drop_index("ix_appeal_person", table_name="appeal")
    op.drop_table("appeal")
    op.drop_index(op.f("ix_exam_order_to_tenant_id_id"), table_name="exam_order")
    op.drop_index(op.f("ix_exam_order_tenant_id_exam_id_person_id"), table_name="exam_order")
    op.drop_index("ix_exam_order_person", table_name="exam_order")
    op.drop_table("exam_order")
    op.drop_index(op.f("ix_attempt_event_to_tenant_id_id"), table_name="attempt_event")
    op.drop_index(op.f("ix_attempt_event_tenant_id_attempt_id_happened_at"), table_name="attempt_event")
    op.drop_index("ix_attempt_event_person", table_name="attempt_event")
    op.drop_table("attempt_event")
    op.drop_index(op.f("ix_key_correction_tenant_id_exam_id_corrected_at"), table_name="key_correction")
    op.drop_table("key_correction")
