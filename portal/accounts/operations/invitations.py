"""How people get accounts: a printed one-time code, or a one-time password from the command line."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from portal.accounts import queries, rules
from portal.accounts.models import Account, Invitation, Membership
from portal.accounts.passwords import hash_password
from portal.kernel import audit, clock
from portal.kernel.actor import Actor, Door, Role, acting_as, current_actor
from portal.kernel.crypto import token_hash
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import queries as organizations

BAD_CODE = "Mã mời không đúng, đã dùng hoặc đã hết hạn. Đề nghị xin mã mới ở đơn vị."


@operation
def invite(
    *,
    display_name: str,
    roles: frozenset[Role],
    position: str = "",
    unit_id: UUID | None = None,
    person_id: UUID | None = None,
) -> str:
    """Write an invitation in the actor's house; return the code to print, which is not stored."""
    rules_problem = invitation_problem(roles)
    if rules_problem:
        raise DomainError(rules_problem, field="roles")
    code = rules.new_code(organizations.current_organization().code)
    invitation = Invitation(
        code_hash=token_hash(code),
        display_name=display_name,
        position=position,
        roles=sorted(roles),
        unit_id=unit_id,
        person_id=person_id,
        expires_at=clock.now() + timedelta(days=rules.INVITATION_DAYS),
    )
    db.session.add(invitation)
    audit.record("invitation.written", invitation, roles=sorted(roles))
    return code


def invitation_problem(roles: frozenset[Role]) -> str | None:
    """Return why the actor's house may not give these roles, or None."""
    organization = organizations.current_organization()
    root_only = {
        Role.KHOI_OFFICER,
        Role.KHOI_LEADER,
        Role.INSPECTOR,
        Role.LECTURER,
        Role.MARKER,
        Role.SYSTEM_ADMIN,
    }
    if not roles:
        return "Chọn ít nhất một vai trò."
    if not organization.is_root and roles & root_only:
        return "Vai trò này chỉ Khối mới giao được."
    return None


def accept_invitation(*, code: str, username: str, password: str) -> str:
    """Turn a printed code into an account and a membership; return the sign-in name.

    An existing account joins the house when the password is its own.
    """
    parts = rules.split_code(code)
    tenant_id = organizations.find_organization_id(parts[0]) if parts else None
    if parts is None or tenant_id is None:
        raise DomainError(BAD_CODE, field="code")
    actor = Actor(tenant_id=tenant_id, door=Door.AUTH, name=rules.normal_username(username))
    with acting_as(actor):
        return _accept(code_hash=token_hash(parts[1]), username=actor.name, password=password)


@operation
def _accept(*, code_hash: str, username: str, password: str) -> str:
    tenant_id = current_actor().tenant_id
    found = db.session.scalar(
        select(Invitation.id).where(Invitation.tenant_id == tenant_id, Invitation.code_hash == code_hash)
    )
    invitation = lock(Invitation, found) if found else None
    if (
        invitation is None
        or invitation.used_at
        or invitation.revoked_at
        or invitation.expires_at < clock.now()
    ):
        raise DomainError(BAD_CODE, field="code")
    account = _new_account(username, password, must_change=False)
    _join(account, invitation)
    invitation.used_at = clock.now()
    audit.record("invitation.accepted", invitation, account_id=account.id)
    return username


def _new_account(username: str, password: str, *, must_change: bool) -> Account:
    if not username:
        raise DomainError("Nhập tên đăng nhập.", field="username")
    if queries.find_sign_in(username) is not None:
        raise DomainError("Tên đăng nhập này đã có người dùng; chọn tên khác.", field="username")
    problem = rules.password_problem(password, username)
    if problem and not must_change:
        raise DomainError(problem, field="password")
    account = Account(
        username=username, password_hash=hash_password(password), must_change_password=must_change
    )
    db.session.add(account)
    db.session.flush()
    return account


def _join(account: Account, invitation: Invitation) -> None:
    db.session.add(
        Membership(
            account_id=account.id,
            username=account.username,
            display_name=invitation.display_name,
            position=invitation.position,
            roles=invitation.roles,
            unit_id=invitation.unit_id,
            person_id=invitation.person_id,
        )
    )


def create_account(
    *,
    tenant_id: UUID,
    username: str,
    display_name: str,
    roles: frozenset[Role],
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    position: str = "",
    password: str | None = None,
) -> str:
    """Make an account from the command line; return its one-time password.

    With ``password`` given (sample data) it is kept as it is and need not be changed.
    """
    with acting_as(Actor(tenant_id=tenant_id, door=Door.AUTH, name="operator")):
        return _create(
            username=rules.normal_username(username),
            display_name=display_name,
            roles=roles,
            person_id=person_id,
            unit_id=unit_id,
            position=position,
            password=password,
        )


@operation
def _create(
    *,
    username: str,
    display_name: str,
    roles: frozenset[Role],
    person_id: UUID | None,
    unit_id: UUID | None,
    position: str,
    password: str | None,
) -> str:
    one_time = password or rules.new_password()
    account = _new_account(username, one_time, must_change=password is None)
    membership = Membership(
        account_id=account.id,
        username=username,
        display_name=display_name,
        position=position,
        roles=sorted(roles),
        unit_id=unit_id,
        person_id=person_id,
    )
    db.session.add(membership)
    audit.record("account.created", account, roles=sorted(roles))
    return one_time


@operation
def revoke_invitation(*, invitation_id: UUID) -> None:
    """Make a printed code useless before it was used."""
    invitation = lock(Invitation, invitation_id)
    invitation.revoked_at = invitation.revoked_at or clock.now()
    audit.record("invitation.revoked", invitation)


@operation
def change_roles(*, membership_id: UUID, roles: frozenset[Role], unit_id: UUID | None = None) -> None:
    """Change what an officer is in the actor's house."""
    problem = invitation_problem(roles)
    if problem:
        raise DomainError(problem, field="roles")
    membership = lock(Membership, membership_id)
    before = {"roles": membership.roles, "unit_id": membership.unit_id}
    membership.roles, membership.unit_id = sorted(roles), unit_id
    audit.record(
        "membership.changed", membership, before=before, after={"roles": sorted(roles), "unit_id": unit_id}
    )


@operation
def set_membership_active(*, membership_id: UUID, is_active: bool) -> None:
    """Switch an officer off or on again in the actor's house; takes effect at the next request."""
    membership = lock(Membership, membership_id)
    if membership.account_id == current_actor().account_id:
        raise DomainError("Không tự khóa tài khoản của chính mình; đề nghị người khác thực hiện.")
    before = {"is_active": membership.is_active}
    membership.is_active = is_active
    audit.record("membership.switched", membership, before=before, after={"is_active": is_active})
