"""How many seats of a class a house may fill."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from courses.classes.models import ClassQuota, ClassRun
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def set_quota(*, class_run_id: UUID, organization_id: UUID, seats: int | None) -> None:
    """Set aside seats for a house; None takes the limit away. Houses without one are not limited."""
    run = lock(ClassRun, class_run_id)
    quota = db.session.scalar(
        select(ClassQuota).where(
            ClassQuota.tenant_id == run.tenant_id,
            ClassQuota.class_run_id == run.id,
            ClassQuota.to_tenant_id == organization_id,
        )
    )
    before = quota.seats if quota else None
    if seats is not None and not 0 <= seats <= run.seats:
        raise DomainError(f"Số chỗ phân cho đơn vị từ 0 đến {run.seats}.", field="seats")
    if seats is None and quota is not None:
        db.session.delete(quota)
    elif seats is not None and quota is not None:
        quota.seats = seats
    elif seats is not None:
        db.session.add(ClassQuota(class_run_id=run.id, to_tenant_id=organization_id, seats=seats))
    audit.record(
        "class_quota.set",
        run,
        before={"seats": before},
        after={"seats": seats},
        organization_id=organization_id,
    )
