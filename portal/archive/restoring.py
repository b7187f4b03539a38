"""Writing an archive back, as a whole or not at all.

Runs as the owner of the tables: the rows of a house include some that no door may write (open
exam answers, the record). A house is restored where nothing of it is left, or as a copy under a
new code; nothing that stands is ever overwritten. A copy counts fewer rows where letters to other
houses cannot stand without their addressee (a sent referral): they are not sent a second time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from portal.archive.contents import ABOUT_HOUSE, NOT_TAKEN, RECORD, Archive, house_tables
from portal.archive.copies import UNSENT, copied_rows
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.files import put_back
from portal.kernel.owner_work import past_policies
from portal.kernel.tenancy import new_id
from portal.kernel.wording import bloc

if TYPE_CHECKING:
    from uuid import UUID

_BESIDE = ("organization", "account", "audit_entry", "audit_head", "figures_mark")
LOCKED = "!"
"""No argon2 hash looks like this: nobody signs in with it."""


def restore_house(owner_conninfo: str, archive: Archive, *, new_house: UUID | None = None) -> dict[str, int]:
    """Write the rows back and return how many each table got.

    ``new_house`` is a registered, empty house that becomes a copy; without it the house comes back
    under its own id. Conflict when anything of it is still there; DomainError names what is missing.
    """
    house = archive.manifest["house"]
    target = str(new_house) if new_house else house["id"]
    rows = {name: found for name, found in archive.rows.items() if name not in {*ABOUT_HOUSE, RECORD}}
    if new_house:
        rows = copied_rows(rows, house=house["id"], new_house=target, new_id=lambda: str(new_id()))
    written_to = {table.name for table in house_tables()} | {*ABOUT_HOUSE, *_BESIDE}
    with past_policies(owner_conninfo, written_to) as connection:
        _check_empty(connection, target)
        if not new_house:
            _put_organization(connection, archive)
        _put_accounts(connection, archive)
        written = _put_rows(connection, rows)
        if not new_house:
            _put_record(connection, archive.rows.get(RECORD, []))
        connection.execute("select set_config('app.tenant_id', %s, true)", [target])
        details = {
            "code": house["code"],
            "taken_at": archive.manifest["taken_at"],
            "rows": sum(written.values()),
        }
        connection.execute(
            "select audit_append('tenant.restored', 'organization', %s, %s, null, 'operator')",
            [target, json.dumps(details)],
        )
        for digest, content in archive.files.items():
            put_back(target, digest, content)
    return written


def _check_empty(connection: psycopg.Connection, target: str) -> None:
    for table in house_tables():
        statement = sql.SQL("select 1 from {} where tenant_id = %s limit 1").format(
            sql.Identifier(table.name)
        )
        if connection.execute(statement, [target]).fetchone():
            raise Conflict(
                f"Tổ chức này còn dữ liệu (bảng {table.name}); không ghi đè. "
                "Khôi phục dưới mã khác bằng --as-code."
            )


def _put_organization(connection: psycopg.Connection, archive: Archive) -> None:
    house = archive.manifest["house"]
    known = connection.execute("select code from organization where id = %s", [house["id"]]).fetchone()
    if known:
        return
    root = connection.execute("select 1 from organization where id = %s", [house["tenant_id"]]).fetchone()
    if root is None:
        raise DomainError(f"Tổ chức này thuộc một {bloc()} khác; hệ thống này không có {bloc()} đó.")
    _write(connection, "organization", [house])
    for name in ABOUT_HOUSE:
        _write(connection, name, archive.rows.get(name, []))


def _put_accounts(connection: psycopg.Connection, archive: Archive) -> None:
    """Give officers an account to hang on where theirs is gone: locked, and never somebody else's name."""
    for account_id, username in archive.manifest["accounts"].items():
        if connection.execute("select 1 from account where id = %s", [account_id]).fetchone():
            continue
        taken = connection.execute("select 1 from account where username = %s", [username]).fetchone()
        name = f"{username}-{archive.manifest['house']['code']}" if taken else username
        connection.execute(
            "insert into account (id, username, password_hash, must_change_password, is_active, created_at)"
            " values (%s, %s, %s, true, false, now())",
            [account_id, name, LOCKED],
        )


def _put_rows(connection: psycopg.Connection, rows: dict[str, list[dict[str, Any]]]) -> dict[str, int]:
    written = {}
    for table in house_tables():
        if table.name in NOT_TAKEN or not rows.get(table.name):
            continue
        try:
            written[table.name] = _write_copies(connection, table.name, rows[table.name])
        except psycopg.errors.IntegrityError as error:
            raise DomainError(
                f"Bảng {table.name} dẫn tới dữ liệu không có ở đây "
                f"({error.diag.constraint_name}); không ghi gì."
            ) from error
    return written


def _write_copies(connection: psycopg.Connection, table: str, rows: list[dict[str, Any]]) -> int:
    """Insert rows; letters that cannot be without an addressee are left out of a copy."""
    try:
        with connection.transaction():
            return _write(connection, table, rows)
    except psycopg.errors.CheckViolation:
        return _write(connection, table, [row for row in rows if UNSENT not in row])


def _put_record(connection: psycopg.Connection, entries: list[dict[str, Any]]) -> None:
    """Put the record back where there is none, so that it goes on from its last entry."""
    if not entries:
        return
    house = entries[0]["tenant_id"]
    if connection.execute("select 1 from audit_head where tenant_id = %s", [house]).fetchone():
        return
    _write(connection, RECORD, entries)
    connection.execute(
        "insert into audit_head select tenant_id, sequence, hash from audit_entry"
        " where tenant_id = %s order by sequence desc limit 1",
        [house],
    )


def _write(connection: psycopg.Connection, table: str, rows: list[dict[str, Any]]) -> int:
    """Insert rows in one statement: rows that refer to each other are checked at its end."""
    statement = sql.SQL("insert into {0} select * from jsonb_populate_recordset(null::{0}, %s::jsonb)")
    return connection.execute(statement.format(sql.Identifier(table)), [json.dumps(rows)]).rowcount
