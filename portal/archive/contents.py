"""What belongs to a house, in the order in which it can be written back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.kernel.database import Base
from portal.kernel.tenancy import declared_protections

if TYPE_CHECKING:
    from sqlalchemy import Table

ABOUT_HOUSE = ("organization_name", "organization_attribute", "organization_parent")
"""Rows of Khối that say what the house is; the house's own row stands in the manifest."""
RECORD = "audit_entry"
NOT_TAKEN = frozenset({"organization", *ABOUT_HOUSE, "invitation", "access_token"})
"""One-time codes and access tokens are credentials and leave with nobody."""
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Archive:
    """A file as it was read: what it says of itself, rows by table, files by digest."""

    manifest: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows each table has; empty tables are left out."""
        return {name: len(rows) for name, rows in self.rows.items() if rows}


def house_tables() -> list[Table]:
    """Return the tables whose rows belong to a house, each after those it refers to."""
    protections = declared_protections()
    return [
        table
        for table in Base.metadata.sorted_tables
        if table.name in protections
        and protections[table.name].kind != "system"
        and table.name not in NOT_TAKEN
    ]


def columns_of(tables: list[Table]) -> dict[str, list[str]]:
    """Return the columns of each table: an archive of another version of the schema is told by them."""
    return {table.name: sorted(column.name for column in table.columns) for table in tables}
