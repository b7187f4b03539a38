"""What a reader asks of oneself, where each reader is, and questions that somebody looked over."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0023"
down_revision = "0016"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("lesson_self_check", "published", staff_verbs=("select", "insert")),
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
    op.add_column("lesson_progress", sa.Column("place_section", sa.Integer(), nullable=False))
    op.add_column("lesson_progress", sa.Column("place_share", sa.Integer(), nullable=False))
    op.add_column("lesson_progress", sa.Column("place_device", sa.Text(), nullable=False))
    op.add_column("lesson_progress", sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True))
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("lesson_progress", "placed_at")
    op.drop_column("lesson_progress", "place_device")
    op.drop_column("lesson_progress", "place_share")
    op.drop_column("lesson_progress", "place_section")
    op.drop_column("lesson_progress", "self_checked_at")
    op.drop_table("lesson_self_check")
    op.drop_index("ix_reading_note_person", table_name="reading_note")
    op.drop_table("reading_note")
