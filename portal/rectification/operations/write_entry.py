"""A report of the house, or what Khối saw."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.rectification.models import RectificationEntry
from portal.rectification.queries import get_case
from portal.rectification.states import CaseState, EntryKind


@operation
def write_entry(*, case_id: UUID, text: str) -> None:
    """Add to the case: from the house a report, from Khối a note of follow-up; the other side reads it."""
    row = get_case(case_id)
    case = row.case
    if row.state in {CaseState.CLOSED, CaseState.LETTER}:
        raise RuleRefused("Hồ sơ chưa chuyển cho đơn vị hoặc đã kết thúc.")
    if not text.strip():
        raise DomainError("Ghi nội dung.", field="text")
    lock_name(f"rectification_case:{case_id}")
    if any(entry.text == text.strip() for entry in get_case(case_id).entries):
        raise DomainError("Nội dung này đã ghi rồi.", field="text")
    is_of_khoi = case.tenant_id == current_actor().tenant_id
    entry = RectificationEntry(
        to_tenant_id=case.house_id if is_of_khoi else case.tenant_id,
        case_tenant_id=case.tenant_id,
        case_id=case_id,
        kind=EntryKind.FOLLOW_UP if is_of_khoi else EntryKind.REPORT,
        text=text.strip(),
        written_by=signature(),
    )
    db.session.add(entry)
    audit.record("rectification.noted" if is_of_khoi else "rectification.reported", entry, case_id=case_id)
