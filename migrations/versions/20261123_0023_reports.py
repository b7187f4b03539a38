"""Periodic reports with their figures frozen; lists of people kept under a name."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("periodic_report", "addressed", staff_verbs=("select", "insert")),
    Protection("saved_list", "owned"),
]


def upgrade() -> None:
    op.create_table(
        "periodic_report",
        sa.Column(
            "kind",
            sa.Enum("month", "quarter", "year", "term", name="reportkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("period_key", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sections", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("is_scheduled", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('month', 'quarter', 'year', 'term')", name=op.f("ck_periodic_report_kind")
        ),
        sa.CheckConstraint("since <= until and since <= as_of", name=op.f("ck_periodic_report_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_periodic_report_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_periodic_report_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_periodic_report")),
        comment="Reports of a month, quarter, year or term with their figures frozen; append only.",
    )
    op.create_index(
        op.f("ix_periodic_report_tenant_id_period_key_made_at"),
        "periodic_report",
        ["tenant_id", "period_key", "made_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_periodic_report_to_tenant_id_id"), "periodic_report", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_periodic_report_scheduled",
        "periodic_report",
        ["tenant_id", "period_key"],
        unique=True,
        postgresql_where=sa.text("is_scheduled"),
    )
    op.create_table(
        "saved_list",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("choice", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("length(name) between 1 and 80", name=op.f("ck_saved_list_name")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_saved_list_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_saved_list")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("uq_saved_list_tenant_id_name")),
        comment="Columns and conditions of a list of people under a name; holds no people.",
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("saved_list")
    op.drop_index(
        "uq_periodic_report_scheduled", table_name="periodic_report", postgresql_where=sa.text("is_scheduled")
    )
    op.drop_index(op.f("ix_periodic_report_to_tenant_id_id"), table_name="periodic_report")
    op.drop_index(op.f("ix_periodic_report_tenant_id_period_key_made_at"), table_name="periodic_report")
    op.drop_table("periodic_report")
