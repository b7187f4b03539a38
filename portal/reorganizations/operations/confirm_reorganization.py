"""The one confirmation: a new name or superior holds at once, the rest is handed to the worker."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock, jobs
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.organizations.operations.change_parent import change_parent
from portal.organizations.operations.rename_organization import rename_organization
from portal.reorganizations.kinds import MOVING, Kind, State
from portal.reorganizations.models import Reorganization, ReorganizedHouse

JOB = "reorganizations.carry_out"


@operation
def confirm_reorganization(*, reorganization_id: UUID) -> None:
    """Carry a draft out, or have it carried out; RuleRefused before its day, Conflict the second time."""
    draft = lock(Reorganization, reorganization_id)
    if draft.state is not State.DRAFT:
        raise Conflict("Việc này đã được xác nhận hoặc đã bỏ.")
    if draft.kind in MOVING and draft.effective_on > clock.today():
        raise RuleRefused(f"Chưa đến ngày có hiệu lực {draft.effective_on:%d/%m/%Y}.")
    draft.confirmed_by, draft.problem = signature(), ""
    if draft.kind in MOVING:
        draft.state = State.CONFIRMED
        jobs.defer(JOB, once=str(draft.id), reorganization_id=str(draft.id))
    else:
        _apply(draft)
        draft.state, draft.carried_out_at = State.CARRIED_OUT, clock.now()
    audit.record("reorganization.confirmed", draft, kind=draft.kind.value, decision_no=draft.decision_no)


def _apply(draft: Reorganization) -> None:
    house_id = db.session.scalars(
        select(ReorganizedHouse.organization_id).where(ReorganizedHouse.reorganization_id == draft.id)
    ).one()
    if draft.kind is Kind.RENAME:
        rename_organization(
            organization_id=house_id,
            name=draft.new_name,
            decision_no=draft.decision_no,
            valid_from=draft.effective_on,
        )
    elif draft.receiver_id is not None:
        change_parent(
            organization_id=house_id,
            parent_id=draft.receiver_id,
            decision_no=draft.decision_no,
            valid_from=draft.effective_on,
        )
