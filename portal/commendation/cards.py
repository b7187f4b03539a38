"""What home says about commendation to a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.commendation.merits import AWARDS
from portal.commendation.queries import list_commendations, list_decided
from portal.kernel.actor import Role
from portal.kernel.seams import HistoryLine, HomeCard

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor

MOST_SHOWN = 3


def own_commendations(actor: Actor) -> list[HomeCard]:
    """Return the latest commendations of a secretary's own house."""
    if not actor.has_role(Role.SECRETARY) or actor.tenant_id is None:
        return []
    rows = list_commendations()[:MOST_SHOWN]
    return [HomeCard("commendation/_card_house.html", {"rows": rows}, order=38)] if rows else []


def left_behind(house_id: UUID) -> list[HistoryLine]:
    """Return the commendations of a closed house."""
    return [
        HistoryLine(
            "Khen thưởng",
            one.decided_on,
            f"{AWARDS[one.award]}, {one.decision_no}: {one.reason}",
        )
        for one in list_decided(house_id)
        if one.decided_on is not None
    ]
