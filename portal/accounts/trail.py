"""The audit trail as inspectors read it: entries of one house, in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Text, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

from portal.accounts.trail_words import action_words, change_words, nouns_of_topic, subject_words
from portal.kernel import clock
from portal.kernel.audit import AuditEntry, AuditHead
from portal.kernel.database import db
from portal.organizations import queries as organizations

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries of which house; blank parts let everything through."""

    tenant_id: UUID
    noun: str = ""
    actor: str = ""
    from_day: date | None = None
    to_day: date | None = None

    @property
    def is_narrow(self) -> bool:
        return bool(self.noun or self.actor or self.from_day or self.to_day)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry in words; ``action`` keeps the code of the action."""

    sequence: int
    at: datetime
    actor: str
    action: str
    words: str
    subject: str
    details: list[str]


def list_entries(wanted: TrailFilter, *, offset: int, size: int) -> tuple[list[EntryRow], int]:
    """Return one page of a house's entries, the newest first, and how many match."""
    conditions = _conditions(wanted)
    statement = (
        select(AuditEntry.sequence, AuditEntry.body)
        .where(*conditions)
        .order_by(AuditEntry.sequence.desc())
        .offset(offset)
        .limit(size)
    )
    rows = [_entry(sequence, json.loads(body)) for sequence, body in db.session.execute(statement)]
    return rows, _count(wanted, conditions)


def _count(wanted: TrailFilter, conditions: list[ColumnElement[bool]]) -> int:
    if not wanted.is_narrow:
        return (
            db.session.scalar(select(AuditHead.sequence).where(AuditHead.tenant_id == wanted.tenant_id)) or 0
        )
    return db.session.scalar(select(func.count()).select_from(AuditEntry).where(*conditions)) or 0


def _conditions(wanted: TrailFilter) -> list[ColumnElement[bool]]:
    body = cast(AuditEntry.body, JSONB)
    at = cast(body["at"].astext, TIMESTAMP(timezone=True))
    found = [AuditEntry.tenant_id == wanted.tenant_id]
    if wanted.noun:
        noun = func.split_part(cast(body["action"].astext, Text), ".", 1)
        found.append(noun.in_(nouns_of_topic(wanted.noun)))
    if wanted.actor:
        found.append(func.lower(body["actor"].astext).contains(wanted.actor.lower(), autoescape=True))
    if wanted.from_day:
        found.append(at >= _midnight(wanted.from_day))
    if wanted.to_day:
        found.append(at < _midnight(wanted.to_day + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.LOCAL)


def _entry(sequence: int, body: dict[str, Any]) -> EntryRow:
    details = body.get("details") or {}
    return EntryRow(
        sequence=sequence,
        at=datetime.fromisoformat(body["at"]),
        actor=body.get("actor") or "",
        action=body["action"],
        words=action_words(body["action"]),
        subject=subject_words(body.get("subject_type") or ""),
        details=change_words(details),
    )


def house_choices() -> list[tuple[UUID, str]]:
    """Return every house with its code, the root first: each keeps a chain of its own."""
    houses = organizations.list_organizations()
    ordered = sorted(houses, key=lambda house: (not house.is_root, house.code))
    return [(house.id, f"{house.code} · {house.name}") for house in ordered]


def house_names() -> dict[str, str]:
    """Return the name of each house by its id as text."""
    return {str(house_id): words for house_id, words in house_choices()}
