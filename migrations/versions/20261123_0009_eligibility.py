"""Waivers, rule sets of Khối, verdicts kept for lists, and how far each paper is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OLD_KINDS = (
    *("dossier_permission", "application", "introduction", "history_certified", "verification"),
    *("political_standard", "opinions", "dossier_renewed", "youth_cadre", "task_given", "work_rating"),
    *("study_result", "religion_consent", "foreign_ties", "foreign_consent", "central_consent"),
    *("engagement", "decision_extension", "decision_received", "late_ceremony_consent"),
    "probation_self_review",
)
NEW_KINDS = (
    *("probation_remark", "probation_opinions", "class_certificate", "cell_resolution"),
    *("section_appraisal", "committee_resolution", "admission_decision", "member_history"),
    *("member_card", "new_member_certificate", "recognition_cell_resolution"),
    *("recognition_section_appraisal", "recognition_committee_resolution", "recognition_decision"),
)

PROTECTIONS = [
    Protection("eligibility_standing", "owned"),
    Protection("rule_set_draft", "owned"),
    Protection("rule_set_version", "published", staff_verbs=("select", "insert")),
    Protection("waiver", "owned", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "rule_set_draft",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("copied_from", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "published", "discarded", name="draftstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("effect", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("effect_of_version", sa.Integer(), nullable=False),
        sa.Column("effect_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state in ('draft', 'published', 'discarded')", name=op.f("ck_rule_set_draft_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_rule_set_draft_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rule_set_draft")),
        comment="Rule sets that Khối is writing, with the effect counted before they are published.",
    )
    op.create_index(
        op.f("ix_rule_set_draft_tenant_id_created_at"),
        "rule_set_draft",
        ["tenant_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "rule_set_version",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("copied_from", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_rule_set_version_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_rule_set_version")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_rule_set_version_tenant_id_code")),
        comment="Rule sets that Khối published beside the shipped ones; append only.",
    )
    op.create_table(
        "eligibility_standing",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("eligible", "incomplete", "blocked", name="verdictword", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("lacking", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("rule_set_id", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("holds_until", sa.Date(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "verdict in ('eligible', 'incomplete', 'blocked')", name=op.f("ck_eligibility_standing_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_eligibility_standing_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_eligibility_standing_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_eligibility_standing")),
        sa.UniqueConstraint(
            "tenant_id", "candidate_id", name=op.f("uq_eligibility_standing_tenant_id_candidate_id")
        ),
        comment="Verdict of each candidate for the gate ahead; derived, deleted when its facts change.",
    )
    op.create_index(
        op.f("ix_eligibility_standing_tenant_id_step_verdict"),
        "eligibility_standing",
        ["tenant_id", "step", "verdict"],
        unique=False,
    )
    op.create_table(
        "waiver",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("evidence_no", sa.Text(), nullable=False),
        sa.Column("evidence_date", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revokes_waiver_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_account_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "evidence_no <> '' and decided_by <> '' or revokes_waiver_id is not null",
            name=op.f("ck_waiver_signed"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_waiver_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_waiver_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "revokes_waiver_id"],
            ["waiver.tenant_id", "waiver.id"],
            name=op.f("fk_waiver_tenant_id_revokes_waiver_id_waiver"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_waiver_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_waiver")),
        comment="Criteria that a named person let go on a paper, and what was taken back; append only.",
    )
    op.create_index(
        op.f("ix_waiver_tenant_id_candidate_id_recorded_at"),
        "waiver",
        ["tenant_id", "candidate_id", "recorded_at"],
        unique=False,
    )
    op.create_index(
        "uq_waiver_revokes_waiver_id",
        "waiver",
        ["tenant_id", "revokes_waiver_id"],
        unique=True,
        postgresql_where=sa.text("revokes_waiver_id is not null"),
    )
    op.add_column(
        "evidence",
        sa.Column(
            "state",
            sa.Enum(
                "in_progress",
                "held",
                "submitted",
                "returned",
                name="paperstate",
                native_enum=False,
                length=40,
            ),
            server_default="held",
            nullable=False,
        ),
    )
    op.create_check_constraint(
        op.f("ck_evidence_state"), "evidence", "state in ('in_progress', 'held', 'submitted', 'returned')"
    )
    split_probation_papers()
    allow_kinds((*OLD_KINDS, *NEW_KINDS))
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def allow_kinds(kinds: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(op.f("ck_evidence_kind"), "evidence", f"kind in ({listed})")


def split_probation_papers() -> None:
    """Turn the row that stood for two papers into one row for each that was there."""
    op.drop_constraint(op.f("ck_evidence_kind"), "evidence", type_="check")
    op.execute("alter table evidence no force row level security")
    columns = (
        "candidate_id, person_id, state, number, dated_on, holder, is_current, recorded_by, "
        "recorded_by_account_id, recorded_at, tenant_id"
    )
    op.execute(
        f"insert into evidence (kind, value, id, {columns}) "
        f"select 'probation_opinions', '{{}}', gen_random_uuid(), {columns} from evidence "
        "where kind = 'probation_papers' and (value ->> 'opinions')::boolean"
    )
    op.execute(
        "delete from evidence where kind = 'probation_papers' and not (value ->> 'helper_remark')::boolean"
    )
    op.execute("update evidence set kind = 'probation_remark', value = '{}' where kind = 'probation_papers'")
    op.execute("alter table evidence force row level security")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_evidence_kind"), "evidence", type_="check")
    op.execute("alter table evidence no force row level security")
    listed = ", ".join(f"'{kind}'" for kind in NEW_KINDS)
    op.execute(f"delete from evidence where kind in ({listed}) or state not in ('held', 'submitted')")
    op.execute("alter table evidence force row level security")
    allow_kinds((*OLD_KINDS, "probation_papers"))
    op.drop_column("evidence", "state")
    op.drop_index(
        "uq_waiver_revokes_waiver_id",
        table_name="waiver",
        postgresql_where=sa.text("revokes_waiver_id is not null"),
    )
    op.drop_index(op.f("ix_waiver_tenant_id_candidate_id_recorded_at"), table_name="waiver")
    op.drop_table("waiver")
    op.drop_index(op.f("ix_eligibility_standing_tenant_id_step_verdict"), table_name="eligibility_standing")
    op.drop_table("eligibility_standing")
    op.drop_table("rule_set_version")
    op.drop_index(op.f("ix_rule_set_draft_tenant_id_created_at"), table_name="rule_set_draft")
    op.drop_table("rule_set_draft")
