"""How many reviews of a period were due and handed in on time, in every house; three statements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.review_setting import ReviewSetting
from portal.candidates.queries.house_figures import BEFORE_DECISION
from portal.candidates.reviews import ReviewRules, first_day, next_period, period_of, review_due_on
from portal.kernel.database import db

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


def count_reviews(since: date, until: date, as_of: date) -> dict[UUID, tuple[int, int]]:
    """Return (on time, due) by house, for the months or quarters from ``since`` to ``until``.

    Due is a review of everybody followed today for each period that began after the person was
    listed and whose own limit has passed; monthly or quarterly, as the house set it.
    """
    rows = db.session.execute(select(ReviewSetting.tenant_id, ReviewSetting.rhythm, ReviewSetting.due_day))
    rules = {house: ReviewRules(rhythm, due_day) for house, rhythm, due_day in rows}
    listed = _listed()
    periods = {
        house: _periods(rules.get(house, ReviewRules()), since, until, as_of) for house, _, _ in listed
    }
    due: Counter[UUID] = Counter()
    for house, listed_on, people in listed:
        due[house] += people * sum(first_day(period) >= listed_on for period in periods[house])
    on_time: Counter[UUID] = Counter()
    for house, period, listed_on, number in _on_time():
        if period in periods.get(house, ()) and first_day(period) >= listed_on:
            on_time[house] += number
    return {house: (on_time[house], number) for house, number in due.items()}


def _periods(rules: ReviewRules, since: date, until: date, as_of: date) -> list[str]:
    found = []
    for kind in rules.kinds:
        period = period_of(since, is_quarter=kind)
        while first_day(period) <= until:
            if review_due_on(period, rules.due_day) < as_of:
                found.append(period)
            period = next_period(period)
    return found


_LISTED_ON = func.coalesce(Candidate.listed_on, Candidate.stage_since)


def _listed() -> list[tuple[UUID, date, int]]:
    statement = (
        select(Candidate.tenant_id, _LISTED_ON, func.count())
        .where(Candidate.stage.in_(BEFORE_DECISION))
        .group_by(Candidate.tenant_id, _LISTED_ON)
    )
    return [(house, day, number) for house, day, number in db.session.execute(statement)]


def _on_time() -> list[tuple[UUID, str, date, int]]:
    statement = (
        select(Candidate.tenant_id, ProgressReview.period, _LISTED_ON, func.count())
        .join(
            ProgressReview,
            and_(
                ProgressReview.tenant_id == Candidate.tenant_id, ProgressReview.candidate_id == Candidate.id
            ),
        )
        .where(
            Candidate.stage.in_(BEFORE_DECISION),
            ProgressReview.is_current,
            ProgressReview.submitted_on <= ProgressReview.due_on,
        )
        .group_by(Candidate.tenant_id, ProgressReview.period, _LISTED_ON)
    )
    return [(house, period, day, number) for house, period, day, number in db.session.execute(statement)]
