"""Drafts a migration from the models: what Alembic compares, with the policies each table declares.

A draft is read, split and named by a person before it is committed (docs/migrations.md).
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from portal.kernel.database import Base
from portal.kernel.tenancy import declared_protections
from portal.kernel.tenancy_v1 import Protection

if TYPE_CHECKING:
    from sqlalchemy.engine import URL


def declare(protection: Protection) -> str:
    """Return the shortest source text that makes an equal Protection."""
    plain = Protection(protection.table, protection.kind)
    said = [
        f"{item.name}={getattr(protection, item.name)!r}"
        for item in fields(Protection)[2:]
        if getattr(protection, item.name) != getattr(plain, item.name)
    ]
    return f"Protection({', '.join([repr(protection.table), repr(protection.kind), *said])})"


def draft_migration(url: URL) -> str:
    """Return the body of ``upgrade`` and ``downgrade`` that brings a database to the models."""
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        script = produce_migrations(context, Base.metadata)
        known = set(connection.scalars(text("select tablename from pg_tables where schemaname = 'public'")))
    engine.dispose()
    if script.upgrade_ops is None or script.downgrade_ops is None:
        return ""
    fresh = [protection for name, protection in declared_protections().items() if name not in known]
    lines = [f"    {declare(protection)}," for protection in fresh]
    return "\n".join(
        [
            "PROTECTIONS = [",
            *lines,
            "]",
            "",
            "",
            "def upgrade() -> None:",
            render_python_code(script.upgrade_ops),
            "    for protection in PROTECTIONS:",
            "        for statement in protect(protection):",
            "            op.execute(statement)",
            "",
            "",
            "def downgrade() -> None:",
            render_python_code(script.downgrade_ops),
        ]
    )
