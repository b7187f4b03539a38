"""The numbers stand: plans may be made with them."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.sources.models import SourceReview
from portal.sources.queries import review_page


@operation
def close_review(*, source_review_id: UUID) -> None:
    """Close a review; units that stated nothing count as none. Refused when nobody stated anything."""
    row = lock(SourceReview, source_review_id)
    if row.closed_at is not None:
        raise Conflict("Đợt rà soát đã chốt.")
    page = review_page(source_review_id)
    if len(page.missing) == len(page.lines):
        raise RuleRefused("Chưa có chi bộ nào ghi số liệu.")
    row.closed_at = clock.now()
    audit.record("source_review.closed", row, units=len(page.lines) - len(page.missing))


@operation
def reopen_review(*, source_review_id: UUID) -> None:
    """Open a closed review again, to correct a number."""
    row = lock(SourceReview, source_review_id)
    if row.closed_at is None:
        raise Conflict("Đợt rà soát đang mở.")
    row.closed_at = None
    audit.record("source_review.reopened", row)
