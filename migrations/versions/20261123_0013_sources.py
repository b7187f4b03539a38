"""Periodic reviews of the source of new members."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("source_count", "owned"),
    Protection("source_review", "owned"),
]


def upgrade() -> None:
    op.create_table(
        "source_review",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("year between 2000 and 2200", name=op.f("ck_source_review_year")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_source_review_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_source_review")),
        comment="Periodic reviews of the source of new members, house by house.",
    )
    op.create_index(
        op.f("ix_source_review_tenant_id_year"), "source_review", ["tenant_id", "year"], unique=False
    )
    op.create_table(
        "source_count",
        sa.Column("source_review_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("groups", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("outstanding", sa.Integer(), nullable=False),
        sa.Column("this_year", sa.Integer(), nullable=False),
        sa.Column("next_year", sa.Integer(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("filled_by", sa.Text(), nullable=False),
        sa.Column("filled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "outstanding >= 0 and this_year >= 0 and next_year >= 0", name=op.f("ck_source_count_counts")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "source_review_id"],
            ["source_review.tenant_id", "source_review.id"],
            name=op.f("fk_source_count_tenant_id_source_review_id_source_review"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_source_count_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_source_count_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_source_count")),
        sa.UniqueConstraint(
            "tenant_id",
            "source_review_id",
            "unit_id",
            name=op.f("uq_source_count_tenant_id_source_review_id_unit_id"),
        ),
        comment="Numbers of a unit in a source review: by group, outstanding, expected admissions.",
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("source_count")
    op.drop_index(op.f("ix_source_review_tenant_id_year"), table_name="source_review")
    op.drop_table("source_review")
