"""What a reader asks of oneself, where each reader is, and questions that somebody looked over."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("lesson_self_check", "published", staff_verbs=("select", "insert")),
    Protection("question_review", "owned", staff_verbs=("select", "insert")),
    Protection(
        "reading_note",
        "private",
        person_column="person_id",
        member_verbs=("select", "insert", "delete"),
        oversight=False,
    ),
]


def upgrade() -> None:
    op.create_table(
        "question_review",
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("approved", "returned", name="reviewoutcome", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reviewer_name", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("outcome in ('approved', 'returned')", name=op.f("ck_question_review_outcome")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "question_id"],
            ["question.tenant_id", "question.id"],
            name=op.f("fk_question_review_tenant_id_question_id_question"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_question_review_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_question_review")),
        comment="Who found a version of a question fit to be drawn, or sent it back and why.",
    )
    op.create_index(
        op.f("ix_question_review_tenant_id_question_id"),
        "question_review",
        ["tenant_id", "question_id"],
        unique=False,
    )
    op.create_table(
        "reading_note",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_reading_note_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_reading_note_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reading_note")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "note", name=op.f("uq_reading_note_tenant_id_person_id_note")
        ),
        comment="Stretches of reading already counted, by the id their page gave them; kept four weeks.",
    )
    op.create_index("ix_reading_note_person", "reading_note", ["person_id"], unique=False)
    op.create_table(
        "lesson_self_check",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lesson_id"],
            ["lesson.tenant_id", "lesson.id"],
            name=op.f("fk_lesson_self_check_tenant_id_lesson_id_lesson"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_lesson_self_check_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson_self_check")),
        sa.UniqueConstraint(
            "tenant_id", "lesson_id", "number", name=op.f("uq_lesson_self_check_tenant_id_lesson_id_number")
        ),
        comment="Self-check questions of a lesson, edition by edition; each is written once.",
    )
    op.add_column("lesson_progress", sa.Column("self_checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "lesson_progress", sa.Column("place_section", sa.Integer(), server_default="0", nullable=False)
    )
    op.alter_column("lesson_progress", "place_section", server_default=None)
    op.add_column(
        "lesson_progress", sa.Column("place_share", sa.Integer(), server_default="0", nullable=False)
    )
    op.alter_column("lesson_progress", "place_share", server_default=None)
    op.add_column("lesson_progress", sa.Column("place_device", sa.Text(), server_default="", nullable=False))
    op.alter_column("lesson_progress", "place_device", server_default=None)
    op.add_column("lesson_progress", sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("question", sa.Column("approved_version", sa.Integer(), nullable=True))
    op.add_column("question", sa.Column("returned_version", sa.Integer(), nullable=True))
    op.add_column("question_version", sa.Column("written_by", sa.Uuid(), nullable=True))
    op.add_column("question_version", sa.Column("author_name", sa.Text(), server_default="", nullable=False))
    op.alter_column("question_version", "author_name", server_default=None)
    _approve_what_there_is()
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def _approve_what_there_is() -> None:
    """Questions in use before there was a review were drawn already; they stay usable."""
    op.execute("alter table question no force row level security")
    op.execute("update question set approved_version = current_version")
    op.execute("alter table question force row level security")


def downgrade() -> None:
    op.drop_column("question_version", "author_name")
    op.drop_column("question_version", "written_by")
    op.drop_column("question", "returned_version")
    op.drop_column("question", "approved_version")
    op.drop_column("lesson_progress", "placed_at")
    op.drop_column("lesson_progress", "place_device")
    op.drop_column("lesson_progress", "place_share")
    op.drop_column("lesson_progress", "place_section")
    op.drop_column("lesson_progress", "self_checked_at")
    op.drop_table("lesson_self_check")
    op.drop_index("ix_reading_note_person", table_name="reading_note")
    op.drop_table("reading_note")
    op.drop_index(op.f("ix_question_review_tenant_id_question_id"), table_name="question_review")
    op.drop_table("question_review")
