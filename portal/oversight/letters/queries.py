"""Reads about letters: the register of Khối, what a house was sent, the figures a new one starts from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from portal.kernel import clock, seams
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations import queries as organizations
from portal.organizations.models import OrganizationKind
from portal.oversight.letters.models import (
    Letter,
    LetterDelivery,
    LetterKind,
    LetterReply,
    LetterState,
    ReplyKind,
)
from portal.oversight.letters.rules import LetterFigures, units_below, units_met
from portal.targets.pace import HUNDRED
from portal.targets.queries import list_progress, list_terms

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from portal.organizations.queries import OrganizationRow


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One house that was sent a letter, and what it answered, the first first."""

    delivery: LetterDelivery
    replies: list[LetterReply] = field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        """Tell whether the house did what was asked: an answer when one was due, else any sign."""
        if self.delivery.reply_due is None:
            return bool(self.replies)
        return any(reply.kind is ReplyKind.REPLIED for reply in self.replies)

    @property
    def is_late(self) -> bool:
        """Tell whether the answer is missing after its day."""
        due = self.delivery.reply_due
        return due is not None and due < clock.today() and not self.is_answered


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One letter of the register with its houses."""

    letter: Letter
    deliveries: list[DeliveryRow] = field(default_factory=list)

    def count(self, what: str) -> int:
        """Return how many houses are ``is_answered`` or ``is_late``."""
        return sum(getattr(row, what) for row in self.deliveries)


def urging_figures(term_code: str | None, as_of: date, threshold: int) -> LetterFigures:
    """Return what an urging letter would say on a day (through the oversight door)."""
    return _term_figures(term_code, as_of, threshold, below=True)


def live_figures(kind: LetterKind, as_of: date, chosen: Collection[UUID]) -> dict[str, Any]:
    """Return what a letter of this kind would say on a day (through the oversight door)."""
    if kind is LetterKind.NOTICE or (kind is not LetterKind.CLASS_INVITATION and not list_terms()):
        return {}
    if kind is LetterKind.CLASS_INVITATION:
        return {"seats": _free_seats()}
    figures = _term_figures(None, as_of, HUNDRED, below=False).as_document()
    if kind is LetterKind.PLAN_OPINION:
        codes = {house.code for house in organizations.list_organizations() if house.id in chosen}
        every = _term_figures(None, as_of, HUNDRED, below=None).as_document()
        figures["units"] = [unit for unit in every["units"] if unit["code"] in codes]
    return figures


def _term_figures(term_code: str | None, as_of: date, threshold: int, *, below: bool | None) -> LetterFigures:
    """Return the figures with the houses below the threshold, at or above it, or all (None)."""
    progress = list_progress(term_code, as_of)
    rows = [
        (row.house.code, row.house.name, row.progress.term_target, row.progress.admitted)
        for row in progress.houses
    ]
    met, missed = units_met(rows, threshold), units_below(rows, threshold)
    every = tuple(sorted((*met, *missed), key=lambda unit: unit.code))
    return LetterFigures(
        term=progress.term.code,
        term_target=progress.whole.term_target,
        admitted=progress.whole.admitted,
        percent=progress.whole.percent,
        elapsed_percent=progress.whole.elapsed_percent,
        threshold=threshold,
        units={True: missed, False: met, None: every}[below],
    )


def _free_seats() -> list[dict[str, Any]]:
    houses = {house.id: house for house in organizations.list_organizations()}
    gaps = [gap for source in seams.seat_gaps for gap in source() if gap.tenant_id in houses]
    return [
        {
            "code": houses[gap.tenant_id].code,
            "name": houses[gap.tenant_id].name,
            "class_title": gap.class_title,
            "free": gap.seats - gap.nominated,
            "until": f"{gap.nominate_until:%d/%m/%Y}",
        }
        for gap in gaps
    ]


def list_addressees() -> list[OrganizationRow]:
    """Return every house a letter can go to: all but Khối itself."""
    return [house for house in organizations.list_organizations() if not house.is_root]


def named_in(figures: dict[str, Any], *, with_unions: bool) -> list[UUID]:
    """Return the houses that figures name, and the unions of Khối when they are asked for."""
    codes = {row["code"] for row in [*figures.get("units", []), *figures.get("seats", [])]}
    return [
        house.id
        for house in list_addressees()
        if house.code in codes or (with_unions and house.kind is OrganizationKind.MASS_UNION)
    ]


def list_letters() -> list[RegisterRow]:
    """Return the letters of Khối that were not discarded, the newest first; three statements."""
    statement = select(Letter).where(Letter.state != LetterState.DISCARDED).order_by(Letter.created_at.desc())
    letters = list(db.session.scalars(statement))
    deliveries = _with_replies(list(db.session.scalars(select(LetterDelivery))))
    return [
        RegisterRow(letter, [row for row in deliveries if row.delivery.letter_id == letter.id])
        for letter in letters
    ]


def get_letter(letter_id: UUID) -> Letter:
    """Return one letter."""
    return get_row(Letter, letter_id)


def list_deliveries(letter_id: UUID) -> list[DeliveryRow]:
    """Return the houses a letter was sent to, with their answers."""
    statement = select(LetterDelivery).where(LetterDelivery.letter_id == letter_id)
    return _with_replies(list(db.session.scalars(statement)))


def list_deliveries_signed(since: date, until: date, *, house: UUID | None) -> list[DeliveryRow]:
    """Return what was sent by letters signed in a period, to one house or to all, with the answers."""
    statement = (
        select(LetterDelivery)
        .where(LetterDelivery.signed_on.between(since, until))
        .order_by(LetterDelivery.signed_on, LetterDelivery.number, LetterDelivery.id)
    )
    if house is not None:
        statement = statement.where(LetterDelivery.to_tenant_id == house)
    return _with_replies(list(db.session.scalars(statement)))


def list_sent_to(house_id: UUID) -> list[DeliveryRow]:
    """Return every letter a house was ever sent, with its answers, the oldest first."""
    statement = select(LetterDelivery).where(LetterDelivery.to_tenant_id == house_id)
    return _with_replies(list(db.session.scalars(statement.order_by(LetterDelivery.signed_on))))


def list_received() -> list[DeliveryRow]:
    """Return the letters the actor's house was sent, the newest first; two statements."""
    statement = (
        select(LetterDelivery)
        .where(LetterDelivery.to_tenant_id == current_actor().tenant_id)
        .order_by(LetterDelivery.sent_at.desc())
    )
    return _with_replies(list(db.session.scalars(statement)))


def get_received(letter_delivery_id: UUID) -> DeliveryRow:
    """Return one letter the actor's house was sent; NotFound for any other."""
    delivery = get_row(LetterDelivery, letter_delivery_id)
    if delivery.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    return DeliveryRow(delivery, list_replies([delivery.id]))


def get_reply(letter_reply_id: UUID) -> LetterReply:
    """Return one answer of the actor's house, or to Khối."""
    return get_row(LetterReply, letter_reply_id)


def list_replies(delivery_ids: Collection[UUID]) -> list[LetterReply]:
    """Return the answers to some deliveries, the first first."""
    if not delivery_ids:
        return []
    statement = (
        select(LetterReply)
        .where(LetterReply.letter_delivery_id.in_(delivery_ids))
        .order_by(LetterReply.replied_at, LetterReply.id)
    )
    return list(db.session.scalars(statement))


def _with_replies(deliveries: list[LetterDelivery]) -> list[DeliveryRow]:
    replies = list_replies([delivery.id for delivery in deliveries])
    return [
        DeliveryRow(delivery, [reply for reply in replies if reply.letter_delivery_id == delivery.id])
        for delivery in deliveries
    ]
