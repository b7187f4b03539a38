"""The roll of a class from a workbook: what it would change, then the change."""

from __future__ import annotations

from uuid import UUID

from courses.classes.attendance_plan import RollPlan, plan_roll
from courses.classes.attendance_sheet import parse_roll
from courses.classes.models import ClassRun, ClassSession
from courses.classes.operations.record_attendance import record_attendance
from courses.classes.queries.class_roll import get_class_roll
from courses.classes.queries.classes import list_sessions
from courses.classes.states import ClassState
from portal.kernel import audit, clock
from portal.kernel.database import get_row, lock
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


def check_attendance(*, class_run_id: UUID, content: bytes) -> RollPlan:
    """Read a workbook and say what importing it would do; nothing is written."""
    run = _running_class(class_run_id)
    known = get_class_roll(run)
    return plan_roll(parse_roll(content, known.sessions), known, clock.today())


@operation
def import_attendance(*, class_run_id: UUID, content: bytes, signature: str) -> RollPlan:
    """Record what the workbook says and the portal does not; session by session, as if by hand.

    ``signature`` is that of the plan that was looked at: when somebody called a roll in between, the
    workbook is looked at again first.
    """
    run = _running_class(class_run_id)
    _hold_rolls(run)
    plan = check_attendance(class_run_id=class_run_id, content=content)
    if plan.signature != signature:
        raise Conflict("Điểm danh của lớp vừa thay đổi. Chọn lại tệp để xem trước lần nữa.", field="file")
    if not plan.changes:
        raise DomainError("Tệp không có gì mới so với điểm danh đang có.", field="file")
    for session_id, periods in plan.by_session.items():
        record_attendance(class_session_id=session_id, periods=periods)
    audit.record("attendance.imported", run, registered=plan.new, changed=plan.corrected)
    return plan


def _running_class(class_run_id: UUID) -> ClassRun:
    run = get_row(ClassRun, class_run_id)
    if run.tenant_id != current_tenant_id():
        raise NotFound
    if run.state is not ClassState.RUNNING:
        raise RuleRefused("Chỉ điểm danh khi lớp đang học.", field="file")
    return run


def _hold_rolls(run: ClassRun) -> None:
    """Let nobody call a roll of the class until the workbook is in."""
    for session in list_sessions(run):
        lock(ClassSession, session.id)
