"""A result whose certificate was annulled may have another one."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

PROTECTIONS = []
ONE_A_RESULT = ["tenant_id", "class_result_id"]


def upgrade() -> None:
    op.add_column("certificate", sa.Column("reissue_allowed_on", sa.Date(), nullable=True))
    op.add_column("certificate", sa.Column("reissue_reason", sa.Text(), nullable=False, server_default=""))
    op.alter_column("certificate", "reissue_reason", server_default=None)
    op.drop_constraint(op.f("uq_certificate_tenant_id_class_result_id"), "certificate")
    op.create_index(
        "uq_certificate_class_result",
        "certificate",
        ONE_A_RESULT,
        unique=True,
        postgresql_where=sa.text("reissue_allowed_on is null"),
    )


def downgrade() -> None:
    op.drop_index("uq_certificate_class_result", table_name="certificate")
    op.create_unique_constraint(
        op.f("uq_certificate_tenant_id_class_result_id"), "certificate", ONE_A_RESULT
    )
    op.drop_column("certificate", "reissue_reason")
    op.drop_column("certificate", "reissue_allowed_on")
