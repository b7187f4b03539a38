"""Houses, units, accounts and people."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("account", "system", doors={"portal_auth": ("select", "insert", "update", "delete")}),
    Protection("holiday", "published"),
    Protection("invitation", "owned", doors={"portal_auth": ("select", "update")}),
    Protection("membership", "owned", doors={"portal_auth": ("select", "insert", "update", "delete")}),
    Protection("organization", "published", doors={"portal_auth": ("select",), "portal_audit": ("select",)}),
    Protection("organization_attribute", "published"),
    Protection("organization_name", "published", doors={"portal_auth": ("select",)}),
    Protection("organization_parent", "published"),
    Protection("person", "owned", person_column="id"),
    Protection("sign_in_throttle", "system", doors={"portal_auth": ("select", "insert", "update", "delete")}),
    Protection("tenant_setting", "published"),
    Protection("unit", "owned"),
    Protection("unit_attribute", "owned"),
    Protection("unit_name", "owned"),
    Protection("web_session", "system", doors={"portal_auth": ("select", "insert", "update", "delete")}),
]


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
        comment="Sign-in name and argon2id hash; only the sign-in door sees it.",
    )
    op.create_table(
        "sign_in_throttle",
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_sign_in_throttle")),
        comment="Failed sign-ins in a row by name and by address, hashed; kept for a day.",
    )
    op.create_index("ix_sign_in_throttle_last_failed_at", "sign_in_throttle", ["last_failed_at"], unique=False)
    op.create_table(
        "organization",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "bloc_committee",
                "grassroots_committee_org",
                "grassroots_cell",
                "mass_union",
                name="organizationkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "union_kind",
            sa.Enum(
                "trade_union",
                "youth_union",
                "veterans_association",
                name="unionkind",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_decision", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(kind = 'mass_union') = (union_kind is not null)", name=op.f("ck_organization_union_kind")
        ),
        sa.CheckConstraint(
            "kind in ('bloc_committee', 'grassroots_committee_org', 'grassroots_cell', 'mass_union')",
            name=op.f("ck_organization_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_organization_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_organization_tenant_id_code")),
        comment="Khối, its grassroots organisations and its unions: one row a tenant, kept for life.",
    )
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_holiday_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("tenant_id", "day", name=op.f("uq_holiday_tenant_id_day")),
        comment="Days that are not working days although they fall on Monday to Friday.",
    )
    op.create_table(
        "organization_attribute",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column(
            "name",
            sa.Enum(
                "has_youth_union",
                "has_trade_union",
                "member_count",
                "cell_count",
                name="attributename",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "name in ('has_youth_union', 'has_trade_union', 'member_count', 'cell_count')",
            name=op.f("ck_organization_attribute_name"),
        ),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("ck_organization_name_period")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_attribute_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_organization_attribute_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organization_attribute")),
        comment="A dated fact of a house: a count, or 1 and 0 for yes and no.",
    )
    op.create_index(
        op.f("ix_organization_attribute_tenant_id_organization_id_name_valid_from"),
        "organization_attribute",
        ["tenant_id", "organization_id", "name", "valid_from"],
        unique=False,
    )
    op.create_table(
        "organization_name",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("ck_organization_name_period")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_name_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_organization_name_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organization_name")),
        comment="What a house is called from a date until a date.",
    )
    op.create_index(
        op.f("ix_organization_name_tenant_id_organization_id_valid_from"),
        "organization_name",
        ["tenant_id", "organization_id", "valid_from"],
        unique=False,
    )
    op.create_table(
        "organization_parent",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("ck_organization_name_period")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_parent_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_parent_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_organization_parent_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organization_parent")),
        comment="Under whom a house stands from a date until a date.",
    )
    op.create_index(
        op.f("ix_organization_parent_tenant_id_organization_id_valid_from"),
        "organization_parent",
        ["tenant_id", "organization_id", "valid_from"],
        unique=False,
    )
    op.create_table(
        "tenant_setting",
        sa.Column("bloc_label", sa.Text(), nullable=False),
        sa.Column("board_label", sa.Text(), nullable=False),
        sa.Column("superior_body", sa.Text(), nullable=False),
        sa.Column("issuing_body", sa.Text(), nullable=False),
        sa.Column("number_suffix", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("signing_authority", sa.Text(), nullable=False),
        sa.Column("signer_title", sa.Text(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_tenant_setting_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_tenant_setting")),
        sa.UniqueConstraint("tenant_id", name=op.f("uq_tenant_setting_tenant_id")),
        comment="Labels and letterhead of a house: what documents and pages call things.",
    )
    op.create_table(
        "unit",
        sa.Column(
            "kind",
            sa.Enum(
                "section_org",
                "party_cell",
                "party_group",
                "youth_branch",
                "union_group",
                name="unitkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_unit_id", sa.Uuid(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('section_org', 'party_cell', 'party_group', 'youth_branch', 'union_group')",
            name=op.f("ck_unit_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_unit_tenant_id_parent_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_unit_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unit")),
        comment="Cells, section organisations and union branches inside a house.",
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_web_session_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_web_session_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_web_session_token_hash")),
        comment="Signed-in browsers by the hash of their token.",
    )
    op.create_index("ix_web_session_account", "web_session", ["account_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=40), nullable=False),
        sa.Column("ethnicity", sa.Text(), nullable=False),
        sa.Column("religion", sa.Text(), nullable=False),
        sa.Column(
            "education",
            sa.Enum(
                "none",
                "literate",
                "primary",
                "lower_secondary",
                "upper_secondary",
                "college",
                "university",
                "postgraduate",
                name="education",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("education_text", sa.Text(), nullable=False),
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
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("youth_member", sa.Boolean(), nullable=False),
        sa.Column("trade_union_member", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("national_id_sealed", sa.Text(), nullable=True),
        sa.Column("national_id_index", sa.Text(), nullable=True),
        sa.Column("phone_sealed", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "education in ('none', 'literate', 'primary', 'lower_secondary', 'upper_secondary', 'college', 'university', 'postgraduate')",
            name=op.f("ck_person_education"),
        ),
        sa.CheckConstraint("sex in ('male', 'female')", name=op.f("ck_person_sex")),
        sa.CheckConstraint(
            "source_group in ('civil_servant', 'public_employee', 'medical', 'teacher', 'student', 'worker', 'other')",
            name=op.f("ck_person_source_group"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_person_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_person_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_person")),
        comment="A person in a house: basic data for admission work and statistics, never the dossier.",
    )
    op.create_index("ix_person_member", "person", ["id"], unique=False)
    op.create_index(
        op.f("ix_person_tenant_id_national_id_index"),
        "person",
        ["tenant_id", "national_id_index"],
        unique=False,
    )
    op.create_index(op.f("ix_person_tenant_id_sort_name"), "person", ["tenant_id", "sort_name"], unique=False)
    op.create_table(
        "unit_attribute",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "name",
            sa.Enum(
                "has_youth_union",
                "has_trade_union",
                "member_count",
                "cell_count",
                name="attributename",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "name in ('has_youth_union', 'has_trade_union', 'member_count', 'cell_count')",
            name=op.f("ck_unit_attribute_name"),
        ),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("ck_organization_name_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_unit_attribute_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_unit_attribute_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unit_attribute")),
        comment="A dated fact of a unit: a count, or 1 and 0 for yes and no.",
    )
    op.create_index(
        op.f("ix_unit_attribute_tenant_id_unit_id_name_valid_from"),
        "unit_attribute",
        ["tenant_id", "unit_id", "name", "valid_from"],
        unique=False,
    )
    op.create_table(
        "unit_name",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to > valid_from", name=op.f("ck_organization_name_period")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_unit_name_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_unit_name_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unit_name")),
        comment="What a unit is called from a date until a date.",
    )
    op.create_index(
        op.f("ix_unit_name_tenant_id_unit_id_valid_from"),
        "unit_name",
        ["tenant_id", "unit_id", "valid_from"],
        unique=False,
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_invitation_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_invitation_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_invitation_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("tenant_id", "code_hash", name=op.f("uq_invitation_tenant_id_code_hash")),
        comment="One-time codes by which officers and candidates get their accounts.",
    )
    op.create_table(
        "membership",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("roles", postgresql.ARRAY(Text()), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_membership_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_membership_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_membership_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_membership")),
        sa.UniqueConstraint("tenant_id", "account_id", name=op.f("uq_membership_tenant_id_account_id")),
        comment="Roles of an account in a house, with the unit it is limited to.",
    )
    op.create_index("ix_membership_account", "membership", ["account_id"], unique=False)
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index("ix_membership_account", table_name="membership")
    op.drop_table("membership")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_unit_name_tenant_id_unit_id_valid_from"), table_name="unit_name")
    op.drop_table("unit_name")
    op.drop_index(op.f("ix_unit_attribute_tenant_id_unit_id_name_valid_from"), table_name="unit_attribute")
    op.drop_table("unit_attribute")
    op.drop_index(op.f("ix_person_tenant_id_sort_name"), table_name="person")
    op.drop_index(op.f("ix_person_tenant_id_national_id_index"), table_name="person")
    op.drop_index("ix_person_member", table_name="person")
    op.drop_table("person")
    op.drop_index("ix_web_session_account", table_name="web_session")
    op.drop_table("web_session")
    op.drop_table("unit")
    op.drop_table("tenant_setting")
    op.drop_index(
        op.f("ix_organization_parent_tenant_id_organization_id_valid_from"), table_name="organization_parent"
    )
    op.drop_table("organization_parent")
    op.drop_index(
        op.f("ix_organization_name_tenant_id_organization_id_valid_from"), table_name="organization_name"
    )
    op.drop_table("organization_name")
    op.drop_index(
        op.f("ix_organization_attribute_tenant_id_organization_id_name_valid_from"),
        table_name="organization_attribute",
    )
    op.drop_table("organization_attribute")
    op.drop_table("holiday")
    op.drop_table("organization")
    op.drop_index("ix_sign_in_throttle_last_failed_at", table_name="sign_in_throttle")
    op.drop_table("sign_in_throttle")
    op.drop_table("account")
