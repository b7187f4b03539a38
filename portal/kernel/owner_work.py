"""What the owner of the tables does past their policies: move a house, put an archive back.

Policies are forced upon the owner too (tenancy_v1). A superuser is past them anyhow; any other owner
lifts the force from the tables it needs within its transaction. They stay locked to everybody until
it ends, and come out of it forced again, or untouched when it is rolled back.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@contextmanager
def past_policies(owner_conninfo: str, tables: Collection[str]) -> Iterator[psycopg.Connection]:
    """Open a transaction of the owner that reads and writes every row of some tables; all or nothing.

    psycopg.errors.LockNotAvailable when somebody works in one of them for too long.
    """
    with psycopg.connect(owner_conninfo) as connection:
        connection.execute("set local lock_timeout = '10s'")
        is_past_them = connection.info.parameter_status("is_superuser") == "on"
        if not is_past_them:
            _force(connection, tables, "no force")
        yield connection
        if not is_past_them:
            _force(connection, tables, "force")


def _force(connection: psycopg.Connection, tables: Collection[str], how: str) -> None:
    statement = sql.SQL("alter table {} {} row level security")
    for name in sorted(tables):
        connection.execute(statement.format(sql.Identifier(name), sql.SQL(how)))  # type: ignore[arg-type]
