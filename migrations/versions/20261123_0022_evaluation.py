"""Evaluation, support desk, rectification and commendation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("cap_excess", "owned", staff_verbs=("select", "insert")),
    Protection("commendation", "addressed"),
    Protection("criteria_set", "published", staff_verbs=("select", "insert")),
    Protection("evaluation_proposal", "addressed"),
    Protection("evaluation_rank", "addressed"),
    Protection("published_answer", "published"),
    Protection("rectification_case", "addressed"),
    Protection("rectification_entry", "addressed", staff_verbs=("select", "insert")),
    Protection("support_answer", "addressed"),
    Protection("support_question", "addressed", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "cap_excess",
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("excellent", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_cap_excess_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cap_excess")),
        comment="Reason for more excellent houses than the cap of a period allows; append only.",
    )
    op.create_index(
        op.f("ix_cap_excess_tenant_id_period"), "cap_excess", ["tenant_id", "period"], unique=False
    )
    op.create_table(
        "commendation",
        sa.Column("house_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("yearly", "five_year", "ad_hoc", name="kind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "award",
            sa.Enum("merit_certificate", "merit_diploma", "flag", name="award", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.Column("declined_reason", sa.Text(), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(decided_on is null) = (decision_no = '')", name=op.f("ck_commendation_decided")),
        sa.CheckConstraint(
            "(declined_on is null) = (declined_reason = '')", name=op.f("ck_commendation_declined")
        ),
        sa.CheckConstraint(
            "award in ('merit_certificate', 'merit_diploma', 'flag')", name=op.f("ck_commendation_award")
        ),
        sa.CheckConstraint("kind in ('yearly', 'five_year', 'ad_hoc')", name=op.f("ck_commendation_kind")),
        sa.CheckConstraint(
            "(decided_on is null) = (to_tenant_id is null)", name=op.f("ck_commendation_told")
        ),
        sa.CheckConstraint("decided_on is null or declined_on is null", name=op.f("ck_commendation_one_end")),
        sa.CheckConstraint(
            "to_tenant_id is null or to_tenant_id = house_id", name=op.f("ck_commendation_addressee")
        ),
        sa.ForeignKeyConstraint(
            ["house_id"], ["organization.id"], name=op.f("fk_commendation_house_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_commendation_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_commendation_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_commendation")),
        comment="Commendation of a house: proposal with its figures, decision or reason of refusal.",
    )
    op.create_index(
        op.f("ix_commendation_tenant_id_year"), "commendation", ["tenant_id", "year"], unique=False
    )
    op.create_index(
        op.f("ix_commendation_to_tenant_id_id"), "commendation", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_commendation_standing",
        "commendation",
        ["tenant_id", "house_id", "kind", "year"],
        unique=True,
        postgresql_where=sa.text("declined_on is null and kind <> 'ad_hoc'"),
    )
    op.create_table(
        "criteria_set",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("criteria", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("cap_percent", sa.Integer(), nullable=False),
        sa.Column(
            "cap_base",
            sa.Enum("good", "good_and_excellent", name="capbase", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cap_base in ('good', 'good_and_excellent')", name=op.f("ck_criteria_set_cap_base")
        ),
        sa.CheckConstraint("cap_percent between 0 and 100", name=op.f("ck_criteria_set_cap_percent")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_criteria_set_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_criteria_set")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_criteria_set_tenant_id_number")),
        comment="Criteria of the yearly and quarterly sub-score with their weights; append only.",
    )
    op.create_table(
        "evaluation_rank",
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "excellent", "good", "completed", "not_completed", name="level", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "level in ('excellent', 'good', 'completed', 'not_completed')",
            name=op.f("ck_evaluation_rank_level"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_evaluation_rank_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_evaluation_rank_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_evaluation_rank")),
        comment="Official level of a house in a period, by decision; entered, never computed.",
    )
    op.create_index(
        op.f("ix_evaluation_rank_to_tenant_id_id"), "evaluation_rank", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_evaluation_rank_current",
        "evaluation_rank",
        ["tenant_id", "period", "to_tenant_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "published_answer",
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_published_answer_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_published_answer")),
        comment="A question and its answer in words for everybody: part of the handbook.",
    )
    op.create_index(
        op.f("ix_published_answer_tenant_id_published_on"),
        "published_answer",
        ["tenant_id", "published_on"],
        unique=False,
    )
    op.create_table(
        "support_question",
        sa.Column(
            "board",
            sa.Enum(
                "org_building",
                "organizing",
                "propaganda",
                "inspection",
                "office",
                name="board",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "board in ('org_building', 'organizing', 'propaganda', 'inspection', 'office')",
            name=op.f("ck_support_question_board"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_support_question_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_support_question_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_support_question")),
        comment="A question of a house to a board of Khối, without names of people; append only.",
    )
    op.create_index(
        op.f("ix_support_question_tenant_id_asked_at"),
        "support_question",
        ["tenant_id", "asked_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_support_question_to_tenant_id_id"), "support_question", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "evaluation_proposal",
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("criteria_set_id", sa.Uuid(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("score", sa.Numeric(precision=4, scale=1, asdecimal=False), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("score between 0 and 100", name=op.f("ck_evaluation_proposal_score")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "criteria_set_id"],
            ["criteria_set.tenant_id", "criteria_set.id"],
            name=op.f("fk_evaluation_proposal_tenant_id_criteria_set_id_criteria_set"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_evaluation_proposal_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"],
            ["organization.id"],
            name=op.f("fk_evaluation_proposal_to_tenant_id_organization"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_evaluation_proposal")),
        comment="Sub-score proposed for a house in a period, with the figures it came from.",
    )
    op.create_index(
        op.f("ix_evaluation_proposal_to_tenant_id_id"),
        "evaluation_proposal",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_index(
        "uq_evaluation_proposal_current",
        "evaluation_proposal",
        ["tenant_id", "period", "to_tenant_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "rectification_case",
        sa.Column("house_id", sa.Uuid(), nullable=False),
        sa.Column(
            "trigger",
            sa.Enum("warning", "check_up", "other", name="trigger", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("early_warning_id", sa.Uuid(), nullable=True),
        sa.Column("check_up_id", sa.Uuid(), nullable=True),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("demand", sa.Text(), nullable=False),
        sa.Column("plan_due", sa.Date(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "result",
            sa.Enum(
                "mended", "partly", "not_mended", "mistaken", name="result", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(trigger = 'check_up') = (check_up_id is not null)", name=op.f("ck_rectification_case_check_up")
        ),
        sa.CheckConstraint(
            "(trigger = 'warning') = (early_warning_id is not null)",
            name=op.f("ck_rectification_case_warning"),
        ),
        sa.CheckConstraint(
            "result in ('mended', 'partly', 'not_mended', 'mistaken')",
            name=op.f("ck_rectification_case_result"),
        ),
        sa.CheckConstraint(
            "trigger in ('warning', 'check_up', 'other')", name=op.f("ck_rectification_case_trigger")
        ),
        sa.CheckConstraint(
            "(closed_on is null) = (result is null)", name=op.f("ck_rectification_case_closed")
        ),
        sa.CheckConstraint(
            "to_tenant_id is null or to_tenant_id = house_id", name=op.f("ck_rectification_case_addressee")
        ),
        sa.ForeignKeyConstraint(
            ["house_id"], ["organization.id"], name=op.f("fk_rectification_case_house_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "check_up_id"],
            ["check_up.tenant_id", "check_up.id"],
            name=op.f("fk_rectification_case_tenant_id_check_up_id_check_up"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "early_warning_id"],
            ["early_warning.tenant_id", "early_warning.id"],
            name=op.f("fk_rectification_case_tenant_id_early_warning_id_early_warning"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "letter_id"],
            ["letter.tenant_id", "letter.id"],
            name=op.f("fk_rectification_case_tenant_id_letter_id_letter"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_rectification_case_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"],
            ["organization.id"],
            name=op.f("fk_rectification_case_to_tenant_id_organization"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rectification_case")),
        comment="Rectification of a weak house: cause, letter, plan, follow-up, end; no discipline.",
    )
    op.create_index(
        op.f("ix_rectification_case_tenant_id_opened_on"),
        "rectification_case",
        ["tenant_id", "opened_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_rectification_case_to_tenant_id_id"),
        "rectification_case",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_table(
        "support_answer",
        sa.Column("question_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_answer_id", sa.Uuid(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_tenant_id", "question_id"],
            ["support_question.tenant_id", "support_question.id"],
            name=op.f("fk_support_answer_question_tenant_id_question_id_support_question"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "published_answer_id"],
            ["published_answer.tenant_id", "published_answer.id"],
            name=op.f("fk_support_answer_tenant_id_published_answer_id_published_answer"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_support_answer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_support_answer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_support_answer")),
        comment="What Khối answered to a question of a house.",
    )
    op.create_index(
        op.f("ix_support_answer_tenant_id_question_id_answered_at"),
        "support_answer",
        ["tenant_id", "question_id", "answered_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_support_answer_to_tenant_id_id"), "support_answer", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "rectification_entry",
        sa.Column("case_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("plan", "report", "follow_up", name="entrykind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("mended_by", sa.Date(), nullable=True),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'plan') = (mended_by is not null)", name=op.f("ck_rectification_entry_mended_by")
        ),
        sa.CheckConstraint(
            "kind in ('plan', 'report', 'follow_up')", name=op.f("ck_rectification_entry_kind")
        ),
        sa.ForeignKeyConstraint(
            ["case_tenant_id", "case_id"],
            ["rectification_case.tenant_id", "rectification_case.id"],
            name=op.f("fk_rectification_entry_case_tenant_id_case_id_rectification_case"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_rectification_entry_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"],
            ["organization.id"],
            name=op.f("fk_rectification_entry_to_tenant_id_organization"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rectification_entry")),
        comment="What a house plans and reports in a rectification, and what Khối saw; append only.",
    )
    op.create_index(
        op.f("ix_rectification_entry_tenant_id_case_id_written_at"),
        "rectification_entry",
        ["tenant_id", "case_id", "written_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_rectification_entry_to_tenant_id_id"),
        "rectification_entry",
        ["to_tenant_id", "id"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_rectification_entry_to_tenant_id_id"), table_name="rectification_entry")
    op.drop_index(
        op.f("ix_rectification_entry_tenant_id_case_id_written_at"), table_name="rectification_entry"
    )
    op.drop_table("rectification_entry")
    op.drop_index(op.f("ix_support_answer_to_tenant_id_id"), table_name="support_answer")
    op.drop_index(op.f("ix_support_answer_tenant_id_question_id_answered_at"), table_name="support_answer")
    op.drop_table("support_answer")
    op.drop_index(op.f("ix_rectification_case_to_tenant_id_id"), table_name="rectification_case")
    op.drop_index(op.f("ix_rectification_case_tenant_id_opened_on"), table_name="rectification_case")
    op.drop_table("rectification_case")
    op.drop_index(
        "uq_evaluation_proposal_current",
        table_name="evaluation_proposal",
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.drop_index(op.f("ix_evaluation_proposal_to_tenant_id_id"), table_name="evaluation_proposal")
    op.drop_table("evaluation_proposal")
    op.drop_index(op.f("ix_support_question_to_tenant_id_id"), table_name="support_question")
    op.drop_index(op.f("ix_support_question_tenant_id_asked_at"), table_name="support_question")
    op.drop_table("support_question")
    op.drop_index(op.f("ix_published_answer_tenant_id_published_on"), table_name="published_answer")
    op.drop_table("published_answer")
    op.drop_index(
        "uq_evaluation_rank_current",
        table_name="evaluation_rank",
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.drop_index(op.f("ix_evaluation_rank_to_tenant_id_id"), table_name="evaluation_rank")
    op.drop_table("evaluation_rank")
    op.drop_table("criteria_set")
    op.drop_index(
        "uq_commendation_standing",
        table_name="commendation",
        postgresql_where=sa.text("declined_on is null and kind <> 'ad_hoc'"),
    )
    op.drop_index(op.f("ix_commendation_to_tenant_id_id"), table_name="commendation")
    op.drop_index(op.f("ix_commendation_tenant_id_year"), table_name="commendation")
    op.drop_table("commendation")
    op.drop_index(op.f("ix_cap_excess_tenant_id_period"), table_name="cap_excess")
    op.drop_table("cap_excess")
