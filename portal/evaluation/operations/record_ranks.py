"""The official levels of a period, as one decision states them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from portal.candidates.queries.access import signature
from portal.evaluation.levels import Level, check_cap
from portal.evaluation.models import CapExcess, EvaluationRank
from portal.evaluation.periods import days_of, period_words
from portal.evaluation.queries.register import cap_of, current_ranks, find_criteria_set
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.queries import list_organizations
from portal.targets.queries import GRASSROOTS


@operation
def record_ranks(
    *,
    period: str,
    levels: Mapping[UUID, Level],
    decision_no: str,
    decided_on: date,
    cap_reason: str = "",
) -> int:
    """Write down the levels a decision gave; return how many are new or changed.

    The cap of excellent is tested on all houses of the period; beyond it only with a reason. A house
    that already has the same level keeps its row and its decision.
    """
    lock_name(f"evaluation:{period}")
    if decided_on > clock.today():
        raise DomainError("Ngày quyết định chưa tới; xem lại ngày, tháng, năm.", field="decided_on")
    if decided_on < days_of(period)[0]:
        raise DomainError(f"Ngày quyết định trước khi {period_words(period)} bắt đầu.", field="decided_on")
    if not decision_no.strip():
        raise DomainError("Ghi số quyết định.", field="decision_no")
    known = {house.id for house in list_organizations(kinds=GRASSROOTS)}
    if set(levels) - known:
        raise DomainError("Có đơn vị không phải tổ chức cơ sở đảng đang hoạt động; tải lại trang.")
    standing = current_ranks(period)
    changed = {
        house: level
        for house, level in levels.items()
        if house not in standing or standing[house].level is not level
    }
    if not changed:
        raise DomainError("Chưa chọn mức xếp loại nào mới so với đã ghi.")
    _check_cap(period, {**{h: r.level for h, r in standing.items() if h}, **changed}, decision_no, cap_reason)
    for house, level in changed.items():
        if house in standing:
            standing[house].superseded_at = clock.now()
            db.session.flush()
        rank = EvaluationRank(
            to_tenant_id=house,
            period=period,
            level=level,
            decision_no=decision_no.strip(),
            decided_on=decided_on,
            recorded_by=signature(),
        )
        db.session.add(rank)
        before = standing[house].level if house in standing else None
        audit.record(
            "evaluation.rank_recorded",
            rank,
            before={"level": before},
            after={"level": level},
            period=period,
            house_id=house,
        )
    return len(changed)


def _check_cap(period: str, levels: Mapping[UUID, Level], decision_no: str, reason: str) -> None:
    cap = cap_of(find_criteria_set(period))
    check = check_cap(levels.values(), cap)
    if not check.excess:
        return
    if not reason.strip():
        raise DomainError(
            f"{cap.words}: được {check.allowed} đơn vị, đang chọn {check.excellent}. "
            f"Bớt {check.excess} đơn vị, hoặc ghi lý do vượt theo quyết định.",
            field="cap_reason",
        )
    excess = CapExcess(
        period=period,
        decision_no=decision_no.strip(),
        excellent=check.excellent,
        allowed=check.allowed,
        reason=reason.strip(),
        recorded_by=signature(),
    )
    db.session.add(excess)
    audit.record("evaluation.cap_passed", excess, excellent=check.excellent, allowed=check.allowed)
