"""Thousands of rows by one statement: PostgreSQL refuses COPY where row-level security holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Text, bindparam, column, func, insert, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import JSONB

from portal.kernel.database import Base, db

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.sql.selectable import TableValuedAlias

ROWS_AT_ONCE = 5_000


def insert_all(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all name the same columns, id included; the policies judge each of them.

    The rows travel as one JSON array a statement. Defaults of columns that no row names apply as
    for any insert; values must be what JSON can carry as text (dates, ids, words, numbers).
    """
    if not rows:
        return
    table = cast("Table", model.__table__)
    names = list(rows[0])
    source = _source({name: table.c[name].type for name in names})
    statement = insert(table).from_select(names, select(*(source.c[name] for name in names)))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = [dict(row) for row in rows[start : start + ROWS_AT_ONCE]]
        db.session.execute(statement, {"rows": json.dumps(part, default=str)})


def _source(types: Mapping[str, Any]) -> TableValuedAlias:
    array = as_type(bindparam("rows", type_=Text), JSONB)
    columns = [column(name, kind) for name, kind in types.items()]
    return func.jsonb_to_recordset(array).table_valued(*columns).render_derived(with_types=True)
