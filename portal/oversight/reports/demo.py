"""Reports of the sample data: Khối keeps two, some houses have sent the last quarter's."""

from __future__ import annotations

from datetime import timedelta

from portal.kernel import clock
from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.oversight.reports import queries
from portal.oversight.reports.building import build_for_khoi, build_sections
from portal.oversight.reports.operations.keep_report import keep_report
from portal.oversight.reports.periods import ReportKind, last_ended
from portal.oversight.reports.scheduled import LATEST_DAYS

REMARKS = {
    "K18": "Nguồn tập trung ở các chi bộ chuyên môn. Đề nghị Khối mở thêm một lớp bồi dưỡng trong quý tới.",
    "K53": "Sinh viên năm cuối chiếm phần lớn nguồn; cấp ủy rà soát để kết nạp trước khi ra trường.",
}


def load() -> None:
    """Keep reports unless there are some."""
    with session_as(organizations.root_operator()):
        if queries.list_made():
            return
        for period in last_ended(clock.today(), queries.list_term_days()):
            if period.kind in (ReportKind.MONTH, ReportKind.QUARTER):
                recent = clock.today() - period.until <= timedelta(days=LATEST_DAYS)
                keep_report(period=period, sections=build_for_khoi(period), is_scheduled=recent)
    for code, remarks in REMARKS.items():
        with session_as(organizations.find_operator(code)) as actor:
            for period in last_ended(clock.today(), queries.list_term_days()):
                if period.kind is ReportKind.QUARTER:
                    sections = build_sections(period, house=actor.tenant_id)
                    keep_report(period=period, sections=sections, remarks=remarks)
