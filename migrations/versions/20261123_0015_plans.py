"""Plans, check-ups, and targets for parts of the admissions."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KINDS = ("admission", "women", "ethnic_minority", "youth_member", "student", "worker")

PROTECTIONS = [
    Protection("check_up", "addressed"),
    Protection("check_up_report", "addressed"),
    Protection("plan", "addressed"),
    Protection("plan_answer", "addressed"),
    Protection("plan_task", "owned"),
]


def upgrade() -> None:
    op.create_table(
        "check_up",
        sa.Column(
            "kind",
            sa.Enum("inspection", "supervision", name="checkupkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("remedy_due", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(held_on is null) = (findings = '')", name=op.f("ck_check_up_held")),
        sa.CheckConstraint("(remedy = '') = (remedy_due is null)", name=op.f("ck_check_up_remedy")),
        sa.CheckConstraint("kind in ('inspection', 'supervision')", name=op.f("ck_check_up_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_check_up_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_check_up_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_check_up")),
        comment="Inspections and supervisions by Khối: findings, what to mend by when; no discipline.",
    )
    op.create_index(
        op.f("ix_check_up_tenant_id_planned_on"), "check_up", ["tenant_id", "planned_on"], unique=False
    )
    op.create_index(op.f("ix_check_up_to_tenant_id_id"), "check_up", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "plan",
        sa.Column("term_code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_plan_period")),
        sa.CheckConstraint("submission >= 0 and version > 0", name=op.f("ck_plan_counters")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_plan_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_plan_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_plan")),
        sa.UniqueConstraint(
            "tenant_id", "term_code", "year", "version", name=op.f("uq_plan_tenant_id_term_code_year_version")
        ),
        comment="What a house means to do for source creation and admission in a year or a term.",
    )
    op.create_index(op.f("ix_plan_to_tenant_id_id"), "plan", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "check_up_report",
        sa.Column("check_up_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("check_up_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reported_by", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_up_tenant_id", "check_up_id"],
            ["check_up.tenant_id", "check_up.id"],
            name=op.f("fk_check_up_report_check_up_tenant_id_check_up_id_check_up"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_check_up_report_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_check_up_report_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_check_up_report")),
        comment="What a house says it has mended after a check-up.",
    )
    op.create_index(
        op.f("ix_check_up_report_tenant_id_check_up_id"),
        "check_up_report",
        ["tenant_id", "check_up_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_check_up_report_to_tenant_id_id"), "check_up_report", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "plan_answer",
        sa.Column("plan_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("accepted", "returned", name="verdict", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("verdict in ('accepted', 'returned')", name=op.f("ck_plan_answer_verdict")),
        sa.ForeignKeyConstraint(
            ["plan_tenant_id", "plan_id"],
            ["plan.tenant_id", "plan.id"],
            name=op.f("fk_plan_answer_plan_tenant_id_plan_id_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_plan_answer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_plan_answer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_plan_answer")),
        sa.UniqueConstraint(
            "tenant_id", "plan_id", "submission", name=op.f("uq_plan_answer_tenant_id_plan_id_submission")
        ),
        comment="What Khối said about a plan that was handed in: accepted, or returned with remarks.",
    )
    op.create_index(
        op.f("ix_plan_answer_to_tenant_id_id"), "plan_answer", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "plan_task",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "measure",
            sa.Enum(
                "admitted",
                "listed",
                "certified",
                "helped",
                "done",
                name="measure",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "measure in ('admitted', 'listed', 'certified', 'helped', 'done')",
            name=op.f("ck_plan_task_measure"),
        ),
        sa.CheckConstraint("target is null or target >= 0", name=op.f("ck_plan_task_target")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["plan.tenant_id", "plan.id"],
            name=op.f("fk_plan_task_tenant_id_plan_id_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_plan_task_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_plan_task")),
        comment="One task of a plan: who, until when, and how it is measured.",
    )
    op.create_index(
        op.f("ix_plan_task_tenant_id_plan_id_position"),
        "plan_task",
        ["tenant_id", "plan_id", "position"],
        unique=False,
    )
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
    op.drop_index(op.f("ix_plan_task_tenant_id_plan_id_position"), table_name="plan_task")
    op.drop_table("plan_task")
    op.drop_index(op.f("ix_plan_answer_to_tenant_id_id"), table_name="plan_answer")
    op.drop_table("plan_answer")
    op.drop_index(op.f("ix_check_up_report_to_tenant_id_id"), table_name="check_up_report")
    op.drop_index(op.f("ix_check_up_report_tenant_id_check_up_id"), table_name="check_up_report")
    op.drop_table("check_up_report")
    op.drop_index(op.f("ix_plan_to_tenant_id_id"), table_name="plan")
    op.drop_table("plan")
    op.drop_index(op.f("ix_check_up_to_tenant_id_id"), table_name="check_up")
    op.drop_index(op.f("ix_check_up_tenant_id_planned_on"), table_name="check_up")
    op.drop_table("check_up")
