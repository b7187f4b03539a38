"""Reads about people who move: what a house sent, what it is asked to take in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from portal.candidates.models.candidate import Candidate
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations
from portal.transfers.cases import DUTIES, Duty
from portal.transfers.models import Transfer, TransferAnswer, TransferReply

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

DAYS = frozenset({"happened_on", "document_date", "starts_on", "ends_on", "issued_on", "dated_on"})
PARTY_HOUSES = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A move and its answer, as both sides read it."""

    row: Transfer
    answer: TransferAnswer | None

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.full_name

    @property
    def duty(self) -> Duty:
        return DUTIES[self.row.situation]

    @property
    def is_outgoing(self) -> bool:
        return self.row.tenant_id == current_actor().tenant_id

    @property
    def is_waiting(self) -> bool:
        """Tell whether the other house has still to answer."""
        return self.row.to_tenant_id is not None and self.answer is None and self.row.withdrawn_at is None

    @property
    def is_accepted(self) -> bool:
        return self.answer is not None and self.answer.reply is TransferReply.ACCEPTED

    @property
    def may_take_back(self) -> bool:
        """Tell whether the old house may have the person back: nobody took him or her in."""
        return self.row.withdrawn_at is None and not self.is_accepted

    @property
    def steps(self) -> list[dict[str, Any]]:
        """Return the steps that go along, their days as days; so the others."""
        return _with_days(self.row.steps)

    @property
    def helpers(self) -> list[dict[str, Any]]:
        return _with_days(self.row.helpers)

    @property
    def papers(self) -> list[dict[str, Any]]:
        return _with_days(self.row.papers)

    @property
    def training(self) -> list[dict[str, Any]]:
        return _with_days(self.row.training)

    @property
    def state(self) -> str:
        """Return where the move stands: withdrawn, outside, waiting, accepted, refused."""
        if self.row.withdrawn_at is not None:
            return "withdrawn"
        if self.row.to_tenant_id is None:
            return "outside"
        return self.answer.reply.value if self.answer else "waiting"


def _with_days(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {name: date.fromisoformat(value) if name in DAYS and value else value for name, value in row.items()}
        for row in rows
    ]


def get_transfer(transfer_id: UUID) -> TransferRow:
    """Return a move from or to the actor's house, any for an overseer; NotFound otherwise."""
    found = db.session.execute(_transfers().where(Transfer.id == transfer_id)).one_or_none()
    if found is None:
        raise NotFound
    return TransferRow(*found)


def list_transfers(*, offset: int, limit: int) -> tuple[list[TransferRow], int]:
    """Return the moves from and to the house, the latest first, and how many there are."""
    total = db.session.scalar(select(func.count()).select_from(Transfer).where(_mine())) or 0
    rows = db.session.execute(_transfers().order_by(Transfer.sent_at.desc()).offset(offset).limit(limit))
    return [TransferRow(*row) for row in rows], total


def list_waiting(limit: int) -> list[TransferRow]:
    """Return the moves in which the house has something to do: to answer, or to close after an answer."""
    house = current_actor().tenant_id
    rows = db.session.execute(
        _transfers()
        .where(
            or_(
                (Transfer.to_tenant_id == house) & TransferAnswer.id.is_(None),
                (Transfer.tenant_id == house) & TransferAnswer.id.is_not(None) & Transfer.closed_at.is_(None),
            ),
            Transfer.withdrawn_at.is_(None),
        )
        .order_by(Transfer.sent_at)
        .limit(limit)
    )
    return [TransferRow(*row) for row in rows]


def list_of_person(person_id: UUID) -> list[TransferRow]:
    """Return the moves of a person of the house, and the one by which a person came."""
    rows = db.session.execute(
        _transfers()
        .where(
            or_(
                Transfer.person_id == person_id,
                TransferAnswer.candidate_id.in_(select(Candidate.id).where(Candidate.person_id == person_id)),
            )
        )
        .order_by(Transfer.sent_at.desc())
    )
    return [TransferRow(*row) for row in rows]


def house_choices() -> list[tuple[UUID, str]]:
    """Return the other Party organisations of the bloc."""
    own = current_actor().tenant_id
    return [
        (house.id, f"{house.code} · {house.name}")
        for house in list_organizations(kinds=PARTY_HOUSES)
        if house.id != own
    ]


def _mine() -> ColumnElement[bool]:
    actor = current_actor()
    if actor.door is Door.OVERSIGHT:
        return Transfer.id.is_not(None)
    return or_(Transfer.tenant_id == actor.tenant_id, Transfer.to_tenant_id == actor.tenant_id)


def _transfers():  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a two-column select
    return (
        select(Transfer, TransferAnswer)
        .outerjoin(
            TransferAnswer,
            (TransferAnswer.to_tenant_id == Transfer.tenant_id) & (TransferAnswer.transfer_id == Transfer.id),
        )
        .where(_mine())
    )
