"""The results of a class: computed from attendance and marks, redone, recognised by a decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from courses.classes.models import ClassRun
from courses.classes.operations.change_class_state import finish_class
from courses.classes.queries.enrolments import EnrolledRow, list_enrolled
from courses.exams.models import ExamPurpose
from courses.exams.operations.draw_papers import draw_redo_papers
from courses.exams.queries.desk import find_exam_of
from courses.grading.models import ClassResult
from courses.grading.outcomes import Outcome
from courses.grading.programme_rules import rules_of
from courses.grading.queries.class_results import Marks, current_results, get_version, marks_of_class
from courses.grading.rules import ProgrammeRules, class_result
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation

REDO_ATTEMPT = 2


@operation
def compute_class_results(*, class_run_id: UUID) -> int:
    """Propose a result for every learner; return how many changed since the last time.

    A changed result supersedes the one before. Raises RuleRefused once a decision recognised them.
    """
    run = lock(ClassRun, class_run_id)
    known = current_results(run)
    _check_open(known)
    programme, marks = rules_of(get_version(run)), marks_of_class(run)
    changed = 0
    for learner in list_enrolled(class_run_id):
        wanted = _fields(learner, marks.get(learner.person_id, Marks()), programme)
        before = known.get(learner.id)
        if before is not None and all(getattr(before, name) == value for name, value in wanted.items()):
            continue
        if before is not None:
            before.superseded_at = clock.now()
            db.session.flush()
        db.session.add(_row(run, learner, wanted))
        changed += 1
    audit.record("class.results_computed", run, changed=changed)
    return changed


def _check_open(known: dict[UUID, ClassResult]) -> None:
    if any(row.decision_no for row in known.values()):
        raise RuleRefused("Kết quả lớp đã được công nhận nên không tính lại.")


def _fields(learner: EnrolledRow, marks: Marks, programme: ProgrammeRules) -> dict[str, Any]:
    attendance = learner.attendance
    found = class_result(
        programme,
        attended=attendance.attended,
        required=attendance.required,
        exam_mark=marks.screening,
        reflection_marks=marks.reflections[: 1 + programme.redo_limit],
    )
    return {
        "screening_mark": marks.screening,
        "reflection_mark": marks.reflections[-1] if marks.reflections else None,
        "final_mark": found.mark,
        "grade": found.grade.value if found.grade else "",
        "attended_periods": attendance.attended,
        "required_periods": attendance.required,
        "is_completed": found.outcome is Outcome.COMPLETED,
        "outcome": found.outcome,
        "reasons": [found.reason],
    }


def _row(run: ClassRun, learner: EnrolledRow, fields: dict[str, Any]) -> ClassResult:
    return ClassResult(
        to_tenant_id=learner.tenant_id,
        class_run_id=run.id,
        enrolment_id=learner.id,
        person_id=learner.person_id,
        **fields,
    )


@operation
def grant_redo(*, class_run_id: UUID, until: datetime) -> int:
    """Let everybody below the pass mark write the thu hoạch once more; return how many got a paper."""
    run = lock(ClassRun, class_run_id)
    known = current_results(run)
    _check_open(known)
    people = [row.person_id for row in known.values() if row.outcome is Outcome.REDO]
    exam = find_exam_of(class_run_id, ExamPurpose.REFLECTION)
    if exam is None or not people:
        raise RuleRefused("Không có ai được làm lại bài thu hoạch.")
    if until <= clock.now():
        raise DomainError("Hạn làm lại phải ở sau thời điểm hiện tại.", field="until")
    drawn = draw_redo_papers(exam_id=exam.id, person_ids=people, attempt_number=REDO_ATTEMPT, closes_at=until)
    audit.record("class.redo_granted", run, people=drawn, until=until)
    return drawn


@operation
def approve_class_results(*, class_run_id: UUID, decision_no: str, decided_on: date) -> int:
    """Write the decision that recognises the results and lock the class; return how many completed."""
    run = lock(ClassRun, class_run_id)
    known = current_results(run)
    _check_open(known)
    if not known or len(known) < len(list_enrolled(class_run_id)):
        raise RuleRefused("Tính kết quả cho cả lớp trước khi công nhận.")
    if not decision_no.strip():
        raise DomainError("Cần số quyết định.", field="decision_no")
    if decided_on > clock.today():
        raise DomainError("Ngày quyết định ở tương lai.", field="decided_on")
    for row in known.values():
        row.decision_no, row.decided_on = decision_no.strip(), decided_on
    completed = sum(row.is_completed for row in known.values())
    audit.record(
        "class.results_approved",
        run,
        decision_no=decision_no.strip(),
        decided_on=decided_on,
        completed=completed,
    )
    finish_class(class_run_id=class_run_id)
    return completed
