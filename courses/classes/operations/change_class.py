"""What was announced about a class changes before it is over."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from courses.classes.models import ClassRun
from courses.classes.operations.fill_seats import fill_seats
from courses.classes.operations.plan_class import ClassDetails, check_details
from courses.classes.states import ClassState, DeliveryMode
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

OVER = frozenset({ClassState.FINISHED, ClassState.CANCELLED})


@operation
def change_class(*, class_run_id: UUID, details: ClassDetails) -> int:
    """Change title, place, dates or seats; return how many waiting people the new seats let in."""
    run = lock(ClassRun, class_run_id)
    if run.state in OVER:
        raise RuleRefused("Lớp đã kết thúc, không sửa được nữa.")
    check_details(details)
    if details.seats < run.enrolled_count:
        raise DomainError(f"Lớp đã có {run.enrolled_count} người; số chỗ không thể ít hơn.", field="seats")
    told = asdict(details)
    told["delivery_mode"] = DeliveryMode(details.delivery_mode)
    told["ends_on"] = details.ends_on or max(run.ends_on, details.starts_on)
    told["code"] = run.code
    before = {name: getattr(run, name) for name in told}
    for name, value in told.items():
        setattr(run, name, value.strip() if isinstance(value, str) and name != "delivery_mode" else value)
    audit.record("class.changed", run, before=before, after=told)
    return fill_seats(run)
