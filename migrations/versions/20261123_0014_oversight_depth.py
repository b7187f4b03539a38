"""Early warnings of Khối; letters that are edited, numbered, sent and answered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KINDS = "kind in ('urging', 'praise', 'class_invitation', 'plan_opinion', 'notice')"

PROTECTIONS = [
    Protection("early_warning", "addressed"),
    Protection("letter_delivery", "addressed", staff_verbs=("select", "insert")),
    Protection("letter_reply", "addressed", staff_verbs=("select", "insert")),
    Protection("warning_handling", "owned", staff_verbs=("select", "insert")),
    Protection("warning_setting", "published"),
]


def upgrade() -> None:
    op.create_table(
        "early_warning",
        sa.Column(
            "kind",
            sa.Enum(
                "slow_pace",
                "no_admission",
                "reviews_missing",
                "seats_unused",
                "limits_broken",
                "certificates_ending",
                name="warningkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Numeric(8, 1, asdecimal=False), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("value_when_closed", sa.Numeric(8, 1, asdecimal=False), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('slow_pace', 'no_admission', 'reviews_missing', 'seats_unused', 'limits_broken', 'certificates_ending')",
            name=op.f("ck_early_warning_kind"),
        ),
        sa.CheckConstraint(
            "(closed_on is null) = (value_when_closed is null)", name=op.f("ck_early_warning_closed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_early_warning_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_early_warning_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_early_warning")),
        comment="A house reached the threshold of a rule: figures only, nobody's name.",
    )
    op.create_index(
        op.f("ix_early_warning_tenant_id_found_on"), "early_warning", ["tenant_id", "found_on"], unique=False
    )
    op.create_index(
        op.f("ix_early_warning_to_tenant_id_id"), "early_warning", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        "uq_early_warning_running",
        "early_warning",
        ["tenant_id", "to_tenant_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ended_on is null"),
    )
    op.create_table(
        "warning_setting",
        sa.Column(
            "kind",
            sa.Enum(
                "slow_pace",
                "no_admission",
                "reviews_missing",
                "seats_unused",
                "limits_broken",
                "certificates_ending",
                name="warningkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('slow_pace', 'no_admission', 'reviews_missing', 'seats_unused', 'limits_broken', 'certificates_ending')",
            name=op.f("ck_warning_setting_kind"),
        ),
        sa.CheckConstraint("threshold > 0", name=op.f("ck_warning_setting_threshold")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_warning_setting_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_warning_setting")),
        sa.UniqueConstraint("tenant_id", "kind", name=op.f("uq_warning_setting_tenant_id_kind")),
        comment="From how much on each rule of early warning warns, and whether it is on.",
    )
    op.create_table(
        "letter_delivery",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "urging",
                "praise",
                "class_invitation",
                "plan_opinion",
                "notice",
                name="letterkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("reply_due", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('urging', 'praise', 'class_invitation', 'plan_opinion', 'notice')",
            name=op.f("ck_letter_delivery_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "letter_id"],
            ["letter.tenant_id", "letter.id"],
            name=op.f("fk_letter_delivery_tenant_id_letter_id_letter"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_letter_delivery_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_letter_delivery_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_letter_delivery")),
        sa.UniqueConstraint(
            "tenant_id",
            "letter_id",
            "to_tenant_id",
            name=op.f("uq_letter_delivery_tenant_id_letter_id_to_tenant_id"),
        ),
        comment="A signed letter of Khối as it was sent to one house; append only.",
    )
    op.create_index(
        op.f("ix_letter_delivery_to_tenant_id_id"), "letter_delivery", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "letter_reply",
        sa.Column("letter_delivery_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("received", "replied", name="replykind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_no", sa.Text(), nullable=False),
        sa.Column("replied_by", sa.Text(), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('received', 'replied')", name=op.f("ck_letter_reply_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_letter_reply_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "letter_delivery_id"],
            ["letter_delivery.tenant_id", "letter_delivery.id"],
            name=op.f("fk_letter_reply_to_tenant_id_letter_delivery_id_letter_delivery"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_letter_reply_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_letter_reply")),
        comment="What a house answered to a letter of Khối, with its paper; append only.",
    )
    op.create_index(
        op.f("ix_letter_reply_tenant_id_letter_delivery_id_replied_at"),
        "letter_reply",
        ["tenant_id", "letter_delivery_id", "replied_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_letter_reply_to_tenant_id_id"), "letter_reply", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "warning_handling",
        sa.Column("early_warning_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "assigned", "snoozed", "closed", "reopened", name="handlingkind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("officer_name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'assigned') = (membership_id is not null)", name=op.f("ck_warning_handling_membership")
        ),
        sa.CheckConstraint(
            "(kind = 'snoozed') = (until is not null)", name=op.f("ck_warning_handling_until")
        ),
        sa.CheckConstraint(
            "kind in ('assigned', 'snoozed', 'closed', 'reopened')", name=op.f("ck_warning_handling_kind")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "early_warning_id"],
            ["early_warning.tenant_id", "early_warning.id"],
            name=op.f("fk_warning_handling_tenant_id_early_warning_id_early_warning"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "membership_id"],
            ["membership.tenant_id", "membership.id"],
            name=op.f("fk_warning_handling_tenant_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_warning_handling_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_warning_handling")),
        comment="Who was given an early warning, until when it rests and why, why it was closed.",
    )
    op.create_index(
        op.f("ix_warning_handling_tenant_id_early_warning_id_recorded_at"),
        "warning_handling",
        ["tenant_id", "early_warning_id", "recorded_at"],
        unique=False,
    )
    op.add_column("letter", sa.Column("body", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "letter",
        sa.Column("addressees", postgresql.JSONB(astext_type=Text()), server_default="[]", nullable=False),
    )
    op.add_column("letter", sa.Column("number", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("signed_on", sa.Date(), nullable=True))
    op.add_column("letter", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("letter", sa.Column("file_digest", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("file_name", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("file_type", sa.Text(), server_default="", nullable=False))
    op.add_column("letter", sa.Column("file_size", sa.Integer(), server_default="0", nullable=False))
    op.alter_column("letter", "threshold", existing_type=sa.INTEGER(), nullable=True)
    op.alter_column("letter", "reply_due", existing_type=sa.DATE(), nullable=True)
    op.create_table_comment(
        "letter",
        "Official letters of Khối with the figures they came from; a number after signing.",
        existing_comment="Drafts of official letters with the figures they came from; no number before signing.",
        schema=None,
    )
    op.drop_constraint(op.f("ck_letter_kind"), "letter", type_="check")
    op.drop_constraint(op.f("ck_letter_state"), "letter", type_="check")
    op.create_check_constraint(op.f("ck_letter_kind"), "letter", KINDS)
    op.create_check_constraint(op.f("ck_letter_state"), "letter", "state in ('draft', 'sent', 'discarded')")
    op.create_check_constraint(
        op.f("ck_letter_signed"), "letter", "(state = 'sent') = (signed_on is not null and number <> '')"
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("letter_reply")
    op.drop_table("letter_delivery")
    op.drop_constraint(op.f("ck_letter_signed"), "letter", type_="check")
    op.drop_constraint(op.f("ck_letter_kind"), "letter", type_="check")
    op.drop_constraint(op.f("ck_letter_state"), "letter", type_="check")
    op.execute("alter table letter no force row level security")
    op.execute("delete from letter where kind <> 'urging' or state = 'sent' or reply_due is null")
    op.execute("alter table letter force row level security")
    op.create_check_constraint(op.f("ck_letter_kind"), "letter", "kind in ('urging')")
    op.create_check_constraint(op.f("ck_letter_state"), "letter", "state in ('draft', 'discarded')")
    op.create_table_comment(
        "letter",
        "Drafts of official letters with the figures they came from; no number before signing.",
        existing_comment="Official letters of Khối with the figures they came from; a number after signing.",
        schema=None,
    )
    op.alter_column("letter", "reply_due", existing_type=sa.DATE(), nullable=False)
    op.alter_column("letter", "threshold", existing_type=sa.INTEGER(), nullable=False)
    op.drop_column("letter", "file_size")
    op.drop_column("letter", "file_type")
    op.drop_column("letter", "file_name")
    op.drop_column("letter", "file_digest")
    op.drop_column("letter", "version")
    op.drop_column("letter", "signed_on")
    op.drop_column("letter", "number")
    op.drop_column("letter", "addressees")
    op.drop_column("letter", "body")
    op.drop_index(
        op.f("ix_warning_handling_tenant_id_early_warning_id_recorded_at"), table_name="warning_handling"
    )
    op.drop_table("warning_handling")
    op.drop_table("warning_setting")
    op.drop_index(
        "uq_early_warning_running", table_name="early_warning", postgresql_where=sa.text("ended_on is null")
    )
    op.drop_index(op.f("ix_early_warning_to_tenant_id_id"), table_name="early_warning")
    op.drop_index(op.f("ix_early_warning_tenant_id_found_on"), table_name="early_warning")
    op.drop_table("early_warning")
