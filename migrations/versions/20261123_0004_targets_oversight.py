"""Terms, targets, opening balances and letters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("admission_balance", "addressed"),
    Protection("letter", "owned"),
    Protection("target", "addressed"),
    Protection("term", "published"),
]


def upgrade() -> None:
    op.create_table(
        "letter",
        sa.Column("kind", sa.Enum("urging", name="letterkind", native_enum=False, length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "discarded", name="letterstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("term_code", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("reply_due", sa.Date(), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind in ('urging')", name=op.f("ck_letter_kind")),
        sa.CheckConstraint("state in ('draft', 'discarded')", name=op.f("ck_letter_state")),
        sa.CheckConstraint("threshold between 1 and 100", name=op.f("ck_letter_threshold")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_letter_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_letter")),
        comment="Drafts of official letters with the figures they came from; no number before signing.",
    )
    op.create_index(
        op.f("ix_letter_tenant_id_created_at"), "letter", ["tenant_id", "created_at"], unique=False
    )
    op.create_table(
        "term",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("good_from", sa.Integer(), nullable=False),
        sa.Column("watch_from", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "0 < watch_from and watch_from < good_from and good_from <= 100", name=op.f("ck_term_scale")
        ),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_term_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_term_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_term")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_term_tenant_id_code")),
        comment="A congress term: targets are counted from its first to its last day.",
    )
    op.create_table(
        "admission_balance",
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("admitted", sa.Integer(), nullable=False),
        sa.Column("counted_until", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("admitted >= 0", name=op.f("ck_admission_balance_admitted")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "term_id"],
            ["term.tenant_id", "term.id"],
            name=op.f("fk_admission_balance_tenant_id_term_id_term"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_admission_balance_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_admission_balance_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_admission_balance")),
        comment="Opening balance: people a house admitted in a year before the portal counted.",
    )
    op.create_index(
        op.f("ix_admission_balance_to_tenant_id_id"),
        "admission_balance",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_index(
        "uq_admission_balance_current",
        "admission_balance",
        ["tenant_id", "to_tenant_id", "term_id", "year"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.create_table(
        "target",
        sa.Column("term_id", sa.Uuid(), nullable=False),
        sa.Column(
            "period",
            sa.Enum("term", "year", name="targetperiod", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(period = 'term') = (year = 0)", name=op.f("ck_target_year")),
        sa.CheckConstraint("period in ('term', 'year')", name=op.f("ck_target_period")),
        sa.CheckConstraint("value >= 0", name=op.f("ck_target_value")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "term_id"],
            ["term.tenant_id", "term.id"],
            name=op.f("fk_target_tenant_id_term_id_term"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_target_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_target_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_target")),
        comment="Admissions asked of a house in a term or a year, by decision.",
    )
    op.create_index(op.f("ix_target_to_tenant_id_id"), "target", ["to_tenant_id", "id"], unique=False)
    op.create_index(
        "uq_target_current",
        "target",
        ["tenant_id", "to_tenant_id", "term_id", "year"],
        unique=True,
        postgresql_where=sa.text("superseded_at is null"),
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index("uq_target_current", table_name="target", postgresql_where=sa.text("superseded_at is null"))
    op.drop_index(op.f("ix_target_to_tenant_id_id"), table_name="target")
    op.drop_table("target")
    op.drop_index(
        "uq_admission_balance_current",
        table_name="admission_balance",
        postgresql_where=sa.text("superseded_at is null"),
    )
    op.drop_index(op.f("ix_admission_balance_to_tenant_id_id"), table_name="admission_balance")
    op.drop_table("admission_balance")
    op.drop_table("term")
    op.drop_index(op.f("ix_letter_tenant_id_created_at"), table_name="letter")
    op.drop_table("letter")
