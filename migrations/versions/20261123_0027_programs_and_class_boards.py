"""Access tokens of programs; posts on the board of a class."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection(
        "access_token",
        "owned",
        staff_verbs=("select", "insert", "update"),
        doors={"portal_auth": ("select", "update")},
    ),
]


def upgrade() -> None:
    op.create_table(
        "access_token",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("minute_began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("requests_in_minute", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_access_token_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_access_token_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("tenant_id", "token_hash", name=op.f("uq_access_token_tenant_id_token_hash")),
        comment="Access tokens of programs by hash, their scopes, expiry, requests of this minute.",
    )
    op.add_column(
        "enrolment",
        sa.Column(
            "board_post",
            sa.Enum("monitor", "deputy", name="boardpost", native_enum=False, length=40),
            nullable=True,
        ),
    )
    op.create_check_constraint(
        op.f("ck_enrolment_board_post"), "enrolment", "board_post in ('monitor', 'deputy')"
    )
    op.drop_column("enrolment", "is_monitor")  # said "on the board" only, not in which post
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.add_column(
        "enrolment", sa.Column("is_monitor", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.alter_column("enrolment", "is_monitor", server_default=None)
    op.drop_column("enrolment", "board_post")
    op.drop_table("access_token")
