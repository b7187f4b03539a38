"""What reorganisations put into the frame: the page of a house says what it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from portal.kernel import seams
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, TenantPanel
from portal.reorganizations import labels, queries
from portal.reorganizations.kinds import State

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor

MOVERS = {
    "reorganization": "keep",
    "reorganized_house": "keep",
    "house_legacy": "keep",
    **dict.fromkeys(("unit", "unit_name", "unit_attribute", "membership", "invitation"), "move"),
}
"""Cells and accounts go along with the people; what Khối decided stays with Khối."""
RETENTION = dict.fromkeys(
    ("reorganization", "reorganized_house", "house_legacy"), "Giữ lâu dài; không có dữ liệu cá nhân."
)


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.tenant_panels.append(house_panel)
    seams.inbox_items.append(inbox_items)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    seams.house_pointers.add(("house_legacy", "to_tenant_id"))


def words() -> dict[str, Any]:
    """Give templates the words of reorganisations."""
    return {"reorganization_words": labels}


def house_panel(house_id: UUID) -> list[TenantPanel]:
    """Return what was carried out with a house; nothing for a house that was left alone."""
    rows = queries.list_of_house(house_id)
    context: dict[str, object] = {"rows": rows, "house_id": house_id}
    return (
        [TenantPanel("Sắp xếp tổ chức", "reorganizations/_house_panel.html", context, order=5)]
        if rows
        else []
    )


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the decisions whose day has come and that are not carried out."""
    if not has_permission(actor, Permission.ORGANIZATION_MANAGE):
        return []
    return [
        InboxItem(
            f"Thực hiện {labels.KIND[found.row.kind].lower()} theo {found.row.decision_no}",
            url_for("reorganizations.show_reorganization", reorganization_id=found.row.id),
            detail=found.row.problem or ", ".join(house.words for house in found.houses),
            due_on=found.row.effective_on,
            order=12,
        )
        for found in queries.list_reorganizations()
        if found.row.state is State.DRAFT and found.is_due
    ]
