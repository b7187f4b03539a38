"""Changed words or dates of a campaign."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from portal.activities.campaigns.models import Campaign, CampaignState
from portal.activities.campaigns.queries import get_own_campaign
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.operation import operation

NAMES = ("kind", "title", "plan_no", "starts_on", "ends_on", "goals", "criteria", "links")


@operation
def change_campaign(
    *, campaign_id: UUID, starts_on: date, ends_on: date, version: int | None = None, **values: Any
) -> None:
    """Change a campaign of the own house that is not closed; ``values`` are those of call_campaign."""
    get_own_campaign(campaign_id)
    campaign = lock(Campaign, campaign_id)
    if version is not None and version != campaign.version:
        raise Conflict("Người khác vừa sửa phong trào này. Xem lại rồi lưu lần nữa.")
    if campaign.state is CampaignState.CLOSED:
        raise RuleRefused("Phong trào đã tổng kết, không sửa nữa.")
    if ends_on < starts_on:
        raise DomainError("Ngày kết thúc không thể trước ngày bắt đầu.", field="ends_on")
    before = {name: getattr(campaign, name) for name in NAMES}
    for name, value in {**values, "starts_on": starts_on, "ends_on": ends_on}.items():
        setattr(campaign, name, value.strip() if isinstance(value, str) else value)
    campaign.version += 1
    audit.record(
        "campaign.changed", campaign, before=before, after={name: getattr(campaign, name) for name in NAMES}
    )
