"""From how much on each rule warns."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.oversight.warnings.models import WarningSetting
from portal.oversight.warnings.thresholds import RULES, Threshold, WarningKind


@operation
def set_warning_rules(*, thresholds: Mapping[WarningKind, Threshold]) -> None:
    """Write down the thresholds of Khối; what they find changes with the next reckoning."""
    for kind, threshold in thresholds.items():
        if not 1 <= threshold.value <= RULES[kind].most:
            raise DomainError(f"{RULES[kind].label}: từ 1 đến {RULES[kind].most}.", field=kind.value)
    lock_name("warning_rules")
    known = {
        row.kind: row
        for row in db.session.scalars(
            select(WarningSetting).where(WarningSetting.tenant_id == current_tenant_id())
        )
    }
    for kind, threshold in thresholds.items():
        row = known.get(kind) or WarningSetting(kind=kind)
        row.threshold, row.is_on = threshold.value, threshold.is_on
        db.session.add(row)
    audit.record(
        "warning_rules.set",
        after={kind.value: (t.value if t.is_on else None) for kind, t in thresholds.items()},
    )
