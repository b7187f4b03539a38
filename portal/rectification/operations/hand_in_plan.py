"""The house says how it will mend things."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.rectification.models import RectificationEntry
from portal.rectification.queries import get_case
from portal.rectification.states import CaseState, EntryKind


@operation
def hand_in_plan(*, case_id: UUID, text: str, owner: str, mended_by: date) -> None:
    """Hand in the remedial plan; a later one takes its place, the earlier stays readable."""
    row = get_case(case_id)
    if row.case.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    if row.state is CaseState.CLOSED:
        raise RuleRefused("Hồ sơ chấn chỉnh này đã kết thúc.")
    for field, words in (("text", text), ("owner", owner)):
        if not words.strip():
            raise DomainError("Ghi nội dung.", field=field)
    if mended_by < clock.today():
        raise DomainError("Hạn hoàn thành đã qua.", field="mended_by")
    entry = RectificationEntry(
        to_tenant_id=row.case.tenant_id,
        case_tenant_id=row.case.tenant_id,
        case_id=case_id,
        kind=EntryKind.PLAN,
        text=text.strip(),
        owner=owner.strip(),
        mended_by=mended_by,
        written_by=signature(),
    )
    db.session.add(entry)
    audit.record("rectification.planned", entry, case_id=case_id, mended_by=mended_by)
