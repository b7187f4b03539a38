"""What houses and units put into the frame: places, search hits, what waits, sample data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel import seams
from portal.kernel.actor import Role, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, Place, SearchHit
from portal.kernel.text import fold
from portal.organizations import queries
from portal.organizations.labels import KIND_LABELS, UNIT_LABELS

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

MOST_HITS = 8


def register_places() -> None:
    """Fill the seams; called once at start."""
    seams.navigation.append(
        Place(
            "Đơn vị",
            "organizations.list_organizations",
            "building",
            Permission.ORGANIZATION_READ,
            order=10,
            blueprints=frozenset(
                {"organization_import", "units", "officers", "settings", "tokens", "api_guide"}
                | {"holidays", "reorganizations"}
            ),
        )
    )
    seams.navigation.append(
        Place(
            "Tổ chức",
            "units.list_units",
            "building",
            Permission.UNIT_READ,
            order=70,
            for_roles=frozenset({Role.SECRETARY, Role.UNION_OFFICER}),
            blueprints=frozenset({"officers", "settings", "tokens", "api_guide", "reorganizations"}),
        )
    )
    seams.search_sources.append(find_hits)
    seams.inbox_items.append(list_waiting)


def find_hits(words: str) -> list[SearchHit]:
    """Return houses (for overseers) and units of the own house that match, whatever the tones."""
    actor = current_actor()
    wanted = fold(words).split()
    hits: list[SearchHit] = []
    if has_permission(actor, Permission.ORGANIZATION_READ):
        hits += [
            SearchHit(
                "Đơn vị",
                house.name,
                f"{house.code} · {KIND_LABELS[house.kind]}",
                url_for("organizations.show_organization", organization_id=house.id),
            )
            for house in queries.list_organizations()
            if _fits(wanted, f"{house.code} {house.name}")
        ][:MOST_HITS]
    if has_permission(actor, Permission.UNIT_READ):
        hits += [
            SearchHit(
                "Bộ phận", unit.name, UNIT_LABELS[unit.kind], url_for("units.show_unit", unit_id=unit.id)
            )
            for unit in queries.list_units()
            if _fits(wanted, unit.name)
        ][:MOST_HITS]
    return hits


def _fits(wanted: list[str], text: str) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def list_waiting(actor: Actor) -> list[InboxItem]:
    """Return the first steps of a house that has none of its units written down yet."""
    items: list[InboxItem] = []
    if has_permission(actor, Permission.ORGANIZATION_MANAGE) and len(queries.list_organizations()) <= 1:
        items.append(
            InboxItem(
                "Nhập danh sách đơn vị trực thuộc",
                url_for("organization_import.choose_list"),
                detail="Từ tệp Excel đang dùng; xem trước từng dòng rồi mới ghi.",
                order=1,
            )
        )
    if actor.has_role(Role.SECRETARY, Role.UNION_OFFICER) and not queries.list_units():
        items.append(
            InboxItem(
                "Khai báo chi bộ, bộ phận trực thuộc",
                url_for("units.register_unit"),
                detail="Có bộ phận rồi mới giao được người phụ trách và xếp được quần chúng.",
                order=5,
            )
        )
    return items
