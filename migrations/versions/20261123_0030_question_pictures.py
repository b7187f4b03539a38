"""Pictures of questions, and points by the criteria of a rubric."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("question_picture", "owned", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "question_picture",
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_question_picture_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_question_picture")),
        comment="Pictures of questions, by which the kept files are known and shown.",
    )
    op.add_column(
        "marking",
        sa.Column(
            "points",
            postgresql.ARRAY(sa.Numeric(precision=4, scale=2)),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )
    op.add_column(
        "question_version",
        sa.Column(
            "pictures", postgresql.JSONB(astext_type=Text()), server_default=sa.text("'[]'"), nullable=False
        ),
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("question_version", "pictures")
    op.drop_column("marking", "points")
    op.drop_table("question_picture")
