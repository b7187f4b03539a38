"""What a house set for its reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.models.review_setting import ReviewSetting
from portal.candidates.reviews import ReviewRules
from portal.kernel.actor import current_actor
from portal.kernel.database import db

if TYPE_CHECKING:
    from uuid import UUID


def get_review_rules(tenant_id: UUID | None = None) -> ReviewRules:
    """Return how often a house reviews (the actor's own unless named), and by which day."""
    row = db.session.execute(
        select(ReviewSetting.rhythm, ReviewSetting.due_day).where(
            ReviewSetting.tenant_id == (tenant_id or current_actor().tenant_id)
        )
    ).one_or_none()
    return ReviewRules(*row) if row else ReviewRules()
