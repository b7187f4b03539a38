"""Classes in a periodic report: those that ended in the period, and certificates given by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from courses.classes.models import ClassRun, Enrolment
from courses.classes.states import STATE_LABELS, ClassState
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.kernel.text import number_text

if TYPE_CHECKING:
    from portal.kernel.report_parts import ReportScope


def class_section(scope: ReportScope) -> ReportSection:
    """Return classes, learners and results; for a house its own learners. Two statements."""
    rows = _classes(scope)
    learners = sum(row[-1] for row in rows)
    grades = _certificates(scope)
    given = sum(grades.values())
    whose = " có học viên của đơn vị" if scope.house else ""
    ended = f"{number_text(len(rows))} lớp kết thúc{whose}, với {number_text(learners)} học viên"
    said = [f"Trong {scope.words} {f'có {ended}' if rows else f'không có lớp kết thúc{whose}'}."]
    by_grade = "; ".join(f"{grade} {number_text(count)}" for grade, count in grades.items() if grade)
    said.append(
        "Không cấp giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng."
        if not given
        else f"Cấp {number_text(given)} giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng"
        + (f" (xếp loại: {by_grade})." if by_grade else ".")
    )
    columns = ("Mã lớp", "Lớp", "Kết thúc", "Tình trạng", "Học viên")
    return ReportSection(
        "Lớp bồi dưỡng và kết quả",
        tuple(said),
        (
            ReportFigure("classes", "Lớp kết thúc trong kỳ", len(rows), "lớp"),
            ReportFigure("learners", "Học viên", learners, "người"),
            ReportFigure("certificates", "Giấy chứng nhận đã cấp", given, "giấy"),
        ),
        (ReportTable("Các lớp trong kỳ", columns, (16, 40, 15, 17, 12), rows),) if rows else (),
    )


def _classes(scope: ReportScope) -> tuple[tuple[str, str, str, str, int], ...]:
    """Return code, title, last day, state and learners of each class that ended in the period."""
    here = and_(
        Enrolment.tenant_id == ClassRun.tenant_id,
        Enrolment.class_run_id == ClassRun.id,
        Enrolment.left_on.is_(None),
    )
    count = func.count(Enrolment.id)
    statement = (
        select(ClassRun.code, ClassRun.title, ClassRun.ends_on, ClassRun.state, count)
        .where(
            ClassRun.ends_on.between(scope.since, min(scope.until, clock.today())),
            ClassRun.state.in_((ClassState.RUNNING, ClassState.FINISHED)),
        )
        .group_by(ClassRun.code, ClassRun.title, ClassRun.ends_on, ClassRun.state)
        .order_by(ClassRun.ends_on, ClassRun.code)
    )
    if scope.house is None:
        statement = statement.outerjoin(Enrolment, here)
    else:
        statement = statement.join(Enrolment, and_(here, Enrolment.to_tenant_id == scope.house))
    return tuple(
        (code, title, f"{ends_on:%d/%m/%Y}", STATE_LABELS[state], number)
        for code, title, ends_on, state, number in db.session.execute(statement)
    )


def _certificates(scope: ReportScope) -> dict[str, int]:
    """Return how many certificates of the awareness class were given in the period, by grade."""
    statement = (
        select(TrainingRecord.grade, func.count())
        .where(
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.issued_on.between(scope.since, scope.until),
            TrainingRecord.annulled_on.is_(None),
        )
        .group_by(TrainingRecord.grade)
        .order_by(TrainingRecord.grade)
    )
    if scope.house is not None:
        statement = statement.where(TrainingRecord.person_tenant_id == scope.house)
    return dict(db.session.execute(statement).all())
