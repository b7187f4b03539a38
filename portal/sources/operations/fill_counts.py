"""A unit states its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.sources.models import SourceCount, SourceReview
from portal.sources.queries import get_line
from portal.sources.totals import problem_of


@operation
def fill_counts(
    *,
    source_review_id: UUID,
    unit_id: UUID,
    groups: Mapping[str, int],
    outstanding: int,
    this_year: int,
    next_year: int,
    remarks: str = "",
) -> UUID:
    """Write the numbers of a unit into an open review; stated again, they replace the earlier ones."""
    if lock(SourceReview, source_review_id).closed_at is not None:
        raise RuleRefused("Đợt rà soát đã chốt.")
    _page, line = get_line(source_review_id, unit_id)
    count = line.count or SourceCount(source_review_id=source_review_id, unit_id=unit_id)
    before = {"groups": count.groups, "outstanding": count.outstanding} if line.count else {}
    count.groups = dict(groups)
    count.outstanding, count.this_year, count.next_year = outstanding, this_year, next_year
    count.remarks, count.filled_by = remarks.strip(), signature()
    problem = problem_of(count)
    if problem:
        raise DomainError(problem[1], field=problem[0])
    db.session.add(count)
    db.session.flush()
    audit.record(
        "source_review.filled",
        count,
        before=before,
        after={"groups": count.groups, "outstanding": outstanding},
        unit_id=unit_id,
    )
    return count.id
