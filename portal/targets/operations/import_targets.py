"""Targets and opening balances of a term from Excel: what would change first, then the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.spreadsheets.complaints import RowError
from portal.targets import queries
from portal.targets.import_plan import Change, Figure, Known, PlannedRow, oversized_parts, plan_import
from portal.targets.importer import ParsedTargets, TargetRow, parse_targets
from portal.targets.kinds import TargetKind, part_heading
from portal.targets.models import AdmissionBalance, Target, TargetPeriod, Term
from portal.targets.operations.set_term import set_term
from portal.targets.term_code import term_years, usual_days

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class TargetImport:
    """What a file holds and what it changes."""

    rows: int
    accepted: list[PlannedRow]
    errors: list[RowError]
    counted_until: date

    @property
    def changed(self) -> int:
        """Return how many numbers are set or replaced."""
        return sum(len(row.changes) for row in self.accepted)


def check_targets(content: bytes, term_code: str) -> TargetImport:
    """Read a file and say row by row what an import would do; nothing is written."""
    first, last = term_years(term_code)
    parsed = parse_targets(content, first_year=first, last_year=last)
    houses = queries.houses_by_code()
    known = _known_figures(term_code, houses)
    rows, errors = _fitting_rows(parsed, houses, known)
    until = _counted_until(parsed)
    return TargetImport(parsed.total, plan_import(rows, known, until), errors, until)


@operation
def import_targets(
    *,
    content: bytes,
    term_code: str,
    decision_no: str = "",
    decision_date: date | None = None,
    source: str = "",
) -> TargetImport:
    """Set the targets and opening balances of a file; a number that stands already is left alone."""
    if decision_date is not None and decision_date > clock.today():
        raise DomainError("Ngày quyết định chưa tới; xem lại ngày, tháng, năm.", field="decision_date")
    known = queries.find_term(term_code)
    if known is None:
        starts_on, ends_on = usual_days(term_code)
        term_id = set_term(code=term_code, starts_on=starts_on, ends_on=ends_on)
    else:
        term_id = known.id
    term = lock(Term, term_id)  # one writer of targets at a time
    found = check_targets(content, term_code)
    houses = queries.houses_by_code()
    targets, balances = queries.current_targets(term.id), queries.current_balances(term.id)
    parts = queries.current_parts(term.id)

    def standing(house: UUID, change: Change) -> Target | AdmissionBalance:
        if change.figure is Figure.ADMITTED:
            return balances[house, change.year]
        if change.kind is TargetKind.ADMISSION:
            return targets[house, change.year]
        return parts[house, change.kind, change.year]

    for planned in found.accepted:
        house = houses[planned.row.code.upper()]
        for change in planned.changes:
            if change.before is not None:
                standing(house, change).superseded_at = clock.now()
                db.session.flush()
            db.session.add(
                Target(
                    to_tenant_id=house,
                    term_id=term.id,
                    kind=change.kind,
                    period=TargetPeriod.YEAR if change.year else TargetPeriod.TERM,
                    year=change.year,
                    value=change.after,
                    decision_no=decision_no.strip(),
                    decision_date=decision_date,
                )
                if change.figure is Figure.TARGET
                else AdmissionBalance(
                    to_tenant_id=house,
                    term_id=term.id,
                    year=change.year,
                    admitted=change.after,
                    counted_until=found.counted_until,
                    source=source,
                )
            )
    audit.record(
        "targets.imported",
        term,
        rows=found.rows,
        accepted=len(found.accepted),
        changed=found.changed,
        source=source,
    )
    return found


def _known_figures(term_code: str, houses: dict[str, UUID]) -> Known:
    term = queries.find_term(term_code)
    if term is None:
        return Known({}, {}, {})
    code_of = {house_id: code for code, house_id in houses.items()}
    return Known(
        {
            (code_of[house], year): row.value
            for (house, year), row in queries.current_targets(term.id).items()
            if house in code_of
        },
        {
            (code_of[house], year): (row.admitted, row.counted_until)
            for (house, year), row in queries.current_balances(term.id).items()
            if house in code_of
        },
        {
            (code_of[house], kind, year): row.value
            for (house, kind, year), row in queries.current_parts(term.id).items()
            if house in code_of
        },
    )


def _fitting_rows(
    parsed: ParsedTargets, houses: dict[str, UUID], known: Known
) -> tuple[list[TargetRow], list[RowError]]:
    """Return the rows of houses there are whose parts are parts, and what is wrong with the others."""
    of_houses = [row for row in parsed.rows if row.code.upper() in houses]
    oversized = {row.row: parts for row in of_houses if (parts := oversized_parts(row, known))}
    accepted = [row for row in of_houses if row.row not in oversized]
    too_large = [
        RowError(
            number,
            f"{part.kind}_{part.year}",
            "part_too_large",
            f"{part_heading(part.kind, part.year)}: {part.value} lớn hơn chỉ tiêu chung của kỳ đó.",
        )
        for number, parts in oversized.items()
        for part in parts
    ]
    strangers = [
        RowError(row.row, "code", "code_unknown", f"Không có tổ chức cơ sở đảng mang mã {row.code}.")
        for row in parsed.rows
        if row.code.upper() not in houses
    ]
    return accepted, sorted([*parsed.errors, *strangers, *too_large], key=lambda error: error.row)


def _counted_until(parsed: ParsedTargets) -> date:
    """Return the day in the title of the file, or the last day of its last year; never a day to come."""
    today = clock.today()
    if not parsed.counted_until:
        years = [figures.year for row in parsed.rows for figures in row.years]
        return min(date(max(years, default=today.year), 12, 31), today)
    day, month, year = (int(part) for part in parsed.counted_until.split("/"))
    try:
        until = date(year, month, day)
    except ValueError:
        raise DomainError(f"Ngày {parsed.counted_until} ở tiêu đề bảng không có trong lịch.") from None
    if until > today:
        raise DomainError(f"Tiêu đề bảng ghi số liệu đến {parsed.counted_until}, là ngày chưa tới.")
    return until
