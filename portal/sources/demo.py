"""A source review of K53 under way: some cells have stated their numbers. All invented."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from portal.candidates.queries.choices import unit_choices
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import find_operator
from portal.sources.models import SourceReview
from portal.sources.operations.fill_counts import fill_counts
from portal.sources.operations.open_review import open_review

ORDER = 54


def load() -> None:
    """Open one review and let two cells of three fill it, on an empty table."""
    with session_as(find_operator("K53")):
        if db.session.scalar(select(func.count()).select_from(SourceReview)):
            return
        today = clock.today()
        review_id = open_review(
            title=f"Rà soát nguồn cuối năm {today.year}", year=today.year, due_on=today + timedelta(days=12)
        )
        units = unit_choices()
        for number, (unit_id, _name) in enumerate(units[: max(1, len(units) * 2 // 3)]):
            fill_counts(
                source_review_id=review_id,
                unit_id=unit_id,
                groups={"medical": 14 + number * 3, "public_employee": 4 + number, "worker": 2},
                outstanding=8 + number,
                this_year=2,
                next_year=3 + number % 2,
            )
