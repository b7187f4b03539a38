"""The figures of a union in a period, from its live rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, extract, func, or_, select

from portal.activities.log.models import Activity, Participation
from portal.activities.log.queries import HAPPENED
from portal.activities.members.models import EmulationTitle, Title, UnionMember
from portal.activities.members.queries import is_member_on, list_branch_units
from portal.activities.overview.figures import Funnel, Period, UnitFigures
from portal.activities.referrals.models import Answer, Referral, ReferralAnswer, ReferralState
from portal.candidates.stages import PATH, Stage
from portal.kernel import clock
from portal.kernel.database import db
from portal.organizations.models import Organization, UnionKind

if TYPE_CHECKING:
    from uuid import UUID

OUTSTANDING = (Title.OUTSTANDING_YOUTH_MEMBER, Title.OUTSTANDING_UNION_MEMBER)
PASSED = PATH[PATH.index(Stage.CLASS_PASSED) :]
ADMITTED = PATH[PATH.index(Stage.CEREMONY_HELD) :]
MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview page and both reports show."""

    period: Period
    units: list[UnitFigures]
    by_month: list[tuple[int, int, int]]
    """Month, activities, participations with guests."""
    funnel: Funnel
    activities: list[Activity]
    activity_count: int
    guest_count: int
    approved_count: int
    whole_union: dict[int, int]
    """Activities of no branch in particular, by month."""
    referral_waiting: int

    @property
    def idle_units(self) -> list[str]:
        """Return the branches without any activity of their own or any member in another's."""
        return [unit.name for unit in self.units if not unit.activities and not unit.turns]


def overview(tenant_id: UUID, period: Period) -> Overview:
    """Return the figures of a union for a period; nine statements however large it is."""
    held = (
        Activity.tenant_id == tenant_id,
        Activity.state.in_(HAPPENED),
        Activity.held_on.between(period.first_day, period.last_day),
    )
    months = _by_month(held)
    own = _by_unit_and_month(held)
    totals = db.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(Activity.guest_count), 0),
            func.count(Activity.approved_on),
        ).where(*held)
    ).one()
    listed = db.session.scalars(
        select(Activity).where(*held).order_by(Activity.held_on, Activity.id).limit(MOST_LISTED)
    )
    return Overview(
        period=period,
        units=_units(tenant_id, held, own),
        by_month=[(month, *months.get(month, (0, 0))) for month in period.months],
        funnel=_funnel(tenant_id),
        activities=list(listed),
        activity_count=totals[0],
        guest_count=int(totals[1]),
        approved_count=totals[2],
        whole_union=own.get(None, {}),
        referral_waiting=_waiting(tenant_id),
    )


def union_kind_of(tenant_id: UUID) -> UnionKind | None:
    """Return what kind of union a house is; None when it is none."""
    return db.session.scalar(select(Organization.union_kind).where(Organization.id == tenant_id))


def _part_of_activity() -> Any:
    return and_(Participation.tenant_id == Activity.tenant_id, Participation.activity_id == Activity.id)


def _by_month(held: tuple[Any, ...]) -> dict[int, tuple[int, int]]:
    month = extract("month", Activity.held_on)
    people = (
        select(func.count())
        .where(Participation.tenant_id == Activity.tenant_id, Participation.activity_id == Activity.id)
        .scalar_subquery()
    )
    counted = (
        select(month.label("month"), (people + Activity.guest_count).label("people")).where(*held).subquery()
    )
    rows = db.session.execute(
        select(counted.c.month, func.count(), func.sum(counted.c.people)).group_by(counted.c.month)
    )
    return {int(month): (count, int(turns or 0)) for month, count, turns in rows}


def _by_unit_and_month(held: tuple[Any, ...]) -> dict[UUID | None, dict[int, int]]:
    month = extract("month", Activity.held_on)
    rows = db.session.execute(
        select(Activity.unit_id, month, func.count()).where(*held).group_by(Activity.unit_id, month)
    )
    found: dict[UUID | None, dict[int, int]] = defaultdict(dict)
    for unit_id, number, count in rows:
        found[unit_id][int(number)] = count
    return dict(found)


def _units(
    tenant_id: UUID, held: tuple[Any, ...], own: dict[UUID | None, dict[int, int]]
) -> list[UnitFigures]:
    members = dict(
        db.session.execute(
            select(UnionMember.unit_id, func.count())
            .where(UnionMember.tenant_id == tenant_id, is_member_on(clock.today()))
            .group_by(UnionMember.unit_id)
        ).all()
    )
    rows = db.session.execute(
        select(UnionMember.unit_id, func.count(func.distinct(Participation.person_id)), func.count())
        .join(
            Participation,
            and_(
                Participation.tenant_id == UnionMember.tenant_id,
                Participation.person_id == UnionMember.person_id,
            ),
        )
        .join(Activity, _part_of_activity())
        .where(UnionMember.tenant_id == tenant_id, is_member_on(clock.today()), *held)
        .group_by(UnionMember.unit_id)
    )
    active = {unit_id: (people, turns) for unit_id, people, turns in rows}
    return [
        UnitFigures(
            unit.name,
            members.get(unit.id, 0),
            sum(own.get(unit.id, {}).values()),
            *active.get(unit.id, (0, 0)),
            by_month=own.get(unit.id, {}),
        )
        for unit in list_branch_units(tenant_id)
    ]


def _funnel(tenant_id: UUID) -> Funnel:
    """Return the way of the union's members into the Party, all years together.

    What happened after a referral is known from the answers of the Party houses only.
    """
    members = select(func.count()).where(UnionMember.tenant_id == tenant_id, is_member_on(clock.today()))
    titled = select(EmulationTitle.person_id).where(
        EmulationTitle.tenant_id == tenant_id,
        EmulationTitle.title.in_(OUTSTANDING),
        EmulationTitle.withdrawn_on.is_(None),
    )
    voted = select(Referral.person_id).where(
        Referral.tenant_id == tenant_id, Referral.state != ReferralState.WITHDRAWN
    )
    outstanding = select(func.count()).select_from(titled.union(voted).subquery())
    sent = select(func.count(func.distinct(Referral.person_id))).where(
        Referral.tenant_id == tenant_id, Referral.state == ReferralState.SENT
    )
    answers = (
        select(func.count(func.distinct(Referral.person_id)))
        .select_from(ReferralAnswer)
        .join(
            Referral,
            and_(
                Referral.tenant_id == ReferralAnswer.referral_tenant_id,
                Referral.id == ReferralAnswer.referral_id,
            ),
        )
        .where(Referral.tenant_id == tenant_id)
    )
    accepted = answers.where(ReferralAnswer.answer == Answer.ACCEPTED)
    stage = ReferralAnswer.stage
    row = db.session.execute(
        select(
            members.scalar_subquery(),
            outstanding.scalar_subquery(),
            sent.scalar_subquery(),
            accepted.scalar_subquery(),
            answers.where(stage.in_(PASSED)).scalar_subquery(),
            answers.where(stage.in_(ADMITTED)).scalar_subquery(),
        )
    ).one()
    return Funnel(*row)


def _waiting(tenant_id: UUID) -> int:
    settled = select(ReferralAnswer.referral_id).where(
        or_(ReferralAnswer.answer == Answer.ACCEPTED, ReferralAnswer.answer == Answer.REFUSED)
    )
    statement = select(func.count()).where(
        Referral.tenant_id == tenant_id, Referral.state == ReferralState.SENT, Referral.id.not_in(settled)
    )
    return db.session.scalar(statement) or 0
