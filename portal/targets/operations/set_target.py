"""Give a house a target, by decision; an earlier one is superseded."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.spreadsheets.cells import HIGHEST_COUNT
from portal.organizations.models import Organization
from portal.targets import queries
from portal.targets.kinds import KIND_LABELS, TargetKind
from portal.targets.models import Target, TargetPeriod, Term
from portal.targets.pace import WHOLE_TERM


@operation
def set_target(
    *,
    house_id: UUID,
    term_code: str,
    year: int,
    value: int,
    decision_no: str,
    decision_date: date,
    kind: TargetKind = TargetKind.ADMISSION,
) -> UUID:
    """Set what a house shall admit in a year of a term (``year`` 0: in the whole term); return its id.

    Of Khối itself it is what the province asks. A part of the admissions (women, students …) may
    have a target beside the main one, never above it. Adjusting a target needs a decision; the old
    value stays readable (rules.md §4.2).
    """
    house = get_row(Organization, house_id)
    term = lock(Term, queries.get_term(term_code).id)  # one writer of targets at a time
    if year and not term.starts_on.year <= year <= term.ends_on.year:
        raise DomainError(f"Năm {year} không thuộc nhiệm kỳ {term.code}.", field="year")
    if house.kind not in queries.GRASSROOTS and not house.is_root:
        raise DomainError("Chỉ tiêu kết nạp giao cho tổ chức cơ sở đảng.", field="house_id")
    if not 0 <= value <= HIGHEST_COUNT:
        raise DomainError("Chỉ tiêu là số từ 0 trở lên.", field="value")
    if not decision_no.strip():
        raise DomainError("Ghi số quyết định giao chỉ tiêu.", field="decision_no")
    if decision_date > clock.today():
        raise DomainError("Ngày quyết định chưa tới; xem lại ngày, tháng, năm.", field="decision_date")
    if kind is not TargetKind.ADMISSION:
        whole = queries.current_targets(term.id, house=house.id).get((house.id, year))
        if whole is None or value > whole.value:
            raise DomainError(
                f"Chỉ tiêu {KIND_LABELS[kind].lower()} là một phần của chỉ tiêu chung"
                + (f" ({whole.value} người)." if whole else "; giao chỉ tiêu chung trước."),
                field="value",
            )
    previous = queries.current_targets(term.id, house=house.id, kind=kind).get((house.id, year))
    if previous is not None:
        stands = previous.value, previous.decision_no, previous.decision_date
        if stands == (value, decision_no.strip(), decision_date):
            raise DomainError("Chỉ tiêu này đã ghi, không có gì thay đổi.", field="value")
        previous.superseded_at = clock.now()
        db.session.flush()
    target = Target(
        to_tenant_id=house.id,
        term_id=term.id,
        kind=kind,
        period=TargetPeriod.YEAR if year else TargetPeriod.TERM,
        year=year or WHOLE_TERM,
        value=value,
        decision_no=decision_no.strip(),
        decision_date=decision_date,
    )
    db.session.add(target)
    audit.record(
        "target.set",
        target,
        before={"value": previous.value if previous else None},
        after={"value": value},
        house=house.code,
        year=year,
        kind=kind.value,
    )
    return target.id
