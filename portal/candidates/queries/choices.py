"""What the forms of the feature offer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.accounts.models import Membership
from portal.candidates.models.candidate import CandidateImport
from portal.candidates.queries.access import sees_whole_house
from portal.kernel.actor import Role, current_actor
from portal.kernel.database import db, get_row
from portal.organizations.models import UnitKind
from portal.organizations.queries import list_units

if TYPE_CHECKING:
    from uuid import UUID

PARTY_UNITS = frozenset({UnitKind.SECTION_ORG, UnitKind.PARTY_CELL, UnitKind.PARTY_GROUP})


def unit_choices() -> list[tuple[UUID, str]]:
    """Return the Party units of the house that the actor may put people in."""
    actor = current_actor()
    units = [unit for unit in list_units() if unit.kind in PARTY_UNITS]
    return [(unit.id, unit.name) for unit in units if sees_whole_house(actor) or unit.id in actor.unit_scope]


def helper_choices(*, only_helpers: bool = False) -> list[tuple[UUID, str]]:
    """Return the accounts of the house that may help, by name: any officer, or only those in the role."""
    statement = (
        select(Membership.id, Membership.display_name, Membership.position, Membership.roles)
        .where(Membership.tenant_id == current_actor().tenant_id, Membership.is_active)
        .order_by(Membership.display_name)
    )
    return [
        (membership_id, f"{name}, {position}" if position else name)
        for membership_id, name, position, roles in db.session.execute(statement)
        if (Role.HELPER.value in roles if only_helpers else set(roles) != {Role.CANDIDATE.value})
    ]


def get_import(candidate_import_id: UUID) -> CandidateImport:
    """Return one import of the house."""
    return get_row(CandidateImport, candidate_import_id)


def list_imports() -> list[CandidateImport]:
    """Return the imports of the house, newest first."""
    statement = (
        select(CandidateImport)
        .where(CandidateImport.tenant_id == current_actor().tenant_id)
        .order_by(CandidateImport.created_at.desc())
        .limit(50)
    )
    return list(db.session.scalars(statement))
