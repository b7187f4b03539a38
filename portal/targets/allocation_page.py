"""What the worksheet of an allocation and the list of gaps show; read through the oversight door."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.statistics import list_movements
from portal.candidates.stages import IN_LIST
from portal.kernel.database import db
from portal.organizations import queries as organizations
from portal.organizations.models import AttributeName
from portal.people.models import SourceGroup
from portal.targets import queries
from portal.targets.allocation import Basis, Weight, by_percent, share_out
from portal.targets.kinds import TargetKind
from portal.targets.models import Target

if TYPE_CHECKING:
    from fractions import Fraction
    from uuid import UUID

    from portal.candidates.statistics import Movement
    from portal.organizations.queries import OrganizationRow
    from portal.targets.models import Term


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One house in the worksheet; ``standing`` is the target in force, None without one."""

    house: OrganizationRow
    basis: Basis
    standing: int | None
    proposed: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What Khối was asked (None: nothing) and what it has asked of its houses together."""

    kind: TargetKind
    year: int
    asked: int | None
    given: int

    @property
    def difference(self) -> int | None:
        """Return how many more were given out than asked; negative: not given out yet."""
        return None if self.asked is None else self.given - self.asked


@dataclass(frozen=True, slots=True)
class PartResult:
    """A target for a part of the admissions and what the portal itself has counted of it."""

    kind: TargetKind
    year: int
    target: int
    admitted: int


def list_gaps(term_id: UUID) -> list[Gap]:
    """Return asked and given of every kind and period that has a target; forced to agree nowhere."""
    asked: dict[tuple[TargetKind, int], int] = {}
    given: Counter[tuple[TargetKind, int]] = Counter()
    for is_of_bloc, kind, year, value in db.session.execute(
        select(Target.to_tenant_id == Target.tenant_id, Target.kind, Target.year, Target.value).where(
            Target.term_id == term_id, Target.superseded_at.is_(None)
        )
    ):
        if is_of_bloc:
            asked[kind, year] = value
        else:
            given[kind, year] += value
    order = list(TargetKind)
    keys = sorted({*asked, *given}, key=lambda key: (key[1], order.index(key[0])))
    return [Gap(kind, year, asked.get((kind, year)), given[kind, year]) for kind, year in keys]


def worksheet(
    term: Term, year: int, *, percent: Fraction, least: int, total: int | None, weight: Weight
) -> list[SheetRow]:
    """Return every grassroots house with what is known of it and the share proposed for a year.

    ``total`` given: it is shared out by ``weight``; else each gets ``percent`` of its members.
    """
    houses = organizations.list_organizations(kinds=queries.GRASSROOTS)
    members = organizations.attributes_on()
    prospects = _count_prospects()
    before = _admitted_in(term, year - 1)
    standing = queries.current_targets(term.id)
    bases = {
        house.id: Basis(
            members.get(house.id, {}).get(AttributeName.MEMBER_COUNT, 0),
            prospects.get(house.id, 0),
            before[house.id],
        )
        for house in houses
    }
    if total is None:
        shares = {house: by_percent(basis, percent, least) for house, basis in bases.items()}
    else:
        shares = share_out(bases, total, weight, least)
    return [
        SheetRow(
            house,
            bases[house.id],
            standing[house.id, year].value if (house.id, year) in standing else None,
            shares[house.id],
        )
        for house in houses
    ]


def _count_prospects() -> dict[UUID, int]:
    statement = (
        select(Candidate.tenant_id, func.count())
        .where(Candidate.stage.in_(IN_LIST))
        .group_by(Candidate.tenant_id)
    )
    return {house: number for house, number in db.session.execute(statement)}  # noqa: C416 -- rows, not pairs


def _admitted_in(term: Term, year: int) -> Counter[UUID]:
    """Return the opening balance of a year, and for houses without one what the portal counted."""
    admitted = Counter(count_admissions(since=date(year, 1, 1), until=date(year, 12, 31)))
    for (house, of_year), row in queries.current_balances(term.id).items():
        if of_year == year:
            admitted[house] = row.admitted
    return admitted


def list_parts(house_id: UUID, term: Term, as_of: date) -> list[PartResult]:
    """Return the targets a house has for parts of its admissions, with the decisions recorded here."""
    rows = db.session.execute(
        select(Target.kind, Target.year, Target.value).where(
            Target.term_id == term.id,
            Target.to_tenant_id == house_id,
            Target.kind != TargetKind.ADMISSION,
            Target.superseded_at.is_(None),
        )
    ).all()
    found = []
    for year in sorted({row.year for row in rows}):
        since, until = queries.days_of(term, year)
        movements = (
            list_movements(since=since, until=min(until, as_of), house_ids=[house_id])
            if since <= as_of
            else []
        )
        found += [
            PartResult(kind, year, value, sum(m.people for m in movements if belongs(m, kind)))
            for kind, of_year, value in rows
            if of_year == year
        ]
    return found


def belongs(movement: Movement, kind: TargetKind) -> bool:
    """Tell whether people admitted count towards a kind of target."""
    return {
        TargetKind.ADMISSION: True,
        TargetKind.WOMEN: movement.is_female,
        TargetKind.ETHNIC_MINORITY: movement.is_minority,
        TargetKind.YOUTH_MEMBER: movement.youth_member,
        TargetKind.STUDENT: movement.source_group == SourceGroup.STUDENT,
        TargetKind.WORKER: movement.source_group == SourceGroup.WORKER,
    }[kind]
