"""How people get accounts: a printed one-time code, or a one-time password from the command line."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from portal.accounts import queries, role_giving, rules
from portal.accounts.models import Account, Invitation, Membership
from portal.accounts.operations import throttle
from portal.accounts.pages import find_member
from portal.accounts.passwords import hash_password, is_password
from portal.kernel import audit, clock
from portal.kernel.actor import Actor, Door, Role, acting_as, current_actor
from portal.kernel.crypto import token_hash
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.organizations import queries as organizations

BAD_CODE = "Mã mời không đúng, đã dùng hoặc đã hết hạn. Đề nghị xin mã mới ở đơn vị."
TAKEN_NAME = (
    "Tên đăng nhập này đã có người dùng. Nếu là của đồng chí, nhập đúng mật khẩu đang dùng; "
    "nếu không, chọn tên khác."
)


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
    house = organizations.current_organization()
    problem = role_giving.roles_problem(house.kind, roles, unit_id)
    if problem:
        raise DomainError(problem[1], field=problem[0])
    code = rules.new_code(house.code)
    invitation = Invitation(
        code_hash=token_hash(code),
        display_name=display_name,
        position=position,
        roles=sorted(roles),
        unit_id=role_giving.limiting_unit(roles, unit_id),
        person_id=person_id,
        invited_by=current_actor().name,
        expires_at=clock.now() + timedelta(days=rules.INVITATION_DAYS),
    )
    db.session.add(invitation)
    audit.record("invitation.written", invitation, roles=sorted(roles))
    return code


@operation
def invite_person(*, person_id: UUID, display_name: str) -> str:
    """Write an invitation for a person of the house to see what is his or her own; return the code.

    A paper printed earlier for the same person is good for nothing any more. Conflict when the person
    has an account already.
    """
    if find_member(person_id) is not None:
        raise Conflict("Đồng chí này đã có tài khoản; quên mật khẩu thì cấp lại mật khẩu.")
    for invitation_id in _open_invitations_of(person_id):
        revoke_invitation(invitation_id=invitation_id)
    return invite(display_name=display_name, roles=frozenset({Role.CANDIDATE}), person_id=person_id)


def _open_invitations_of(person_id: UUID) -> list[UUID]:
    statement = select(Invitation.id).where(
        Invitation.tenant_id == current_actor().tenant_id,
        Invitation.person_id == person_id,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    return list(db.session.scalars(statement))


def accept_invitation(*, code: str, username: str, password: str, address: str = "") -> str:
    """Turn a printed code into an account and a membership; return the sign-in name.

    An account that exists already joins the house when the password is its own.
    """
    name = rules.normal_username(username)
    throttle.check_open(throttle.Attempt("", address))
    parts = rules.split_code(code)
    tenant_id = organizations.find_organization_id(parts[0]) if parts else None
    if parts is None or tenant_id is None:
        throttle.note_failure(throttle.Attempt("", address))
        raise DomainError(BAD_CODE, field="code")
    with acting_as(Actor(tenant_id=tenant_id, door=Door.AUTH, name=name)):
        invitation_id = _find_open_invitation(token_hash(parts[1]))
        if invitation_id is None:
            throttle.note_failure(throttle.Attempt("", address))
            raise DomainError(BAD_CODE, field="code")
        account_id = _own_account(name, password, address)
        return _accept(invitation_id=invitation_id, account_id=account_id, username=name, password=password)


def _find_open_invitation(code_hash: str) -> UUID | None:
    invitation: UUID | None = db.session.scalar(
        select(Invitation.id).where(
            Invitation.tenant_id == current_actor().tenant_id,
            Invitation.code_hash == code_hash,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > clock.now(),
        )
    )
    return invitation


def _own_account(username: str, password: str, address: str) -> UUID | None:
    """Return the account of a name that exists, its password checked; None for a new name."""
    account = queries.find_sign_in(username)
    if account is None:
        return None
    attempt = throttle.Attempt(username, address)
    throttle.check_open(attempt)
    if not is_password(account.password_hash, password) or not account.is_active:
        throttle.note_failure(attempt)
        raise DomainError(TAKEN_NAME, field="username")
    return account.id


@operation
def _accept(*, invitation_id: UUID, account_id: UUID | None, username: str, password: str) -> str:
    invitation = lock(Invitation, invitation_id)
    if invitation.used_at or invitation.revoked_at:
        raise DomainError(BAD_CODE, field="code")
    account = lock(Account, account_id) if account_id else _own_new_account(username, password)
    _join(account, invitation)
    invitation.used_at = clock.now()
    audit.record("invitation.accepted", invitation, account_id=account.id)
    return username


def _own_new_account(username: str, password: str) -> Account:
    problem = rules.username_problem(username)
    if problem:
        raise DomainError(problem, field="username")
    problem = rules.password_problem(password, username)
    if problem:
        raise DomainError(problem, field="password")
    return _new_account(username, password, must_change=False)


def _new_account(username: str, password: str, *, must_change: bool) -> Account:
    if not username:
        raise DomainError("Nhập tên đăng nhập.", field="username")
    if queries.find_sign_in(username) is not None:
        raise DomainError(TAKEN_NAME, field="username")
    account = Account(
        username=username, password_hash=hash_password(password), must_change_password=must_change
    )
    db.session.add(account)
    db.session.flush()
    return account


def _join(account: Account, invitation: Invitation) -> None:
    here = select(Membership.id).where(
        Membership.tenant_id == invitation.tenant_id, Membership.account_id == account.id
    )
    if db.session.scalar(here) is not None:
        raise Conflict("Tài khoản này đã thuộc đơn vị; đề nghị đơn vị đổi vai trò thay vì mời lại.")
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
    house = organizations.current_organization()
    if not roles <= role_giving.possible_roles(house.kind):
        raise DomainError("Đơn vị này không giao được vai trò đó.", field="roles")
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
    """Make a printed code useless before it was used; Conflict when it was used already."""
    invitation = lock(Invitation, invitation_id)
    if invitation.used_at is not None:
        raise Conflict("Mã mời đã dùng; khóa tài khoản ở danh sách cán bộ nếu cần.")
    invitation.revoked_at = invitation.revoked_at or clock.now()
    audit.record("invitation.revoked", invitation)
