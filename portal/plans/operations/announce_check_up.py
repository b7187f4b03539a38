"""A check-up announced to a house."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db, get_row
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.models import Organization
from portal.plans.models import CheckUp
from portal.plans.planning import CheckUpKind
from portal.targets.queries import GRASSROOTS


@operation
def announce_check_up(*, house_id: UUID, kind: CheckUpKind, subject: str, planned_on: date) -> UUID:
    """Tell a grassroots organisation what will be looked at and when; return the check-up's id."""
    house = get_row(Organization, house_id)
    if house.kind not in GRASSROOTS:
        raise DomainError("Chọn một tổ chức cơ sở đảng.", field="house_id")
    check_up = CheckUp(
        to_tenant_id=house.id,
        kind=kind,
        subject=subject.strip(),
        planned_on=planned_on,
        created_by=signature(),
    )
    db.session.add(check_up)
    audit.record("check_up.announced", check_up, house=house.code, planned_on=planned_on)
    return check_up.id
