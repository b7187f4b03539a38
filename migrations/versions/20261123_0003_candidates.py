"""Candidates, their steps, helpers, reviews, papers and training records."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("candidate", "owned", person_column="person_id"),
    Protection("candidate_import", "owned"),
    Protection("correction_request", "owned", person_column="person_id", member_verbs=("select", "insert")),
    Protection("evidence", "owned"),
    Protection("helper_assignment", "owned", person_column="person_id"),
    Protection("progress_review", "owned"),
    Protection("stage_step", "owned", person_column="person_id", staff_verbs=("select", "insert")),
    Protection("training_record", "addressed", person_column="person_id"),
]


def upgrade() -> None:
    op.create_table(
        "candidate_import",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("checked", "imported", "undone", name="importstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "source_group",
            sa.Enum(
                "civil_servant",
                "public_employee",
                "medical",
                "teacher",
                "student",
                "worker",
                "other",
                name="sourcegroup",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("list_resolution_no", sa.Text(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("accepted_count", sa.Integer(), nullable=False),
        sa.Column("error_count", sa.Integer(), nullable=False),
        sa.Column("duplicate_count", sa.Integer(), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("file_sealed", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "source_group in ('civil_servant', 'public_employee', 'medical', 'teacher', 'student', 'worker', 'other')",
            name=op.f("ck_candidate_import_source_group"),
        ),
        sa.CheckConstraint(
            "state in ('checked', 'imported', 'undone')", name=op.f("ck_candidate_import_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_candidate_import_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_candidate_import_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_candidate_import")),
        comment="Lists of candidates read from a file: what was found, written and undone.",
    )
    op.create_index(
        op.f("ix_candidate_import_tenant_id_created_at"),
        "candidate_import",
        ["tenant_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "candidate",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "first_stage",
            sa.Enum(
                "nominated",
                "prospect",
                "class_proposed",
                "class_enrolled",
                "class_passed",
                "dossier_permitted",
                "dossier_in_progress",
                "cell_resolved",
                "section_appraised",
                "committee_resolved",
                "submitted",
                "appraised",
                "decided",
                "ceremony_held",
                "new_member_class",
                "recognition_cell_resolved",
                "recognition_committee_resolved",
                "official",
                "removed_from_list",
                "withdrawn",
                "not_approved",
                "returned_for_supplement",
                "transferred_out",
                "stale",
                "annulled",
                "deleted_probationary",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "nominated",
                "prospect",
                "class_proposed",
                "class_enrolled",
                "class_passed",
                "dossier_permitted",
                "dossier_in_progress",
                "cell_resolved",
                "section_appraised",
                "committee_resolved",
                "submitted",
                "appraised",
                "decided",
                "ceremony_held",
                "new_member_class",
                "recognition_cell_resolved",
                "recognition_committee_resolved",
                "official",
                "removed_from_list",
                "withdrawn",
                "not_approved",
                "returned_for_supplement",
                "transferred_out",
                "stale",
                "annulled",
                "deleted_probationary",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("list_resolution_no", sa.Text(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "first_stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_candidate_first_stage"),
        ),
        sa.CheckConstraint(
            "stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_candidate_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "import_id"],
            ["candidate_import.tenant_id", "candidate_import.id"],
            name=op.f("fk_candidate_tenant_id_import_id_candidate_import"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_candidate_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_candidate_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_candidate_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("tenant_id", "person_id", name=op.f("uq_candidate_tenant_id_person_id")),
        comment="A person followed on the way into the Party, with the present stage.",
    )
    op.create_index("ix_candidate_person", "candidate", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_candidate_tenant_id_import_id"), "candidate", ["tenant_id", "import_id"], unique=False
    )
    op.create_index(
        op.f("ix_candidate_tenant_id_stage_unit_id"),
        "candidate",
        ["tenant_id", "stage", "unit_id"],
        unique=False,
    )
    op.create_table(
        "correction_request",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_correction_request_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_correction_request_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_correction_request")),
        comment="Requests of people to have their own data corrected, with the answer.",
    )
    op.create_index("ix_correction_request_person", "correction_request", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_correction_request_tenant_id_answered_at"),
        "correction_request",
        ["tenant_id", "answered_at"],
        unique=False,
    )
    op.create_table(
        "training_record",
        sa.Column("person_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("awareness_class", "new_member_class", name="trainingkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("certificate_number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("score", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("class_name", sa.Text(), nullable=False),
        sa.Column("certificate_code", sa.Text(), nullable=False),
        sa.Column("annulled_on", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('awareness_class', 'new_member_class')", name=op.f("ck_training_record_kind")
        ),
        sa.ForeignKeyConstraint(
            ["person_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_training_record_person_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "import_id"],
            ["candidate_import.tenant_id", "candidate_import.id"],
            name=op.f("fk_training_record_tenant_id_import_id_candidate_import"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_training_record_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_training_record_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_training_record")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "kind",
            "certificate_number",
            "issued_on",
            name=op.f("uq_training_record_tenant_id_person_id_kind_certificate_number_issued_on"),
        ),
        comment="Completed classes of a person, by the issuing house, addressed to the person's.",
    )
    op.create_index("ix_training_record_person", "training_record", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_training_record_tenant_id_import_id"),
        "training_record",
        ["tenant_id", "import_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_training_record_to_tenant_id_id"), "training_record", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "evidence",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
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
                name="evidencekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_account_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('dossier_permission', 'application', 'introduction', 'history_certified', 'verification', 'political_standard', 'opinions', 'dossier_renewed', 'youth_cadre', 'task_given', 'work_rating', 'study_result', 'religion_consent', 'foreign_ties', 'foreign_consent', 'central_consent', 'engagement', 'decision_received', 'late_ceremony_consent', 'probation_self_review', 'probation_papers')",
            name=op.f("ck_evidence_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_evidence_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_evidence_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_evidence_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_evidence")),
        comment="Status, number, date and holder of each paper of a dossier; never its content.",
    )
    op.create_index(
        op.f("ix_evidence_tenant_id_candidate_id_kind"),
        "evidence",
        ["tenant_id", "candidate_id", "kind"],
        unique=False,
    )
    op.create_table(
        "helper_assignment",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("helper_name", sa.Text(), nullable=False),
        sa.Column("helper_membership_id", sa.Uuid(), nullable=True),
        sa.Column("is_official", sa.Boolean(), nullable=False),
        sa.Column("resolution_no", sa.Text(), nullable=False),
        sa.Column("together_since", sa.Date(), nullable=True),
        sa.Column("is_replacement", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ends_on is null or ends_on >= starts_on", name=op.f("ck_helper_assignment_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_helper_assignment_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "helper_membership_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_helper_assignment_tenant_id_helper_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_helper_assignment_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_helper_assignment_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_helper_assignment")),
        comment="Which official member follows and helps a candidate, from when until when.",
    )
    op.create_index("ix_helper_assignment_person", "helper_assignment", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_helper_assignment_tenant_id_candidate_id_starts_on"),
        "helper_assignment",
        ["tenant_id", "candidate_id", "starts_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_helper_assignment_tenant_id_helper_membership_id"),
        "helper_assignment",
        ["tenant_id", "helper_membership_id"],
        unique=False,
    )
    op.create_table(
        "progress_review",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column(
            "political_awareness",
            sa.Enum("good", "fair", "average", "poor", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "professional_result",
            sa.Enum("good", "fair", "average", "poor", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "study_training",
            sa.Enum("good", "fair", "average", "poor", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "discipline",
            sa.Enum("good", "fair", "average", "poor", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "union_role",
            sa.Enum("good", "fair", "average", "poor", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "relations",
            sa.Enum("good", "fair", "average", "poor", name="rating", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("task_title", sa.Text(), nullable=False),
        sa.Column("task_due_on", sa.Date(), nullable=True),
        sa.Column("task_result", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("weaknesses", sa.Text(), nullable=False),
        sa.Column(
            "proposal",
            sa.Enum(
                "keep",
                "send_to_class",
                "prepare_dossier",
                "remove",
                name="proposal",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("next_task", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("reviewer_name", sa.Text(), nullable=False),
        sa.Column("reviewer_account_id", sa.Uuid(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "discipline in ('good', 'fair', 'average', 'poor')", name=op.f("ck_progress_review_discipline")
        ),
        sa.CheckConstraint("period ~ '^\\d{4}-(0[1-9]|1[0-2])$'", name=op.f("ck_progress_review_period")),
        sa.CheckConstraint(
            "political_awareness in ('good', 'fair', 'average', 'poor')",
            name=op.f("ck_progress_review_political_awareness"),
        ),
        sa.CheckConstraint(
            "professional_result in ('good', 'fair', 'average', 'poor')",
            name=op.f("ck_progress_review_professional_result"),
        ),
        sa.CheckConstraint(
            "proposal in ('keep', 'send_to_class', 'prepare_dossier', 'remove')",
            name=op.f("ck_progress_review_proposal"),
        ),
        sa.CheckConstraint(
            "relations in ('good', 'fair', 'average', 'poor')", name=op.f("ck_progress_review_relations")
        ),
        sa.CheckConstraint(
            "study_training in ('good', 'fair', 'average', 'poor')",
            name=op.f("ck_progress_review_study_training"),
        ),
        sa.CheckConstraint(
            "union_role in ('good', 'fair', 'average', 'poor')", name=op.f("ck_progress_review_union_role")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_progress_review_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_progress_review_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_progress_review")),
        comment="Monthly reviews of candidates; superseded by a later row, never edited.",
    )
    op.create_index(
        op.f("ix_progress_review_tenant_id_period"), "progress_review", ["tenant_id", "period"], unique=False
    )
    op.create_index(
        "uq_progress_review_current",
        "progress_review",
        ["tenant_id", "candidate_id", "period"],
        unique=True,
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "stage_step",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "from_stage",
            sa.Enum(
                "nominated",
                "prospect",
                "class_proposed",
                "class_enrolled",
                "class_passed",
                "dossier_permitted",
                "dossier_in_progress",
                "cell_resolved",
                "section_appraised",
                "committee_resolved",
                "submitted",
                "appraised",
                "decided",
                "ceremony_held",
                "new_member_class",
                "recognition_cell_resolved",
                "recognition_committee_resolved",
                "official",
                "removed_from_list",
                "withdrawn",
                "not_approved",
                "returned_for_supplement",
                "transferred_out",
                "stale",
                "annulled",
                "deleted_probationary",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_stage",
            sa.Enum(
                "nominated",
                "prospect",
                "class_proposed",
                "class_enrolled",
                "class_passed",
                "dossier_permitted",
                "dossier_in_progress",
                "cell_resolved",
                "section_appraised",
                "committee_resolved",
                "submitted",
                "appraised",
                "decided",
                "ceremony_held",
                "new_member_class",
                "recognition_cell_resolved",
                "recognition_committee_resolved",
                "official",
                "removed_from_list",
                "withdrawn",
                "not_approved",
                "returned_for_supplement",
                "transferred_out",
                "stale",
                "annulled",
                "deleted_probationary",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("document_type", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("votes", postgresql.JSONB(astext_type=Text()), nullable=True),
        sa.Column("rule_set_id", sa.Text(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("corrects_step_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_by_account_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "from_stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_stage_step_from_stage"),
        ),
        sa.CheckConstraint(
            "to_stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_stage_step_to_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_stage_step_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "corrects_step_id"],
            ["stage_step.tenant_id", "stage_step.id"],
            name=op.f("fk_stage_step_tenant_id_corrects_step_id_stage_step"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_stage_step_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_stage_step_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stage_step")),
        comment="Every move of a candidate from one stage to another, with its paper; append only.",
    )
    op.create_index("ix_stage_step_person", "stage_step", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_stage_step_tenant_id_candidate_id_happened_on"),
        "stage_step",
        ["tenant_id", "candidate_id", "happened_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_stage_step_tenant_id_to_stage_happened_on"),
        "stage_step",
        ["tenant_id", "to_stage", "happened_on"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_stage_step_tenant_id_to_stage_happened_on"), table_name="stage_step")
    op.drop_index(op.f("ix_stage_step_tenant_id_candidate_id_happened_on"), table_name="stage_step")
    op.drop_index("ix_stage_step_person", table_name="stage_step")
    op.drop_table("stage_step")
    op.drop_index(
        "uq_progress_review_current", table_name="progress_review", postgresql_where=sa.text("is_current")
    )
    op.drop_index(op.f("ix_progress_review_tenant_id_period"), table_name="progress_review")
    op.drop_table("progress_review")
    op.drop_index(op.f("ix_helper_assignment_tenant_id_helper_membership_id"), table_name="helper_assignment")
    op.drop_index(
        op.f("ix_helper_assignment_tenant_id_candidate_id_starts_on"), table_name="helper_assignment"
    )
    op.drop_index("ix_helper_assignment_person", table_name="helper_assignment")
    op.drop_table("helper_assignment")
    op.drop_index(op.f("ix_evidence_tenant_id_candidate_id_kind"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_training_record_to_tenant_id_id"), table_name="training_record")
    op.drop_index(op.f("ix_training_record_tenant_id_import_id"), table_name="training_record")
    op.drop_index("ix_training_record_person", table_name="training_record")
    op.drop_table("training_record")
    op.drop_index(op.f("ix_correction_request_tenant_id_answered_at"), table_name="correction_request")
    op.drop_index("ix_correction_request_person", table_name="correction_request")
    op.drop_table("correction_request")
    op.drop_index(op.f("ix_candidate_tenant_id_stage_unit_id"), table_name="candidate")
    op.drop_index(op.f("ix_candidate_tenant_id_import_id"), table_name="candidate")
    op.drop_index("ix_candidate_person", table_name="candidate")
    op.drop_table("candidate")
    op.drop_index(op.f("ix_candidate_import_tenant_id_created_at"), table_name="candidate_import")
    op.drop_table("candidate_import")
