"""What moves offer to the inbox, the views of people, a person's page and the button that lets go."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from portal.candidates.stages import Stage
from portal.kernel import seams
from portal.kernel.actor import Actor, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, PersonPanel, Place, StepPage
from portal.transfers import queries

MOST_LISTED = 5
MOVERS = {"transfer": "move", "transfer_answer": "move"}
RETENTION = {
    "transfer": "Như hồ sơ theo dõi ở nơi đi: 24 tháng sau khi chuyển, rồi ẩn danh.",
    "transfer_answer": "Giữ cùng việc chuyển.",
}


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.people_views.append(
        Place("Chuyển đi, đến", "transfers.list_transfers", "swap", Permission.TRANSFER_READ, 70)
    )
    seams.step_pages[Stage.TRANSFERRED_OUT] = StepPage("Chuyển đi nơi khác", "transfers.start_transfer")
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the people to take in, and the moves to close."""
    if not has_permission(actor, Permission.TRANSFER_MANAGE):
        return []
    return [_item(found) for found in queries.list_waiting(MOST_LISTED)]


def _item(found: queries.TransferRow) -> InboxItem:
    url = url_for("transfers.show_transfer", transfer_id=found.id)
    if not found.is_outgoing:
        return InboxItem(
            f"Tiếp nhận {found.name} chuyển đến", url, f"Từ {found.row.from_name}", found.row.due_on, order=11
        )
    if found.is_accepted:
        return InboxItem(f"Nơi đến đã tiếp nhận {found.name}", url, "Kết thúc theo dõi ở đơn vị", order=24)
    return InboxItem(
        f"Nơi đến không tiếp nhận {found.name}",
        url,
        "Rút việc chuyển, tiếp tục theo dõi",
        tone="red",
        order=11,
    )


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return by which moves a person came or went."""
    if not has_permission(current_actor(), Permission.TRANSFER_READ):
        return []
    rows = queries.list_of_person(person_id)
    if not rows:
        return []
    return [PersonPanel("Chuyển đi, chuyển đến", "transfers/_person_panel.html", {"rows": rows}, 6)]
