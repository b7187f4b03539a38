"""What home and inbox say about early warnings, to Khối and to a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, url_for

from portal.kernel.actor import Role
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem
from portal.oversight.warnings.queries.register import WarningState, list_warnings

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor
    from portal.oversight.warnings.queries.register import WarningRow


def house_card(actor: Actor) -> list[HomeCard]:
    """Return what Khối warns a house of, for its secretary."""
    if not actor.has_role(Role.SECRETARY) or actor.tenant_id is None:
        return []
    rows = [row for row in _rows(actor.tenant_id) if row.warning.ended_on is None]
    return [HomeCard("oversight/warnings/_card_house.html", {"warnings": rows}, order=35)] if rows else []


def warning_items(actor: Actor) -> list[InboxItem]:
    """Return the warnings nobody of Khối has taken up yet."""
    if not has_permission(actor, Permission.WARNING_HANDLE):
        return []
    waiting = [row for row in _rows(None) if row.state is WarningState.WAITING]
    if not waiting:
        return []
    houses = len({row.house_code for row in waiting})
    return [
        InboxItem(
            f"{len(waiting)} cảnh báo sớm chưa giao ai",
            url_for("warnings.list_all"),
            f"ở {houses} đơn vị",
            tone="red",
            order=21,
        )
    ]


def _rows(house: UUID | None) -> list[WarningRow]:
    """Return the warnings of this request, read once for the card and the inbox."""
    if "early_warnings" not in g:
        g.early_warnings = list_warnings(house=house)
    rows: list[WarningRow] = g.early_warnings
    return rows
