"""Early warnings of Khối and what was done about them."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0014"
down_revision = "0009"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("early_warning", "addressed"),
    Protection("warning_handling", "owned", staff_verbs=("select", "insert")),
    Protection("warning_setting", "published"),
]


def upgrade() -> None:
    op.create_table(
        "early_warning",
        sa.Column(
            "kind",
            sa.Enum(
                "slow_pace",
                "no_admission",
                "reviews_missing",
                "seats_unused",
                "limits_broken",
                "certificates_ending",
                name="warningkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("value_when_closed", sa.Double(), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('slow_pace', 'no_admission', 'reviews_missing', 'seats_unused', 'limits_broken', 'certificates_ending')",
            name=op.f("ck_early_warning_kind"),
        ),
        sa.CheckConstraint(
            "(closed_on is null) = (value_when_closed is null)", name=op.f("ck_early_warning_closed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_early_warning_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_early_warning_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_early_warning")),
        comment="A house reached the threshold of a rule: figures only, nobody's name.",
    )
    op.create_index(
        op.f("ix_early_warning_tenant_id_found_on"), "early_warning", ["tenant_id", "found_on"], unique=False
    )
    op.create_index(
        op.f("ix_early_warning_to_tenant_id_id"), "early_warning", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_early_warning_running",
        "early_warning",
        ["tenant_id", "to_tenant_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ended_on is null"),
    )
    op.create_table(
        "warning_setting",
        sa.Column(
            "kind",
            sa.Enum(
                "slow_pace",
                "no_admission",
                "reviews_missing",
                "seats_unused",
                "limits_broken",
                "certificates_ending",
                name="warningkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('slow_pace', 'no_admission', 'reviews_missing', 'seats_unused', 'limits_broken', 'certificates_ending')",
            name=op.f("ck_warning_setting_kind"),
        ),
        sa.CheckConstraint("threshold > 0", name=op.f("ck_warning_setting_threshold")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_warning_setting_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_warning_setting")),
        sa.UniqueConstraint("tenant_id", "kind", name=op.f("uq_warning_setting_tenant_id_kind")),
        comment="From how much on each rule of early warning warns, and whether it is on.",
    )
    op.create_table(
        "warning_handling",
        sa.Column("early_warning_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "assigned", "snoozed", "closed", "reopened", name="handlingkind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("officer_name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'assigned') = (membership_id is not null)", name=op.f("ck_warning_handling_membership")
        ),
        sa.CheckConstraint(
            "(kind = 'snoozed') = (until is not null)", name=op.f("ck_warning_handling_until")
        ),
        sa.CheckConstraint(
            "kind in ('assigned', 'snoozed', 'closed', 'reopened')", name=op.f("ck_warning_handling_kind")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "early_warning_id"],
            ["early_warning.tenant_id", "early_warning.id"],
            name=op.f("fk_warning_handling_tenant_id_early_warning_id_early_warning"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "membership_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_warning_handling_tenant_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_warning_handling_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_warning_handling")),
        comment="Who was given an early warning, until when it rests and why, why it was closed.",
    )
    op.create_index(
        op.f("ix_warning_handling_tenant_id_early_warning_id_recorded_at"),
        "warning_handling",
        ["tenant_id", "early_warning_id", "recorded_at"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(
        op.f("ix_warning_handling_tenant_id_early_warning_id_recorded_at"), table_name="warning_handling"
    )
    op.drop_table("warning_handling")
    op.drop_table("warning_setting")
    op.drop_index(
        "uq_early_warning_running", table_name="early_warning", postgresql_where=sa.text("ended_on is null")
    )
    op.drop_index(op.f("ix_early_warning_to_tenant_id_id"), table_name="early_warning")
    op.drop_index(op.f("ix_early_warning_tenant_id_found_on"), table_name="early_warning")
    op.drop_table("early_warning")
