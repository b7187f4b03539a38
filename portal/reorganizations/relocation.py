"""The move itself: rows of closed houses, or of units that leave one, written again elsewhere at once.

Runs as the owner of the tables, like a restored archive: no door may write in two houses. Each row
is copied under the same id, what refers to it follows, then the old row is taken away, all in one
transaction; the database checks every reference on the way. Nobody else writes meanwhile (the tables
are locked), and the numbers of rows before and after are compared before the commit. The record of a
house never moves: its chain ends with the entry that says where everything went.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from portal.kernel import seams
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.files import list_kept, put_back
from portal.kernel.owner_work import past_policies
from portal.reorganizations import rewriting
from portal.reorganizations.labels import table_words
from portal.reorganizations.moving import Reference, moving_tables, references

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Table

Connection = psycopg.Connection
_RECORDS = frozenset({"organization", "reorganization", "audit_entry", "audit_head", "figures_mark"})
"""Written beside the rows: the end of a house, the decision, the records, the marks of kept figures."""


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
    unit_ids: tuple[UUID, ...] = ()
    """The units that leave the one house, which goes on; none when whole houses go."""

    @property
    def is_whole(self) -> bool:
        """Tell whether everything the houses have goes."""
        return not self.unit_ids


def relocate(owner_conninfo: str, removal: Removal) -> dict[str, dict[str, int]]:
    """Move every row, close what is left and return the rows moved by house and table; all or nothing.

    Conflict when somebody works in a table for too long; DomainError names the records that exist
    at the successor already.
    """
    tables, pointing = moving_tables(), references()
    written = {table.name for table in tables} | {one.table for one in pointing}
    written |= {table for table, _column in seams.house_pointers}
    try:
        with past_policies(owner_conninfo, written | _RECORDS) as connection:
            listed = sql.SQL(", ").join(map(sql.Identifier, sorted(written)))
            connection.execute(sql.SQL("lock table {} in share row exclusive mode").format(listed))
            return _relocate(connection, tables, pointing, removal)
    except psycopg.errors.LockNotAvailable as error:
        raise Conflict("Có người đang ghi dữ liệu; chưa chuyển gì. Thực hiện lại sau ít phút.") from error
    except psycopg.errors.IntegrityError as error:
        raise DomainError(
            f"{table_words(error.diag.table_name)}: hai đơn vị có dòng trùng nhau; chưa chuyển gì. "
            f"Sửa ở một đơn vị rồi thực hiện lại (báo kỹ thuật: {error.diag.constraint_name})."
        ) from error


def _relocate(
    connection: Connection, tables: list[Table], pointing: list[Reference], removal: Removal
) -> dict[str, dict[str, int]]:
    connection.execute(rewriting.GOING)
    moved = {
        str(house_id): _move(connection, tables, pointing, house_id, removal)
        for house_id in removal.house_ids
    }
    for house_id in removal.house_ids:
        if removal.is_whole:
            _close(connection, removal, house_id)
        _record(
            connection,
            removal,
            house_id,
            "organization.closed" if removal.is_whole else "organization.units_left",
            moved[str(house_id)],
        )
    everything = {"houses": [str(one) for one in removal.house_ids], "moved": moved}
    _record(connection, removal, removal.receiver_id, "organization.arrived", everything)
    _record(connection, removal, removal.root_id, "reorganization.completed", everything)
    connection.execute(
        "update reorganization set state = 'carried_out', carried_out_at = now(), problem = '', moved = %s"
        " where tenant_id = %s and id = %s",
        [json.dumps(moved), removal.root_id, removal.reorganization_id],
    )
    return moved


def _move(
    connection: Connection, tables: list[Table], pointing: list[Reference], house: UUID, removal: Removal
) -> dict[str, int]:
    values = {
        "house": house,
        "receiver": removal.receiver_id,
        "units": list(removal.unit_ids),
        "effective_on": removal.effective_on,
    }
    is_whole = removal.is_whole
    connection.execute("truncate going")
    for statement in rewriting.note_everything() if is_whole else rewriting.note_leaving():
        connection.execute(statement, values)
    connection.execute("analyze going")
    before = _count_rows(connection, tables, values)
    _put_files(connection, tables, house, removal.receiver_id)
    arrived = {
        table.name: connection.execute(rewriting.copy(table, pointing, is_whole=is_whole), values).rowcount
        for table in tables
    }
    connection.execute(rewriting.RETIRE_MEMBERS, values)
    for one in pointing:
        connection.execute(rewriting.follow(one, is_whole=is_whole), values)
    if is_whole:
        _lead_pointers(connection, values)
    else:
        for statement in rewriting.let_go():
            connection.execute(statement, values)
        connection.execute(rewriting.CLOSE_UNITS, values)
    departed = {
        table.name: connection.execute(rewriting.take_away(table), values).rowcount
        for table in reversed(tables)
    }
    _compare(connection, tables, values, before, arrived, departed)
    return {name: number for name, number in arrived.items() if number}


def _lead_pointers(connection: Connection, values: Mapping[str, object]) -> None:
    for table, column in sorted(seams.house_pointers):
        statement = sql.SQL("update {0} set {1} = %(receiver)s where {1} = %(house)s")
        connection.execute(statement.format(sql.Identifier(table), sql.Identifier(column)), values)


def _put_files(connection: Connection, tables: list[Table], house: UUID, receiver: UUID) -> None:
    """Lay the files of arriving rows at the receiver; what a stopped move left there is swept away."""
    kept = dict(list_kept(house))
    for table in tables:
        if "file_digest" in table.columns:
            for (digest,) in connection.execute(rewriting.arriving_files(table), {"house": house}).fetchall():
                if digest in kept:
                    put_back(receiver, digest, kept[digest].read_bytes())


def _compare(
    connection: Connection,
    tables: list[Table],
    values: Mapping[str, object],
    before: dict[str, int],
    arrived: dict[str, int],
    departed: dict[str, int],
) -> None:
    """Make sure that every row noted has been written and taken away, and no other."""
    noted = {name: tuple(counted) for name, *counted in connection.execute(rewriting.NOTED).fetchall()}
    after = _count_rows(connection, tables, values)
    for table in tables:
        name = table.name
        come, gone, there = noted.get(name, (0, 0, 0))
        did_as_noted = (arrived[name], departed[name]) == (come, gone)
        if not did_as_noted or after[name] != before[name] + come - there - gone:
            raise DomainError(
                f"{table_words(name)}: số dòng trước và sau khi chuyển khác nhau; chưa chuyển gì."
            )


def _count_rows(connection: Connection, tables: list[Table], values: Mapping[str, object]) -> dict[str, int]:
    count = sql.SQL("select {}, count(*) from {} where tenant_id in (%(house)s, %(receiver)s)")
    every = [count.format(sql.Literal(one.name), sql.Identifier(one.name)) for one in tables]
    return dict(connection.execute(sql.SQL(" union all ").join(every), values).fetchall())


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
