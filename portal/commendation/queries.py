"""Reads of commendations: the register, and what the figures of all houses propose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from portal.commendation.merits import RUNNING_YEARS, Kind, Merit, Record, find_merits
from portal.commendation.models import Commendation
from portal.evaluation.models import EvaluationRank
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations.queries import get_organization, list_organizations
from portal.targets.queries import GRASSROOTS, list_measured_results, list_progress

if TYPE_CHECKING:
    from uuid import UUID

    from portal.evaluation.levels import Level
    from portal.organizations.queries import OrganizationRow

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class CommendationRow:
    """A commendation and its house in words."""

    commendation: Commendation
    house: str


@dataclass(frozen=True, slots=True)
class MeritRow:
    """A house the figures speak for, and whether it was proposed for that already."""

    house: OrganizationRow
    merit: Merit
    is_proposed: bool

    @property
    def key(self) -> str:
        """Return the value of its check box."""
        return f"{self.house.id}:{self.merit.kind}"


def list_commendations() -> list[CommendationRow]:
    """Return the commendations the actor's house proposed or got: proposals first, then the newest."""
    house = current_actor().tenant_id
    statement = (
        select(Commendation)
        .where(or_(Commendation.tenant_id == house, Commendation.to_tenant_id == house))
        .order_by(
            or_(Commendation.decided_on.is_not(None), Commendation.declined_on.is_not(None)),
            Commendation.year.desc(),
            Commendation.id.desc(),
        )
        .limit(MOST_SHOWN)
    )
    names = {row.id: f"{row.code} · {row.name}" for row in list_organizations()}
    return [
        CommendationRow(one, names.get(one.house_id, "đơn vị đã giải thể"))
        for one in db.session.scalars(statement)
    ]


def list_decided(house_id: UUID) -> list[Commendation]:
    """Return what a house was commended for, the oldest first."""
    statement = select(Commendation).where(
        Commendation.house_id == house_id, Commendation.decided_on.is_not(None)
    )
    return list(db.session.scalars(statement.order_by(Commendation.decided_on)))


def list_merits(year: int) -> list[MeritRow]:
    """Return what the figures propose for a year, the best of each kind first (oversight door)."""
    as_of = min(clock.today(), date(year, 12, 31))
    records = _records(year, as_of)
    statement = select(Commendation.house_id, Commendation.kind).where(
        Commendation.year == year, Commendation.declined_on.is_(None)
    )
    standing = {(house, kind) for house, kind in db.session.execute(statement)}
    rows = [
        MeritRow(house, merit, (house.id, merit.kind) in standing)
        for house in list_organizations(kinds=GRASSROOTS)
        for merit in find_merits(records.get(house.id, Record()), year)
    ]
    order = list(Kind)
    return sorted(rows, key=lambda row: (order.index(row.merit.kind), -row.merit.percent, row.house.code))


def _records(year: int, as_of: date) -> dict[UUID, Record]:
    levels = _levels(year)
    try:
        years = list_measured_results(year, as_of)
        progress = list_progress(None, as_of)
    except NotFound:  # no term has begun
        return {house: Record(levels=known) for house, known in levels.items()}
    terms = {row.house.id: row.progress for row in progress.houses}
    return {
        house: Record(
            year_target=years[house].target if house in years else None,
            year_admitted=years[house].admitted if house in years else 0,
            term_target=terms[house].term_target if house in terms else None,
            term_admitted=terms[house].admitted if house in terms else 0,
            elapsed_percent=progress.whole.elapsed_percent,
            levels=levels.get(house, {}),
        )
        for house in {*years, *terms, *levels}
    }


def _levels(year: int) -> dict[UUID, dict[int, Level]]:
    """Return the official levels of the years that count for five running, by house."""
    periods = [f"{year - n}" for n in range(RUNNING_YEARS)]
    statement = select(EvaluationRank).where(
        EvaluationRank.period.in_(periods), EvaluationRank.superseded_at.is_(None)
    )
    found: dict[UUID, dict[int, Level]] = {}
    for rank in db.session.scalars(statement):
        if rank.to_tenant_id is not None:
            found.setdefault(rank.to_tenant_id, {})[int(rank.period)] = rank.level
    return found


def get_commendation(commendation_id: UUID) -> CommendationRow:
    """Return one commendation that the actor's house proposed or got."""
    one = get_row(Commendation, commendation_id)
    if current_actor().tenant_id not in {one.tenant_id, one.to_tenant_id}:
        raise NotFound
    house = get_organization(one.house_id)
    return CommendationRow(one, f"{house.code} · {house.name}")
