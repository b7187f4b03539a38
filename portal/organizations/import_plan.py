"""What an import of houses will do, row by row, before anything is written (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.kernel.spreadsheets.complaints import RowError

if TYPE_CHECKING:
    from portal.organizations.importer import OrganizationRow, ParsedOrganizations

ATTRIBUTES = ("member_count", "cell_count", "has_trade_union", "has_youth_union")


@dataclass(frozen=True, slots=True)
class KnownHouse:
    """A house as it stands, to be compared with a row."""

    name: str
    kind: str
    union_kind: str | None
    sector: str
    attributes: Mapping[str, int]


class Step(StrEnum):
    REGISTER = "register"
    CHANGE = "change"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One good row and what it will do; ``changes`` maps a field to (before, after)."""

    source: OrganizationRow
    step: Step
    changes: Mapping[str, tuple[int | str | None, int | str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import will do; ``total`` counts the rows of the file, good or not."""

    bloc_name: str
    total: int
    rows: list[PlannedRow]
    errors: list[RowError]

    @property
    def registered(self) -> int:
        return sum(row.step is Step.REGISTER for row in self.rows)

    @property
    def changed(self) -> int:
        return sum(row.step is Step.CHANGE for row in self.rows)

    @property
    def unchanged(self) -> int:
        return sum(row.step is Step.NOTHING for row in self.rows)

    @property
    def does_nothing(self) -> bool:
        return not self.registered and not self.changed


def row_attributes(row: OrganizationRow) -> dict[str, int]:
    """Return the attributes a row states; an empty cell states nothing."""
    stated = {name: getattr(row, name) for name in ATTRIBUTES}
    if row.kind == "mass_union":
        stated.pop("has_trade_union")
    return {name: int(value) for name, value in stated.items() if value is not None}


def plan_import(parsed: ParsedOrganizations, known: Mapping[str, KnownHouse]) -> ImportPlan:
    """Compare a file with the houses that stand, by code in capitals.

    Counts and unions are taken over; a name or a kind that differs is an error, because both change
    by a decision with a number and a date.
    """
    rows: list[PlannedRow] = []
    errors = list(parsed.errors)
    for row in parsed.rows:
        house = known.get(row.code.upper())
        if house is None:
            rows.append(PlannedRow(row, Step.REGISTER))
            continue
        complaints = _complaints(row, house)
        errors += complaints
        if not complaints:
            changes = _changes(row, house)
            rows.append(PlannedRow(row, Step.CHANGE if changes else Step.NOTHING, changes))
    errors.sort(key=lambda error: error.row)
    return ImportPlan(parsed.bloc_name, parsed.total, rows, errors)


def _complaints(row: OrganizationRow, house: KnownHouse) -> list[RowError]:
    found = []
    if row.name != house.name:
        message = f"Mã {row.code} đang mang tên “{house.name}”. Đổi tên ở trang đơn vị, kèm số quyết định."
        found.append(RowError(row.row, "name", "name_differs", message))
    if (row.kind, row.union_kind) != (house.kind, house.union_kind):
        message = f"Mã {row.code} đã đăng ký với loại hình khác; loại hình không đổi bằng cách nhập tệp."
        found.append(RowError(row.row, "kind", "kind_differs", message))
    return found


def _changes(row: OrganizationRow, house: KnownHouse) -> dict[str, tuple[int | str | None, int | str]]:
    changes: dict[str, tuple[int | str | None, int | str]] = {
        name: (house.attributes.get(name), value)
        for name, value in row_attributes(row).items()
        if house.attributes.get(name) != value
    }
    if row.sector != house.sector and row.kind != "mass_union":
        changes["sector"] = (house.sector, row.sector)
    return changes
