"""One official member follows and helps a candidate."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from portal.accounts.models import Membership
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.operations.end_helper import end_helpers
from portal.candidates.queries.access import lock_candidate
from portal.candidates.stages import FOLLOWED, PROBATIONARY, Stage
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

HELPED = FOLLOWED | PROBATIONARY | {Stage.DECIDED}


@operation
def assign_helper(
    *,
    candidate_id: UUID,
    starts_on: date,
    resolution_no: str,
    helper_name: str = "",
    helper_membership_id: UUID | None = None,
    is_official: bool = True,
    together_since: date | None = None,
    end_reason: str = "",
) -> UUID:
    """Give a candidate a helper from a day, by a resolution (38-HD/BTCTW §1.3); return the assignment's id.

    A helper who is there already hands over: that assignment ends the day before, with the
    reason, and the new one is a replacement, which needs no twelve months together
    (294-QĐ/TW §3.2.2).
    """
    candidate = lock_candidate(candidate_id)
    name = _name_of(helper_name, helper_membership_id)
    _check(candidate, starts_on=starts_on, resolution_no=resolution_no, together_since=together_since)
    if not is_official:
        raise RuleRefused("Người giúp đỡ phải là đảng viên chính thức.", field="is_official")
    ended = end_helpers(candidate, on=starts_on - timedelta(days=1), reason=end_reason.strip() or "Bàn giao")
    assignment = HelperAssignment(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        helper_name=name,
        helper_membership_id=helper_membership_id,
        is_official=is_official,
        resolution_no=resolution_no.strip(),
        together_since=together_since,
        is_replacement=bool(ended),
        starts_on=starts_on,
    )
    db.session.add(assignment)
    audit.record(
        "helper.assigned",
        candidate,
        before={"helper": ended[0].helper_name if ended else None},
        after={"helper": name},
        assignment_id=assignment.id,
        starts_on=starts_on,
    )
    return assignment.id


def _name_of(helper_name: str, membership_id: UUID | None) -> str:
    if membership_id is not None:
        return get_row(Membership, membership_id).display_name
    name = " ".join(helper_name.split())
    if not name:
        raise DomainError("Chọn tài khoản hoặc ghi họ tên người giúp đỡ.", field="helper_name")
    return name


def _check(candidate: Candidate, *, starts_on: date, resolution_no: str, together_since: date | None) -> None:
    if candidate.stage not in HELPED:
        raise RuleRefused("Chỉ giao người giúp đỡ khi quần chúng đang được theo dõi.")
    if starts_on > clock.today():
        raise DomainError("Ngày giao ở tương lai.", field="starts_on")
    if not resolution_no.strip():
        raise DomainError("Cần số nghị quyết của chi bộ.", field="resolution_no")
    if together_since is not None and together_since > starts_on:
        raise DomainError("Ngày bắt đầu cùng công tác phải trước ngày giao.", field="together_since")
