"""Who helps how many, and who was left without a helper for too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Date, and_, cast, func, literal, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.queries.access import is_helping_now, is_visible
from portal.candidates.stages import IN_LIST, PROBATIONARY
from portal.eligibility.loader import rule_set_on
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

HELPED = IN_LIST | PROBATIONARY
FAR_AWAY = date(9999, 12, 31)
MOST_GAPS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One helper and the people he or she helps now, by name."""

    name: str
    has_account: bool
    people: list[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class GapRow:
    """Days between two helpers, or since the last one; ``until`` is None while it lasts."""

    candidate_id: UUID
    name: str
    since: date
    until: date | None
    days: int


def gap_limit() -> int:
    """Return how many days without a helper the rules of today let pass (rules.md E09)."""
    return rule_set_on(clock.today()).thresholds.helper_gap_days


def list_load() -> list[LoadRow]:
    """Return the helpers of the people the actor may see, the busiest first; one statement."""
    statement = (
        select(
            HelperAssignment.helper_membership_id,
            HelperAssignment.helper_name,
            Candidate.id,
            Person.full_name,
        )
        .join(Candidate, _is_about())
        .join(Person, _is_person())
        .where(*_mine(), is_helping_now())
        .order_by(Person.sort_name)
    )
    found: dict[UUID | str, LoadRow] = {}
    for membership_id, helper, candidate_id, name in db.session.execute(statement):
        row = found.setdefault(membership_id or helper, LoadRow(helper, membership_id is not None, []))
        row.people.append((candidate_id, name))
    return sorted(found.values(), key=lambda row: (-len(row.people), row.name))


def list_gaps(limit_days: int) -> list[GapRow]:
    """Return who was, or is, without an official helper for more days than allowed; one statement.

    The time before the first helper is no gap: the register shows those who never had one.
    """
    today = clock.today()
    whom = HelperAssignment.tenant_id, HelperAssignment.candidate_id
    end = func.coalesce(HelperAssignment.ends_on, FAR_AWAY)
    covered = func.max(end).over(partition_by=whom, order_by=_ORDER, rows=(None, -1))
    after = func.lead(HelperAssignment.starts_on).over(partition_by=whom, order_by=_ORDER)
    spans = (
        select(
            Candidate.id,
            Person.full_name,
            Person.sort_name,
            HelperAssignment.starts_on,
            covered.label("covered"),
            func.max(end).over(partition_by=whom).label("last"),
            after.label("after"),
        )
        .join(Candidate, _is_about())
        .join(Person, _is_person())
        .where(*_mine(), HelperAssignment.is_official)
        .subquery()
    )
    between = select(
        spans.c.id,
        spans.c.full_name,
        spans.c.sort_name,
        spans.c.covered.label("ended"),
        spans.c.starts_on.label("until"),
    ).where(spans.c.starts_on - spans.c.covered - 1 > limit_days)
    open_ones = select(
        spans.c.id, spans.c.full_name, spans.c.sort_name, spans.c.last, cast(literal(None), Date)
    ).where(spans.c.after.is_(None), literal(today, Date) - spans.c.last > limit_days)
    gaps = between.union_all(open_ones).subquery()
    statement = select(gaps).order_by(gaps.c.until.is_not(None), gaps.c.ended, gaps.c.sort_name)
    return [
        GapRow(
            row.id,
            row.full_name,
            row.ended + timedelta(days=1),
            row.until,
            _days(row.ended, row.until or today + timedelta(days=1)),
        )
        for row in db.session.execute(statement.limit(MOST_GAPS_SHOWN))
    ]


_ORDER = (HelperAssignment.starts_on, HelperAssignment.id)


def _days(ended: date, begins: date) -> int:
    return (begins - ended).days - 1


def _mine() -> tuple[ColumnElement[bool], ...]:
    return (Candidate.tenant_id == current_actor().tenant_id, is_visible(), Candidate.stage.in_(HELPED))


def _is_about() -> ColumnElement[bool]:
    return and_(
        Candidate.tenant_id == HelperAssignment.tenant_id, Candidate.id == HelperAssignment.candidate_id
    )


def _is_person() -> ColumnElement[bool]:
    return and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id)
