"""Dossiers sent to Khối and its answers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("admission_submission", "addressed", person_column="person_id"),
    Protection("submission_answer", "addressed", person_column="person_id", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "admission_submission",
        sa.Column(
            "purpose",
            sa.Enum("admission", "recognition", name="purpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=40), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("letter_no", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("steps", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("papers", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("rule_set_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("open_criteria", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_answer_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "purpose in ('admission', 'recognition')", name=op.f("ck_admission_submission_purpose")
        ),
        sa.CheckConstraint("sex in ('male', 'female')", name=op.f("ck_admission_submission_sex")),
        sa.CheckConstraint(
            "withdrawn_at is null or noted_answer_id is null", name=op.f("ck_admission_submission_withdrawn")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_admission_submission_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_admission_submission_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_admission_submission_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"],
            ["organization.id"],
            name=op.f("fk_admission_submission_to_tenant_id_organization"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_admission_submission")),
        comment="Dossiers a house sends to Khối to decide on admission or recognition.",
    )
    op.create_index("ix_admission_submission_person", "admission_submission", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_admission_submission_tenant_id_candidate_id"),
        "admission_submission",
        ["tenant_id", "candidate_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_admission_submission_to_tenant_id_id"),
        "admission_submission",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_admission_submission_to_tenant_id_sent_on"),
        "admission_submission",
        ["to_tenant_id", "sent_on"],
        unique=False,
    )
    op.create_table(
        "submission_answer",
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "received",
                "appraised",
                "returned",
                "refused",
                "decided",
                "annulled",
                "deleted",
                "taken_back",
                name="answerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("votes", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("takes_back_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('received', 'appraised', 'returned', 'refused', 'decided', 'annulled', 'deleted', 'taken_back')",
            name=op.f("ck_submission_answer_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "takes_back_id"],
            ["submission_answer.tenant_id", "submission_answer.id"],
            name=op.f("fk_submission_answer_tenant_id_takes_back_id_submission_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_submission_answer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_submission_answer_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "submission_id"],
            ["admission_submission.tenant_id", "admission_submission.id"],
            name=op.f("fk_submission_answer_to_tenant_id_submission_id_admission_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_submission_answer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_submission_answer")),
        comment="What Khối did with a dossier: received, appraised, returned, decided, annulled.",
    )
    op.create_index("ix_submission_answer_person", "submission_answer", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_submission_answer_tenant_id_document_no"),
        "submission_answer",
        ["tenant_id", "document_no"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submission_answer_tenant_id_submission_id_answered_at"),
        "submission_answer",
        ["tenant_id", "submission_id", "answered_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submission_answer_to_tenant_id_id"),
        "submission_answer",
        ["to_tenant_id", "id"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_submission_answer_to_tenant_id_id"), table_name="submission_answer")
    op.drop_index(
        op.f("ix_submission_answer_tenant_id_submission_id_answered_at"), table_name="submission_answer"
    )
    op.drop_index(op.f("ix_submission_answer_tenant_id_document_no"), table_name="submission_answer")
    op.drop_index("ix_submission_answer_person", table_name="submission_answer")
    op.drop_table("submission_answer")
    op.drop_index(op.f("ix_admission_submission_to_tenant_id_sent_on"), table_name="admission_submission")
    op.drop_index(op.f("ix_admission_submission_to_tenant_id_id"), table_name="admission_submission")
    op.drop_index(op.f("ix_admission_submission_tenant_id_candidate_id"), table_name="admission_submission")
    op.drop_index("ix_admission_submission_person", table_name="admission_submission")
    op.drop_table("admission_submission")
