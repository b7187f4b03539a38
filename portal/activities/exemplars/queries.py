"""Reads about stories of good people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, or_, select

from portal.activities.exemplars.models import (
    Exemplar,
    ExemplarApproval,
    ExemplarPublication,
    ExemplarReturn,
    ExemplarState,
)
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.wording import bloc
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class ExemplarRow:
    """A story of the own house with what became of it."""

    exemplar: Exemplar
    approval: ExemplarApproval | None
    returned: ExemplarReturn | None
    published: ExemplarPublication | None

    @property
    def words(self) -> tuple[str, str]:
        """Return how it stands, and the tone."""
        if self.published is not None:
            return ("Đã gỡ khỏi bản tin", "") if self.published.withdrawn_on else ("Đã đăng", "ok")
        if self.returned is not None:
            return f"{bloc()} chưa đăng", "red"
        if self.approval is None:
            return "Chờ đơn vị duyệt", "warn"
        return (
            (f"Chờ {bloc()} duyệt", "blue")
            if self.approval.state is ExemplarState.APPROVED
            else ("Đơn vị chưa duyệt", "red")
        )

    @property
    def reason(self) -> str:
        """Return why it was not taken on, or an empty text."""
        return (self.returned.reason if self.returned else "") or (
            self.approval.reason if self.approval else ""
        )


def list_published(
    *, first_day: date | None = None, last_day: date | None = None, limit: int = MOST_SHOWN
) -> list[ExemplarPublication]:
    """Return what everybody reads, the newest first."""
    statement = (
        select(ExemplarPublication)
        .where(ExemplarPublication.withdrawn_on.is_(None))
        .order_by(ExemplarPublication.published_on.desc(), ExemplarPublication.id.desc())
        .limit(limit)
    )
    if first_day is not None and last_day is not None:
        statement = statement.where(ExemplarPublication.published_on.between(first_day, last_day))
    return list(db.session.scalars(statement))


def list_own() -> list[ExemplarRow]:
    """Return the stories proposed in the actor's house (a candidate sees the own ones)."""
    here = current_actor().tenant_id
    statement = (
        select(Exemplar, ExemplarApproval, ExemplarReturn, ExemplarPublication)
        .outerjoin(
            ExemplarApproval,
            and_(
                ExemplarApproval.tenant_id == Exemplar.tenant_id, ExemplarApproval.exemplar_id == Exemplar.id
            ),
        )
        .outerjoin(
            ExemplarReturn,
            and_(
                ExemplarReturn.approval_tenant_id == ExemplarApproval.tenant_id,
                ExemplarReturn.approval_id == ExemplarApproval.id,
            ),
        )
        .outerjoin(
            ExemplarPublication,
            and_(
                ExemplarPublication.approval_tenant_id == ExemplarApproval.tenant_id,
                ExemplarPublication.approval_id == ExemplarApproval.id,
            ),
        )
        .where(Exemplar.tenant_id == here)
        .order_by(Exemplar.created_at.desc())
        .limit(MOST_SHOWN)
    )
    return [ExemplarRow(*row) for row in db.session.execute(statement)]


def list_mine() -> list[Exemplar]:
    """Return the stories the actor proposed, for somebody at the member door."""
    statement = select(Exemplar).where(Exemplar.account_id == current_actor().account_id)
    return list(db.session.scalars(statement.order_by(Exemplar.created_at.desc())))


def _sent_to_here() -> ColumnElement[bool]:
    here = current_actor().tenant_id
    return or_(ExemplarApproval.to_tenant_id == here, ExemplarApproval.tenant_id == here)


def _settled() -> ColumnElement[bool]:
    return or_(
        exists(
            select(ExemplarPublication.id).where(
                ExemplarPublication.approval_tenant_id == ExemplarApproval.tenant_id,
                ExemplarPublication.approval_id == ExemplarApproval.id,
            )
        ),
        exists(
            select(ExemplarReturn.id).where(
                ExemplarReturn.approval_tenant_id == ExemplarApproval.tenant_id,
                ExemplarReturn.approval_id == ExemplarApproval.id,
            )
        ),
    )


def list_to_publish() -> list[tuple[ExemplarApproval, str]]:
    """Return the stories that houses approved and Khối has not settled, with the house, oldest first."""
    statement = (
        select(ExemplarApproval)
        .where(_sent_to_here(), ExemplarApproval.state == ExemplarState.APPROVED, ~_settled())
        .order_by(ExemplarApproval.created_at)
    )
    rows = list(db.session.scalars(statement))
    names = {house.id: house.name for house in list_organizations()} if rows else {}
    return [(row, names.get(row.tenant_id, "")) for row in rows]


def count_to_publish() -> int:
    """Return how many stories wait for Khối."""
    statement = select(func.count()).select_from(ExemplarApproval)
    return (
        db.session.scalar(
            statement.where(_sent_to_here(), ExemplarApproval.state == ExemplarState.APPROVED, ~_settled())
        )
        or 0
    )


def count_to_decide() -> int:
    """Return how many stories wait for the actor's own house."""
    decided = exists(
        select(ExemplarApproval.id).where(
            ExemplarApproval.tenant_id == Exemplar.tenant_id, ExemplarApproval.exemplar_id == Exemplar.id
        )
    )
    statement = select(func.count()).where(Exemplar.tenant_id == current_actor().tenant_id, ~decided)
    return db.session.scalar(statement) or 0


def get_exemplar(exemplar_id: UUID) -> Exemplar:
    """Return a story the actor's door shows."""
    return get_row(Exemplar, exemplar_id)


def get_approval(exemplar_approval_id: UUID) -> ExemplarApproval:
    """Return a house's decision the actor's door shows."""
    return get_row(ExemplarApproval, exemplar_approval_id)


def get_publication(exemplar_publication_id: UUID) -> ExemplarPublication:
    """Return a story everybody reads."""
    return get_row(ExemplarPublication, exemplar_publication_id)


def find_approval(exemplar: Exemplar) -> ExemplarApproval | None:
    """Return the house's decision on a story, or None."""
    return db.session.scalar(
        select(ExemplarApproval).where(
            ExemplarApproval.tenant_id == exemplar.tenant_id, ExemplarApproval.exemplar_id == exemplar.id
        )
    )


def is_settled(approval: ExemplarApproval) -> bool:
    """Tell whether Khối has published or returned a story."""
    key = (ExemplarApproval.tenant_id == approval.tenant_id, ExemplarApproval.id == approval.id)
    return db.session.scalar(select(ExemplarApproval.id).where(*key, _settled())) is not None
