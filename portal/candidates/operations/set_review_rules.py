"""How often a house reviews, and by which day."""

from __future__ import annotations

from sqlalchemy import select

from portal.candidates.models.review_setting import ReviewSetting
from portal.candidates.reviews import LATEST_DUE_DAY, Rhythm
from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def set_review_rules(*, rhythm: Rhythm | str, due_day: int) -> None:
    """Set the rhythm of reviews and their last day, 1 to 28 of the month after, for the actor's house."""
    rhythm = Rhythm(rhythm)
    if not 1 <= due_day <= LATEST_DUE_DAY:
        raise DomainError(f"Từ ngày 1 đến ngày {LATEST_DUE_DAY}.", field="due_day")
    there = db.session.scalar(select(ReviewSetting.id).where(ReviewSetting.tenant_id == current_tenant_id()))
    setting = lock(ReviewSetting, there) if there else ReviewSetting()
    before = {"rhythm": setting.rhythm, "due_day": setting.due_day} if there else {}
    setting.rhythm, setting.due_day = rhythm, due_day
    db.session.add(setting)
    audit.record("setting.changed", setting, before=before, after={"rhythm": rhythm, "due_day": due_day})
