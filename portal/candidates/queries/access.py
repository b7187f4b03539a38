"""Who may see which candidate inside a house; other houses are kept out by the database itself.

A secretary and an overseer see the whole house, a cell secretary the own units, a helper the
people he or she helps now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from portal.accounts.models import Membership
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.stages import Desk
from portal.kernel import clock
from portal.kernel.actor import Actor, Role, current_actor
from portal.kernel.database import db, get_row, lock
from portal.kernel.errors import DomainError, NotFound
from portal.organizations.models import Organization, OrganizationKind

if TYPE_CHECKING:
    from uuid import UUID


def sees_whole_house(actor: Actor) -> bool:
    """Tell whether the actor's reading is not limited to units or helped people."""
    if actor.has_role(Role.CELL_SECRETARY):
        return not actor.unit_scope or actor.has_role(Role.SECRETARY)
    return not actor.has_role(Role.HELPER) or actor.has_role(
        Role.SECRETARY, Role.KHOI_OFFICER, Role.KHOI_LEADER, Role.INSPECTOR
    )


def is_helping_now() -> ColumnElement[bool]:
    """Return the condition that an assignment holds today; its last day still counts."""
    return or_(HelperAssignment.ends_on.is_(None), HelperAssignment.ends_on >= clock.today())


def is_visible() -> ColumnElement[bool]:
    """Return the condition on Candidate that the current actor may see the row."""
    actor = current_actor()
    if sees_whole_house(actor):
        return true()
    ways: list[ColumnElement[bool]] = []
    if actor.has_role(Role.CELL_SECRETARY):
        ways.append(Candidate.unit_id.in_(actor.unit_scope))
    if actor.has_role(Role.HELPER):
        ways.append(helped_by(actor))
    return or_(*ways)


def helped_by(actor: Actor) -> ColumnElement[bool]:
    """Return the condition on Candidate that the actor is its present helper."""
    return exists(
        select(HelperAssignment.id)
        .join(
            Membership,
            and_(
                Membership.tenant_id == HelperAssignment.tenant_id,
                Membership.id == HelperAssignment.helper_membership_id,
            ),
        )
        .where(
            HelperAssignment.tenant_id == Candidate.tenant_id,
            HelperAssignment.candidate_id == Candidate.id,
            Membership.account_id == actor.account_id,
            is_helping_now(),
        )
    )


def get_candidate(candidate_id: UUID) -> Candidate:
    """Return a candidate the actor may see; NotFound otherwise."""
    return _checked(get_row(Candidate, candidate_id))


def lock_candidate(candidate_id: UUID) -> Candidate:
    """Return a candidate the actor may see, locked; the root of every write about the person."""
    return _checked(lock(Candidate, candidate_id))


def _checked(candidate: Candidate) -> Candidate:
    if sees_whole_house(current_actor()):
        return candidate
    key = (Candidate.tenant_id == candidate.tenant_id, Candidate.id == candidate.id)
    if db.session.scalar(select(Candidate.id).where(*key, is_visible())) is None:
        raise NotFound
    return candidate


def may_record_at(desk: Desk) -> bool:
    """Tell whether the actor records what was done at a desk: a cell secretary only what the cell did."""
    actor = current_actor()
    is_cell_only = actor.has_role(Role.CELL_SECRETARY) and not actor.has_role(Role.SECRETARY)
    return desk is Desk.CELL or not is_cell_only


def has_committee_of(house: UUID | None) -> bool:
    """Tell whether a committee stands above the cell: a grassroots cell sends its resolution itself."""
    kind = db.session.scalar(select(Organization.kind).where(Organization.id == house))
    return kind is not OrganizationKind.GRASSROOTS_CELL


def check_unit(unit_id: UUID | None) -> None:
    """Refuse a unit outside the actor's own ones; a secretary may name any unit of the house."""
    actor = current_actor()
    if not sees_whole_house(actor) and unit_id not in actor.unit_scope:
        raise DomainError("Chọn chi bộ do đồng chí phụ trách.", field="unit_id")


def signature() -> str:
    """Return the name the actor's work is signed with in the house: the officer's, not the sign-in's."""
    actor = current_actor()
    if actor.account_id is None:
        return "Hệ thống"
    statement = select(Membership.display_name).where(
        Membership.tenant_id == actor.tenant_id, Membership.account_id == actor.account_id
    )
    return db.session.scalar(statement) or actor.name
