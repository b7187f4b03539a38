"""Roadmaps of schools: cohorts of students, their goals, who is in which."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("cohort_goal", "owned"),
    Protection("cohort_student", "owned"),
    Protection("student_cohort", "owned"),
]


def upgrade() -> None:
    op.create_table(
        "student_cohort",
        sa.Column("faculty", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("graduates_on", sa.Date(), nullable=False),
        sa.Column("students", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("first_year between 2000 and 2200", name=op.f("ck_student_cohort_first_year")),
        sa.CheckConstraint("students >= 0", name=op.f("ck_student_cohort_students")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_student_cohort_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_student_cohort")),
        sa.UniqueConstraint(
            "tenant_id", "faculty", "name", name=op.f("uq_student_cohort_tenant_id_faculty_name")
        ),
        comment="Cohorts of students of a school: faculty, years, how many.",
    )
    op.create_table(
        "cohort_goal",
        sa.Column("student_cohort_id", sa.Uuid(), nullable=False),
        sa.Column("school_year", sa.Integer(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("taught", sa.Integer(), nullable=False),
        sa.Column("admitted", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "listed >= 0 and taught >= 0 and admitted >= 0", name=op.f("ck_cohort_goal_counts")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_cohort_id"],
            ["student_cohort.tenant_id", "student_cohort.id"],
            name=op.f("fk_cohort_goal_tenant_id_student_cohort_id_student_cohort"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_cohort_goal_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cohort_goal")),
        sa.UniqueConstraint(
            "tenant_id",
            "student_cohort_id",
            "school_year",
            name=op.f("uq_cohort_goal_tenant_id_student_cohort_id_school_year"),
        ),
        comment="What a school wants of a cohort in a school year, in people.",
    )
    op.create_table(
        "cohort_student",
        sa.Column("student_cohort_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_cohort_student_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "student_cohort_id"],
            ["student_cohort.tenant_id", "student_cohort.id"],
            name=op.f("fk_cohort_student_tenant_id_student_cohort_id_student_cohort"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_cohort_student_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cohort_student")),
        sa.UniqueConstraint(
            "tenant_id", "candidate_id", name=op.f("uq_cohort_student_tenant_id_candidate_id")
        ),
        comment="Which followed person studies in which cohort.",
    )
    op.create_index(
        op.f("ix_cohort_student_tenant_id_student_cohort_id"),
        "cohort_student",
        ["tenant_id", "student_cohort_id"],
        unique=False,
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_cohort_student_tenant_id_student_cohort_id"), table_name="cohort_student")
    op.drop_table("cohort_student")
    op.drop_table("cohort_goal")
    op.drop_table("student_cohort")
