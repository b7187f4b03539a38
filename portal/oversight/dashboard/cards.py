"""What the home page of Khối says first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel import clock
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem
from portal.targets.queries import list_progress, list_terms

if TYPE_CHECKING:
    from portal.kernel.actor import Actor


def bloc_cards(actor: Actor) -> list[HomeCard]:
    """Return the state of the bloc and the houses that need attention first."""
    if not has_permission(actor, Permission.OVERSIGHT_READ) or not list_terms():
        return []
    progress = list_progress(None, clock.today())
    may_write = has_permission(actor, Permission.LETTER_DRAFT)
    return [
        HomeCard(
            "oversight/dashboard/_card_bloc.html",
            {"progress": progress, "may_write": may_write},
            order=10,
            wide=True,
        )
    ]


def bloc_items(actor: Actor) -> list[InboxItem]:
    """Return the reminder to urge the houses below half of their target."""
    if not has_permission(actor, Permission.LETTER_DRAFT) or not list_terms():
        return []
    below = list_progress(None, clock.today()).below_half
    if not below:
        return []
    return [
        InboxItem(
            title=f"{len(below)} tổ chức dưới 50 % chỉ tiêu nhiệm kỳ",
            url=url_for("letters.draft_letter"),
            detail="Soạn công văn đôn đốc từ số liệu hiện có",
            tone="red",
            order=20,
        )
    ]
