"""A decision that commends houses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from portal.commendation.models import Commendation
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def decide_commendations(*, commendation_ids: Collection[UUID], decision_no: str, decided_on: date) -> int:
    """Write number and day of the decision on each; the houses are told. Again, to correct them."""
    if not commendation_ids:
        raise DomainError("Chọn ít nhất một đề xuất.", field="commendation_ids")
    if not decision_no.strip():
        raise DomainError("Ghi số quyết định.", field="decision_no")
    if decided_on > clock.today():
        raise DomainError("Ngày quyết định chưa tới; xem lại ngày, tháng, năm.", field="decided_on")
    for commendation_id in sorted(set(commendation_ids)):
        commendation = lock(Commendation, commendation_id)
        if commendation.declined_on is not None:
            raise Conflict("Có đề xuất vừa được ghi là không khen; tải lại trang.", field="commendation_ids")
        before = {"decision_no": commendation.decision_no, "decided_on": commendation.decided_on}
        commendation.decision_no, commendation.decided_on = decision_no.strip(), decided_on
        commendation.to_tenant_id = commendation.house_id
        after = {"decision_no": commendation.decision_no, "decided_on": decided_on}
        audit.record("commendation.decided", commendation, before=before, after=after)
    return len(set(commendation_ids))
