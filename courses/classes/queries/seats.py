"""Seats set aside for a house that it has not filled yet."""

from __future__ import annotations

from sqlalchemy import and_, func, select

from courses.classes.models import ClassQuota, ClassRun, Nomination
from courses.classes.states import ClassState
from portal.kernel.database import db
from portal.kernel.seams import SeatGap


def list_seat_gaps() -> list[SeatGap]:
    """Return, of classes that still take nominations, the quotas not yet filled; one statement."""
    nominated = (
        select(func.count())
        .where(
            Nomination.tenant_id == ClassQuota.to_tenant_id,
            Nomination.to_tenant_id == ClassQuota.tenant_id,
            Nomination.class_run_id == ClassQuota.class_run_id,
            Nomination.withdrawn_at.is_(None),
        )
        .correlate(ClassQuota)
        .scalar_subquery()
    )
    statement = (
        select(
            ClassQuota.to_tenant_id,
            ClassRun.id,
            ClassRun.title,
            ClassQuota.seats,
            nominated,
            ClassRun.nominate_until,
        )
        .join(
            ClassRun,
            and_(ClassRun.tenant_id == ClassQuota.tenant_id, ClassRun.id == ClassQuota.class_run_id),
        )
        .where(ClassRun.state == ClassState.OPEN, ClassQuota.seats > nominated)
        .order_by(ClassRun.nominate_until)
    )
    return [SeatGap(*row) for row in db.session.execute(statement)]
