"""People who move to another organisation."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("transfer", "addressed", person_column="person_id"),
    Protection("transfer_answer", "addressed", staff_verbs=("select", "insert")),
]


def upgrade() -> None:
    op.create_table(
        "transfer",
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column(
            "first_stage",
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
            nullable=False,
        ),
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
            nullable=False,
        ),
        sa.Column(
            "situation",
            sa.Enum(
                "helped",
                "resolved",
                "sent",
                "sent_within",
                "decided",
                "decided_within",
                "decided_late",
                "probation",
                name="case",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("letter_no", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("list_resolution_no", sa.Text(), nullable=False),
        sa.Column("person", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("steps", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("papers", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("helpers", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("reviews", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("training", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "first_stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_transfer_first_stage"),
        ),
        sa.CheckConstraint(
            "situation in ('helped', 'resolved', 'sent', 'sent_within', 'decided', 'decided_within', 'decided_late', 'probation')",
            name=op.f("ck_transfer_situation"),
        ),
        sa.CheckConstraint(
            "stage in ('nominated', 'prospect', 'class_proposed', 'class_enrolled', 'class_passed', 'dossier_permitted', 'dossier_in_progress', 'cell_resolved', 'section_appraised', 'committee_resolved', 'submitted', 'appraised', 'decided', 'ceremony_held', 'new_member_class', 'recognition_cell_resolved', 'recognition_committee_resolved', 'official', 'removed_from_list', 'withdrawn', 'not_approved', 'returned_for_supplement', 'transferred_out', 'stale', 'annulled', 'deleted_probationary')",
            name=op.f("ck_transfer_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_transfer_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["person.tenant_id", "person.id"],
            name=op.f("fk_transfer_tenant_id_person_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_transfer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_transfer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_transfer")),
        comment="People who move to another organisation, with the record that goes along.",
    )
    op.create_index("ix_transfer_person", "transfer", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_transfer_tenant_id_candidate_id"), "transfer", ["tenant_id", "candidate_id"], unique=False
    )
    op.create_index(op.f("ix_transfer_to_tenant_id_id"), "transfer", ["to_tenant_id", "id"], unique=False)
    op.create_table(
        "transfer_answer",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column(
            "reply",
            sa.Enum("accepted", "refused", name="transferreply", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_tenant_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reply in ('accepted', 'refused')", name=op.f("ck_transfer_answer_reply")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "candidate_id"],
            ["candidate.tenant_id", "candidate.id"],
            name=op.f("fk_transfer_answer_tenant_id_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_transfer_answer_tenant_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id", "transfer_id"],
            ["transfer.tenant_id", "transfer.id"],
            name=op.f("fk_transfer_answer_to_tenant_id_transfer_id_transfer"),
        ),
        sa.ForeignKeyConstraint(
            ["to_tenant_id"], ["organization.id"], name=op.f("fk_transfer_answer_to_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_transfer_answer")),
        comment="Whether the house a person moves to took the person in, and why not.",
    )
    op.create_index(
        op.f("ix_transfer_answer_tenant_id_transfer_id"),
        "transfer_answer",
        ["tenant_id", "transfer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_transfer_answer_to_tenant_id_id"), "transfer_answer", ["to_tenant_id", "id"], unique=False
    )
    op.add_column("stage_step", sa.Column("carried_from", sa.Text(), server_default="", nullable=False))
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)


def downgrade() -> None:
    op.drop_column("stage_step", "carried_from")
    op.drop_index(op.f("ix_transfer_answer_to_tenant_id_id"), table_name="transfer_answer")
    op.drop_index(op.f("ix_transfer_answer_tenant_id_transfer_id"), table_name="transfer_answer")
    op.drop_table("transfer_answer")
    op.drop_index(op.f("ix_transfer_to_tenant_id_id"), table_name="transfer")
    op.drop_index(op.f("ix_transfer_tenant_id_candidate_id"), table_name="transfer")
    op.drop_index("ix_transfer_person", table_name="transfer")
    op.drop_table("transfer")
