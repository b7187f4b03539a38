"""The frame round every page: who is signed in, where they may go, what waits for them.

The names of people and tenants belong to upper floors; they register one function here
(``register_frame_source``) and the endpoints behind the buttons of the top bar
(``register_frame_link``). Nothing is read until a template asks for it, so an error page that
shows only the product name needs no database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flask import current_app, g, request, url_for

from portal.kernel import seams
from portal.kernel.actor import find_actor
from portal.kernel.permissions import Permission, has_permission

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from flask import Flask

    from portal.kernel.actor import Actor
    from portal.kernel.seams import Place

MOST_PLACES_ON_A_PHONE = 4  # more would make targets narrower than a thumb at 360 px
LINK_NAMES = frozenset({"home", "search", "inbox", "account", "switch_tenant", "sign_in", "sign_out"})


@dataclass(frozen=True, slots=True)
class Membership:
    """One tenant in which the person holds a role."""

    id: UUID
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class FrameIdentity:
    """What the frame says about the person who is signed in."""

    person_name: str
    tenant_name: str
    tenant_code: str = ""
    role_label: str = ""
    memberships: list[Membership] = field(default_factory=list)
    inbox_count: int = 0
    tenant_kind: str = ""
    browser_key: str = ""
    """Tells a browser under whose account it keeps something, without saying who that is."""


@dataclass(frozen=True, slots=True)
class RailPlace:
    """One line of the left rail, ready to draw. ``current`` is the value of aria-current or ''."""

    label: str
    url: str
    icon: str
    current: str
    badge: int


_source: Callable[[Actor], FrameIdentity | None] | None = None
_links: dict[str, str] = {}


def register_frame_source(
    source: Callable[[Actor], FrameIdentity | None],
) -> Callable[[Actor], FrameIdentity | None]:
    """Say which function knows the names; the last registration holds."""
    global _source  # noqa: PLW0603 -- a seam, filled once at start
    _source = source
    return source


def register_frame_link(name: str, endpoint: str) -> None:
    """Say which endpoint stands behind a button of the frame; a button without one is not drawn."""
    if name not in LINK_NAMES:
        raise ValueError(f"the frame has no link named {name}")
    _links[name] = endpoint


class Frame:
    """What the layouts read; every part is computed when first asked for."""

    @property
    def product_name(self) -> str:
        name: str = current_app.config.get("PRODUCT_NAME", "Phát triển đảng viên")
        return name

    @cached_property
    def identity(self) -> FrameIdentity | None:
        """Return the names to show, or None for somebody who is not signed in."""
        actor = find_actor()
        if actor is None or _source is None:
            return None
        return _source(actor)

    @cached_property
    def places(self) -> list[RailPlace]:
        """Return the places of the rail that the actor may enter, in order."""
        actor = find_actor()
        allowed = [place for place in seams.navigation if _is_shown(place, actor)]
        allowed.sort(key=lambda place: (place.order, place.label))
        current = _find_current(allowed)
        return [
            RailPlace(
                label=place.label,
                url=url_for(place.endpoint, **place.arguments),  # type: ignore[arg-type]
                icon=place.icon,
                current=_mark(place) if place is current else "",
                badge=place.badge() if place.badge else 0,
            )
            for place in allowed
        ]

    @property
    def places_on_phone(self) -> list[RailPlace]:
        """Return the places that stand in the bottom bar of a phone."""
        if len(self.places) <= MOST_PLACES_ON_A_PHONE + 1:
            return self.places
        return self.places[:MOST_PLACES_ON_A_PHONE]

    @property
    def places_behind_more(self) -> list[RailPlace]:
        """Return the places that a phone shows behind “Thêm”."""
        return self.places[len(self.places_on_phone) :]

    def may(self, permission: str) -> bool:
        """Tell whether the actor holds a permission: a template shows only buttons that work."""
        return has_permission(find_actor(), Permission(permission))

    def link(self, name: str) -> str | None:
        """Return the address behind a button of the frame, or None when no feature offers it."""
        endpoint = _links.get(name)
        return url_for(endpoint) if endpoint in current_app.view_functions else None


def _find_current(places: list[Place]) -> Place | None:
    """Choose the place of this page: the same page first, else one of the same feature."""
    for place in places:
        if (
            place.endpoint == request.endpoint
            and place.arguments.items() <= (request.view_args or {}).items()
        ):
            return place
    for place in places:
        if request.blueprint and request.blueprint in {place.endpoint.rpartition(".")[0], *place.blueprints}:
            return place
    return None


def _is_shown(place: Place, actor: Actor | None) -> bool:
    if place.for_roles and (actor is None or not actor.has_role(*place.for_roles)):
        return False
    return has_permission(actor, place.permission)


def _mark(place: Place) -> str:
    return "page" if place.endpoint == request.endpoint else "true"


def get_frame() -> Frame:
    """Return the frame of this request; made once."""
    if "frame" not in g:
        g.frame = Frame()
    frame: Frame = g.frame
    return frame


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"frame": get_frame()})
