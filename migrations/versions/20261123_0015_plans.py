"""Targets for parts of the admissions."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import protect

revision = "0015"
down_revision = "0009"
branch_labels = None
depends_on = None

KINDS = ("admission", "women", "ethnic_minority", "youth_member", "student", "worker")

PROTECTIONS = []


def upgrade() -> None:
    op.add_column(
        "target",
        sa.Column(
            "kind",
            sa.String(40),
            nullable=False,
            server_default="admission",
        ),
    )
    op.alter_column("target", "kind", server_default=None)
    op.create_check_constraint(
        op.f("ck_target_kind"), "target", "kind in (%s)" % ", ".join(f"'{kind}'" for kind in KINDS)
    )
    op.drop_index(op.f("uq_target_current"), table_name="target", postgresql_where="(superseded_at IS NULL)")
    op.create_index(
        "uq_target_current",
        "target",
        ["tenant_id", "to_tenant_id", "term_id", "year", "kind"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table_comment(
        "target",
        "Admissions asked of a house (or of Khối itself) in a term or a year, by decision.",
        existing_comment="Admissions asked of a house in a term or a year, by decision.",
        schema=None,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.create_table_comment(
        "target",
        "Admissions asked of a house in a term or a year, by decision.",
        existing_comment="Admissions asked of a house (or of Khối itself) in a term or a year, by decision.",
        schema=None,
    )
    op.drop_index("uq_target_current", table_name="target", postgresql_where=sa.text("superseded_at is null"))
    op.create_index(
        op.f("uq_target_current"),
        "target",
        ["tenant_id", "to_tenant_id", "term_id", "year"],
        unique=True,
        postgresql_where="(superseded_at IS NULL)",
    )
    op.drop_column("target", "kind")
