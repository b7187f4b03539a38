"""Bring the warnings in line with what the rules find today."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.operation import operation
from portal.oversight.warnings.models import EarlyWarning, HandlingKind, WarningHandling
from portal.oversight.warnings.queries.register import list_running
from portal.oversight.warnings.thresholds import Finding, WarningKind


@operation
def refresh_warnings(*, found: Mapping[UUID, Mapping[WarningKind, Finding]]) -> tuple[int, int]:
    """Open what is new, update what goes on, end what is gone; return how many began and ended.

    ``found`` was read before through the oversight door, which cannot write. A warning an officer
    closed comes back when its figure has grown since.
    """
    lock_name("early_warnings")
    today = clock.today()
    left: dict[tuple[UUID | None, WarningKind], Finding] = {
        (house, kind): finding for house, kinds in found.items() for kind, finding in kinds.items()
    }
    ended = 0
    for warning in list_running():
        finding = left.pop((warning.to_tenant_id, warning.kind), None)
        if finding is None:
            warning.ended_on = today
            ended += 1
            continue
        warning.value, warning.threshold, warning.seen_on = finding.value, finding.threshold, today
        if warning.value_when_closed is not None and finding.value > warning.value_when_closed:
            _reopen(warning)
    for (house, kind), finding in left.items():
        db.session.add(
            EarlyWarning(
                to_tenant_id=house,
                kind=kind,
                value=finding.value,
                threshold=finding.threshold,
                found_on=today,
                seen_on=today,
            )
        )
    audit.record("warnings.refreshed", began=len(left), ended=ended)
    return len(left), ended


def _reopen(warning: EarlyWarning) -> None:
    db.session.add(
        WarningHandling(
            early_warning_id=warning.id,
            kind=HandlingKind.REOPENED,
            reason="Số liệu xấu hơn lúc kết thúc theo dõi.",
            recorded_by=current_actor().name,
        )
    )
    warning.closed_on = warning.value_when_closed = None
