"""What home says about evaluation to a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.evaluation.levels import LEVELS
from portal.evaluation.periods import days_of, period_words
from portal.evaluation.queries.register import list_history
from portal.kernel.actor import Role, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HistoryLine, HomeCard, TenantPanel

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor


def own_evaluation(actor: Actor) -> list[HomeCard]:
    """Return the newest proposal and level of a secretary's own house."""
    if not actor.has_role(Role.SECRETARY) or actor.tenant_id is None:
        return []
    history = list_history(actor.tenant_id)
    context: dict[str, object] = {"history": history[:2], "house_id": actor.tenant_id}
    return [HomeCard("evaluation/_card_house.html", context, order=37)] if history else []


def house_panel(house_id: UUID) -> list[TenantPanel]:
    """Return the proposals and levels of a house, for overseers."""
    if not has_permission(current_actor(), Permission.OVERSIGHT_READ):
        return []
    history = list_history(house_id)
    context: dict[str, object] = {"history": history, "house_id": house_id}
    return (
        [TenantPanel("Đánh giá, xếp loại", "evaluation/_panel_house.html", context, order=20)]
        if history
        else []
    )


def left_behind(house_id: UUID) -> list[HistoryLine]:
    """Return the official levels of a closed house."""
    return [
        HistoryLine(
            "Đánh giá, xếp loại",
            days_of(row.period)[1],
            f"Xếp loại {period_words(row.period)}: {LEVELS[row.rank.level]}",
        )
        for row in list_history(house_id)
        if row.rank is not None
    ]
