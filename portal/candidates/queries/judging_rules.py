"""What judging needs besides the person: the book of rules and the days off; one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, Date, cast, null, select, union_all
from sqlalchemy.dialects.postgresql import JSONB

from portal.candidates.models.rule_set import RuleSetVersion
from portal.eligibility.loader import shipped_rules
from portal.eligibility.rule_book import RuleBook
from portal.eligibility.rule_set_parsing import parse_rule_set
from portal.eligibility.working_days import WorkCalendar
from portal.kernel.database import db
from portal.organizations.models import Holiday, Organization

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True, slots=True)
class JudgingRules:
    """The rule sets there are, the days off, and the weekend days worked instead."""

    book: RuleBook
    holidays: tuple[date, ...] = ()
    worked_days: tuple[date, ...] = ()

    @property
    def calendar(self) -> WorkCalendar:
        return WorkCalendar(frozenset(self.holidays), frozenset(self.worked_days))


def load_rules() -> JudgingRules:
    """Return the shipped rule sets with those Khối published, and the calendar of offices.

    Everybody reads what any house publishes; a rule set counts only when it is the root's.
    """
    days = select(
        Holiday.day,
        Holiday.is_worked,
        cast(null(), JSONB).label("document"),
        cast(null(), RuleSetVersion.published_at.type),
    )
    versions = select(
        cast(null(), Date), cast(null(), Boolean), RuleSetVersion.document, RuleSetVersion.published_at
    ).where(is_of_root(RuleSetVersion.tenant_id))
    holidays: list[date] = []
    worked_days: list[date] = []
    published = []
    for day, is_worked, document, published_at in db.session.execute(union_all(days, versions)):
        if document is None:
            (worked_days if is_worked else holidays).append(day)
        else:
            published.append((published_at, parse_rule_set(document)))
    published.sort(key=lambda entry: entry[0])
    return JudgingRules(
        book=RuleBook.of((*shipped_rules().sets, *(rules for _, rules in published))),
        holidays=tuple(sorted(holidays)),
        worked_days=tuple(sorted(worked_days)),
    )


def is_of_root(tenant_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
    """Return the condition that a row is owned by the organisation that oversees all others."""
    return tenant_id.in_(select(Organization.id).where(Organization.id == Organization.tenant_id))
