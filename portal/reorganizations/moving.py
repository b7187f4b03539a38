"""Which tables move when a house is taken over, and what refers to their rows (from the declarations).

Features say ``move`` or ``keep`` in ``seams.tenant_movers``. A reference inside a house cannot leave
it, so a table tied to one that moves moves along, whichever of the two points at the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.kernel import seams
from portal.kernel.database import Base
from portal.kernel.tenancy import declared_protections

if TYPE_CHECKING:
    from sqlalchemy import Table

KEY = 2
"""A reference to a row of a house has two columns: the house and the row."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The column of a table that names another row's house, with the columns that name such rows.

    ``is_addressee`` says that it is the addressee of everything the table holds: letters about people
    follow the people.
    """

    table: str
    house_column: str
    rows: tuple[tuple[str, str], ...]
    """Columns that name moving rows, each with their table."""
    is_addressee: bool


def house_tables() -> list[Table]:
    """Return the tables whose rows belong to a house, each after those it refers to."""
    protections = declared_protections()
    return [
        table
        for table in Base.metadata.sorted_tables
        if table.name in protections and protections[table.name].kind != "system"
    ]


def moving_tables() -> list[Table]:
    """Return the tables whose rows move with a house, each after those it refers to."""
    tables = house_tables()
    tied: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for _columns, other in references_of(table, inside=True):
            tied[table.name].add(other)
            tied[other].add(table.name)
    moving: set[str] = set()
    waiting = [name for name, way in seams.tenant_movers.items() if way == "move"]
    while waiting:
        name = waiting.pop()
        if name not in moving:
            moving.add(name)
            waiting += tied[name]
    return [table for table in tables if table.name in moving]


def references() -> list[Reference]:
    """Return what names a moving row by a house column of its own (the house of a class's student)."""
    moving = {table.name for table in moving_tables()}
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for table in house_tables():
        for (house_column, row_column), other in references_of(table, inside=False):
            if other in moving:
                found[table.name, house_column].append((row_column, other))
        if _has_followers(table.name, "to_tenant_id") and "to_tenant_id" in table.columns:
            found[table.name, "to_tenant_id"] += []
    return [
        Reference(table, column, tuple(sorted(rows)), is_addressee=_has_followers(table, column))
        for (table, column), rows in sorted(found.items())
    ]


def _has_followers(table: str, column: str) -> bool:
    return column == "to_tenant_id" and seams.tenant_movers.get(table) == "move"


def torn_references() -> list[str]:
    """Return the house columns that lead both to rows that move and to rows that stay: there must be none.

    Rows of Khối never move, so a column that names Khối for both is none.
    """
    moving = {table.name for table in moving_tables()}
    ways: dict[tuple[str, str], set[bool]] = defaultdict(set)
    for table in house_tables():
        for (house_column, _row_column), other in references_of(table, inside=False):
            ways[table.name, house_column].add(other in moving)
    return [f"{table}.{column}" for (table, column), both in sorted(ways.items()) if len(both) > 1]


def references_of(table: Table, *, inside: bool) -> list[tuple[tuple[str, str], str]]:
    """Return house column, row column and table of what a row names: of its own house, or of another."""
    found = []
    for key in table.foreign_key_constraints:
        columns = tuple(column.name for column in key.columns)
        if len(columns) == KEY and (columns[0] == "tenant_id") is inside:
            found.append(((columns[0], columns[1]), key.referred_table.name))
    return found
