"""One house proposed for commendation."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.candidates.queries.access import signature
from portal.commendation.merits import Award, Kind
from portal.commendation.models import Commendation
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.queries import get_organization
from portal.targets.queries import GRASSROOTS


@operation
def propose_commendation(
    *, house_id: UUID, kind: Kind, award: Award, year: int, reason: str, as_of: date | None = None
) -> UUID:
    """Put a house on the list with the reason as it stood on a day; return the id. The house is not told."""
    house = get_organization(house_id)
    if house.kind not in GRASSROOTS:
        raise DomainError("Chọn một tổ chức cơ sở đảng.", field="house_id")
    if not reason.strip():
        raise DomainError("Ghi thành tích.", field="reason")
    if year > clock.today().year:
        raise DomainError(f"Năm {year} chưa tới.", field="year")
    lock_name("commendations")
    same = select(Commendation.id).where(
        Commendation.house_id == house_id,
        Commendation.kind == kind,
        Commendation.year == year,
        Commendation.declined_on.is_(None),
    )
    if kind is Kind.AD_HOC:
        same = same.where(Commendation.reason == reason.strip())
    if db.session.scalar(same.limit(1)) is not None:
        raise DomainError(f"{house.name} đã được đề xuất nội dung này của năm {year}.", field="house_id")
    commendation = Commendation(
        house_id=house_id,
        kind=kind,
        award=award,
        year=year,
        reason=reason.strip(),
        as_of=as_of or clock.today(),
        proposed_by=signature(),
    )
    db.session.add(commendation)
    audit.record("commendation.proposed", commendation, house=house.code, kind=kind, year=year)
    return commendation.id
