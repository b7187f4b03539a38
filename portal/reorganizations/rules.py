"""What a reorganisation may be (rules.md §9): pure, words for the clerk in Vietnamese."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from portal.reorganizations.kinds import PARTING, Kind

H = TypeVar("H")


FEWEST_MERGED = 2


def date_problem(decision_date: date, effective_on: date, today: date) -> tuple[str, str] | None:
    """Return field and reason when the dates of a decision cannot be right, or None."""
    if decision_date > today:
        return "decision_date", "Ngày quyết định chưa tới; xem lại ngày, tháng, năm."
    if effective_on < decision_date:
        return "effective_on", "Ngày có hiệu lực không thể trước ngày quyết định."
    return None


def count_problem(kind: Kind, houses: Collection[object]) -> str | None:
    """Return why so many houses do not fit the kind, or None."""
    if not houses:
        return "Chọn đơn vị."
    if kind is Kind.MERGE and len(houses) < FEWEST_MERGED:
        return "Hợp nhất cần ít nhất hai đơn vị."
    if kind in {*PARTING, Kind.RENAME, Kind.REPARENT} and len(houses) > 1:
        return "Mỗi lần chỉ chọn một đơn vị."
    return None


def with_all_below(chosen: Collection[H], parents: Mapping[H, H | None]) -> set[H]:
    """Return the known units that were chosen, and those that stand under them."""
    found = {unit for unit in chosen if unit in parents}
    waiting = list(found)
    while waiting:
        above = waiting.pop()
        below = {unit for unit, parent in parents.items() if parent == above} - found
        found |= below
        waiting += below
    return found


def is_below(house: H, other: H, parents: Mapping[H, H]) -> bool:
    """Tell whether ``house`` is ``other`` or stands under it, level by level."""
    seen: set[H] = set()
    while house not in seen:
        if house == other:
            return True
        seen.add(house)
        house = parents.get(house, house)
    return False
