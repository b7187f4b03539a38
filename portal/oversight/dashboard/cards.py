"""What the home page of Khối says first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, url_for

from portal.kernel import clock
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem
from portal.targets.queries import list_progress, list_terms

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.targets.queries import TermProgress


def bloc_cards(actor: Actor) -> list[HomeCard]:
    """Return the state of the bloc and the houses that need attention first."""
    progress = _progress_today() if has_permission(actor, Permission.OVERSIGHT_READ) else None
    if progress is None:
        return []
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
    """Return the reminder to urge the houses below half of their target, once half of the term is gone."""
    progress = _progress_today() if has_permission(actor, Permission.LETTER_DRAFT) else None
    below = progress.below_half if progress and progress.is_half_gone else []
    if not below:
        return []
    return [
        InboxItem(
            title=f"{len(below)} tổ chức dưới 50% chỉ tiêu nhiệm kỳ",
            url=url_for("letters.draft_letter"),
            detail="Soạn công văn đôn đốc từ số liệu hiện có",
            tone="red",
            order=20,
        )
    ]


def _progress_today() -> TermProgress | None:
    """Return the state of the bloc, read once for the card and the reminder of one page."""
    if "bloc_progress" not in g:
        g.bloc_progress = list_progress(None, clock.today()) if list_terms() else None
    found: TermProgress | None = g.bloc_progress
    return found
