"""What source reviews offer to the inbox and to the views of people."""

from __future__ import annotations

from flask import url_for

from portal.kernel import seams
from portal.kernel.actor import Actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, Place
from portal.sources import queries

MOVERS = {"source_review": "keep", "source_count": "keep"}
RETENTION = dict.fromkeys(MOVERS, "Giữ lâu dài; chỉ có số đếm.")


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.people_views.append(
        Place("Rà soát nguồn", "sources.list_reviews", "people", Permission.SOURCE_READ, 65)
    )
    seams.inbox_items.append(inbox_items)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the open reviews in which units of the actor have no numbers yet."""
    if not has_permission(actor, Permission.SOURCE_FILL):
        return []
    return [
        InboxItem(
            f"{row.title}: {len(units)} chi bộ chưa ghi số liệu"
            if len(units) > 1
            else f"{row.title}: {units[0].name} chưa ghi số liệu",
            url_for("sources.show_review", source_review_id=row.id),
            due_on=row.due_on,
            order=28,
        )
        for row, units in queries.open_lines()
        if units
    ]
