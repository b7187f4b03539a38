"""Reads about targets: what is asked, what is done, for one house or for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.queries.admissions import count_admissions
from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.organizations import queries as organizations
from portal.organizations.models import OrganizationKind
from portal.targets.models import WHOLE_TERM, AdmissionBalance, Target, Term
from portal.targets.pace import Progress, elapsed_percent, measure

if TYPE_CHECKING:
    from uuid import UUID

    from portal.organizations.queries import OrganizationRow

GRASSROOTS = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)


@dataclass(frozen=True, slots=True)
class HouseProgress:
    """One house and how far it is."""

    house: OrganizationRow
    progress: Progress


@dataclass(frozen=True, slots=True)
class TermProgress:
    """A term on a day: the whole and each house with a target."""

    term: Term
    as_of: date
    whole: Progress
    houses: list[HouseProgress]

    @property
    def below_half(self) -> list[HouseProgress]:
        """Return the houses below half of their term target, the furthest behind first."""
        found = [row for row in self.houses if row.progress.is_below_half]
        return sorted(found, key=lambda row: (row.progress.percent, row.house.code))


@dataclass(frozen=True, slots=True)
class HouseTargets:
    """What is asked of one house: the term and each year, with what is done."""

    term: Term
    as_of: date
    progress: Progress
    years: list[tuple[int, int, int]]
    """(year, target, admitted)"""


def list_terms() -> list[Term]:
    """Return the terms, the newest first."""
    return list(db.session.scalars(select(Term).order_by(Term.starts_on.desc())))


def find_term(code: str) -> Term | None:
    """Return the term with this code, None when there is none."""
    return db.session.scalar(select(Term).where(Term.code == code))


def get_term(code: str | None = None, *, on: date | None = None) -> Term:
    """Return the term with this code, or the one a day falls in, or the last one that has begun."""
    if code:
        found = find_term(code)
        if found is None:
            raise NotFound(f"Không có nhiệm kỳ {code}.", field="term")
        return found
    day = on or clock.today()
    begun = [term for term in list_terms() if term.starts_on <= day]
    if not begun:
        raise NotFound("Chưa có nhiệm kỳ nào; hãy nhập chỉ tiêu trước.")
    return begun[0]


def current_targets(term_id: UUID, *, house: UUID | None = None) -> dict[tuple[UUID, int], Target]:
    """Return the targets in force by (house, year); year 0 is the whole term."""
    statement = select(Target).where(Target.term_id == term_id, Target.superseded_at.is_(None))
    if house is not None:
        statement = statement.where(Target.to_tenant_id == house)
    return {(row.to_tenant_id, row.year): row for row in db.session.scalars(statement) if row.to_tenant_id}


def current_balances(term_id: UUID, *, house: UUID | None = None) -> dict[tuple[UUID, int], AdmissionBalance]:
    """Return the opening balances in force by (house, year)."""
    statement = select(AdmissionBalance).where(
        AdmissionBalance.term_id == term_id, AdmissionBalance.superseded_at.is_(None)
    )
    if house is not None:
        statement = statement.where(AdmissionBalance.to_tenant_id == house)
    return {(row.to_tenant_id, row.year): row for row in db.session.scalars(statement) if row.to_tenant_id}


def list_progress(term_code: str | None, as_of: date) -> TermProgress:
    """Return how far every grassroots organisation with a term target is on a day.

    Admitted = opening balances counted up to the day, plus the admissions recorded in the portal
    after the day those balances end. A balance of a year not yet over on the day asked for is left
    out, because it cannot be divided.
    """
    term = get_term(term_code, on=as_of)
    targets = current_targets(term.id)
    balances = current_balances(term.id)
    counted_until = max((row.counted_until for row in balances.values()), default=None)
    live = _live_admissions(term, counted_until, as_of)
    elapsed = elapsed_percent(term.starts_on, term.ends_on, as_of)
    houses = []
    for house in organizations.list_organizations(on=max(as_of, term.starts_on), kinds=GRASSROOTS):
        target = targets.get((house.id, WHOLE_TERM))
        if target is None:
            continue
        opening = sum(
            row.admitted
            for (owner, _year), row in balances.items()
            if owner == house.id and _balance_day(row) <= as_of
        )
        admitted = opening + live.get(house.id, 0)
        houses.append(
            HouseProgress(house, measure(term_target=target.value, admitted=admitted, elapsed=elapsed))
        )
    whole = measure(
        term_target=sum(row.progress.term_target for row in houses),
        admitted=sum(row.progress.admitted for row in houses),
        elapsed=elapsed,
    )
    return TermProgress(term, as_of, whole, houses)


def _balance_day(row: AdmissionBalance) -> date:
    """Return the day on which the balance of a year was complete."""
    return min(date(row.year, 12, 31), row.counted_until)


def _live_admissions(term: Term, counted_until: date | None, as_of: date) -> dict[UUID, int]:
    since = counted_until + timedelta(days=1) if counted_until else term.starts_on
    until = min(as_of, term.ends_on)
    return count_admissions(since=since, until=until) if since <= until else {}


def house_targets(house_id: UUID, as_of: date, term_code: str | None = None) -> HouseTargets | None:
    """Return what is asked of one house and what it did; None when it has no term target."""
    term = get_term(term_code, on=as_of)
    targets = current_targets(term.id, house=house_id)
    whole = targets.get((house_id, WHOLE_TERM))
    if whole is None:
        return None
    balances = current_balances(term.id, house=house_id)
    counted_until = max((row.counted_until for row in balances.values()), default=None)
    years = []
    for year in sorted({year for _, year in [*targets, *balances]} - {WHOLE_TERM}):
        target = targets.get((house_id, year))
        done = balances.get((house_id, year))
        live = _live_in_year(house_id, year, counted_until, as_of)
        years.append((year, target.value if target else 0, (done.admitted if done else 0) + live))
    live = _live_admissions(term, counted_until, as_of).get(house_id, 0)
    opening = sum(row.admitted for row in balances.values() if _balance_day(row) <= as_of)
    elapsed = elapsed_percent(term.starts_on, term.ends_on, as_of)
    return HouseTargets(
        term,
        as_of,
        measure(term_target=whole.value, admitted=opening + live, elapsed=elapsed),
        years,
    )


def _live_in_year(house_id: UUID, year: int, counted_until: date | None, as_of: date) -> int:
    since = max(date(year, 1, 1), counted_until + timedelta(days=1) if counted_until else date(year, 1, 1))
    until = min(as_of, date(year, 12, 31))
    return count_admissions(since=since, until=until).get(house_id, 0) if since <= until else 0


def target_history(house_id: UUID) -> list[Target]:
    """Return every target ever set for a house, the newest first."""
    statement = (
        select(Target).where(Target.to_tenant_id == house_id).order_by(Target.recorded_at.desc(), Target.year)
    )
    return list(db.session.scalars(statement))


def check_may_see(house_id: UUID) -> None:
    """Raise NotFound when the actor's door would show no target of this house.

    The names of houses are published, their targets are not: another house's page is not there.
    """
    actor = current_actor()
    if actor.door is not Door.OVERSIGHT and actor.tenant_id != house_id:
        raise NotFound
