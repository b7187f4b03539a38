"""Programmes, classes, the question bank, exams, marks and certificates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection(
        "answer",
        "private",
        person_column="person_id",
        member_verbs=("select", "insert", "update"),
        oversight=False,
    ),
    Protection(
        "answer_event",
        "private",
        person_column="person_id",
        member_verbs=("select", "insert"),
        oversight=False,
    ),
    Protection(
        "attempt",
        "private",
        person_column="person_id",
        member_verbs=("select", "insert", "update"),
        oversight=False,
    ),
    Protection("attendance", "addressed", person_column="person_id"),
    Protection(
        "certificate",
        "addressed",
        person_column="person_id",
        staff_verbs=("select", "insert", "update"),
    ),
    Protection(
        "certificate_seal",
        "published",
        staff_verbs=("select", "insert", "update"),
        doors={"portal_auth": ("select",)},
    ),
    Protection("class_quota", "addressed"),
    Protection("class_result", "addressed", person_column="person_id"),
    Protection("class_run", "published"),
    Protection("class_session", "published"),
    Protection("enrolment", "addressed", person_column="person_id"),
    Protection("exam", "published"),
    Protection("exam_result", "addressed", person_column="person_id"),
    Protection("item_score", "owned"),
    Protection("lesson", "published"),
    Protection(
        "lesson_progress", "owned", person_column="person_id", member_verbs=("select", "insert", "update")
    ),
    Protection("marking", "owned"),
    Protection("nomination", "addressed", person_column="person_id"),
    Protection(
        "nomination_decision", "addressed", person_column="person_id", staff_verbs=("select", "insert")
    ),
    Protection("paper", "owned", person_column="person_id", staff_verbs=("select", "insert")),
    Protection("paper_key", "owned", staff_verbs=("select", "insert")),
    Protection("programme", "published"),
    Protection("programme_version", "published"),
    Protection("question", "owned"),
    Protection("question_import", "owned"),
    Protection("question_version", "owned", staff_verbs=("select", "insert")),
    Protection(
        "submission",
        "addressed",
        person_column="person_id",
        staff_verbs=("select",),
        member_verbs=("select", "insert"),
    ),
]


def upgrade() -> None:
    op.create_table(
        "certificate_seal",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("annulled_on", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_certificate_seal_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_certificate_seal")),
        sa.UniqueConstraint("tenant_id", "code_hash", name=op.f("uq_certificate_seal_tenant_id_code_hash")),
        comment="Validity of a certificate by the hash of its code; no personal data.",
    )
    op.create_table(
        "programme",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_programme_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programme")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_programme_tenant_id_code")),
        comment="A course of study; what is taught is in its versions.",
    )
    op.create_table(
        "question",
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("difficulty", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("folded_text", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_question_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_question")),
        comment="A question of the bank: lesson, difficulty, kind, and which version is in use.",
    )
    op.create_index(
        op.f("ix_question_tenant_id_fingerprint"), "question", ["tenant_id", "fingerprint"], unique=False
    )
    op.create_index(
        op.f("ix_question_tenant_id_lesson_difficulty"),
        "question",
        ["tenant_id", "lesson", "difficulty"],
        unique=False,
    )
    op.create_table(
        "question_import",
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("file_sealed", sa.Text(), nullable=True),
        sa.Column("accepted_count", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_question_import_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_question_import")),
        comment="Files of questions: what was found in them and what was taken into the bank.",
    )
    op.create_index(
        op.f("ix_question_import_tenant_id_created_at"),
        "question_import",
        ["tenant_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "programme_version",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("required_periods", sa.Integer(), nullable=False),
        sa.Column("attendance_percent", sa.Integer(), nullable=False),
        sa.Column("screening_weight", sa.Integer(), nullable=False),
        sa.Column("reflection_weight", sa.Integer(), nullable=False),
        sa.Column("pass_mark", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("screening_pass_mark", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("redo_limit", sa.Integer(), nullable=False),
        sa.Column("smallest_class", sa.Integer(), nullable=False),
        sa.Column("certificate_months", sa.Integer(), nullable=False),
        sa.Column("training_kind", sa.Text(), nullable=False),
        sa.Column("grades", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "screening_weight + reflection_weight = 100", name=op.f("ck_programme_version_weights")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_id"],
            ["programme.tenant_id", "programme.id"],
            name=op.f("fk_programme_version_tenant_id_programme_id_programme"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_programme_version_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_programme_version")),
        sa.UniqueConstraint(
            "tenant_id",
            "programme_id",
            "version",
            name=op.f("uq_programme_version_tenant_id_programme_id_version"),
        ),
        comment="A dated edition of a programme: periods, weights, pass mark, grades, legal basis.",
    )
    op.create_table(
        "question_version",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("options", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("targets", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("key", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("ignore_tones", sa.Boolean(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("points", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "question_id"],
            ["question.tenant_id", "question.id"],
            name=op.f("fk_question_version_tenant_id_question_id_question"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_question_version_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_question_version")),
        sa.UniqueConstraint(
            "tenant_id",
            "question_id",
            "number",
            name=op.f("uq_question_version_tenant_id_question_id_number"),
        ),
        comment="The wording, options and key of a question; written once.",
    )
    op.create_table(
        "class_run",
        sa.Column("programme_version_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "delivery_mode",
            sa.Enum("in_person", "online", "mixed", name="deliverymode", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("nominate_until", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("enrolled_count", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "closed",
                "running",
                "finished",
                "cancelled",
                name="classstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opening_decision_no", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "delivery_mode in ('in_person', 'online', 'mixed')", name=op.f("ck_class_run_delivery_mode")
        ),
        sa.CheckConstraint(
            "state in ('planned', 'open', 'closed', 'running', 'finished', 'cancelled')",
            name=op.f("ck_class_run_state"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_class_run_dates")),
        sa.CheckConstraint("seats > 0", name=op.f("ck_class_run_seats")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_version_id"],
            ["programme_version.tenant_id", "programme_version.id"],
            name=op.f("fk_class_run_tenant_id_programme_version_id_programme_version"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_class_run_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_class_run")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_class_run_tenant_id_code")),
        comment="One class of a programme: when, where, how, how many seats.",
    )
    op.create_table(
        "lesson",
        sa.Column("programme_version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("periods", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_taught", sa.Boolean(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "programme_version_id"],
            ["programme_version.tenant_id", "programme_version.id"],
            name=op.f("fk_lesson_tenant_id_programme_version_id_programme_version"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_lesson_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson")),
        sa.UniqueConstraint(
            "tenant_id",
            "programme_version_id",
            "number",
            name=op.f("uq_lesson_tenant_id_programme_version_id_number"),
        ),
        comment="One lesson: title, periods, and its page in Markdown.",
    )
    op.create_table(
        "class_quota",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_class_quota_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_class_quota_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_class_quota_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_class_quota")),
        sa.UniqueConstraint(
            "tenant_id",
            "class_run_id",
            "to_tenant_id",
            name=op.f("uq_class_quota_tenant_id_class_run_id_to_tenant_id"),
        ),
        comment="How many seats of a class a house may fill.",
    )
    op.create_index(
        op.f("ix_class_quota_to_tenant_id_id"), "class_quota", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "class_session",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("periods", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("lecturer_name", sa.Text(), nullable=False),
        sa.Column("lecturer_account_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("periods between 1 and 12", name=op.f("ck_class_session_periods")),
        sa.ForeignKeyConstraint(
            ["lecturer_account_id"], ["account.id"], name=op.f("fk_class_session_lecturer_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_class_session_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lesson_id"],
            ["lesson.tenant_id", "lesson.id"],
            name=op.f("fk_class_session_tenant_id_lesson_id_lesson"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_class_session_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_class_session")),
        comment="A session of a class with its number of periods.",
    )
    op.create_index(
        "ix_class_session_lecturer", "class_session", ["tenant_id", "lecturer_account_id"], unique=False
    )
    op.create_index(
        op.f("ix_class_session_tenant_id_class_run_id_starts_at"),
        "class_session",
        ["tenant_id", "class_run_id", "starts_at"],
        unique=False,
    )
    op.create_table(
        "exam",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("screening", "reflection", name="exampurpose", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("blueprint", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=False),
        sa.Column("attempts_allowed", sa.Integer(), nullable=False),
        sa.Column("pass_mark", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("access_code_hash", sa.Text(), nullable=True),
        sa.Column("markers_needed", sa.Integer(), nullable=False),
        sa.Column("max_difference", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column(
            "review_policy",
            sa.Enum("score_only", "answers_after_close", name="reviewpolicy", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("draft", "published", "closed", name="examstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("purpose in ('screening', 'reflection')", name=op.f("ck_exam_purpose")),
        sa.CheckConstraint(
            "review_policy in ('score_only', 'answers_after_close')", name=op.f("ck_exam_review_policy")
        ),
        sa.CheckConstraint("state in ('draft', 'published', 'closed')", name=op.f("ck_exam_state")),
        sa.CheckConstraint("attempts_allowed between 1 and 10", name=op.f("ck_exam_attempts")),
        sa.CheckConstraint("markers_needed between 1 and 2", name=op.f("ck_exam_markers")),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_exam_window")),
        sa.CheckConstraint("duration_minutes between 1 and 600", name=op.f("ck_exam_duration")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_exam_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exam_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exam")),
        comment="An exam of a class: blueprint, window, duration, attempts, pass mark.",
    )
    op.create_index(
        op.f("ix_exam_tenant_id_class_run_id"), "exam", ["tenant_id", "class_run_id"], unique=False
    )
    op.create_table(
        "lesson_progress",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_tenant_id", "lesson_id"],
            ["lesson.tenant_id", "lesson.id"],
            name=op.f("fk_lesson_progress_lesson_tenant_id_lesson_id_lesson"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_lesson_progress_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_lesson_progress_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson_progress")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "lesson_id",
            name=op.f("uq_lesson_progress_tenant_id_person_id_lesson_id"),
        ),
        comment="Where a person is in a lesson, and when it was finished.",
    )
    op.create_index("ix_lesson_progress_person", "lesson_progress", ["person_id"], unique=False)
    op.create_table(
        "nomination",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=40), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("nominated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("sex in ('male', 'female')", name=op.f("ck_nomination_sex")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_nomination_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_nomination_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_nomination_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_nomination_to_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_nomination_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_nomination")),
        sa.UniqueConstraint(
            "tenant_id",
            "class_run_id",
            "person_id",
            name=op.f("uq_nomination_tenant_id_class_run_id_person_id"),
        ),
        comment="A person proposed for a class, with what Khối needs to know to decide.",
    )
    op.create_index("ix_nomination_person", "nomination", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_nomination_to_tenant_id_class_run_id"),
        "nomination",
        ["to_tenant_id", "class_run_id"],
        unique=False,
    )
    op.create_index(op.f("ix_nomination_to_tenant_id_id"), "nomination", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("organization_name", sa.Text(), nullable=False),
        sa.Column("unit_name", sa.Text(), nullable=False),
        sa.Column("is_monitor", sa.Boolean(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_enrolment_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_enrolment_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "nomination_id"],
            ["nomination.tenant_id", "nomination.id"],
            name=op.f("fk_enrolment_to_tenant_id_nomination_id_nomination"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_enrolment_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_enrolment_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint(
            "tenant_id",
            "class_run_id",
            "person_id",
            name=op.f("uq_enrolment_tenant_id_class_run_id_person_id"),
        ),
        comment="Who is in a class.",
    )
    op.create_index("ix_enrolment_person", "enrolment", ["person_id"], unique=False)
    op.create_index(op.f("ix_enrolment_to_tenant_id_id"), "enrolment", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "nomination_decision",
        sa.Column("nomination_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("approved", "waiting", "refused", name="nominationanswer", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "answer in ('approved', 'waiting', 'refused')", name=op.f("ck_nomination_decision_answer")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_nomination_decision_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "nomination_id"],
            ["nomination.tenant_id", "nomination.id"],
            name=op.f("fk_nomination_decision_to_tenant_id_nomination_id_nomination"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_nomination_decision_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"],
            ["organization.id"],
            name=op.f("fk_nomination_decision_to_tenant_id_organization"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_nomination_decision")),
        comment="What Khối answered to a nomination, and why.",
    )
    op.create_index("ix_nomination_decision_person", "nomination_decision", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_nomination_decision_tenant_id_nomination_id_decided_at"),
        "nomination_decision",
        ["tenant_id", "nomination_id", "decided_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_nomination_decision_to_tenant_id_id"),
        "nomination_decision",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_table(
        "paper",
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("person_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("items", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_paper_person_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_paper_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_paper_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_paper")),
        sa.UniqueConstraint(
            "tenant_id",
            "exam_id",
            "person_id",
            "attempt_number",
            name=op.f("uq_paper_tenant_id_exam_id_person_id_attempt_number"),
        ),
        comment="The frozen items of one person's attempt: text, options in their order, points.",
    )
    op.create_index("ix_paper_person", "paper", ["person_id"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("exam_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "submitted", "expired", "void", name="attemptstate", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("answered_count", sa.Integer(), nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'submitted', 'expired', 'void')", name=op.f("ck_attempt_state")
        ),
        sa.ForeignKeyConstraint(
            ["exam_tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_attempt_exam_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["exam_tenant_id", "paper_id"],
            ["paper.tenant_id", "paper.id"],
            name=op.f("fk_attempt_exam_tenant_id_paper_id_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_attempt_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_attempt_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "tenant_id",
            "person_id",
            "exam_id",
            "number",
            name=op.f("uq_attempt_tenant_id_person_id_exam_id_number"),
        ),
        comment="A person's sitting of an exam; the server's clock rules.",
    )
    op.create_index("ix_attempt_person", "attempt", ["person_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("class_session_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("periods", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("periods >= 0", name=op.f("ck_attendance_periods")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_session_id"],
            ["class_session.tenant_id", "class_session.id"],
            name=op.f("fk_attendance_tenant_id_class_session_id_class_session"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_attendance_tenant_id_enrolment_id_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_attendance_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_attendance_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_attendance_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "tenant_id",
            "class_session_id",
            "enrolment_id",
            name=op.f("uq_attendance_tenant_id_class_session_id_enrolment_id"),
        ),
        comment="How many periods of a session a person attended.",
    )
    op.create_index("ix_attendance_person", "attendance", ["person_id"], unique=False)
    op.create_index(op.f("ix_attendance_to_tenant_id_id"), "attendance", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "class_result",
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("screening_mark", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("reflection_mark", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("final_mark", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("attended_periods", sa.Integer(), nullable=False),
        sa.Column("required_periods", sa.Integer(), nullable=False),
        sa.Column("is_completed", sa.Boolean(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "not_assessable",
                "awaiting_exam",
                "exam_failed",
                "awaiting_reflection",
                "redo",
                "failed",
                "completed",
                name="outcome",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reasons", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "outcome in ('not_assessable', 'awaiting_exam', 'exam_failed', 'awaiting_reflection', 'redo', "
            "'failed', 'completed')",
            name=op.f("ck_class_result_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_class_result_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"],
            ["enrolment.tenant_id", "enrolment.id"],
            name=op.f("fk_class_result_tenant_id_enrolment_id_enrolment"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_class_result_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_class_result_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_class_result_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_class_result")),
        comment="Final mark, grade and whether the class was completed, with the recognising decision.",
    )
    op.create_index("ix_class_result_person", "class_result", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_class_result_to_tenant_id_id"), "class_result", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_class_result_current",
        "class_result",
        ["tenant_id", "enrolment_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "paper_key",
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("keys", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "paper_id"],
            ["paper.tenant_id", "paper.id"],
            name=op.f("fk_paper_key_tenant_id_paper_id_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_paper_key_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_paper_key")),
        sa.UniqueConstraint("tenant_id", "paper_id", name=op.f("uq_paper_key_tenant_id_paper_id")),
        comment="Question versions and keys behind the items of a paper.",
    )
    op.create_table(
        "answer",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("value", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attempt_id"],
            ["attempt.tenant_id", "attempt.id"],
            name=op.f("fk_answer_tenant_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_answer_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_answer")),
        sa.UniqueConstraint(
            "tenant_id", "attempt_id", "item", name=op.f("uq_answer_tenant_id_attempt_id_item")
        ),
        comment="Current value and sequence of one item of an attempt.",
    )
    op.create_index("ix_answer_person", "answer", ["person_id"], unique=False)
    op.create_table(
        "answer_event",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "saved",
                "stale",
                "late",
                "focus_lost",
                "focus_back",
                "reconnected",
                "device_moved",
                name="eventkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("value", postgresql.ARRAY(Text()), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('saved', 'stale', 'late', 'focus_lost', 'focus_back', 'reconnected', 'device_moved')",
            name=op.f("ck_answer_event_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attempt_id"],
            ["attempt.tenant_id", "attempt.id"],
            name=op.f("fk_answer_event_tenant_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_answer_event_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_answer_event")),
        comment="Append-only log of saves, late answers, focus changes and device moves.",
    )
    op.create_index("ix_answer_event_person", "answer_event", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_answer_event_tenant_id_attempt_id_received_at"),
        "answer_event",
        ["tenant_id", "attempt_id", "received_at"],
        unique=False,
    )
    op.create_table(
        "certificate",
        sa.Column("class_result_id", sa.Uuid(), nullable=False),
        sa.Column("class_run_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("organization_name", sa.Text(), nullable=False),
        sa.Column("programme_title", sa.Text(), nullable=False),
        sa.Column("class_title", sa.Text(), nullable=False),
        sa.Column("studied_from", sa.Date(), nullable=False),
        sa.Column("studied_to", sa.Date(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("superior_body", sa.Text(), nullable=False),
        sa.Column("issuing_body", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("signer_title", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("annulled_on", sa.Date(), nullable=True),
        sa.Column("annulled_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_result_id"],
            ["class_result.tenant_id", "class_result.id"],
            name=op.f("fk_certificate_tenant_id_class_result_id_class_result"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "class_run_id"],
            ["class_run.tenant_id", "class_run.id"],
            name=op.f("fk_certificate_tenant_id_class_run_id_class_run"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_certificate_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_certificate_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_certificate_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_certificate")),
        sa.UniqueConstraint(
            "tenant_id", "class_result_id", name=op.f("uq_certificate_tenant_id_class_result_id")
        ),
        sa.UniqueConstraint("tenant_id", "year", "serial", name=op.f("uq_certificate_tenant_id_year_serial")),
        comment="The register of certificates: number, date, person, class, grade, signer.",
    )
    op.create_index("ix_certificate_person", "certificate", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_certificate_tenant_id_class_run_id"), "certificate", ["tenant_id", "class_run_id"], unique=False
    )
    op.create_index(
        op.f("ix_certificate_to_tenant_id_id"), "certificate", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "submission",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=False),
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("is_expired", sa.Boolean(), nullable=False),
        sa.Column("answered_count", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "attempt_id"],
            ["attempt.tenant_id", "attempt.id"],
            name=op.f("fk_submission_tenant_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_submission_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_submission_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_submission_to_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "paper_id"],
            ["paper.tenant_id", "paper.id"],
            name=op.f("fk_submission_to_tenant_id_paper_id_paper"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_submission_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_submission")),
        sa.UniqueConstraint("tenant_id", "attempt_id", name=op.f("uq_submission_tenant_id_attempt_id")),
        comment="Answers as handed in or as held when time ran out, with their receipt.",
    )
    op.create_index("ix_submission_person", "submission", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_submission_to_tenant_id_exam_id"), "submission", ["to_tenant_id", "exam_id"], unique=False
    )
    op.create_index(op.f("ix_submission_to_tenant_id_id"), "submission", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "exam_result",
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("attempt_number", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Numeric(precision=4, scale=2), nullable=False),
        sa.Column("is_passed", sa.Boolean(), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exam_id"],
            ["exam.tenant_id", "exam.id"],
            name=op.f("fk_exam_result_tenant_id_exam_id_exam"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exam_result_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_exam_result_to_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_exam_result_to_tenant_id_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_exam_result_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exam_result")),
        comment="Mark of one attempt; a regrade supersedes it.",
    )
    op.create_index("ix_exam_result_person", "exam_result", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_exam_result_tenant_id_exam_id"), "exam_result", ["tenant_id", "exam_id"], unique=False
    )
    op.create_index(
        op.f("ix_exam_result_to_tenant_id_id"), "exam_result", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_exam_result_current",
        "exam_result",
        ["tenant_id", "submission_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "item_score",
        sa.Column("submission_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("points", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("out_of", sa.Numeric(precision=8, scale=4), nullable=False),
        sa.Column("scored_by", sa.Text(), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_item_score_submission_tenant_id_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_item_score_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_item_score")),
        comment="Points given to one item; at most one row of an item is current.",
    )
    op.create_index(
        op.f("ix_item_score_tenant_id_submission_id_item"),
        "item_score",
        ["tenant_id", "submission_id", "item"],
        unique=False,
    )
    op.create_index(
        "uq_item_score_current",
        "item_score",
        ["tenant_id", "submission_id", "item"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "marking",
        sa.Column("submission_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("exam_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("marker_account_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Numeric(precision=4, scale=2), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("mark between 0 and 10", name=op.f("ck_marking_mark")),
        sa.ForeignKeyConstraint(
            ["marker_account_id"], ["account.id"], name=op.f("fk_marking_marker_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["submission_tenant_id", "submission_id"],
            ["submission.tenant_id", "submission.id"],
            name=op.f("fk_marking_submission_tenant_id_submission_id_submission"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_marking_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_marking")),
        sa.UniqueConstraint(
            "tenant_id",
            "submission_id",
            "round",
            "marker_account_id",
            name=op.f("uq_marking_tenant_id_submission_id_round_marker_account_id"),
        ),
        comment="A marker, a coded paper, the mark on the 10-point scale and the remark.",
    )
    op.create_index(
        op.f("ix_marking_tenant_id_marker_account_id_marked_at"),
        "marking",
        ["tenant_id", "marker_account_id", "marked_at"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_marking_tenant_id_marker_account_id_marked_at"), table_name="marking")
    op.drop_table("marking")
    op.drop_index(
        "uq_item_score_current", table_name="item_score", postgresql_where=sa.text("superseded_at is null")
    )
    op.drop_index(op.f("ix_item_score_tenant_id_submission_id_item"), table_name="item_score")
    op.drop_table("item_score")
    op.drop_index(
        "uq_exam_result_current", table_name="exam_result", postgresql_where=sa.text("superseded_at is null")
    )
    op.drop_index(op.f("ix_exam_result_to_tenant_id_id"), table_name="exam_result")
    op.drop_index(op.f("ix_exam_result_tenant_id_exam_id"), table_name="exam_result")
    op.drop_index("ix_exam_result_person", table_name="exam_result")
    op.drop_table("exam_result")
    op.drop_index(op.f("ix_submission_to_tenant_id_id"), table_name="submission")
    op.drop_index(op.f("ix_submission_to_tenant_id_exam_id"), table_name="submission")
    op.drop_index("ix_submission_person", table_name="submission")
    op.drop_table("submission")
    op.drop_index(op.f("ix_certificate_to_tenant_id_id"), table_name="certificate")
    op.drop_index(op.f("ix_certificate_tenant_id_class_run_id"), table_name="certificate")
    op.drop_index("ix_certificate_person", table_name="certificate")
    op.drop_table("certificate")
    op.drop_index(op.f("ix_answer_event_tenant_id_attempt_id_received_at"), table_name="answer_event")
    op.drop_index("ix_answer_event_person", table_name="answer_event")
    op.drop_table("answer_event")
    op.drop_index("ix_answer_person", table_name="answer")
    op.drop_table("answer")
    op.drop_table("paper_key")
    op.drop_index(
        "uq_class_result_current",
        table_name="class_result",
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.drop_index(op.f("ix_class_result_to_tenant_id_id"), table_name="class_result")
    op.drop_index("ix_class_result_person", table_name="class_result")
    op.drop_table("class_result")
    op.drop_index(op.f("ix_attendance_to_tenant_id_id"), table_name="attendance")
    op.drop_index("ix_attendance_person", table_name="attendance")
    op.drop_table("attendance")
    op.drop_index("ix_attempt_person", table_name="attempt")
    op.drop_table("attempt")
    op.drop_index("ix_paper_person", table_name="paper")
    op.drop_table("paper")
    op.drop_index(op.f("ix_nomination_decision_to_tenant_id_id"), table_name="nomination_decision")
    op.drop_index(
        op.f("ix_nomination_decision_tenant_id_nomination_id_decided_at"), table_name="nomination_decision"
    )
    op.drop_index("ix_nomination_decision_person", table_name="nomination_decision")
    op.drop_table("nomination_decision")
    op.drop_index(op.f("ix_enrolment_to_tenant_id_id"), table_name="enrolment")
    op.drop_index("ix_enrolment_person", table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index(op.f("ix_nomination_to_tenant_id_id"), table_name="nomination")
    op.drop_index(op.f("ix_nomination_to_tenant_id_class_run_id"), table_name="nomination")
    op.drop_index("ix_nomination_person", table_name="nomination")
    op.drop_table("nomination")
    op.drop_index("ix_lesson_progress_person", table_name="lesson_progress")
    op.drop_table("lesson_progress")
    op.drop_index(op.f("ix_exam_tenant_id_class_run_id"), table_name="exam")
    op.drop_table("exam")
    op.drop_index(op.f("ix_class_session_tenant_id_class_run_id_starts_at"), table_name="class_session")
    op.drop_index("ix_class_session_lecturer", table_name="class_session")
    op.drop_table("class_session")
    op.drop_index(op.f("ix_class_quota_to_tenant_id_id"), table_name="class_quota")
    op.drop_table("class_quota")
    op.drop_table("lesson")
    op.drop_table("class_run")
    op.drop_table("question_version")
    op.drop_table("programme_version")
    op.drop_index(op.f("ix_question_import_tenant_id_created_at"), table_name="question_import")
    op.drop_table("question_import")
    op.drop_index(op.f("ix_question_tenant_id_lesson_difficulty"), table_name="question")
    op.drop_index(op.f("ix_question_tenant_id_fingerprint"), table_name="question")
    op.drop_table("question")
    op.drop_table("programme")
    op.drop_table("certificate_seal")
