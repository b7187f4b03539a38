"""Gathers what the features have to say, in order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.inbox.models import Notice
from portal.kernel import clock, seams
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.kernel.actor import Actor
    from portal.kernel.seams import HomeCard, InboxItem, SearchHit

SOMEBODY_WAITS = 20
"""Items of a lower order are an answer that another side waits for."""
SHORTEST_SEARCH, LONGEST_SEARCH = 2, 100


def list_home_cards(actor: Actor) -> list[HomeCard]:
    """Return the cards of the actor's home page, the next useful action first."""
    cards = [card for source in seams.home_cards for card in source(actor)]
    return sorted(cards, key=lambda card: card.order)


def list_inbox_items(actor: Actor) -> list[InboxItem]:
    """Return what waits for the actor, the most urgent first."""
    items = [item for source in seams.inbox_items for item in source(actor)]
    today = clock.today()
    return sorted(items, key=lambda item: (_wanted_by(item, today), item.order, item.title))


def _wanted_by(item: InboxItem, today: date) -> date:
    """Return the day by which a thing is wanted; what somebody waits for, at once though no day was set."""
    return item.due_on or (today if item.order < SOMEBODY_WAITS else date.max)


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


def unread_notices() -> list[Notice]:
    """Return what the desk told the actor and he or she has not read, the latest first."""
    actor = current_actor()
    if actor.door is not Door.STAFF:
        return []
    statement = select(Notice).where(*_unread(actor.account_id))
    return list(db.session.scalars(statement.order_by(Notice.sent_at.desc()).limit(20)))


def has_unread(account_id: UUID, subject: str) -> bool:
    """Tell whether an account has an unread notice about a subject."""
    statement = select(Notice.id).where(*_unread(account_id), Notice.subject == subject)
    return db.session.scalar(statement.limit(1)) is not None


def _unread(account_id: UUID | None) -> tuple[ColumnElement[bool], ...]:
    return (
        Notice.tenant_id == current_actor().tenant_id,
        Notice.to_account_id == account_id,
        Notice.read_at.is_(None),
    )
