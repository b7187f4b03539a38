"""How often houses review, and reminders."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MONTH = r"period ~ '^\d{4}-(0[1-9]|1[0-2])$'"
MONTH_OR_QUARTER = r"period ~ '^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'"
PROTECTIONS = [
    Protection("notice", "owned"),
    Protection("review_setting", "owned"),
]


def upgrade() -> None:
    op.create_table(
        "notice",
        sa.Column("to_account_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_notice_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_account_id"], ["account.id"], name=op.f("fk_notice_to_account_id_account")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_notice")),
        comment="Reminders of the desk to accounts of the house, read or not.",
    )
    op.create_index(
        op.f("ix_notice_tenant_id_to_account_id_read_at"),
        "notice",
        ["tenant_id", "to_account_id", "read_at"],
        unique=False,
    )
    op.create_table(
        "review_setting",
        sa.Column(
            "rhythm",
            sa.Enum("monthly", "quarterly", "both", name="rhythm", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "rhythm in ('monthly', 'quarterly', 'both')", name=op.f("ck_review_setting_rhythm")
        ),
        sa.CheckConstraint("due_day between 1 and 28", name=op.f("ck_review_setting_due_day")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_review_setting_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_review_setting")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_review_setting_tenant_id")),
        comment="How often a house reviews the people it follows, and by which day.",
    )
    op.drop_constraint(op.f("ck_progress_review_period"), "progress_review", type_="check")
    op.create_check_constraint(op.f("ck_progress_review_period"), "progress_review", MONTH_OR_QUARTER)
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.execute("alter table progress_review no force row level security")
    op.execute("delete from progress_review where period like '%Q%'")
    op.execute("alter table progress_review force row level security")
    op.drop_constraint(op.f("ck_progress_review_period"), "progress_review", type_="check")
    op.create_check_constraint(op.f("ck_progress_review_period"), "progress_review", MONTH)
    op.drop_table("review_setting")
    op.drop_index(op.f("ix_notice_tenant_id_to_account_id_read_at"), table_name="notice")
    op.drop_table("notice")
