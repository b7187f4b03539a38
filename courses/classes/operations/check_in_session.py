"""A learner at a session scans the code on the screen."""

from __future__ import annotations

from sqlalchemy import select

from courses.classes.models import ClassSession, Enrolment, SessionCheckIn
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.crypto import keyring
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.presence_code import BadCode, PresenceCode, read_code
from portal.kernel.tenancy import current_tenant_id

PURPOSE = "class-check-in"


@operation
def check_in_session(*, code: str) -> PresenceCode:
    """Note that the learner was there when the code was shown; a second scan changes nothing.

    Raises DomainError for a code that is not good, and for somebody who is not in the class.
    """
    person_id = current_actor().person_id
    try:
        found = read_code(code, now=clock.now(), sign=sign)
    except BadCode as error:
        raise DomainError(str(error), field="code") from error
    if person_id is None:
        raise DomainError("Chỉ học viên có tài khoản mới điểm danh được.", field="code")
    lock_name(f"{PURPOSE}:{person_id}")
    there = db.session.scalar(
        select(SessionCheckIn.id).where(
            SessionCheckIn.class_session_id == found.subject_id, SessionCheckIn.person_id == person_id
        )
    )
    if there is not None:
        audit.record("session_check_in.repeated", subject_id=there)
        return found
    seat = (
        select(Enrolment.id)
        .join(
            ClassSession,
            (ClassSession.tenant_id == Enrolment.tenant_id)
            & (ClassSession.class_run_id == Enrolment.class_run_id),
        )
        .where(
            ClassSession.tenant_id == found.tenant_id,
            ClassSession.id == found.subject_id,
            Enrolment.person_id == person_id,
            Enrolment.left_on.is_(None),
        )
    )
    if db.session.scalar(seat) is None:
        raise DomainError("Đồng chí không có tên trong lớp này.", field="code")
    row = SessionCheckIn(
        to_tenant_id=found.tenant_id if found.tenant_id != current_tenant_id() else None,
        class_tenant_id=found.tenant_id,
        class_session_id=found.subject_id,
        person_id=person_id,
        shown_at=found.shown_at,
    )
    db.session.add(row)
    audit.record("session_check_in.made", row, class_session_id=found.subject_id)
    return found


def sign(payload: str) -> str:
    """Return the keyed hash of a payload."""
    return keyring().blind_index(payload, purpose=PURPOSE)
