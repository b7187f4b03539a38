"""Reads about source reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.access import sees_whole_house
from portal.candidates.queries.choices import PARTY_UNITS
from portal.candidates.stages import FOLLOWED
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import UnitRow, list_organizations, list_units
from portal.people.models import Person
from portal.sources.models import SourceCount, SourceReview
from portal.sources.totals import Totals, total_of

if TYPE_CHECKING:
    from uuid import UUID

PARTY_HOUSES = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit and what it stated, if it did; ``may_fill`` for those who answer for it."""

    unit: UnitRow
    count: SourceCount | None
    may_fill: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A review with every unit of the house and the sums."""

    row: SourceReview
    lines: list[UnitLine]
    totals: Totals

    @property
    def missing(self) -> list[UnitLine]:
        """Return the units that have not stated anything."""
        return [line for line in self.lines if line.count is None]


@dataclass(frozen=True, slots=True)
class HouseLine:
    """The latest review of a house in a year."""

    house_name: str
    row: SourceReview | None
    filled: int
    totals: Totals


def list_reviews() -> list[tuple[SourceReview, int]]:
    """Return the reviews of the actor's house, the latest first, with how many units stated something."""
    filled = (
        select(func.count())
        .where(
            SourceCount.tenant_id == SourceReview.tenant_id, SourceCount.source_review_id == SourceReview.id
        )
        .correlate(SourceReview)
        .scalar_subquery()
    )
    statement = select(SourceReview, filled).where(SourceReview.tenant_id == current_actor().tenant_id)
    return [
        (row, count) for row, count in db.session.execute(statement.order_by(SourceReview.opened_at.desc()))
    ]


def review_page(source_review_id: UUID) -> ReviewPage:
    """Return a review; a cell secretary may fill the own units. NotFound for a stranger's."""
    row = get_row(SourceReview, source_review_id)
    counts = {
        count.unit_id: count
        for count in db.session.scalars(
            select(SourceCount).where(
                SourceCount.tenant_id == row.tenant_id, SourceCount.source_review_id == row.id
            )
        )
    }
    actor = current_actor()
    is_own = row.tenant_id == actor.tenant_id and row.closed_at is None
    lines = [
        UnitLine(
            unit, counts.get(unit.id), is_own and (sees_whole_house(actor) or unit.id in actor.unit_scope)
        )
        for unit in list_units(tenant_id=row.tenant_id)
        if unit.kind in PARTY_UNITS or unit.id in counts
    ]
    return ReviewPage(row, lines, total_of(counts.values()))


def get_line(source_review_id: UUID, unit_id: UUID) -> tuple[ReviewPage, UnitLine]:
    """Return the line of a unit the actor may fill; NotFound otherwise."""
    page = review_page(source_review_id)
    line = next((line for line in page.lines if line.unit.id == unit_id and line.may_fill), None)
    if line is None:
        raise NotFound
    return page, line


def followed_by_group(unit_id: UUID) -> dict[str, int]:
    """Return how many people of a unit are followed, by source group: a hint beside the form."""
    rows = db.session.execute(
        select(Person.source_group, func.count())
        .join(Candidate, and_(Candidate.tenant_id == Person.tenant_id, Candidate.person_id == Person.id))
        .where(
            Candidate.tenant_id == current_actor().tenant_id,
            Candidate.unit_id == unit_id,
            Candidate.stage.in_(FOLLOWED),
        )
        .group_by(Person.source_group)
    )
    return {group.value: count for group, count in rows}


def open_lines() -> list[tuple[SourceReview, list[UnitRow]]]:
    """Return the open reviews of the house with the units that the actor has still to fill."""
    actor = current_actor()
    reviews = list(
        db.session.scalars(
            select(SourceReview).where(
                SourceReview.tenant_id == actor.tenant_id, SourceReview.closed_at.is_(None)
            )
        )
    )
    if not reviews:
        return []
    rows = db.session.execute(
        select(SourceCount.source_review_id, SourceCount.unit_id).where(
            SourceCount.tenant_id == actor.tenant_id
        )
    )
    filled = {(review_id, unit_id) for review_id, unit_id in rows}
    units = [unit for unit in list_units() if unit.kind in PARTY_UNITS]
    mine = [unit for unit in units if sees_whole_house(actor) or unit.id in actor.unit_scope]
    return [(row, [unit for unit in mine if (row.id, unit.id) not in filled]) for row in reviews]


def source_totals(tenant_id: UUID, year: int) -> Totals | None:
    """Return the sums of a house's latest closed review of a year, for its plan; None without one."""
    row = db.session.scalars(
        select(SourceReview)
        .where(
            SourceReview.tenant_id == tenant_id,
            SourceReview.year == year,
            SourceReview.closed_at.is_not(None),
        )
        .order_by(SourceReview.closed_at.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    counts = select(SourceCount).where(
        SourceCount.tenant_id == tenant_id, SourceCount.source_review_id == row.id
    )
    return total_of(db.session.scalars(counts))


def totals_of_houses(year: int) -> list[HouseLine]:
    """Return the latest review of every Party house in a year, for overseers; three statements."""
    latest: dict[UUID, SourceReview] = {}
    reviews = select(SourceReview).where(SourceReview.year == year).order_by(SourceReview.opened_at)
    for row in db.session.scalars(reviews):
        latest[row.tenant_id] = row
    counts: dict[UUID, list[SourceCount]] = {}
    statement = select(SourceCount).where(
        SourceCount.source_review_id.in_([row.id for row in latest.values()])
    )
    for count in db.session.scalars(statement):
        counts.setdefault(count.tenant_id, []).append(count)
    return [
        HouseLine(
            f"{house.code} · {house.name}",
            latest.get(house.id),
            len(counts.get(house.id, [])),
            total_of(counts.get(house.id, [])),
        )
        for house in list_organizations(kinds=PARTY_HOUSES)
    ]
