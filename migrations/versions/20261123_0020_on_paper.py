"""Answers copied from paper are an order of their own."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PROTECTIONS = []
KINDS = "'extra_time', 'void', 'reopen', 'accept_late', 'release_device'"


def kinds(words: str) -> None:
    """Let an order be one of these."""
    op.drop_constraint(op.f("ck_exam_order_kind"), "exam_order")
    op.create_check_constraint(op.f("ck_exam_order_kind"), "exam_order", f"kind in ({words})")


def upgrade() -> None:
    kinds(f"{KINDS}, 'on_paper'")


def downgrade() -> None:
    op.execute("delete from exam_order where kind = 'on_paper'")
    kinds(KINDS)
