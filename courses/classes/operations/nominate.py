"""A house proposes people for a class, and takes a proposal back."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, select

from courses.classes.models import ClassQuota, ClassRun, Enrolment, Nomination
from courses.classes.rules import check_quota, why_not_nominate
from courses.classes.states import ACTIVE
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.queries.nominable import NominableRow, list_nominable
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.wording import bloc


@operation
def nominate(*, class_run_id: UUID, candidate_ids: Collection[UUID], note: str = "") -> int:
    """Propose people of the house, who must be on its list of prospects; return how many are new.

    Whoever was only on the list comes to the stage "proposed for the class" with it.
    """
    run = get_row(ClassRun, class_run_id)
    trouble = why_not_nominate(run.state, run.nominate_until, clock.today())
    if trouble:
        raise RuleRefused(trouble)
    if not candidate_ids:
        raise DomainError("Chọn ít nhất một người.", field="candidate_ids")
    standing = _own_nominations(run)
    wanted = [row for row in _nominable(candidate_ids) if not _stands(standing.get(row.person_id))]
    _check_quota(run, sum(_stands(row) for row in standing.values()), len(wanted))
    _check_elsewhere(run, [row.person_id for row in wanted])
    for row in wanted:
        _propose(run, row, standing.get(row.person_id), note.strip())
    audit.record(
        "class.nominated", run, count=len(wanted), candidate_ids=[str(row.candidate_id) for row in wanted]
    )
    return len(wanted)


@operation
def withdraw_nomination(*, nomination_id: UUID) -> None:
    """Take a proposal back while the class has not begun; Khối frees the seat if there was one."""
    nomination = lock(Nomination, nomination_id)
    run = get_row(ClassRun, nomination.class_run_id)
    if run.starts_on <= clock.today():
        raise RuleRefused(f"Lớp đã khai giảng; đề nghị {bloc()} cho người học ra khỏi lớp.")
    nomination.withdrawn_at = nomination.withdrawn_at or clock.now()
    audit.record("nomination.withdrawn", nomination, class_run_id=run.id)


def _own_nominations(run: ClassRun) -> dict[UUID, Nomination]:
    rows = db.session.scalars(
        select(Nomination).where(
            Nomination.tenant_id == current_tenant_id(), Nomination.class_run_id == run.id
        )
    )
    return {row.person_id: row for row in rows}


def _stands(nomination: Nomination | None) -> bool:
    return nomination is not None and nomination.withdrawn_at is None


def _nominable(candidate_ids: Collection[UUID]) -> list[NominableRow]:
    chosen = [row for row in list_nominable() if row.candidate_id in set(candidate_ids)]
    if len(chosen) < len(set(candidate_ids)):
        raise RuleRefused(
            "Chỉ đề nghị được người trong danh sách cảm tình Đảng của đơn vị và chưa có giấy chứng nhận.",
            field="candidate_ids",
        )
    return chosen


def _check_quota(run: ClassRun, standing: int, wanted: int) -> None:
    quota = db.session.scalar(
        select(ClassQuota.seats).where(
            ClassQuota.tenant_id == run.tenant_id,
            ClassQuota.class_run_id == run.id,
            ClassQuota.to_tenant_id == current_tenant_id(),
        )
    )
    if trouble := check_quota(quota, standing, wanted):
        raise RuleRefused(trouble, field="candidate_ids")


def _check_elsewhere(run: ClassRun, person_ids: Collection[UUID]) -> None:
    statement = (
        select(Enrolment.full_name, ClassRun.title)
        .join(
            ClassRun, and_(ClassRun.tenant_id == Enrolment.tenant_id, ClassRun.id == Enrolment.class_run_id)
        )
        .where(
            Enrolment.to_tenant_id == current_tenant_id(),
            Enrolment.person_id.in_(person_ids),
            Enrolment.left_on.is_(None),
            ClassRun.id != run.id,
            ClassRun.state.in_(ACTIVE),
        )
    )
    found = db.session.execute(statement).first()
    if found is not None:
        raise RuleRefused(f"{found[0]} đang có tên trong {found[1]}.", field="candidate_ids")


def _propose(run: ClassRun, row: NominableRow, earlier: Nomination | None, note: str) -> None:
    nomination = earlier or Nomination(
        to_tenant_id=run.tenant_id,
        class_run_id=run.id,
        candidate_id=row.candidate_id,
        person_id=row.person_id,
    )
    nomination.full_name, nomination.birth_date, nomination.sex = row.full_name, row.birth_date, row.sex
    nomination.unit_name, nomination.note = row.unit_name, note
    nomination.nominated_at, nomination.withdrawn_at = clock.now(), None
    db.session.add(nomination)
    if row.stage is Stage.PROSPECT:
        advance_stage(
            candidate_id=row.candidate_id,
            to_stage=Stage.CLASS_PROPOSED,
            happened_on=clock.today(),
            remarks=f"Đề nghị vào {run.title}",
        )
