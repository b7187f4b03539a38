"""The label of the overseeing body is read with every session, through the door of sign-in."""

from alembic import op

from portal.kernel.tenancy_v1 import READ, Protection, protect, unprotect

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

BEFORE = Protection("tenant_setting", "published")
AFTER = Protection("tenant_setting", "published", doors={"portal_auth": READ})


def upgrade() -> None:
    _run(unprotect(BEFORE) + protect(AFTER))


def downgrade() -> None:
    _run(unprotect(AFTER) + protect(BEFORE))


def _run(statements: list[str]) -> None:
    for statement in statements:
        op.execute(statement)
