"""Seats of a class set aside for houses, and how far they are filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.classes.models import ClassQuota, ClassRun, Enrolment, Nomination
from courses.classes.queries.classes import list_quotas
from courses.classes.states import ClassState
from portal.kernel.database import db
from portal.kernel.seams import SeatGap
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from sqlalchemy import Select


@dataclass(frozen=True, slots=True)
class HouseSeats:
    """What a house may fill of a class, proposed, and got; ``seats`` None: not limited."""

    organization_id: UUID
    code: str
    name: str
    seats: int | None
    nominated: int
    enrolled: int


def list_house_seats(run: ClassRun) -> list[HouseSeats]:
    """Return every house that may propose people with its seats in a class, by code."""
    quotas = {row.organization_id: row.seats for row in list_quotas(run)}
    nominated = _count_by_house(
        select(Nomination.tenant_id, func.count())
        .where(
            Nomination.to_tenant_id == run.tenant_id,
            Nomination.class_run_id == run.id,
            Nomination.withdrawn_at.is_(None),
        )
        .group_by(Nomination.tenant_id)
    )
    enrolled = _count_by_house(
        select(Enrolment.to_tenant_id, func.count())
        .where(
            Enrolment.tenant_id == run.tenant_id,
            Enrolment.class_run_id == run.id,
            Enrolment.left_on.is_(None),
        )
        .group_by(Enrolment.to_tenant_id)
    )
    return [
        HouseSeats(
            house.id,
            house.code,
            house.name,
            quotas.get(house.id),
            nominated.get(house.id, 0),
            enrolled.get(house.id, 0),
        )
        for house in list_organizations()
        if not house.is_root and house.kind != OrganizationKind.MASS_UNION
    ]


def _count_by_house(statement: Select[Any, int]) -> dict[UUID, int]:
    return dict(db.session.execute(statement).all())


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
