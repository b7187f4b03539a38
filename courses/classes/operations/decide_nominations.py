"""Khối answers nominations: into the class, onto the waiting list, or no."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from courses.classes.models import ClassRun, Nomination, NominationDecision
from courses.classes.operations.fill_seats import enrol, fill_seats, latest_answers, leave
from courses.classes.rules import seats_left
from courses.classes.states import SETTLING, NominationAnswer
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import list_organizations


@dataclass(frozen=True, slots=True)
class Decided:
    """How many nominations got a new answer, and how many waiting people came in by it."""

    answered: int
    promoted: int


@operation
def decide_nominations(
    *,
    class_run_id: UUID,
    nomination_ids: Collection[UUID],
    answer: NominationAnswer | str,
    reason: str = "",
) -> Decided:
    """Give the same answer to several nominations of a class; those that have it already are left.

    Approving takes a seat, any other answer frees it, and the first of the waiting list moves up.
    """
    answer = NominationAnswer(answer)
    run = lock_class(class_run_id)
    if answer is NominationAnswer.REFUSED and not reason.strip():
        raise DomainError("Cần lý do khi không duyệt.", field="reason")
    nominations = _nominations(run, nomination_ids)
    known = latest_answers(run)
    changed = [row for row in nominations if known.get(row.id) is not answer]
    if answer is NominationAnswer.APPROVED:
        _approve(run, changed)
    else:
        for row in changed:
            leave(run, row.person_id, on=clock.today())
    for row in changed:
        answer_nomination(row, answer, reason.strip())
    promoted = 0 if answer is NominationAnswer.APPROVED else _promote_others(run, changed)
    audit.record(
        "nominations.decided",
        run,
        answer=answer,
        reason=reason.strip(),
        nomination_ids=[str(row.id) for row in changed],
    )
    return Decided(len(changed), promoted)


def lock_class(class_run_id: UUID) -> ClassRun:
    """Return a class whose list may still change, locked: the root of every change of its list."""
    run = lock(ClassRun, class_run_id)
    if run.tenant_id != current_tenant_id():
        raise NotFound
    if run.state not in SETTLING:
        raise RuleRefused("Danh sách lớp không thay đổi được ở bước này.")
    return run


def answer_nomination(nomination: Nomination, answer: NominationAnswer, reason: str) -> None:
    """Write an answer; the latest one holds."""
    db.session.add(
        NominationDecision(
            to_tenant_id=nomination.tenant_id,
            nomination_id=nomination.id,
            person_id=nomination.person_id,
            answer=answer,
            reason=reason,
        )
    )


def _nominations(run: ClassRun, nomination_ids: Collection[UUID]) -> list[Nomination]:
    if not nomination_ids:
        raise DomainError("Chọn ít nhất một người.", field="ids")
    rows = list(
        db.session.scalars(
            select(Nomination)
            .where(
                Nomination.to_tenant_id == run.tenant_id,
                Nomination.class_run_id == run.id,
                Nomination.id.in_(nomination_ids),
            )
            .order_by(Nomination.nominated_at, Nomination.id)
        )
    )
    if len(rows) < len(set(nomination_ids)):
        raise NotFound
    withdrawn = next((row for row in rows if row.withdrawn_at is not None), None)
    if withdrawn is not None:
        raise RuleRefused(f"Đơn vị đã rút đề nghị của {withdrawn.full_name}; bỏ chọn người này.")
    return rows


def _approve(run: ClassRun, nominations: list[Nomination]) -> None:
    free = seats_left(run.seats, run.enrolled_count)
    if len(nominations) > free:
        raise RuleRefused(
            f"Lớp còn {free} chỗ, đã chọn {len(nominations)} người. Bớt người hoặc đưa vào danh sách chờ."
        )
    names = {house.id: house.name for house in list_organizations()}
    for nomination in nominations:
        enrol(run, nomination, organization_name=names.get(nomination.tenant_id, ""))


def _promote_others(run: ClassRun, changed: list[Nomination]) -> int:
    db.session.flush()
    return fill_seats(run, passing_over={row.id for row in changed})
