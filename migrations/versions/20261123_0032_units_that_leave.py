"""Units may leave a house: split and handing over; steps say until when they count where they began."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "reorganization",
        sa.Column("units", postgresql.JSONB(), nullable=False, server_default="[]"),
    )
    op.create_table_comment(
        "reorganization",
        "Mergers, splits, dissolutions, new names and superiors of houses, by decision.",
        existing_comment="Mergers, absorptions, dissolutions, new names and superiors of houses, by decision.",
    )
    _set_kinds("'merge', 'absorb', 'split', 'hand_over', 'dissolve', 'rename', 'reparent'")
    op.add_column("stage_step", sa.Column("origin_until", sa.Date(), nullable=True))
    op.execute(
        "update stage_step set origin_until = origin.closed_on from organization origin"
        " where origin.id = stage_step.origin_tenant_id"
    )


def downgrade() -> None:
    op.drop_column("stage_step", "origin_until")
    _set_kinds("'merge', 'absorb', 'dissolve', 'rename', 'reparent'")
    op.create_table_comment(
        "reorganization",
        "Mergers, absorptions, dissolutions, new names and superiors of houses, by decision.",
        existing_comment="Mergers, splits, dissolutions, new names and superiors of houses, by decision.",
    )
    op.drop_column("reorganization", "units")


def _set_kinds(kinds: str) -> None:
    name = op.f("ck_reorganization_kind")
    op.drop_constraint(name, "reorganization", type_="check")
    op.create_check_constraint(name, "reorganization", f"kind in ({kinds})")
