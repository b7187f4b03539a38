"""What a check-up found, and what must be mended by when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.plans.models import CheckUp


@operation
def record_findings(
    *, check_up_id: UUID, held_on: date, findings: str, remedy: str = "", remedy_due: date | None = None
) -> None:
    """Write the findings; again, to correct them, until the check-up is closed."""
    check_up = lock(CheckUp, check_up_id)
    if check_up.closed_on is not None:
        raise RuleRefused("Cuộc kiểm tra, giám sát này đã kết thúc.")
    if held_on > clock.today():
        raise DomainError("Ngày tiến hành chưa tới.", field="held_on")
    if not findings.strip():
        raise DomainError("Ghi kết quả kiểm tra, giám sát.", field="findings")
    if remedy.strip() and remedy_due is None:
        raise DomainError("Ghi hạn khắc phục.", field="remedy_due")
    if remedy_due is not None and not remedy.strip():
        raise DomainError("Ghi việc cần khắc phục, hoặc bỏ trống cả hạn.", field="remedy")
    if remedy_due is not None and remedy_due < held_on:
        raise DomainError("Hạn khắc phục trước ngày kiểm tra.", field="remedy_due")
    before = {"held_on": check_up.held_on, "remedy_due": check_up.remedy_due}
    check_up.held_on, check_up.findings = held_on, findings.strip()
    check_up.remedy, check_up.remedy_due = remedy.strip(), remedy_due
    audit.record(
        "check_up.findings_recorded",
        check_up,
        before=before,
        after={"held_on": held_on, "remedy_due": remedy_due},
    )
