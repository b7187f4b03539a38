"""Reads about targets: what is asked, what is done, for one house or for all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.queries.house_figures import admissions_between
from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db, once_a_page
from portal.kernel.errors import NotFound
from portal.organizations import queries as organizations
from portal.organizations.models import Organization, OrganizationKind
from portal.targets.kinds import TargetKind
from portal.targets.models import AdmissionBalance, Target, Term
from portal.targets.pace import WHOLE_TERM, Progress, elapsed_percent, measure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from uuid import UUID

    from portal.organizations.queries import OrganizationRow

GRASSROOTS = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)


@dataclass(frozen=True, slots=True)
class HouseProgress:
    """One house and how far it is."""

    house: OrganizationRow
    progress: Progress


HALF = 50


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

    @property
    def is_half_gone(self) -> bool:
        """Tell whether half of the term has passed: before that everybody is below half of the target."""
        return self.whole.elapsed_percent >= HALF

    @property
    def lagging(self) -> list[HouseProgress]:
        """Return whom to look after first: below half of the target, or early in the term behind time."""
        if self.is_half_gone:
            return self.below_half
        found = [row for row in self.houses if row.progress.pace < 0]
        return sorted(found, key=lambda row: (row.progress.pace, row.house.code))


@dataclass(frozen=True, slots=True)
class YearResult:
    """What was asked of a house in a year (None: nothing yet) and what it did."""

    year: int
    target: int | None
    admitted: int


@dataclass(frozen=True, slots=True)
class HouseTargets:
    """What is asked of one house: the term and each year, with what is done."""

    term: Term
    as_of: date
    progress: Progress
    years: list[YearResult]


@once_a_page
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


def days_of(term: Term, year: int) -> tuple[date, date]:
    """Return the first and last day of a year within a term; year 0 is the whole term."""
    if year == WHOLE_TERM:
        return term.starts_on, term.ends_on
    return max(date(year, 1, 1), term.starts_on), min(date(year, 12, 31), term.ends_on)


def houses_by_code() -> dict[str, UUID]:
    """Return the grassroots organisations, closed ones included, by their code in capitals."""
    rows = db.session.execute(
        select(Organization.code, Organization.id).where(Organization.kind.in_(GRASSROOTS))
    )
    return {code.upper(): house_id for code, house_id in rows}


def current_targets(
    term_id: UUID, *, house: UUID | None = None, kind: TargetKind = TargetKind.ADMISSION
) -> dict[tuple[UUID, int], Target]:
    """Return the targets of one kind in force by (house, year); year 0 is the whole term."""
    statement = select(Target).where(
        Target.term_id == term_id, Target.kind == kind, Target.superseded_at.is_(None)
    )
    if house is not None:
        statement = statement.where(Target.to_tenant_id == house)
    return {(row.to_tenant_id, row.year): row for row in db.session.scalars(statement) if row.to_tenant_id}


def current_parts(term_id: UUID) -> dict[tuple[UUID, TargetKind, int], Target]:
    """Return the targets in force for a part of the admissions by (house, kind, year)."""
    statement = select(Target).where(
        Target.term_id == term_id, Target.kind != TargetKind.ADMISSION, Target.superseded_at.is_(None)
    )
    rows = db.session.scalars(statement)
    return {(row.to_tenant_id, row.kind, row.year): row for row in rows if row.to_tenant_id}


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

    Admitted = the house's opening balances complete on the day, plus the decisions recorded in the
    portal after the day its own balances end. A balance of a year not yet over on the day asked for
    is left out, because it cannot be divided.
    """
    term = get_term(term_code, on=as_of)
    targets = current_targets(term.id)
    balances = current_balances(term.id)
    asked = [
        (house, targets[house.id, WHOLE_TERM].value_on(as_of))
        for house in organizations.list_organizations(on=max(as_of, term.starts_on), kinds=GRASSROOTS)
        if (house.id, WHOLE_TERM) in targets
    ]
    admitted = _count_admitted(term, balances, [house.id for house, _ in asked], as_of)
    elapsed = elapsed_percent(term.starts_on, term.ends_on, as_of)

    def measured(target: int, done: int) -> Progress:
        return measure(term_target=target, admitted=done, elapsed=elapsed, scale=term.scale)

    houses = [HouseProgress(house, measured(target, admitted[house.id])) for house, target in asked]
    whole = measured(sum(target for _, target in asked), sum(admitted.values()))
    return TermProgress(term, as_of, whole, houses)


def _count_admitted(
    term: Term, balances: Mapping[tuple[UUID, int], AdmissionBalance], houses: list[UUID], as_of: date
) -> dict[UUID, int]:
    """Return what each house admitted from the first day of the term to a day.

    One statement for each different day on which balances end: files are few, houses are many.
    """
    first_live = _first_live_days(term, balances, houses)
    until = min(as_of, term.ends_on)
    live = {
        since: admissions_between(since=since, until=until, tree_of=as_of)
        for since in sorted(set(first_live.values()))
        if since <= until
    }
    opening = _opening(balances, as_of)
    return {house: opening[house] + live.get(first_live[house], {}).get(house, 0) for house in houses}


def _first_live_days(
    term: Term, balances: Mapping[tuple[UUID, int], AdmissionBalance], houses: Iterable[UUID]
) -> dict[UUID, date]:
    """Return the day from which the portal itself counts each house."""
    days = dict.fromkeys(houses, term.starts_on)
    for (house, _year), row in balances.items():
        if house in days:
            days[house] = max(days[house], row.counted_until + timedelta(days=1))
    return days


def _opening(balances: Mapping[tuple[UUID, int], AdmissionBalance], as_of: date) -> Counter[UUID]:
    """Return the sum of the balances complete on a day, by house."""
    opening: Counter[UUID] = Counter()
    for (house, _year), row in balances.items():
        if _balance_day(row) <= as_of:
            opening[house] += row.admitted_on(as_of)
    return opening


def _balance_day(row: AdmissionBalance) -> date:
    """Return the day on which the balance of a year was complete."""
    return min(date(row.year, 12, 31), row.counted_until)


def house_targets(
    house_id: UUID, as_of: date, term_code: str | None = None, *, with_years: bool = True
) -> HouseTargets | None:
    """Return what is asked of one house and what it did; None when it has no term target.

    Each year counted live costs a statement; a ring of the whole term does without them.
    """
    term = get_term(term_code, on=as_of)
    targets = current_targets(term.id, house=house_id)
    whole = targets.get((house_id, WHOLE_TERM))
    if whole is None:
        return None
    balances = current_balances(term.id, house=house_id)
    years = sorted({year for _, year in [*targets, *balances]} - {WHOLE_TERM}) if with_years else []
    first_live = _first_live_days(term, balances, [house_id])[house_id]
    return HouseTargets(
        term,
        as_of,
        measure(
            term_target=whole.value_on(as_of),
            admitted=_count_admitted(term, balances, [house_id], as_of)[house_id],
            elapsed=elapsed_percent(term.starts_on, term.ends_on, as_of),
            scale=term.scale,
        ),
        [
            YearResult(
                year,
                targets[house_id, year].value_on(as_of) if (house_id, year) in targets else None,
                _opening({key: row for key, row in balances.items() if key[1] == year}, as_of)[house_id]
                + _live_in_year(house_id, year, first_live, as_of),
            )
            for year in years
        ],
    )


def _live_in_year(house_id: UUID, year: int, first_live: date, as_of: date) -> int:
    since, until = max(date(year, 1, 1), first_live), min(as_of, date(year, 12, 31))
    counted = admissions_between(since=since, until=until, tree_of=as_of) if since <= until else {}
    return counted.get(house_id, 0)


def list_measured_results(year: int, as_of: date) -> dict[UUID, YearResult]:
    """Return what every house with a target in a year did by a day of it, by house.

    Left out: a house whose opening balance of the year was complete only later; it cannot be divided.
    """
    term = get_term(on=as_of)
    asked, balances = _asked_in(term, year), current_balances(term.id)
    late = {house for (house, of), row in balances.items() if of == year and _balance_day(row) > as_of}
    done = _done_in_year(term, balances, asked.keys() - late, year, as_of)
    return {house: YearResult(year, asked[house], number) for house, number in done.items()}


def list_year_results(term: Term, year: int, as_of: date) -> dict[UUID, YearResult]:
    """Return what was asked of every house in a year of the term and what it did by a day.

    Houses with neither target nor result in the year are left out.
    """
    asked = _asked_in(term, year)
    done = _done_in_year(term, current_balances(term.id), set(houses_by_code().values()), year, as_of)
    return {
        house: YearResult(year, asked.get(house), number)
        for house, number in done.items()
        if house in asked or number
    }


def _asked_in(term: Term, year: int) -> dict[UUID, int]:
    return {house: row.value for (house, of), row in current_targets(term.id).items() if of == year}


def _done_in_year(
    term: Term,
    balances: Mapping[tuple[UUID, int], AdmissionBalance],
    houses: Collection[UUID],
    year: int,
    as_of: date,
) -> dict[UUID, int]:
    """Return what each house did in a year by a day: its opening balance, then what the portal counted."""
    opening = _opening({key: row for key, row in balances.items() if key[1] == year}, as_of)
    first, until = date(year, 1, 1), min(as_of, date(year, 12, 31))
    begins = {house: max(first, day) for house, day in _first_live_days(term, balances, houses).items()}
    live = {
        since: admissions_between(since=since, until=until)
        for since in sorted(set(begins.values()))
        if since <= until
    }
    return {house: opening[house] + live.get(begins[house], {}).get(house, 0) for house in houses}


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


def inherited_by_successor(house_id: UUID) -> list[str]:
    """Return what the successor of a house takes over of its targets, a sentence each."""
    return [
        f"Chỉ tiêu nhiệm kỳ {term.code}: {asked.value} người"
        for term in list_terms()
        if (asked := current_targets(term.id, house=house_id).get((house_id, WHOLE_TERM))) is not None
    ]


def balances_apart(house_ids: Iterable[UUID]) -> list[str]:
    """Return why the results of houses cannot be added: they were counted elsewhere until different days."""
    wanted = set(house_ids)
    apart = []
    for term in list_terms():
        days: dict[UUID, date] = {}
        for (house, _year), row in current_balances(term.id).items():
            if house in wanted:
                days[house] = max(days.get(house, row.counted_until), row.counted_until)
        last = max(days.values(), default=term.starts_on - timedelta(days=1))
        counted = admissions_between(since=term.starts_on, until=last) if days else {}
        if len(set(days.values())) > 1 or any(counted.get(house) for house in wanted - days.keys()):
            apart.append(
                f"Số đã kết nạp đầu kỳ của nhiệm kỳ {term.code} chốt đến các ngày khác nhau; "
                "nhập lại cho cùng một ngày rồi thực hiện."
            )
    return apart
