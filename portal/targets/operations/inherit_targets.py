"""What houses that went into another were asked and had done becomes the successor's (rules.md §9)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock
from portal.kernel.operation import operation
from portal.organizations.models import Organization
from portal.targets import queries
from portal.targets.models import AdmissionBalance, Inherited, Target, Term

if TYPE_CHECKING:
    from collections.abc import Sequence


@operation
def inherit_targets(
    *, house_ids: Sequence[UUID], receiver_id: UUID, decision_no: str, decision_date: date, effective_on: date
) -> None:
    """Add targets and opening balances of houses to their successor from a day on; once a house.

    The earlier number of the successor is superseded; a later decision of Khối replaces the sum.
    The rows of the closed houses stay as they were.
    """
    for house_id in house_ids:
        house = get_row(Organization, house_id)
        from_house = {
            "house_id": str(house.id),
            "code": house.code,
            "effective_on": effective_on.isoformat(),
            "decision_no": decision_no,
        }
        for term_id in db.session.scalars(select(Term.id)).all():
            term = lock(Term, term_id)
            _inherit_targets(term, house.id, receiver_id, from_house, decision_date)
            _inherit_balances(term, house.id, receiver_id, from_house)
    audit.record("target.inherited", subject_id=receiver_id, houses=list(house_ids), decision_no=decision_no)


def _part(from_house: dict[str, str], number: int) -> Inherited:
    return Inherited(number=number, **from_house)  # type: ignore[typeddict-item]


def _is_known(parts: Sequence[Inherited], house_id: UUID) -> bool:
    return any(part["house_id"] == str(house_id) for part in parts)


def _inherit_targets(
    term: Term, house_id: UUID, receiver_id: UUID, from_house: dict[str, str], decision_date: date
) -> None:
    statement = select(Target).where(Target.term_id == term.id, Target.superseded_at.is_(None))
    standing = {(row.to_tenant_id, row.year, row.kind): row for row in db.session.scalars(statement)}
    for (owner, year, kind), row in standing.items():
        own = standing.get((receiver_id, year, kind))
        if owner != house_id or (own is not None and _is_known(own.inherited, house_id)):
            continue
        if own is not None:
            own.superseded_at = clock.now()
            db.session.flush()
        db.session.add(
            Target(
                to_tenant_id=receiver_id,
                term_id=term.id,
                kind=kind,
                period=row.period,
                year=year,
                value=row.value + (own.value if own else 0),
                inherited=[*(own.inherited if own else []), _part(from_house, row.value)],
                decision_no=from_house["decision_no"],
                decision_date=decision_date,
            )
        )


def _inherit_balances(term: Term, house_id: UUID, receiver_id: UUID, from_house: dict[str, str]) -> None:
    standing = queries.current_balances(term.id)
    for (owner, year), row in standing.items():
        own = standing.get((receiver_id, year))
        if owner != house_id or (own is not None and _is_known(own.inherited, house_id)):
            continue
        if own is not None:
            own.superseded_at = clock.now()
            db.session.flush()
        db.session.add(
            AdmissionBalance(
                to_tenant_id=receiver_id,
                term_id=term.id,
                year=year,
                admitted=row.admitted + (own.admitted if own else 0),
                inherited=[*(own.inherited if own else []), _part(from_house, row.admitted)],
                counted_until=row.counted_until,
                source=f"Kế thừa của {from_house['code']} theo {from_house['decision_no']}",
            )
        )
