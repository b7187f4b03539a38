"""A title of a year, with its decision."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.activities.members.models import EmulationTitle, Title, UnionMember
from portal.activities.members.queries import party_house_of
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.people.queries import get_person


@operation
def award_title(
    *,
    union_member_id: UUID,
    title: Title | str,
    year: int,
    decision_no: str,
    decided_on: date,
    awarded_by: str = "",
) -> UUID:
    """Record a title of a member; return its id. The branch's Party house reads it at once."""
    member = lock(UnionMember, union_member_id)
    if not decision_no.strip():
        raise DomainError("Ghi số quyết định.", field="decision_no")
    if decided_on > clock.today():
        raise DomainError("Ngày quyết định ở tương lai.", field="decided_on")
    if not decided_on.year - 1 <= year <= decided_on.year:
        raise DomainError("Năm xét là năm của quyết định hoặc năm liền trước.", field="year")
    person = get_person(member.person_id)
    there = db.session.scalar(
        select(EmulationTitle.id).where(
            EmulationTitle.tenant_id == current_tenant_id(),
            EmulationTitle.person_id == person.id,
            EmulationTitle.title == Title(title),
            EmulationTitle.year == year,
            EmulationTitle.withdrawn_on.is_(None),
        )
    )
    if there is not None:
        raise Conflict(f"Danh hiệu này của năm {year} đã ghi.", field="title")
    row = EmulationTitle(
        to_tenant_id=party_house_of(member.unit_id),
        person_id=person.id,
        full_name=person.full_name,
        folded_name=person.folded_name,
        birth_date=person.birth_date,
        title=Title(title),
        year=year,
        decision_no=decision_no.strip(),
        decided_on=decided_on,
        awarded_by=awarded_by.strip(),
        recorded_by=signature(),
    )
    db.session.add(row)
    audit.record("title.awarded", row, person_id=person.id, title=row.title, year=year)
    return row.id
