"""What accounts put into the frame: places, what waits, the desk of a house at a glance."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flask import url_for

from portal.accounts import pages
from portal.kernel import clock, seams
from portal.kernel.actor import Door, Role
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem, Place, TenantFigure, TenantPanel
from portal.organizations import queries as organizations

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

WARN_DAYS = 7
DESKS = (Role.SECRETARY, Role.UNION_OFFICER, Role.SYSTEM_ADMIN)


def register_places() -> None:
    """Fill the seams; called once at start."""
    seams.navigation.append(
        Place(
            "Cán bộ",
            "officers.list_officers",
            "people",
            Permission.OFFICER_READ,
            order=70,
            for_roles=frozenset({Role.SYSTEM_ADMIN}),
        )
    )
    seams.navigation.append(Place("Nhật ký", "audit.list_entries", "shield", Permission.AUDIT_READ, order=90))
    seams.tenant_figures.append(TenantFigure("officer_count", "Cán bộ", pages.count_officers, order=20))
    seams.tenant_panels.append(list_panels)
    seams.inbox_items.append(list_waiting)
    seams.home_cards.append(list_cards)
    seams.tenant_movers.update({"access_token": "keep"})
    seams.retention.update({"access_token": "Giữ theo nhật ký; chỉ có tên phần mềm và người tạo."})


def list_panels(organization_id: UUID) -> list[TenantPanel]:
    """Return the officers of a house and the codes nobody used, for overseers."""
    context: dict[str, object] = {
        "officers": pages.list_officers(organization_id),
        "invitations": pages.list_invitations(organization_id),
        "organization_id": organization_id,
    }
    return [TenantPanel("Cán bộ", "officers/_house_panel.html", context, order=20)]


def list_waiting(actor: Actor) -> list[InboxItem]:
    """Return codes about to run out, and houses without anybody at their desk."""
    items: list[InboxItem] = []
    if actor.has_role(*DESKS):
        items += [
            InboxItem(
                f"Mã mời của {row.display_name} sắp hết hạn",
                url_for("officers.list_officers"),
                detail="Nhắc người được mời dùng mã, hoặc thu hồi rồi mời lại.",
                due_on=clock.local(row.expires_at).date(),
                order=60,
            )
            for row in pages.list_invitations()
            if row.is_open and row.expires_at <= clock.now() + timedelta(days=WARN_DAYS)
        ]
    if has_permission(actor, Permission.ORGANIZATION_MANAGE) and actor.door is Door.OVERSIGHT:
        items += _houses_without_head()
    return items


def _houses_without_head() -> list[InboxItem]:
    staffed = pages.houses_with_head()
    without = [h for h in organizations.list_organizations() if not h.is_root and h.id not in staffed]
    if not without:
        return []
    names = ", ".join(house.code for house in without[:6]) + (" …" if len(without) > 6 else "")  # noqa: PLR2004 -- enough to recognise
    return [
        InboxItem(
            f"{len(without)} đơn vị chưa có bí thư dùng cổng",
            url_for("organizations.list_organizations", sort="officer_count"),
            detail=f"Mời bí thư từ trang đơn vị: {names}",
            order=80,
        )
    ]


def list_cards(actor: Actor) -> list[HomeCard]:
    """Return the desk of the house at a glance, for those who run it."""
    cards: list[HomeCard] = []
    if actor.has_role(*DESKS):
        officers = pages.list_officers()
        context: dict[str, object] = {
            "active": [officer for officer in officers if officer.is_active],
            "never_came": [o for o in officers if o.is_active and o.last_sign_in_at is None],
            "invitations": pages.list_invitations(),
            "units": organizations.list_units(),
            "is_admin": actor.has_role(Role.SYSTEM_ADMIN),
        }
        cards.append(HomeCard("officers/_card_desk.html", context, order=90))
    if has_permission(actor, Permission.AUDIT_READ):
        cards.append(HomeCard("audit/_card_trail.html", {}, order=90))
    return cards
