"""What closed houses leave to their successors."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("house_legacy", "addressed", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "house_legacy",
        sa.Column("reorganization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("house_words", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_house_legacy_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reorganization_id"],
            ["reorganization.tenant_id", "reorganization.id"],
            name=op.f("fk_house_legacy_tenant_id_reorganization_id_reorganization"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_house_legacy_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_house_legacy_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_house_legacy")),
        sa.UniqueConstraint(
            "tenant_id",
            "reorganization_id",
            "organization_id",
            name=op.f("uq_house_legacy_tenant_id_reorganization_id_organization_id"),
        ),
        comment="Letters, plans, reports and levels a closed house had, a line each, for its successor.",
    )
    op.create_index(
        op.f("ix_house_legacy_to_tenant_id_id"), "house_legacy", ["to_tenant_id", "id"], unique=False
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_house_legacy_to_tenant_id_id"), table_name="house_legacy")
    op.drop_table("house_legacy")
