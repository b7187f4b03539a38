"""A draft about houses written again: another number, day, house or name; nothing has moved yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.reorganizations.kinds import State
from portal.reorganizations.models import Reorganization, ReorganizedHouse
from portal.reorganizations.operations.draft_reorganization import Decision, check_decision


@operation
def revise_reorganization(
    *,
    reorganization_id: UUID,
    house_ids: Sequence[UUID],
    decision_no: str,
    decision_date: date,
    effective_on: date,
    receiver_id: UUID | None = None,
    new_code: str = "",
    new_name: str = "",
    unit_ids: Sequence[UUID] = (),
) -> UUID:
    """Write a draft again and return its id; its kind stays. Conflict once it has been confirmed."""
    draft = lock(Reorganization, reorganization_id)
    if draft.state is not State.DRAFT:
        raise Conflict("Chỉ sửa được bản dự thảo.")
    decision = Decision(
        draft.kind,
        house_ids,
        decision_no,
        decision_date,
        effective_on,
        receiver_id,
        new_code,
        new_name,
        unit_ids,
    )
    houses, draft.units = check_decision(decision, draft_id=draft.id)
    before = {"decision_no": draft.decision_no, "effective_on": draft.effective_on.isoformat()}
    for name, value in decision.columns().items():
        setattr(draft, name, value)
    draft.drafted_by, draft.problem = signature(), ""
    db.session.execute(
        delete(ReorganizedHouse).where(
            ReorganizedHouse.tenant_id == draft.tenant_id, ReorganizedHouse.reorganization_id == draft.id
        )
    )
    db.session.add_all(ReorganizedHouse(reorganization_id=draft.id, organization_id=one.id) for one in houses)
    after = {"decision_no": draft.decision_no, "effective_on": draft.effective_on.isoformat()}
    audit.record(
        "reorganization.revised", draft, before=before, after=after, houses=[one.code for one in houses]
    )
    return draft.id
