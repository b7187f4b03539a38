"""Targets and opening balances of a term from Excel: what would change first, then the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.spreadsheets.complaints import RowError
from portal.organizations.models import Organization
from portal.targets import queries
from portal.targets.importer import ParsedTargets, TargetRow, parse_targets
from portal.targets.models import WHOLE_TERM, AdmissionBalance, Target, TargetPeriod, Term

if TYPE_CHECKING:
    from uuid import UUID

FIRST_DAY, LAST_DAY = (10, 1), (9, 30)
"""A term runs from 1 October of its first year to 30 September of its last, unless set otherwise."""


@dataclass(frozen=True, slots=True)
class TargetImport:
    """What a file holds and what it changes."""

    rows: int
    accepted: list[TargetRow]
    errors: list[RowError]
    changed: int


def term_years(code: str) -> tuple[int, int]:
    """Return the first and last year of a term code such as 2020-2025."""
    first, dash, last = code.partition("-")
    if not (dash and first.isdigit() and last.isdigit() and int(first) < int(last) <= int(first) + 10):
        raise DomainError(f"“{code}” không phải nhiệm kỳ; viết như 2020-2025.", field="term")
    return int(first), int(last)


def check_targets(content: bytes, term_code: str) -> TargetImport:
    """Read a file and say row by row what an import would do; nothing is written."""
    first, last = term_years(term_code)
    parsed = parse_targets(content, first_year=first, last_year=last)
    accepted, errors = _known_houses(parsed)
    return TargetImport(parsed.total, accepted, errors, changed=0)


@operation
def import_targets(
    *,
    content: bytes,
    term_code: str,
    decision_no: str = "",
    decision_date: date | None = None,
    source: str = "",
) -> TargetImport:
    """Set the targets and opening balances of a file; a row that changes nothing is left alone."""
    first, last = term_years(term_code)
    parsed = parse_targets(content, first_year=first, last_year=last)
    accepted, errors = _known_houses(parsed)
    term = queries.find_term(term_code) or _open_term(term_code, first, last)
    houses = _houses()
    targets, balances = queries.current_targets(term.id), queries.current_balances(term.id)
    until = _counted_until(parsed)
    changed = 0
    for row in accepted:
        house = houses[row.code.upper()]
        wanted = [(WHOLE_TERM, row.term_target), *((y.year, y.target) for y in row.years)]
        for year, value in wanted:
            if value is not None:
                new = _new_target(term, house, year, value, decision_no, decision_date)
                changed += _supersede(targets.get((house, year)), new, "value")
        for figures in row.years:
            if figures.admitted is not None:
                new_balance = AdmissionBalance(
                    to_tenant_id=house,
                    term_id=term.id,
                    year=figures.year,
                    admitted=figures.admitted,
                    counted_until=until,
                    source=source,
                )
                changed += _supersede(
                    balances.get((house, figures.year)), new_balance, "admitted", "counted_until"
                )
    audit.record(
        "targets.imported", term, rows=parsed.total, accepted=len(accepted), changed=changed, source=source
    )
    return TargetImport(parsed.total, accepted, errors, changed)


def _new_target(
    term: Term, house: UUID, year: int, value: int, decision_no: str, decision_date: date | None
) -> Target:
    return Target(
        to_tenant_id=house,
        term_id=term.id,
        period=TargetPeriod.YEAR if year else TargetPeriod.TERM,
        year=year,
        value=value,
        decision_no=decision_no,
        decision_date=decision_date,
    )


def _supersede(
    previous: Target | AdmissionBalance | None, new: Target | AdmissionBalance, *names: str
) -> int:
    """Put a row in the place of the one before it; 0 when it says the same."""
    if previous is not None:
        if all(getattr(previous, name) == getattr(new, name) for name in names):
            return 0
        previous.superseded_at = clock.now()
        db.session.flush()
    db.session.add(new)
    return 1


def _open_term(code: str, first: int, last: int) -> Term:
    term = Term(code=code, starts_on=date(first, *FIRST_DAY), ends_on=date(last, *LAST_DAY))
    db.session.add(term)
    db.session.flush()
    return term


def _houses() -> dict[str, UUID]:
    rows = db.session.execute(select(func.upper(Organization.code), Organization.id))
    return {code: house_id for code, house_id in rows}  # noqa: C416 -- a Row is no pair to mypy


def _known_houses(parsed: ParsedTargets) -> tuple[list[TargetRow], list[RowError]]:
    houses = _houses()
    accepted = [row for row in parsed.rows if row.code.upper() in houses]
    strangers = [
        RowError(row.row, "code", "code_unknown", f"Không có tổ chức mang mã {row.code}.")
        for row in parsed.rows
        if row.code.upper() not in houses
    ]
    return accepted, sorted([*parsed.errors, *strangers], key=lambda error: error.row)


def _counted_until(parsed: ParsedTargets) -> date:
    """Return the day in the title of the file, or the last day of its last year, never a day to come."""
    if parsed.counted_until:
        day, month, year = (int(part) for part in parsed.counted_until.split("/"))
        return date(year, month, day)
    years = [figures.year for row in parsed.rows for figures in row.years]
    return min(date(max(years, default=clock.today().year), 12, 31), clock.today())
