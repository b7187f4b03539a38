"""A report is kept with the figures of today."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.report_parts import ReportSection
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import root_id
from portal.oversight.reports.content import as_document
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
    once; asked again, the first one is returned.
    """
    lock_name(f"periodic_report:{period.key}")
    if period.since > clock.today():
        raise DomainError(f"Kỳ {period.words} chưa bắt đầu nên chưa có số liệu.")
    if is_scheduled and (before := _find_scheduled(period.key)):
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
        sections=as_document(sections),
        remarks=remarks.strip(),
        is_scheduled=is_scheduled,
        made_by="Hệ thống" if is_scheduled else signature(),
    )
    db.session.add(report)
    audit.record("report.made" if is_own else "report.sent", report, period=period.key)
    return report


def _find_scheduled(period_key: str) -> PeriodicReport | None:
    statement = select(PeriodicReport).where(
        PeriodicReport.period_key == period_key, PeriodicReport.is_scheduled
    )
    return db.session.scalars(statement).one_or_none()
