"""Reorganisations of houses: decisions, successors, where steps were recorded, what was inherited."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("reorganization", "owned"),
    Protection("reorganized_house", "owned"),
]


def upgrade() -> None:
    op.create_table(
        "reorganization",
        sa.Column(
            "kind",
            sa.Enum(
                "merge", "absorb", "dissolve", "rename", "reparent", name="kind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "confirmed", "carried_out", "dropped", name="state", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("receiver_id", sa.Uuid(), nullable=True),
        sa.Column("new_code", sa.Text(), nullable=False),
        sa.Column("new_name", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("moved", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("decision_no <> ''", name=op.f("ck_reorganization_decision")),
        sa.CheckConstraint(
            "kind in ('merge', 'absorb', 'dissolve', 'rename', 'reparent')",
            name=op.f("ck_reorganization_kind"),
        ),
        sa.CheckConstraint(
            "state in ('draft', 'confirmed', 'carried_out', 'dropped')", name=op.f("ck_reorganization_state")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["organization.id"], name=op.f("fk_reorganization_receiver_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_reorganization_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reorganization")),
        comment="Mergers, absorptions, dissolutions, new names and superiors of houses, by decision.",
    )
    op.create_index(
        op.f("ix_reorganization_tenant_id_effective_on"),
        "reorganization",
        ["tenant_id", "effective_on"],
        unique=False,
    )
    op.create_table(
        "reorganized_house",
        sa.Column("reorganization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_reorganized_house_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reorganization_id"],
            ["reorganization.tenant_id", "reorganization.id"],
            name=op.f("fk_reorganized_house_tenant_id_reorganization_id_reorganization"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_reorganized_house_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reorganized_house")),
        comment="The houses a reorganisation speaks of.",
    )
    op.create_index(
        op.f("ix_reorganized_house_tenant_id_organization_id"),
        "reorganized_house",
        ["tenant_id", "organization_id"],
        unique=False,
    )
    op.create_index(
        "uq_reorganized_house_once",
        "reorganized_house",
        ["tenant_id", "reorganization_id", "organization_id"],
        unique=True,
    )
    op.add_column("organization", sa.Column("successor_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_organization_successor_id_organization"),
        "organization",
        "organization",
        ["successor_id"],
        ["id"],
    )
    op.add_column("stage_step", sa.Column("origin_tenant_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        op.f("fk_stage_step_origin_tenant_id_organization"),
        "stage_step",
        "organization",
        ["origin_tenant_id"],
        ["id"],
    )
    for table in ("target", "admission_balance"):
        column = sa.Column("inherited", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False)
        op.add_column(table, column)
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    for table in ("target", "admission_balance"):
        op.drop_column(table, "inherited")
    op.drop_constraint(op.f("fk_stage_step_origin_tenant_id_organization"), "stage_step", type_="foreignkey")
    op.drop_column("stage_step", "origin_tenant_id")
    op.drop_constraint(op.f("fk_organization_successor_id_organization"), "organization", type_="foreignkey")
    op.drop_column("organization", "successor_id")
    op.drop_index(
        "uq_reorganized_house_once",
        table_name="reorganized_house",
    )
    op.drop_index(op.f("ix_reorganized_house_tenant_id_organization_id"), table_name="reorganized_house")
    op.drop_table("reorganized_house")
    op.drop_index(op.f("ix_reorganization_tenant_id_effective_on"), table_name="reorganization")
    op.drop_table("reorganization")
