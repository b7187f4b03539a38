"""Unions and emulation: members, campaigns, the activity log, exemplars, referrals, discussions."""

import sqlalchemy as sa
from alembic import op

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("activity", "owned"),
    Protection("activity_file", "owned"),
    Protection("campaign", "published"),
    Protection("campaign_material", "published"),
    Protection("campaign_report", "addressed", staff_verbs=("select", "insert")),
    Protection(
        "check_in",
        "addressed",
        person_column="person_id",
        staff_verbs=("select", "insert"),
        member_verbs=("select", "insert"),
    ),
    Protection("emulation_title", "addressed", person_column="person_id"),
    Protection(
        "exemplar",
        "owned",
        person_column="author_person_id",
        staff_verbs=("select", "insert"),
        member_verbs=("select", "insert"),
    ),
    Protection("exemplar_approval", "addressed", staff_verbs=("select", "insert")),
    Protection("exemplar_publication", "published"),
    Protection("exemplar_return", "addressed", staff_verbs=("select", "insert")),
    Protection(
        "forum_message",
        "addressed",
        person_column="person_id",
        staff_verbs=("select", "insert"),
        member_verbs=("select", "insert"),
    ),
    Protection("forum_post", "published"),
    Protection(
        "forum_report",
        "addressed",
        person_column="person_id",
        staff_verbs=("select", "insert"),
        member_verbs=("select", "insert"),
    ),
    Protection("mentoring_note", "addressed", staff_verbs=("select", "insert")),
    Protection("mentoring_task", "addressed", staff_verbs=("select", "insert")),
    Protection("participation", "owned", person_column="person_id"),
    Protection("participation_notice", "addressed"),
    Protection("referral", "addressed"),
    Protection("referral_answer", "addressed", staff_verbs=("select", "insert")),
    Protection("union_branch", "owned"),
    Protection("union_member", "owned", person_column="person_id"),
]


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column(
            "kind",
            sa.Enum(
                "movement",
                "campaign",
                "political_activity",
                name="campaignkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("draft", "running", "closed", name="campaignstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("plan_no", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('movement', 'campaign', 'political_activity')", name=op.f("ck_campaign_kind")
        ),
        sa.CheckConstraint("state in ('draft', 'running', 'closed')", name=op.f("ck_campaign_state")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_campaign_period")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_campaign_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_campaign")),
        comment="Emulation movements, campaigns and political activities called by a house.",
    )
    op.create_index(
        op.f("ix_campaign_tenant_id_starts_on"), "campaign", ["tenant_id", "starts_on"], unique=False
    )
    op.create_table(
        "activity",
        sa.Column(
            "kind",
            sa.Enum(
                "volunteering",
                "blood_donation",
                "digital_support",
                "political_education",
                "contest",
                "sport_culture",
                "charity",
                "initiative",
                "meeting",
                "other",
                name="activitykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "held",
                "reported",
                "approved",
                "cancelled",
                name="activitystate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("plan_no", sa.Text(), nullable=False),
        sa.Column("campaign_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("guest_count", sa.Integer(), nullable=False),
        sa.Column("unresolved_names", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("cloned_from_id", sa.Uuid(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('volunteering', 'blood_donation', 'digital_support', 'political_education', 'contest', 'sport_culture', 'charity', 'initiative', 'meeting', 'other')",
            name=op.f("ck_activity_kind"),
        ),
        sa.CheckConstraint(
            "state in ('planned', 'held', 'reported', 'approved', 'cancelled')",
            name=op.f("ck_activity_state"),
        ),
        sa.CheckConstraint(
            "(campaign_id is null) = (campaign_tenant_id is null)", name=op.f("ck_activity_campaign")
        ),
        sa.CheckConstraint("guest_count >= 0", name=op.f("ck_activity_guest_count")),
        sa.ForeignKeyConstraint(
            ["campaign_tenant_id", "campaign_id"],
            ["campaign.tenant_id", "campaign.id"],
            name=op.f("fk_activity_campaign_tenant_id_campaign_id_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "cloned_from_id"],
            ["activity.tenant_id", "activity.id"],
            name=op.f("fk_activity_tenant_id_cloned_from_id_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_activity_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_activity_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_activity")),
        comment="Activities of a union: what, when, where, in which campaign, with what result.",
    )
    op.create_index(
        op.f("ix_activity_tenant_id_campaign_id"), "activity", ["tenant_id", "campaign_id"], unique=False
    )
    op.create_index(op.f("ix_activity_tenant_id_held_on"), "activity", ["tenant_id", "held_on"], unique=False)
    op.create_index(op.f("ix_activity_tenant_id_state"), "activity", ["tenant_id", "state"], unique=False)
    op.create_table(
        "campaign_material",
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "campaign_id"],
            ["campaign.tenant_id", "campaign.id"],
            name=op.f("fk_campaign_material_tenant_id_campaign_id_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_campaign_material_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_campaign_material")),
        comment="Files of a campaign: plan, guidance, leaflets.",
    )
    op.create_index(
        op.f("ix_campaign_material_tenant_id_campaign_id"),
        "campaign_material",
        ["tenant_id", "campaign_id"],
        unique=False,
    )
    op.create_table(
        "campaign_report",
        sa.Column("campaign_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("progress", "closing", name="reportkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("activity_count", sa.Integer(), nullable=False),
        sa.Column("participant_count", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind in ('progress', 'closing')", name=op.f("ck_campaign_report_kind")),
        sa.ForeignKeyConstraint(
            ["campaign_tenant_id", "campaign_id"],
            ["campaign.tenant_id", "campaign.id"],
            name=op.f("fk_campaign_report_campaign_tenant_id_campaign_id_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_campaign_report_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_campaign_report_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_campaign_report")),
        comment="Progress and closing reports of a house on a campaign, addressed to who called it.",
    )
    op.create_index(
        op.f("ix_campaign_report_tenant_id_campaign_id_created_at"),
        "campaign_report",
        ["tenant_id", "campaign_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_campaign_report_to_tenant_id_id"), "campaign_report", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "union_branch",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("party_house_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_house_id"], ["organization.id"], name=op.f("fk_union_branch_party_house_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_union_branch_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_union_branch_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_union_branch")),
        sa.UniqueConstraint("tenant_id", "unit_id", name=op.f("uq_union_branch_tenant_id_unit_id")),
        comment="The grassroots Party organisation beside which a branch of a union stands.",
    )
    op.create_table(
        "activity_file",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "activity_id"],
            ["activity.tenant_id", "activity.id"],
            name=op.f("fk_activity_file_tenant_id_activity_id_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_activity_file_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_activity_file")),
        sa.UniqueConstraint(
            "tenant_id",
            "activity_id",
            "file_digest",
            name=op.f("uq_activity_file_tenant_id_activity_id_file_digest"),
        ),
        comment="Evidence of an activity: pictures without metadata, papers.",
    )
    op.create_table(
        "check_in",
        sa.Column("union_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_check_in_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_check_in_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_check_in_to_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["union_tenant_id", "activity_id"],
            ["activity.tenant_id", "activity.id"],
            name=op.f("fk_check_in_union_tenant_id_activity_id_activity"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_check_in")),
        sa.UniqueConstraint(
            "tenant_id",
            "activity_id",
            "account_id",
            name=op.f("uq_check_in_tenant_id_activity_id_account_id"),
        ),
        comment="Check-ins at an activity by its rotating code, addressed to the union that holds it.",
    )
    op.create_index("ix_check_in_person", "check_in", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_check_in_tenant_id_union_tenant_id_activity_id"),
        "check_in",
        ["tenant_id", "union_tenant_id", "activity_id"],
        unique=False,
    )
    op.create_index(op.f("ix_check_in_to_tenant_id_id"), "check_in", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "emulation_title",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column(
            "title",
            sa.Enum(
                "advanced_worker",
                "grassroots_fighter",
                "provincial_fighter",
                "outstanding_youth_member",
                "outstanding_union_member",
                "merit_certificate",
                "merit_diploma",
                name="title",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("awarded_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "title in ('advanced_worker', 'grassroots_fighter', 'provincial_fighter', 'outstanding_youth_member', 'outstanding_union_member', 'merit_certificate', 'merit_diploma')",
            name=op.f("ck_emulation_title_title"),
        ),
        sa.CheckConstraint("year between 1980 and 2200", name=op.f("ck_emulation_title_year")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_emulation_title_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_emulation_title_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_emulation_title_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_emulation_title")),
        comment="Emulation titles of a person by year and decision, addressed to the Party house.",
    )
    op.create_index("ix_emulation_title_person", "emulation_title", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_emulation_title_tenant_id_person_id"),
        "emulation_title",
        ["tenant_id", "person_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_emulation_title_to_tenant_id_folded_name_birth_date"),
        "emulation_title",
        ["to_tenant_id", "folded_name", "birth_date"],
        unique=False,
    )
    op.create_index(
        op.f("ix_emulation_title_to_tenant_id_id"), "emulation_title", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "exemplar",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("author_person_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_exemplar_tenant_id_author_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exemplar_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exemplar")),
        comment="Stories of good people and good deeds as they were proposed in a house.",
    )
    op.create_index("ix_exemplar_person", "exemplar", ["author_person_id"], unique=False)
    op.create_index(
        op.f("ix_exemplar_tenant_id_created_at"), "exemplar", ["tenant_id", "created_at"], unique=False
    )
    op.create_table(
        "forum_message",
        sa.Column(
            "topic_kind",
            sa.Enum("campaign", "class", name="topickind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("topic_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("reply_to_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("house_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("topic_kind in ('campaign', 'class')", name=op.f("ck_forum_message_topic_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_forum_message_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_forum_message_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_forum_message_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_forum_message")),
        comment="Questions and answers as they were sent to the moderator of a discussion.",
    )
    op.create_index("ix_forum_message_person", "forum_message", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_forum_message_tenant_id_topic_id"), "forum_message", ["tenant_id", "topic_id"], unique=False
    )
    op.create_index(
        op.f("ix_forum_message_to_tenant_id_id"), "forum_message", ["to_tenant_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_forum_message_to_tenant_id_topic_id"),
        "forum_message",
        ["to_tenant_id", "topic_id"],
        unique=False,
    )
    op.create_table(
        "participation",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("organized", "core", "took_part", name="participationrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("role in ('organized', 'core', 'took_part')", name=op.f("ck_participation_role")),
        sa.CheckConstraint("points between 0 and 100", name=op.f("ck_participation_points")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "activity_id"],
            ["activity.tenant_id", "activity.id"],
            name=op.f("fk_participation_tenant_id_activity_id_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_participation_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_participation_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_participation")),
        sa.UniqueConstraint(
            "tenant_id",
            "activity_id",
            "person_id",
            name=op.f("uq_participation_tenant_id_activity_id_person_id"),
        ),
        comment="Which member took part in an activity, in what role, with what result.",
    )
    op.create_index("ix_participation_person", "participation", ["person_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("party_house_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.Enum("male", "female", name="sex", native_enum=False, length=40), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("branch_name", sa.Text(), nullable=False),
        sa.Column("achievements", sa.Text(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("minutes_no", sa.Text(), nullable=False),
        sa.Column("member_count", sa.Integer(), nullable=False),
        sa.Column("present_count", sa.Integer(), nullable=False),
        sa.Column("yes_votes", sa.Integer(), nullable=False),
        sa.Column("resolution_no", sa.Text(), nullable=False),
        sa.Column("resolution_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("proposed", "sent", "withdrawn", name="referralstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'sent') = (to_tenant_id is not null)", name=op.f("ck_referral_sent")),
        sa.CheckConstraint("sex in ('male', 'female')", name=op.f("ck_referral_sex")),
        sa.CheckConstraint("state in ('proposed', 'sent', 'withdrawn')", name=op.f("ck_referral_state")),
        sa.CheckConstraint(
            "yes_votes <= present_count and present_count <= member_count", name=op.f("ck_referral_votes")
        ),
        sa.ForeignKeyConstraint(
            ["party_house_id"], ["organization.id"], name=op.f("fk_referral_party_house_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_referral_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_referral_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_referral_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_referral_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_referral")),
        comment="Outstanding members proposed by a branch and referred by the union to a Party house.",
    )
    op.create_index(
        op.f("ix_referral_tenant_id_person_id"), "referral", ["tenant_id", "person_id"], unique=False
    )
    op.create_index(op.f("ix_referral_tenant_id_state"), "referral", ["tenant_id", "state"], unique=False)
    op.create_index(op.f("ix_referral_to_tenant_id_id"), "referral", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "union_member",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("left_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "left_on is null or joined_on is null or left_on >= joined_on",
            name=op.f("ck_union_member_period"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_union_member_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["unit.tenant_id", "unit.id"],
            name=op.f("fk_union_member_tenant_id_unit_id_unit"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_union_member_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_union_member")),
        sa.UniqueConstraint("tenant_id", "person_id", name=op.f("uq_union_member_tenant_id_person_id")),
        comment="Members of a union, by branch; somebody who left stays as history.",
    )
    op.create_index("ix_union_member_person", "union_member", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_union_member_tenant_id_unit_id"), "union_member", ["tenant_id", "unit_id"], unique=False
    )
    op.create_table(
        "exemplar_approval",
        sa.Column("exemplar_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("approved", "declined", name="exemplarstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('approved', 'declined')", name=op.f("ck_exemplar_approval_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "exemplar_id"],
            ["exemplar.tenant_id", "exemplar.id"],
            name=op.f("fk_exemplar_approval_tenant_id_exemplar_id_exemplar"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exemplar_approval_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_exemplar_approval_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exemplar_approval")),
        sa.UniqueConstraint(
            "tenant_id", "exemplar_id", name=op.f("uq_exemplar_approval_tenant_id_exemplar_id")
        ),
        comment="A house's decision on a story; an approved one is addressed to Khối with its text.",
    )
    op.create_index(
        op.f("ix_exemplar_approval_to_tenant_id_id"),
        "exemplar_approval",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_table(
        "forum_post",
        sa.Column(
            "topic_kind",
            sa.Enum("campaign", "class", name="topickind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("reply_to_id", sa.Uuid(), nullable=True),
        sa.Column("message_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("house_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("topic_kind in ('campaign', 'class')", name=op.f("ck_forum_post_topic_kind")),
        sa.ForeignKeyConstraint(
            ["message_tenant_id", "message_id"],
            ["forum_message.tenant_id", "forum_message.id"],
            name=op.f("fk_forum_post_message_tenant_id_message_id_forum_message"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "reply_to_id"],
            ["forum_post.tenant_id", "forum_post.id"],
            name=op.f("fk_forum_post_tenant_id_reply_to_id_forum_post"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_forum_post_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_forum_post")),
        sa.UniqueConstraint("tenant_id", "message_id", name=op.f("uq_forum_post_tenant_id_message_id")),
        comment="Posts of a discussion that its moderator let through; refused ones without text.",
    )
    op.create_index(
        op.f("ix_forum_post_tenant_id_topic_id_created_at"),
        "forum_post",
        ["tenant_id", "topic_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "mentoring_task",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_mentoring_task_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_mentoring_task_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_mentoring_task_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mentoring_task")),
        comment="What a cell asks a union to do for a candidate; the union sees the name and the task.",
    )
    op.create_index(
        op.f("ix_mentoring_task_tenant_id_candidate_id"),
        "mentoring_task",
        ["tenant_id", "candidate_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_mentoring_task_to_tenant_id_id"), "mentoring_task", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "participation_notice",
        sa.Column("participation_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "volunteering",
                "blood_donation",
                "digital_support",
                "political_education",
                "contest",
                "sport_culture",
                "charity",
                "initiative",
                "meeting",
                "other",
                name="activitykind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("organized", "core", "took_part", name="participationrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind in ('volunteering', 'blood_donation', 'digital_support', 'political_education', 'contest', 'sport_culture', 'charity', 'initiative', 'meeting', 'other')",
            name=op.f("ck_participation_notice_kind"),
        ),
        sa.CheckConstraint(
            "role in ('organized', 'core', 'took_part')", name=op.f("ck_participation_notice_role")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "participation_id"],
            ["participation.tenant_id", "participation.id"],
            name=op.f("fk_participation_notice_tenant_id_participation_id_participation"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_participation_notice_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"],
            ["organization.id"],
            name=op.f("fk_participation_notice_to_tenant_id_organization"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_participation_notice")),
        comment="Approved participation, told to the participant's Party house.",
    )
    op.create_index(
        op.f("ix_participation_notice_tenant_id_participation_id"),
        "participation_notice",
        ["tenant_id", "participation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_participation_notice_to_tenant_id_folded_name_birth_date"),
        "participation_notice",
        ["to_tenant_id", "folded_name", "birth_date"],
        unique=False,
    )
    op.create_index(
        op.f("ix_participation_notice_to_tenant_id_id"),
        "participation_notice",
        ["to_tenant_id", "id"],
        unique=False,
    )
    op.create_table(
        "referral_answer",
        sa.Column("referral_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("received", "accepted", "refused", "stage", name="answer", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "nominated",
                "prospect",
                "class_proposed",
                "class_enrolled",
                "class_passed",
                "dossier_permitted",
                "dossier_in_progress",
                "cell_resolved",
                "section_appraised",
                "committee_resolved",
                "submitted",
                "appraised",
                "decided",
                "ceremony_held",
                "new_member_class",
                "recognition_cell_resolved",
                "recognition_committee_resolved",
                "official",
                "removed_from_list",
                "withdrawn",
                "not_approved",
                "returned_for_supplement",
                "transferred_out",
                "stale",
                "annulled",
                "deleted_probationary",
                name="stage",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "answer in ('received', 'accepted', 'refused', 'stage')", name=op.f("ck_referral_answer_answer")
        ),
        sa.CheckConstraint(
            "stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_referral_answer_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["referral_tenant_id", "referral_id"],
            ["referral.tenant_id", "referral.id"],
            name=op.f("fk_referral_answer_referral_tenant_id_referral_id_referral"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_referral_answer_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_referral_answer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_referral_answer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_referral_answer")),
        comment="What a Party house answers to a referral, and the stages that follow.",
    )
    op.create_index(
        op.f("ix_referral_answer_tenant_id_candidate_id"),
        "referral_answer",
        ["tenant_id", "candidate_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_referral_answer_tenant_id_referral_id"),
        "referral_answer",
        ["tenant_id", "referral_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_referral_answer_to_tenant_id_id"), "referral_answer", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "exemplar_publication",
        sa.Column("approval_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("house_name", sa.Text(), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_digest", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_tenant_id", "approval_id"],
            ["exemplar_approval.tenant_id", "exemplar_approval.id"],
            name=op.f("fk_exemplar_publication_approval_tenant_id_approval_id_exemplar_approval"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exemplar_publication_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exemplar_publication")),
        sa.UniqueConstraint(
            "tenant_id", "approval_id", name=op.f("uq_exemplar_publication_tenant_id_approval_id")
        ),
        comment="Stories of good people that Khối published; read by every house.",
    )
    op.create_index(
        op.f("ix_exemplar_publication_tenant_id_published_on"),
        "exemplar_publication",
        ["tenant_id", "published_on"],
        unique=False,
    )
    op.create_table(
        "exemplar_return",
        sa.Column("approval_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_tenant_id", "approval_id"],
            ["exemplar_approval.tenant_id", "exemplar_approval.id"],
            name=op.f("fk_exemplar_return_approval_tenant_id_approval_id_exemplar_approval"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_exemplar_return_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_exemplar_return_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exemplar_return")),
        sa.UniqueConstraint(
            "tenant_id", "approval_id", name=op.f("uq_exemplar_return_tenant_id_approval_id")
        ),
        comment="Stories that Khối did not publish, with the reason, addressed to the house.",
    )
    op.create_index(
        op.f("ix_exemplar_return_to_tenant_id_id"), "exemplar_return", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "forum_report",
        sa.Column("post_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("reporter_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_tenant_id", "post_id"],
            ["forum_post.tenant_id", "forum_post.id"],
            name=op.f("fk_forum_report_post_tenant_id_post_id_forum_post"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_forum_report_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_forum_report_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_forum_report_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_forum_report")),
        sa.UniqueConstraint(
            "tenant_id", "post_id", "account_id", name=op.f("uq_forum_report_tenant_id_post_id_account_id")
        ),
        comment="Reports of abuse in a discussion, addressed to the house that moderates it.",
    )
    op.create_index("ix_forum_report_person", "forum_report", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_forum_report_to_tenant_id_id"), "forum_report", ["to_tenant_id", "id"], unique=False
    )
    op.create_table(
        "mentoring_note",
        sa.Column("task_tenant_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum("assigned", "done", "declined", name="mentoringstep", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("mentor_person_id", sa.Uuid(), nullable=True),
        sa.Column("mentor_name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("step in ('assigned', 'done', 'declined')", name=op.f("ck_mentoring_note_step")),
        sa.ForeignKeyConstraint(
            ["task_tenant_id", "task_id"],
            ["mentoring_task.tenant_id", "mentoring_task.id"],
            name=op.f("fk_mentoring_note_task_tenant_id_task_id_mentoring_task"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_mentoring_note_tenant_id_mentor_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_mentoring_note_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_mentoring_note_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mentoring_note")),
        comment="The union's answers to a task of helping: mentor assigned, done, declined.",
    )
    op.create_index(
        op.f("ix_mentoring_note_tenant_id_task_id"), "mentoring_note", ["tenant_id", "task_id"], unique=False
    )
    op.create_index(
        op.f("ix_mentoring_note_to_tenant_id_id"), "mentoring_note", ["to_tenant_id", "id"], unique=False
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_mentoring_note_to_tenant_id_id"), table_name="mentoring_note")
    op.drop_index(op.f("ix_mentoring_note_tenant_id_task_id"), table_name="mentoring_note")
    op.drop_table("mentoring_note")
    op.drop_index(op.f("ix_forum_report_to_tenant_id_id"), table_name="forum_report")
    op.drop_index("ix_forum_report_person", table_name="forum_report")
    op.drop_table("forum_report")
    op.drop_index(op.f("ix_exemplar_return_to_tenant_id_id"), table_name="exemplar_return")
    op.drop_table("exemplar_return")
    op.drop_index(op.f("ix_exemplar_publication_tenant_id_published_on"), table_name="exemplar_publication")
    op.drop_table("exemplar_publication")
    op.drop_index(op.f("ix_referral_answer_to_tenant_id_id"), table_name="referral_answer")
    op.drop_index(op.f("ix_referral_answer_tenant_id_referral_id"), table_name="referral_answer")
    op.drop_index(op.f("ix_referral_answer_tenant_id_candidate_id"), table_name="referral_answer")
    op.drop_table("referral_answer")
    op.drop_index(op.f("ix_participation_notice_to_tenant_id_id"), table_name="participation_notice")
    op.drop_index(
        op.f("ix_participation_notice_to_tenant_id_folded_name_birth_date"), table_name="participation_notice"
    )
    op.drop_index(
        op.f("ix_participation_notice_tenant_id_participation_id"), table_name="participation_notice"
    )
    op.drop_table("participation_notice")
    op.drop_index(op.f("ix_mentoring_task_to_tenant_id_id"), table_name="mentoring_task")
    op.drop_index(op.f("ix_mentoring_task_tenant_id_candidate_id"), table_name="mentoring_task")
    op.drop_table("mentoring_task")
    op.drop_index(op.f("ix_forum_post_tenant_id_topic_id_created_at"), table_name="forum_post")
    op.drop_table("forum_post")
    op.drop_index(op.f("ix_exemplar_approval_to_tenant_id_id"), table_name="exemplar_approval")
    op.drop_table("exemplar_approval")
    op.drop_index(op.f("ix_union_member_tenant_id_unit_id"), table_name="union_member")
    op.drop_index("ix_union_member_person", table_name="union_member")
    op.drop_table("union_member")
    op.drop_index(op.f("ix_referral_to_tenant_id_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_tenant_id_state"), table_name="referral")
    op.drop_index(op.f("ix_referral_tenant_id_person_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index("ix_participation_person", table_name="participation")
    op.drop_table("participation")
    op.drop_index(op.f("ix_forum_message_to_tenant_id_topic_id"), table_name="forum_message")
    op.drop_index(op.f("ix_forum_message_to_tenant_id_id"), table_name="forum_message")
    op.drop_index(op.f("ix_forum_message_tenant_id_topic_id"), table_name="forum_message")
    op.drop_index("ix_forum_message_person", table_name="forum_message")
    op.drop_table("forum_message")
    op.drop_index(op.f("ix_exemplar_tenant_id_created_at"), table_name="exemplar")
    op.drop_index("ix_exemplar_person", table_name="exemplar")
    op.drop_table("exemplar")
    op.drop_index(op.f("ix_emulation_title_to_tenant_id_id"), table_name="emulation_title")
    op.drop_index(
        op.f("ix_emulation_title_to_tenant_id_folded_name_birth_date"), table_name="emulation_title"
    )
    op.drop_index(op.f("ix_emulation_title_tenant_id_person_id"), table_name="emulation_title")
    op.drop_index("ix_emulation_title_person", table_name="emulation_title")
    op.drop_table("emulation_title")
    op.drop_index(op.f("ix_check_in_to_tenant_id_id"), table_name="check_in")
    op.drop_index(op.f("ix_check_in_tenant_id_union_tenant_id_activity_id"), table_name="check_in")
    op.drop_index("ix_check_in_person", table_name="check_in")
    op.drop_table("check_in")
    op.drop_table("activity_file")
    op.drop_table("union_branch")
    op.drop_index(op.f("ix_campaign_report_to_tenant_id_id"), table_name="campaign_report")
    op.drop_index(op.f("ix_campaign_report_tenant_id_campaign_id_created_at"), table_name="campaign_report")
    op.drop_table("campaign_report")
    op.drop_index(op.f("ix_campaign_material_tenant_id_campaign_id"), table_name="campaign_material")
    op.drop_table("campaign_material")
    op.drop_index(op.f("ix_activity_tenant_id_state"), table_name="activity")
    op.drop_index(op.f("ix_activity_tenant_id_held_on"), table_name="activity")
    op.drop_index(op.f("ix_activity_tenant_id_campaign_id"), table_name="activity")
    op.drop_table("activity")
    op.drop_index(op.f("ix_campaign_tenant_id_starts_on"), table_name="campaign")
    op.drop_table("campaign")
