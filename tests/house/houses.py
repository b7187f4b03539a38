"""The sample data seen as two houses: K53, which the roles of the matrix work in, and K18, the stranger's.

Ids are found by the name of a route's argument: ``candidate_id`` is the id of a row of table
``candidate``. The rows are those of ``demo load``, so every page has something real to show.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from portal.kernel.actor import Role
from portal.kernel.tenancy import declared_protections

HOUSE, STRANGER = "K53", "K18"

ACCOUNTS = {
    Role.CANDIDATE: "quanchung",
    Role.CELL_SECRETARY: "chibo53",
    Role.SECRETARY: "bithu53",
    Role.UNION_OFFICER: "doankhoi",
    Role.LECTURER: "giangvien",
    Role.MARKER: "chamthi",
    Role.KHOI_OFFICER: "khoi",
    Role.KHOI_LEADER: "lanhdao",
    Role.INSPECTOR: "thanhtra",
    Role.SYSTEM_ADMIN: "quantri",
}

TABLES = {
    "house": "organization",
    "organization": "organization",
    "tenant": "organization",
    "session": "web_session",
    "class": "class_run",
    "officer": "membership",
    "version": "question_version",
    "programme": "programme_version",
    "review": "progress_review",
    "import": "candidate_import",
    "assignment": "helper_assignment",
    "step": "stage_step",
    "upload": "question_import",
}
"""Arguments that are not called after their table."""

WORDS: dict[str, object] = {
    "number": 1,
    "item": 1,
    "place": 1,
    "year": 2023,
    "period": "2023",
    "format": "xlsx",
    "bank_format": "gift",
    "code": "no-such-code",
    "page": 1,
    "digest": "x",
    "kind": "void",
    "answer_kind": "received",
    "name": "x",
}


@dataclass(frozen=True)
class Filled:
    """Arguments of routes by name: those of K53 (or of Khối), and those only K18 may see."""

    own: dict[str, object]
    foreign: dict[str, object]


def table_of(argument: str) -> str | None:
    """The table behind an argument such as ``candidate_id``; None for words and numbers."""
    name = argument.removesuffix("_id")
    table = TABLES.get(name, name)
    return table if table in declared_protections() else None


def fill(app, owner_sql) -> Filled:
    """Find an id for every argument of every route."""
    own: dict[str, object] = dict(WORDS)
    foreign: dict[str, object] = {}
    for argument in sorted({argument for rule in app.url_map.iter_rules() for argument in rule.arguments}):
        table = table_of(argument)
        if table is None:
            continue
        own[argument] = find(owner_sql, table, HOUSE)
        protection = declared_protections()[table]
        if protection.kind in {"owned", "addressed", "private"}:
            foreign[argument] = find(owner_sql, table, STRANGER, only=True)
    return Filled(own, foreign)


def find(owner_sql, table: str, house: str, *, only: bool = False) -> uuid.UUID:
    """A row of the house, else addressed to it, else of Khối; a made-up id when there is none."""
    protection = declared_protections()[table]
    if table == "organization":
        return owner_sql("select id from organization where code = %s", house)[0][0]
    if table == "web_session":
        return uuid.uuid4()  # of nobody: revoking a real one would sign the matrix out
    conditions = [f"tenant_id = (select id from organization where code = '{house}')"]
    if protection.kind == "addressed":
        conditions.append(f"to_tenant_id = (select id from organization where code = '{house}')")
    if not only:
        conditions.append("true")
    for condition in conditions:
        rows = owner_sql(f"select id from {table} where {condition} order by id limit 1")
        if rows:
            return rows[0][0]
    return uuid.uuid4()


def fingerprint(owner_sql) -> dict[str, tuple]:
    """How many rows each table holds, and a hash of all of them; sign-in and the record are left out."""
    names = sorted(
        set(declared_protections()) - {"audit_entry", "audit_head", "web_session", "access_token", "account"}
    )
    return {
        name: owner_sql(f"select count(*), md5(string_agg(t::text, ',' order by t::text)) from {name} t")[0]
        for name in names
    }
