"""The desk asks its units for their numbers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.sources.models import SourceReview


@operation
def open_review(*, title: str, year: int, due_on: date) -> UUID:
    """Open a source review of a year; return its id. One of the same title and year is a Conflict."""
    if not title.strip():
        raise DomainError("Ghi tên đợt rà soát.", field="title")
    if abs(year - clock.today().year) > 1:
        raise DomainError("Năm nay, năm trước hoặc năm sau.", field="year")
    if due_on < clock.today():
        raise DomainError("Hạn đã qua.", field="due_on")
    there = select(SourceReview.id).where(
        SourceReview.tenant_id == current_tenant_id(),
        SourceReview.year == year,
        SourceReview.title == title.strip(),
    )
    if db.session.scalar(there) is not None:
        raise Conflict("Đã có đợt rà soát cùng tên trong năm.", field="title")
    row = SourceReview(title=title.strip(), year=year, due_on=due_on, opened_by=signature())
    db.session.add(row)
    audit.record("source_review.opened", row, year=year)
    return row.id
