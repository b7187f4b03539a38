"""Limits, reasons, gates and days worked instead"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("clock_setting", "published"),
]


OLD_KINDS = (
    "dossier_permission",
    "application",
    "introduction",
    "history_certified",
    "verification",
    "political_standard",
    "opinions",
    "dossier_renewed",
    "youth_cadre",
    "task_given",
    "work_rating",
    "study_result",
    "religion_consent",
    "foreign_ties",
    "foreign_consent",
    "central_consent",
    "engagement",
    "decision_received",
    "late_ceremony_consent",
    "probation_self_review",
    "probation_papers",
)
BEGINS = {
    "dossier_in_progress": "dossier_in_progress",
    "cell_resolved": "cell_resolved",
    "section_appraised": "cell_resolved",
    "committee_resolved": "cell_resolved",
    "submitted": "cell_resolved",
    "appraised": "cell_resolved",
    "returned_for_supplement": "cell_resolved",
    "decided": "decided",
    "ceremony_held": "ceremony_held",
    "new_member_class": "ceremony_held",
    "recognition_cell_resolved": "recognition_cell_resolved",
    "recognition_committee_resolved": "recognition_cell_resolved",
}


def _kinds(*names: str) -> str:
    listed = ", ".join(f"'{name}'" for name in names)
    return f"kind in ({listed})"


KINDS = _kinds(*OLD_KINDS[:17], "decision_extension", *OLD_KINDS[17:])


def _add(table: str, column: sa.Column, value: str) -> None:
    """Add a column that may not be empty, with a value for the rows that are there."""
    column.server_default = sa.DefaultClause(value)
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def _fill_clock_from() -> None:
    """The day a limit counts from: the last step of its kind that was not taken back."""
    begins = ", ".join(f"('{stage}', '{begin}')" for stage, begin in BEGINS.items())
    for table in ("candidate", "stage_step"):
        op.execute(f"alter table {table} no force row level security")
    op.execute(f"""
        update candidate set clock_from = (
            select max(step.happened_on) from stage_step step
            join (values {begins}) begins (stage, begin) on begins.begin = step.to_stage
            where begins.stage = candidate.stage and step.tenant_id = candidate.tenant_id
            and step.candidate_id = candidate.id and step.corrects_step_id is null
            and not exists (select from stage_step later where later.tenant_id = step.tenant_id
                            and later.corrects_step_id = step.id))""")
    for table in ("candidate", "stage_step"):
        op.execute(f"alter table {table} force row level security")


def upgrade() -> None:
    op.create_table(
        "clock_setting",
        sa.Column("warning_days", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("cell_sends_days", sa.Integer(), nullable=False),
        sa.Column("committee_sends_days", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cell_sends_days >= 0 and committee_sends_days >= 0", name=op.f("ck_clock_setting_days")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_clock_setting_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_clock_setting")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_clock_setting_tenant_id")),
        comment="Days before a limit on which it is announced, and local limits in working days.",
    )
    op.add_column("candidate", sa.Column("clock_from", sa.Date(), nullable=True))
    op.create_index(
        op.f("ix_candidate_tenant_id_stage_clock_from_id"),
        "candidate",
        ["tenant_id", "stage", "clock_from", "id"],
        unique=False,
    )
    _add("holiday", sa.Column("is_worked", sa.Boolean(), nullable=False), "false")
    op.create_table_comment(
        "holiday",
        "Days off on Monday to Friday, and Saturdays and Sundays worked instead.",
        existing_comment="Days that are not working days although they fall on Monday to Friday.",
        schema=None,
    )
    for name in ("exit_reason", "verdict", "acknowledgement"):
        _add("stage_step", sa.Column(name, sa.Text(), nullable=False), "")
    _add(
        "stage_step",
        sa.Column("open_criteria", postgresql.JSONB(astext_type=Text()), nullable=False),
        "[]",
    )
    op.drop_constraint(op.f("ck_evidence_kind"), "evidence", type_="check")
    op.create_check_constraint(op.f("ck_evidence_kind"), "evidence", KINDS)
    _fill_clock_from()
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_evidence_kind"), "evidence", type_="check")
    op.create_check_constraint(op.f("ck_evidence_kind"), "evidence", _kinds(*OLD_KINDS))
    op.drop_column("stage_step", "acknowledgement")
    op.drop_column("stage_step", "open_criteria")
    op.drop_column("stage_step", "verdict")
    op.drop_column("stage_step", "exit_reason")
    op.create_table_comment(
        "holiday",
        "Days that are not working days although they fall on Monday to Friday.",
        existing_comment="Days off on Monday to Friday, and Saturdays and Sundays worked instead.",
        schema=None,
    )
    op.drop_column("holiday", "is_worked")
    op.drop_index(op.f("ix_candidate_tenant_id_stage_clock_from_id"), table_name="candidate")
    op.drop_column("candidate", "clock_from")
    op.drop_table("clock_setting")
