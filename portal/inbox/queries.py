"""Gathers what the features have to say, in order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.kernel import seams

if TYPE_CHECKING:
    from portal.kernel.actor import Actor
    from portal.kernel.seams import HomeCard, InboxItem, SearchHit

SHORTEST_SEARCH, LONGEST_SEARCH = 2, 100


def list_home_cards(actor: Actor) -> list[HomeCard]:
    """Return the cards of the actor's home page, the next useful action first."""
    cards = [card for source in seams.home_cards for card in source(actor)]
    return sorted(cards, key=lambda card: card.order)


def list_inbox_items(actor: Actor) -> list[InboxItem]:
    """Return what waits for the actor, the most urgent first."""
    items = [item for source in seams.inbox_items for item in source(actor)]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.order, item.title))


def list_hits(words: str) -> list[SearchHit]:
    """Return what every feature finds for the words; too short a search finds nothing."""
    if len(words) < SHORTEST_SEARCH:
        return []
    return [hit for source in seams.search_sources for hit in source(words)]


def group_hits(hits: list[SearchHit]) -> dict[str, list[SearchHit]]:
    """Return the hits by kind, kinds in the order they were first found."""
    groups: dict[str, list[SearchHit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    return groups
