"""A report is kept with the figures of today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.report_parts import ReportSection
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import root_id
from portal.oversight.reports.content import as_document, from_document
from portal.oversight.reports.models import PeriodicReport
from portal.oversight.reports.periods import ReportPeriod


@operation
def keep_report(
    *,
    period: ReportPeriod,
    sections: Sequence[ReportSection],
    remarks: str = "",
    is_scheduled: bool = False,
) -> PeriodicReport:
    """Keep what is known today about a period; a house's report is sent to Khối by that.

    The sections are read before, through the door that may read them. A scheduled report is made
    once, and a second press of the button sends nothing new: the one before is returned.
    """
    lock_name(f"periodic_report:{period.key}")
    if period.since > clock.today():
        raise DomainError(f"Kỳ {period.words} chưa bắt đầu nên chưa có số liệu.")
    document = as_document(sections)
    before = _find_scheduled(period.key) if is_scheduled else _find_same(period.key, document, remarks)
    if before is not None:
        audit.record("report.made_again", before, period=period.key)
        return before
    khoi = root_id()
    is_own = current_tenant_id() == khoi
    report = PeriodicReport(
        to_tenant_id=None if is_own else khoi,
        kind=period.kind,
        period_key=period.key,
        since=period.since,
        until=period.until,
        as_of=clock.today(),
        sections=document,
        remarks=remarks.strip(),
        is_scheduled=is_scheduled,
        made_by="Hệ thống" if is_scheduled else signature(),
    )
    db.session.add(report)
    audit.record("report.made" if is_own else "report.sent", report, period=period.key)
    return report


def _find_scheduled(period_key: str) -> PeriodicReport | None:
    return _last(PeriodicReport.period_key == period_key, PeriodicReport.is_scheduled.is_(True))


def _find_same(period_key: str, document: list[dict[str, Any]], remarks: str) -> PeriodicReport | None:
    """Return the last report of the period if it says today just what this one would."""
    last = _last(PeriodicReport.period_key == period_key, PeriodicReport.is_scheduled.is_(False))
    if last is None or last.as_of != clock.today() or last.remarks != remarks.strip():
        return None
    return last if from_document(last.sections) == from_document(document) else None


def _last(*conditions: ColumnElement[bool]) -> PeriodicReport | None:
    statement = (
        select(PeriodicReport)
        .where(PeriodicReport.tenant_id == current_tenant_id(), *conditions)
        .order_by(PeriodicReport.made_at.desc(), PeriodicReport.id.desc())
    )
    return db.session.scalars(statement.limit(1)).first()
