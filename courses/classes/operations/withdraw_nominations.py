"""Whoever leaves the list is proposed for no class any more."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists, select

from courses.classes.models import Enrolment, Nomination
from portal.candidates.stages import LEAVING
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def withdraw_nominations(*, candidate_id: UUID, stage: str) -> None:
    """Withdraw the nominations of a candidate who left the list, as long as no seat was given.

    Called inside the step itself (seams.stage_watchers). Who has a seat finishes the class: the
    certificate is the person's own.
    """
    if stage not in LEAVING:
        return
    has_seat = exists(
        select(Enrolment.id).where(
            Enrolment.to_tenant_id == Nomination.tenant_id, Enrolment.nomination_id == Nomination.id
        )
    )
    rows = db.session.scalars(
        select(Nomination).where(
            Nomination.tenant_id == current_tenant_id(),
            Nomination.candidate_id == candidate_id,
            Nomination.withdrawn_at.is_(None),
            ~has_seat,
        )
    ).all()
    for row in rows:
        row.withdrawn_at = clock.now()
        audit.record("nomination.withdrawn", row, candidate_id=candidate_id)
