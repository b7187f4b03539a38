"""Several houses proposed at once, from what the figures say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from portal.commendation.merits import USUAL_AWARD, Merit
from portal.commendation.operations.propose_commendation import propose_commendation
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def propose_chosen(*, year: int, chosen: Collection[str], merits: Sequence[tuple[str, UUID, Merit]]) -> int:
    """Propose the chosen lines with their usual award; return how many. All or nothing.

    ``merits`` (key, house, merit) were read before through the oversight door; a line that no longer
    holds is refused, because the figures have changed since the page was opened.
    """
    found = [(house, merit) for key, house, merit in merits if key in chosen]
    if not found:
        raise DomainError("Chọn ít nhất một đơn vị.", field="chosen")
    if len(found) != len(set(chosen)):
        raise DomainError("Số liệu vừa thay đổi hoặc đã có người đề xuất; xem lại danh sách.", field="chosen")
    for house, merit in found:
        propose_commendation(
            house_id=house,
            kind=merit.kind,
            award=USUAL_AWARD[merit.kind],
            year=year,
            reason=merit.reason,
            as_of=min(clock.today(), date(year, 12, 31)),
        )
    return len(found)
