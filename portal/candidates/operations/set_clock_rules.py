"""How early limits are announced in every house, and the local limits inside the legal ones."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from portal.candidates.models.clock_setting import ClockSetting
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError, PermissionRefusedError
from portal.kernel.operation import operation
from portal.organizations.queries import root_id

LONGEST = 365


@operation
def set_clock_rules(
    *, warning_days: Collection[int], cell_sends_days: int, committee_sends_days: int
) -> None:
    """Keep what Khối decides for all houses; a local limit of 0 working days is off."""
    if current_actor().tenant_id != root_id():
        raise PermissionRefusedError
    if not warning_days or not all(0 < days <= LONGEST for days in warning_days):
        raise DomainError(f"Mỗi mốc nhắc từ 1 đến {LONGEST} ngày.", field="warning_days")
    values = {
        "warning_days": sorted(set(warning_days), reverse=True),
        "cell_sends_days": cell_sends_days,
        "committee_sends_days": committee_sends_days,
    }
    setting = db.session.scalar(
        select(ClockSetting).where(ClockSetting.tenant_id == current_actor().tenant_id)
    )
    before = {name: getattr(setting, name) for name in values} if setting else {}
    if setting is None:
        setting = ClockSetting(**values)
        db.session.add(setting)
    for name, value in values.items():
        setattr(setting, name, value)
    audit.record("clock_rules.set", setting, before=before, after=values)
