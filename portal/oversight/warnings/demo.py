"""The warnings of the sample data: reckoned from it, two of them already in somebody's hands."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.pages import list_officers
from portal.kernel import clock
from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.oversight.warnings.operations.assign_warning import assign_warning
from portal.oversight.warnings.operations.snooze_warning import snooze_warning
from portal.oversight.warnings.queries.register import list_running
from portal.oversight.warnings.reckoning import reckon


def load() -> None:
    """Reckon unless there are warnings already."""
    with session_as(organizations.root_operator()) as operator:
        if list_running():
            return
        reckon()
        running = sorted(list_running(), key=lambda warning: -warning.value)
        officers = list_officers(operator.tenant_id)
        if len(running) > 1 and officers:
            assign_warning(
                early_warning_id=running[0].id,
                membership_id=officers[0].id,
                reason="Làm việc với cấp ủy trước cuối tháng.",
            )
            snooze_warning(
                early_warning_id=running[1].id,
                until=clock.today() + timedelta(days=30),
                reason="Đơn vị đang kiện toàn chi ủy, hẹn báo cáo sau một tháng.",
            )
