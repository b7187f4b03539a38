"""What a house has mended after a check-up."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.plans.models import CheckUpReport
from portal.plans.planning import CheckUpState
from portal.plans.queries.check_ups import get_check_up


@operation
def report_remedy(*, check_up_id: UUID, words: str) -> None:
    """Tell Khối what was done; a later report stands beside the earlier ones."""
    found = get_check_up(check_up_id)
    check_up = found.check_up
    if check_up.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    if found.state not in {CheckUpState.TO_MEND, CheckUpState.REPORTED} or not check_up.remedy:
        raise RuleRefused("Không có việc cần khắc phục đang chờ báo cáo.")
    report = CheckUpReport(
        to_tenant_id=check_up.tenant_id,
        check_up_tenant_id=check_up.tenant_id,
        check_up_id=check_up.id,
        words=words.strip(),
        reported_by=signature(),
    )
    db.session.add(report)
    audit.record("check_up.remedy_reported", report, check_up_id=check_up.id)
