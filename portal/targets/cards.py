"""What the home page of a house says about its target."""

from __future__ import annotations

from portal.kernel import clock
from portal.kernel.actor import Actor, Role
from portal.kernel.seams import HomeCard
from portal.targets import queries


def own_target(actor: Actor) -> list[HomeCard]:
    """Return the target ring of a secretary's own house."""
    if not actor.has_role(Role.SECRETARY) or actor.tenant_id is None or not queries.list_terms():
        return []
    targets = queries.house_targets(actor.tenant_id, clock.today())
    if targets is None:
        return []
    return [HomeCard("targets/_own_target.html", {"targets": targets, "house_id": actor.tenant_id}, order=30)]
