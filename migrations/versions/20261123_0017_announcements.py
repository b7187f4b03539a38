"""Announcements to a class."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("class_announcement", "published"),
]


def upgrade() -> None:
    op.create_table(
        "class_announcement",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_class_announcement_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_class_announcement_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_class_announcement")),
        comment="Announcements to the learners of a class.",
    )
    op.create_index(
        op.f("ix_class_announcement_tenant_id_class_run_id_said_at"),
        "class_announcement",
        ["tenant_id", "class_run_id", "said_at"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(
        op.f("ix_class_announcement_tenant_id_class_run_id_said_at"), table_name="class_announcement"
    )
    op.drop_table("class_announcement")
