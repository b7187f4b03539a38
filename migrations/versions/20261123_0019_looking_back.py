"""What candidates may look back on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("paper_review", "owned", person_column="person_id"),
]


WORDS = "'score_only', 'answers_after_close'"


def policies(words: str) -> None:
    """Let an exam bear these review policies."""
    op.drop_constraint(op.f("ck_exam_review_policy"), "exam")
    op.create_check_constraint(op.f("ck_exam_review_policy"), "exam", f"review_policy in ({words})")


def upgrade() -> None:
    policies(f"{WORDS}, 'answers_after_results'")
    op.create_table(
        "paper_review",
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("submission_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("items", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("mark", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_paper_review_submission_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_paper_review_submission_tenant_id_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_paper_review_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_paper_review_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_paper_review")),
        sa.UniqueConstraint(
            "tenant_id", "submission_id", name=op.f("uq_paper_review_tenant_id_submission_id")
        ),
        comment="Answers and keys of a handed-in paper, shown to its writer when the policy allows.",
    )
    op.create_index("ix_paper_review_person", "paper_review", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_paper_review_tenant_id_exam_id"), "paper_review", ["tenant_id", "exam_id"], unique=False
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_paper_review_tenant_id_exam_id"), table_name="paper_review")
    op.drop_index("ix_paper_review_person", table_name="paper_review")
    op.drop_table("paper_review")
    policies(WORDS)
