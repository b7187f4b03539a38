"""What a reader asks of oneself, where each reader is, and questions that somebody looked over."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0023"
down_revision = "0016"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("lesson_self_check", "published", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "lesson_self_check",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lesson_id"],
            ["lesson.tenant_id", "lesson.id"],
            name=op.f("fk_lesson_self_check_tenant_id_lesson_id_lesson"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_lesson_self_check_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson_self_check")),
        sa.UniqueConstraint(
            "tenant_id", "lesson_id", "number", name=op.f("uq_lesson_self_check_tenant_id_lesson_id_number")
        ),
        comment="Self-check questions of a lesson, edition by edition; each is written once.",
    )
    op.add_column("lesson_progress", sa.Column("self_checked_at", sa.DateTime(timezone=True), nullable=True))
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("lesson_progress", "self_checked_at")
    op.drop_table("lesson_self_check")
