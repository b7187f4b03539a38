"""Writing a house into a file: rows as JSON lines, kept files, digests of all of it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, func, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import JSONB

from portal.archive.contents import ABOUT_HOUSE, FORMAT, RECORD, columns_of, house_tables
from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.database import service_connection
from portal.kernel.errors import DomainError
from portal.kernel.files import list_kept

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Connection


def take_house(house_id: UUID) -> tuple[bytes, dict[str, int]]:
    """Return the archive of a house and how many rows each table gave, all of one moment."""
    tables = house_tables()
    with service_connection(Door.BACKUP) as connection:
        connection.execute(text("set transaction isolation level repeatable read read only"))
        _check_sees_all(connection)
        house = _rows(connection, "organization", "id", house_id)[0]
        rows = {one.name: _rows(connection, one.name, "tenant_id", house_id) for one in tables}
        about = {name: _rows(connection, name, "organization_id", house_id) for name in ABOUT_HOUSE}
        record = _rows(connection, RECORD, "tenant_id", house_id, order="sequence")
        accounts = _usernames(connection, house_id)
    parts = {f"rows/{name}.jsonl": _lines(found) for name, found in rows.items() if found}
    parts |= {f"about/{name}.jsonl": _lines(found) for name, found in about.items()}
    parts[f"{RECORD}.jsonl"] = _lines(record)
    parts |= {f"files/{digest}": place.read_bytes() for digest, place in list_kept(house_id)}
    manifest = {
        "format": FORMAT,
        "house": house,
        "taken_at": clock.now().isoformat(),
        "accounts": accounts,
        "columns": columns_of(tables),
        "digests": {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()},
    }
    return _packed(manifest, parts), {name: len(found) for name, found in rows.items() if found}


def _check_sees_all(connection: Connection) -> None:
    if not connection.scalar(
        text("select rolbypassrls or rolsuper from pg_roles where rolname = current_user")
    ):
        raise DomainError("Vai trò sao lưu của cơ sở dữ liệu không đọc được mọi dòng; không lập tệp thiếu.")


def _rows(
    connection: Connection, name: str, owner: str, house_id: UUID, *, order: str = "id"
) -> list[dict[str, Any]]:
    row = table(name, column(owner), column(order)).alias("t")
    statement = select(func.to_jsonb(literal_column("t", JSONB)))
    owned = statement.select_from(row).where(row.c[owner] == house_id).order_by(row.c[order])
    return list(connection.scalars(owned))


def _usernames(connection: Connection, house_id: UUID) -> dict[str, str]:
    statement = text("select account_id::text, username from membership where tenant_id = :house")
    return {row[0]: row[1] for row in connection.execute(statement, {"house": house_id})}


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode()


def _packed(manifest: dict[str, Any], parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, content in parts.items():
            packed.writestr(name, content)
    return output.getvalue()
