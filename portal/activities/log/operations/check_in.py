"""Somebody at the place scans the code on the screen."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.activities.log.models import CheckIn
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.crypto import keyring
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.presence_code import BadCode, PresenceCode, read_code
from portal.kernel.tenancy import current_tenant_id
from portal.people.models import Person

PURPOSE = "check-in"


@operation
def check_in(*, code: str) -> PresenceCode:
    """Note that the actor was there when the code was shown; a second scan changes nothing.

    The row belongs to the actor's own house and is addressed to the union, which takes it into
    its list, or not.
    """
    actor = current_actor()
    try:
        found = read_code(code, now=clock.now(), sign=sign)
    except BadCode as error:
        raise DomainError(str(error), field="code") from error
    if actor.account_id is None:
        raise DomainError("Chỉ người có tài khoản mới điểm danh được.", field="code")
    house = current_tenant_id()
    lock_name(f"{PURPOSE}:{actor.account_id}")
    there = db.session.scalar(
        select(CheckIn.id).where(
            CheckIn.tenant_id == house,
            CheckIn.activity_id == found.subject_id,
            CheckIn.account_id == actor.account_id,
        )
    )
    if there is not None:
        audit.record("check_in.repeated", subject_id=there)
        return found
    name, born = _who(actor.person_id, actor.name)
    row = CheckIn(
        to_tenant_id=found.tenant_id if found.tenant_id != house else None,
        union_tenant_id=found.tenant_id,
        activity_id=found.subject_id,
        account_id=actor.account_id,
        person_id=actor.person_id,
        full_name=name,
        birth_date=born,
        title=found.title,
        place=found.place,
        shown_at=found.shown_at,
    )
    db.session.add(row)
    audit.record("check_in.made", row, activity_id=found.subject_id)
    return found


def sign(payload: str) -> str:
    """Return the keyed hash of a payload."""
    return keyring().blind_index(payload, purpose=PURPOSE)


def _who(person_id: UUID | None, sign_in_name: str) -> tuple[str, date | None]:
    """Return name and birth date of the person, or the officer's name in the house."""
    if person_id is not None:
        row = db.session.execute(
            select(Person.full_name, Person.birth_date).where(Person.id == person_id)
        ).first()
        if row is not None:
            return row[0], row[1]
    return signature() or sign_in_name, None
