"""Reads about reports: the figures of reviews, what was made, who of the houses has sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from portal.candidates.models.review import ProgressReview
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.organizations.queries import list_organizations, root_id
from portal.oversight.reports.models import PeriodicReport
from portal.targets.queries import GRASSROOTS, list_terms

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from portal.oversight.reports.periods import ReportKind

MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A report as lists show it, without its sections."""

    id: UUID
    tenant_id: UUID
    kind: ReportKind
    period_key: str
    as_of: date
    made_by: str
    made_at: datetime
    is_scheduled: bool


@dataclass(frozen=True, slots=True)
class HouseReportRow:
    """One house and the last report of a period it sent; None when it sent none."""

    code: str
    name: str
    report: MadeRow | None


def list_term_days() -> dict[str, tuple[date, date]]:
    """Return first and last day of each term by its code, the newest first."""
    return {term.code: (term.starts_on, term.ends_on) for term in list_terms()}


def count_reviews(periods: Collection[str], *, house: UUID | None) -> dict[str, tuple[int, int]]:
    """Return how many reviews were handed in and how many in time, by month or quarter; one statement."""
    in_time = func.count(case((ProgressReview.submitted_on <= ProgressReview.due_on, 1)))
    statement = (
        select(ProgressReview.period, func.count(), in_time)
        .where(ProgressReview.period.in_(periods), ProgressReview.is_current)
        .group_by(ProgressReview.period)
    )
    if house is not None:
        statement = statement.where(ProgressReview.tenant_id == house)
    return {period: (count, kept) for period, count, kept in db.session.execute(statement)}


def list_made() -> list[MadeRow]:
    """Return the reports the actor's house made, the newest first, at most sixty."""
    return _rows(PeriodicReport.tenant_id == current_actor().tenant_id, limit=MOST_LISTED)


def list_of_houses(period_key: str) -> list[HouseReportRow]:
    """Return every open grassroots organisation with its last report of a period; two statements."""
    sent: dict[UUID, MadeRow] = {}
    for row in _rows(PeriodicReport.period_key == period_key):
        sent.setdefault(row.tenant_id, row)
    return [
        HouseReportRow(house.code, house.name, sent.get(house.id))
        for house in list_organizations(kinds=GRASSROOTS)
    ]


def list_kept_by(house_id: UUID) -> list[PeriodicReport]:
    """Return every report a house kept, the oldest first."""
    statement = select(PeriodicReport).where(PeriodicReport.tenant_id == house_id)
    return list(db.session.scalars(statement.order_by(PeriodicReport.since, PeriodicReport.made_at)))


def get_report(periodic_report_id: UUID) -> PeriodicReport:
    """Return one report of the actor's house, or one it was sent."""
    return get_row(PeriodicReport, periodic_report_id)


def is_khoi() -> bool:
    """Tell whether the actor belongs to Khối."""
    return current_actor().tenant_id == root_id()


def _rows(condition: object, *, limit: int | None = None) -> list[MadeRow]:
    report = PeriodicReport
    statement = (
        select(
            report.id,
            report.tenant_id,
            report.kind,
            report.period_key,
            report.as_of,
            report.made_by,
            report.made_at,
            report.is_scheduled,
        )
        .where(condition)  # type: ignore[arg-type]
        .order_by(report.made_at.desc(), report.id.desc())
        .limit(limit)
    )
    return [MadeRow(*row) for row in db.session.execute(statement)]
