"""Check-ins at the sessions of a class."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection(
        "session_check_in",
        "addressed",
        person_column="person_id",
        staff_verbs=("select",),
        member_verbs=("select", "insert"),
    ),
]


def upgrade() -> None:
    op.create_table(
        "session_check_in",
        sa.Column("class_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("class_session_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["class_tenant_id", "class_session_id"],
            ["class_session.tenant_id", "class_session.id"],
            name=op.f("fk_session_check_in_class_tenant_id_class_session_id_class_session"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_session_check_in_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_session_check_in_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_session_check_in_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_session_check_in")),
        sa.UniqueConstraint(
            "tenant_id",
            "class_session_id",
            "person_id",
            name=op.f("uq_session_check_in_tenant_id_class_session_id_person_id"),
        ),
        comment="Check-ins at a session by its rotating code, addressed to the house of the class.",
    )
    op.create_index("ix_session_check_in_person", "session_check_in", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_session_check_in_to_tenant_id_class_session_id"),
        "session_check_in",
        ["to_tenant_id", "class_session_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_session_check_in_to_tenant_id_id"), "session_check_in", ["to_tenant_id", "id"], unique=False
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_session_check_in_to_tenant_id_id"), table_name="session_check_in")
    op.drop_index(op.f("ix_session_check_in_to_tenant_id_class_session_id"), table_name="session_check_in")
    op.drop_index("ix_session_check_in_person", table_name="session_check_in")
    op.drop_table("session_check_in")
