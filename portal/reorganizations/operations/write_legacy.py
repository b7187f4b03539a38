"""What a closed house left behind is told to its successor."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.operation import operation
from portal.kernel.seams import HistoryLine
from portal.reorganizations.models import HouseLegacy, Reorganization


@operation
def write_legacy(
    *, reorganization_id: UUID, house_id: UUID, house_words: str, lines: Sequence[HistoryLine]
) -> None:
    """Write the lines down for the house that took over; a second time changes nothing."""
    row = lock(Reorganization, reorganization_id)
    known = select(HouseLegacy.id).where(
        HouseLegacy.reorganization_id == row.id, HouseLegacy.organization_id == house_id
    )
    if db.session.scalar(known) is None:
        db.session.add(
            HouseLegacy(
                to_tenant_id=row.receiver_id,
                reorganization_id=row.id,
                organization_id=house_id,
                house_words=house_words,
                decision_no=row.decision_no,
                effective_on=row.effective_on,
                lines=[
                    {"group": line.group, "day": line.day.isoformat(), "text": line.text} for line in lines
                ],
            )
        )
    audit.record("reorganization.legacy_written", row, house_id=house_id, lines=len(lines))
