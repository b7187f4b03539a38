"""The rail holds seven places at most: more is a menu nobody reads (ui.md)."""

from __future__ import annotations

import pytest

from portal.kernel import seams
from portal.kernel.actor import Actor, Door, Role
from portal.web.frame import _is_shown

MOST_PLACES = 7


HELD = [*((role,) for role in Role), (Role.LECTURER, Role.MARKER)]


@pytest.mark.parametrize("roles", HELD, ids="+".join)
def test_a_role_has_seven_places_at_most(app, roles):
    actor = Actor(tenant_id=None, door=Door.STAFF, roles=frozenset(roles))
    places = [place.label for place in seams.navigation if _is_shown(place, actor)]
    assert 2 <= len(places) <= MOST_PLACES, places
    assert len(set(places)) == len(places)
