"""The move itself: the rows of closed houses written again at their successor, in one transaction.

Runs as the owner of the tables, like a restored archive: no door may write in two houses. Each row
is copied under the same id, what refers to it follows, then the old row is taken away; the database
checks every reference on the way. Nobody else writes meanwhile (the tables are locked), and the
numbers of rows before and after are compared before the commit. The record of a house never moves:
its chain ends with the entry that says where everything went.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from portal.kernel import seams
from portal.kernel.config import SettingsError
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.files import list_kept, put_back
from portal.reorganizations.labels import table_words
from portal.reorganizations.moving import Reference, moving_tables, references

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Table

HOUSE_WIDE_ROLES = ["secretary", "union_officer"]
"""Who held these in the closed house gets nothing in the successor: rights are given, not moved."""
Connection = psycopg.Connection


@dataclass(frozen=True, slots=True)
class Removal:
    """What is carried out: whose rows go where, by which decision."""

    reorganization_id: UUID
    root_id: UUID
    house_ids: tuple[UUID, ...]
    receiver_id: UUID
    decision_no: str
    effective_on: date
    done_by: str


def relocate(owner_conninfo: str, removal: Removal) -> dict[str, dict[str, int]]:
    """Move every row, close the houses and return the rows moved by house and table; all or nothing.

    Conflict when somebody works in a table for too long; DomainError names the records that exist
    at the successor already.
    """
    for house_id in removal.house_ids:
        for digest, place in list_kept(house_id):
            put_back(removal.receiver_id, digest, place.read_bytes())
    try:
        with psycopg.connect(owner_conninfo) as connection:
            if connection.info.parameter_status("is_superuser") != "on":
                raise SettingsError("a reorganisation writes past the policies and needs a superuser")
            return _relocate(connection, removal)
    except psycopg.errors.LockNotAvailable as error:
        raise Conflict("Có người đang ghi dữ liệu; chưa chuyển gì. Thực hiện lại sau ít phút.") from error
    except psycopg.errors.IntegrityError as error:
        raise DomainError(
            f"{table_words(error.diag.table_name)}: hai đơn vị có dòng trùng nhau; chưa chuyển gì. "
            f"Sửa ở một đơn vị rồi thực hiện lại (báo kỹ thuật: {error.diag.constraint_name})."
        ) from error


def _relocate(connection: Connection, removal: Removal) -> dict[str, dict[str, int]]:
    tables, pointing = moving_tables(), references()
    connection.execute("set local lock_timeout = '10s'")
    names = sorted({table.name for table in tables} | {one.table for one in pointing})
    listed = sql.SQL(", ").join(map(sql.Identifier, names))
    connection.execute(sql.SQL("lock table {} in share row exclusive mode").format(listed))
    moved = {
        str(house_id): _move_house(connection, tables, pointing, house_id, removal.receiver_id)
        for house_id in removal.house_ids
    }
    for house_id in removal.house_ids:
        _close(connection, removal, house_id)
        _record(connection, removal, house_id, "organization.closed", moved[str(house_id)])
    everything = {"houses": [str(one) for one in removal.house_ids], "moved": moved}
    _record(connection, removal, removal.receiver_id, "organization.arrived", everything)
    _record(connection, removal, removal.root_id, "reorganization.completed", everything)
    connection.execute(
        "update reorganization set state = 'carried_out', carried_out_at = now(), problem = '', moved = %s"
        " where tenant_id = %s and id = %s",
        [json.dumps(moved), removal.root_id, removal.reorganization_id],
    )
    return moved


def _move_house(
    connection: Connection, tables: list[Table], pointing: list[Reference], house: UUID, receiver: UUID
) -> dict[str, int]:
    before = {table.name: _count(connection, table.name, house, receiver) for table in tables}
    values = {"house": house, "receiver": receiver}
    copied = {table.name: connection.execute(_copy(table, pointing), values).rowcount for table in tables}
    _retire_doubled_members(connection, values)
    moving = {table.name for table in tables}
    for one in pointing:
        connection.execute(_follow(one, is_moving=one.table in moving), values)
    for table, column in sorted(seams.house_pointers):
        statement = sql.SQL("update {0} set {1} = %(receiver)s where {1} = %(house)s")
        connection.execute(statement.format(sql.Identifier(table), sql.Identifier(column)), values)
    for table in reversed(tables):
        taken_away = connection.execute(_take_away(table), values).rowcount
        if taken_away != copied[table.name]:
            words = table_words(table.name)
            raise DomainError(f"{words}: số dòng chép và số dòng chuyển khác nhau; chưa chuyển gì.")
    after = {table.name: _count(connection, table.name, house, receiver) for table in tables}
    if before != after:
        raise DomainError("Số dòng trước và sau khi chuyển khác nhau; chưa chuyển gì.")
    return {name: number for name, number in copied.items() if number}


def _count(connection: Connection, table: str, house: UUID, receiver: UUID) -> int:
    statement = sql.SQL("select count(*) from {} where tenant_id in (%s, %s)").format(sql.Identifier(table))
    row = connection.execute(statement, [house, receiver]).fetchone()
    return row[0] if row else 0


_DOUBLED = sql.SQL(
    "exists (select 1 from membership known where known.tenant_id = %(receiver)s"
    " and known.account_id = {}.account_id)"
)
"""The account is known at the successor already: its old membership stays behind, switched off."""


def _copy(table: Table, pointing: list[Reference]) -> sql.Composed:
    names = [column.name for column in table.columns if column.computed is None]
    values = [_value(table, name, pointing) for name in names]
    statement = sql.SQL("insert into {0} ({1}) select {2} from {0} old where old.tenant_id = %(house)s{3}")
    return statement.format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(values),
        sql.SQL(" and not ") + _DOUBLED.format(sql.SQL("old")) if table.name == "membership" else sql.SQL(""),
    )


def _value(table: Table, name: str, pointing: list[Reference]) -> sql.Composable:
    """Return what a column holds at the successor."""
    column = sql.Identifier("old", name)
    if name == "tenant_id":
        return sql.SQL("%(receiver)s::uuid")
    if name == "origin_tenant_id":
        return sql.SQL("coalesce({}, %(house)s)").format(column)
    if (table.name, name) == ("membership", "is_active"):
        roles = sql.Literal(HOUSE_WIDE_ROLES)
        return sql.SQL("old.is_active and not old.roles && {}::text[]").format(roles)
    if _names_member(table, name):
        same_account = sql.SQL(
            "coalesce((select new.id from membership was join membership new"
            " on new.tenant_id = %(receiver)s and new.account_id = was.account_id"
            " where was.tenant_id = %(house)s and was.id = {0}), {0})"
        )
        return same_account.format(column)
    for one in pointing:
        if (one.table, one.house_column) == (table.name, name):
            followed = sql.SQL("case when {} then %(receiver)s else {} end")
            return followed.format(_speaks_of_house(one, "old"), column)
    return column


def _names_member(table: Table, name: str) -> bool:
    return any(
        key.referred_table.name == "membership" and name in key.columns and name != "tenant_id"
        for key in table.foreign_key_constraints
    )


def _speaks_of_house(one: Reference, alias: str) -> sql.Composed:
    names_it = sql.SQL("{} = %(house)s").format(sql.Identifier(alias, one.house_column))
    if not one.row_columns:
        return sql.SQL("({})").format(names_it)
    rows = sql.SQL(" or ").join(
        sql.SQL("{} is not null").format(sql.Identifier(alias, row)) for row in one.row_columns
    )
    return sql.SQL("({} and ({}))").format(names_it, rows)


def _follow(one: Reference, *, is_moving: bool) -> sql.Composed:
    return sql.SQL("update {0} old set {1} = %(receiver)s where {2}{3}").format(
        sql.Identifier(one.table),
        sql.Identifier(one.house_column),
        _speaks_of_house(one, "old"),
        sql.SQL(" and old.tenant_id <> %(house)s" if is_moving else ""),
    )


def _retire_doubled_members(connection: Connection, values: dict[str, UUID]) -> None:
    statement = sql.SQL(
        "update membership old set is_active = false, unit_id = null, person_id = null"
        " where old.tenant_id = %(house)s and not exists"
        " (select 1 from membership copy where copy.tenant_id = %(receiver)s and copy.id = old.id)"
    )
    connection.execute(statement, values)


def _take_away(table: Table) -> sql.Composed:
    only_copied = sql.SQL(
        " and exists (select 1 from membership copy where copy.tenant_id = %(receiver)s and copy.id = old.id)"
        if table.name == "membership"
        else ""
    )
    statement = sql.SQL("delete from {} old where old.tenant_id = %(house)s{}")
    return statement.format(sql.Identifier(table.name), only_copied)


def _close(connection: Connection, removal: Removal, house_id: UUID) -> None:
    connection.execute(
        "update organization set closed_on = %s, closing_decision = %s, successor_id = %s where id = %s",
        [removal.effective_on, removal.decision_no, removal.receiver_id, house_id],
    )


def _record(
    connection: Connection,
    removal: Removal,
    house_id: UUID,
    action: str,
    said: Mapping[str, object],
) -> None:
    details = {
        "decision_no": removal.decision_no,
        "effective_on": removal.effective_on.isoformat(),
        "receiver": str(removal.receiver_id),
        "rows": said,
    }
    connection.execute("select set_config('app.tenant_id', %s, true)", [str(house_id)])
    connection.execute(
        "select audit_append(%s, 'reorganization', %s, %s, null, %s)",
        [action, removal.reorganization_id, json.dumps(details), removal.done_by],
    )
