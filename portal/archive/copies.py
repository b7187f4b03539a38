"""The rows of a house as those of another: every id is new, and nothing is sent a second time (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Row = dict[str, Any]
UNSENT = "unsent"
"""Mark on a copied row that lost its addressee; taken off before the row is written."""


def copied_rows(
    rows: Mapping[str, Sequence[Row]], *, house: str, new_house: str, new_id: Callable[[], str]
) -> dict[str, list[Row]]:
    """Return the rows with a fresh id wherever one of the house's own ids stands, JSON included.

    Letters to other houses keep no addressee, so that nobody receives them again; officers are
    switched off, because rights are given and not copied.
    """
    ids = {row["id"]: new_id() for table in rows.values() for row in table if "id" in row}
    ids[house] = new_house
    copies = {name: [_renamed(row, ids) for row in table] for name, table in rows.items()}
    for row in (row for table in copies.values() for row in table):
        if row.get("to_tenant_id") not in {None, new_house}:
            row |= {"to_tenant_id": None, UNSENT: True}
    for row in copies.get("membership", []):
        row["is_active"] = False
    return copies


def _renamed(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, dict):
        return {_renamed(key, ids): _renamed(one, ids) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, ids) for one in value]
    return value
