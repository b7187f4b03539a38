"""Recognised results of a class, written as grading leaves them, and certificates issued for them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from courses.certificates.models import Certificate
from courses.certificates.operations.issue_certificates import Signer, issue_certificates
from courses.certificates.queries.register import list_of_class
from courses.classes.models import ClassRun
from courses.classes.queries.classes import get_class
from courses.classes.queries.enrolments import list_enrolled
from courses.grading.models import ClassResult
from courses.grading.outcomes import Outcome
from portal.kernel import clock
from portal.kernel.database import db, session_as
from tests.courses.classes.builders import an_open_class, approve, propose, start

SIGNER = Signer("T/M BAN THƯỜNG VỤ\nBÍ THƯ", "Phạm Thị Giang")
DECISION_NO = "45-QĐ/ĐUK"
LAN, HOA, MAI = "Lê Thị Lan", "Lê Thị Hoa", "Đỗ Thị Ánh Mai"


def a_finished_class(cast, people: dict, *, recognised: bool = True, code: str = "K7") -> UUID:
    """A class in which those people (by who sent them) completed; return its id."""
    class_run_id = an_open_class(cast, code=code, title=f"Lớp khóa {code[1:]}")
    for sender, names in people.items():
        propose(sender, class_run_id, *names)
        approve(cast, class_run_id, *names)
    start(cast, class_run_id)
    with session_as(cast.giang.actor()):
        complete(class_run_id, recognised=recognised)
    return class_run_id


def complete(class_run_id: UUID, *, recognised: bool = True) -> None:
    """Let everybody in the class complete it with 8.5."""
    for learner in list_enrolled(class_run_id):
        db.session.add(
            ClassResult(
                to_tenant_id=learner.tenant_id,
                class_run_id=class_run_id,
                enrolment_id=learner.id,
                person_id=learner.person_id,
                final_mark=Decimal("8.50"),
                grade="good",
                attended_periods=48,
                required_periods=50,
                is_completed=True,
                outcome=Outcome.COMPLETED,
                decision_no=DECISION_NO if recognised else "",
                decided_on=clock.today() - timedelta(days=3) if recognised else None,
            )
        )
    db.session.commit()


def issue(cast, class_run_id: UUID, *, issued_on: date | None = None) -> int:
    """Issue what waits in a class as Giang; return how many certificates."""
    with session_as(cast.giang.actor()):
        return issue_certificates(
            class_run_id=class_run_id, issued_on=issued_on or clock.today(), signer=SIGNER
        )


def certificates(cast, class_run_id: UUID) -> list[Certificate]:
    """The certificates of a class in the order of the register, as Khối sees them."""
    with session_as(cast.giang.actor()):
        run: ClassRun = get_class(class_run_id)
        return list_of_class(run)
