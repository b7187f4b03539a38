"""The steps of a class that Khối takes: open and close nominations, start, cancel."""

from __future__ import annotations

from uuid import UUID

from courses.classes.models import ClassRun
from courses.classes.states import STATE_LABELS, ClassState, is_allowed
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def open_nominations(*, class_run_id: UUID) -> None:
    """Let houses propose people from now until the announced day."""
    run = _move(class_run_id, ClassState.OPEN)
    if run.nominate_until < clock.today():
        raise DomainError("Hạn đăng ký đã qua; sửa hạn đăng ký trước.")


@operation
def close_nominations(*, class_run_id: UUID) -> None:
    """Take no further proposals; Khối still settles those that came."""
    _move(class_run_id, ClassState.CLOSED)


@operation
def start_class(*, class_run_id: UUID) -> None:
    """Begin the class: attendance can be taken from now on."""
    run = _move(class_run_id, ClassState.RUNNING)
    if not run.enrolled_count:
        raise RuleRefused("Lớp chưa có ai được duyệt.")


@operation
def cancel_class(*, class_run_id: UUID, reason: str) -> None:
    """Call a class off before it has begun; the reason is shown to the houses."""
    if not reason.strip():
        raise DomainError("Cần lý do hủy lớp.", field="reason")
    run = _move(class_run_id, ClassState.CANCELLED)
    run.note = reason.strip()


@operation
def finish_class(*, class_run_id: UUID) -> None:
    """Lock a class whose results are recognised (called by grading)."""
    _move(class_run_id, ClassState.FINISHED)


def _move(class_run_id: UUID, to: ClassState) -> ClassRun:
    run = lock(ClassRun, class_run_id)
    before = run.state
    if not is_allowed(before, to):
        raise RuleRefused(f"Lớp “{STATE_LABELS[before]}” không chuyển được sang “{STATE_LABELS[to]}”.")
    run.state = to
    audit.record("class.state_changed", run, before={"state": before}, after={"state": to})
    return run
