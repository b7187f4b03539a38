"""How many seats of a class each house may fill."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from courses.classes.models import ClassQuota, ClassRun
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.operation import operation
from portal.organizations.queries import list_organizations


@operation
def set_quotas(*, class_run_id: UUID, seats: Mapping[UUID, int | None]) -> int:
    """Set aside seats for houses; None takes the limit away. Return for how many something changed.

    A house that is not named keeps what it has; one without a number is not limited. What a house has
    proposed already stands, also above its number.
    """
    run = lock(ClassRun, class_run_id)
    codes = {house.id: house.code for house in list_organizations() if not house.is_root}
    if not codes.keys() >= seats.keys():
        raise NotFound
    for house_id, number in seats.items():
        if number is not None and not 0 <= number <= run.seats:
            words = f"{codes[house_id]}: số chỗ từ 0 đến {run.seats}, là số chỗ của cả lớp."
            raise DomainError(words, field=f"seats-{house_id}")
    standing = _quotas(run)
    before = {house_id: quota.seats for house_id, quota in standing.items()}
    changed = {house_id: number for house_id, number in seats.items() if before.get(house_id) != number}
    for house_id, number in changed.items():
        _set(run, house_id, standing.get(house_id), number)
    audit.record(
        "class_quota.set",
        run,
        before={codes[house_id]: before.get(house_id) for house_id in changed},
        after={codes[house_id]: number for house_id, number in changed.items()},
    )
    return len(changed)


def _quotas(run: ClassRun) -> dict[UUID, ClassQuota]:
    rows = db.session.scalars(
        select(ClassQuota).where(ClassQuota.tenant_id == run.tenant_id, ClassQuota.class_run_id == run.id)
    )
    return {row.to_tenant_id: row for row in rows if row.to_tenant_id is not None}


def _set(run: ClassRun, house_id: UUID, quota: ClassQuota | None, number: int | None) -> None:
    if number is None and quota is not None:
        db.session.delete(quota)
    elif number is not None and quota is not None:
        quota.seats = number
    elif number is not None:
        db.session.add(ClassQuota(class_run_id=run.id, to_tenant_id=house_id, seats=number))
