"""What the home page of a house, and the page Khối reads about it, say about its target."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import clock
from portal.kernel.actor import Actor, Role, current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, Succession, TenantPanel
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.operations.inherit_targets import inherit_targets


def own_target(actor: Actor) -> list[HomeCard]:
    """Return the target ring of a secretary's own house."""
    if not actor.has_role(Role.SECRETARY) or actor.tenant_id is None:
        return []
    try:
        targets = queries.house_targets(actor.tenant_id, clock.today(), with_years=False)
    except NotFound:  # no term has begun
        return []
    if targets is None:
        return []
    return [HomeCard("targets/_own_target.html", {"targets": targets, "house_id": actor.tenant_id}, order=30)]


def house_panel(house_id: UUID) -> list[TenantPanel]:
    """Return how far a grassroots organisation is, for overseers."""
    actor = current_actor()
    if not has_permission(actor, Permission.OVERSIGHT_READ):
        return []
    if organizations.get_organization(house_id).kind not in queries.GRASSROOTS:
        return []
    context: dict[str, object] = {
        "targets": queries.house_targets(house_id, clock.today()) if queries.list_terms() else None,
        "house_id": house_id,
        "may_set": has_permission(actor, Permission.TARGET_MANAGE),
    }
    return [TenantPanel("Chỉ tiêu kết nạp", "targets/_house_panel.html", context, order=10)]


def take_over(succession: Succession) -> None:
    """Make what the houses were asked the successor's."""
    inherit_targets(
        house_ids=succession.house_ids,
        receiver_id=succession.receiver_id,
        decision_no=succession.decision_no,
        decision_date=succession.decision_date,
        effective_on=succession.effective_on,
    )
