"""A new edition of a programme, from its description."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from courses.catalog.models import Lesson, LessonSelfCheck, Programme, ProgrammeVersion
from courses.catalog.programme_file import ProgrammePlan
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id


@operation
def define_programme(*, plan: ProgrammePlan) -> UUID:
    """Write a programme version with its lessons; return the version's id.

    An edition is written once: classes keep the one they were opened with.
    """
    programme = _find_or_add(plan)
    known = select(ProgrammeVersion.id).where(
        ProgrammeVersion.tenant_id == programme.tenant_id,
        ProgrammeVersion.programme_id == programme.id,
        ProgrammeVersion.version == plan.version,
    )
    if db.session.scalar(known) is not None:
        raise Conflict(f"Chương trình {plan.code} đã có bản {plan.version}.", field="version")
    version = _version(plan, programme.id)
    db.session.add(version)
    db.session.flush()
    lessons = [
        Lesson(
            id=new_id(),
            programme_version_id=version.id,
            number=lesson.number,
            title=lesson.title,
            periods=lesson.periods,
            body=lesson.body,
            is_taught=bool(lesson.body),
        )
        for lesson in plan.lessons
    ]
    db.session.add_all(lessons)
    db.session.flush()
    db.session.add_all(
        LessonSelfCheck(lesson_id=lesson.id, number=1, text=planned.self_check)
        for lesson, planned in zip(lessons, plan.lessons, strict=True)
        if planned.self_check
    )
    audit.record("programme.defined", version, code=plan.code, version=plan.version)
    return version.id


def _find_or_add(plan: ProgrammePlan) -> Programme:
    house = current_tenant_id()
    found = db.session.scalar(
        select(Programme).where(Programme.tenant_id == house, Programme.code == plan.code)
    )
    if found is not None:
        return found
    programme = Programme(code=plan.code, title=plan.title)
    db.session.add(programme)
    db.session.flush()
    return programme


def _version(plan: ProgrammePlan, programme_id: UUID) -> ProgrammeVersion:
    return ProgrammeVersion(
        programme_id=programme_id,
        version=plan.version,
        basis=plan.basis,
        valid_from=plan.valid_from,
        required_periods=plan.required_periods,
        attendance_percent=plan.attendance_percent,
        screening_weight=plan.screening_weight,
        reflection_weight=plan.reflection_weight,
        screening_pass_mark=plan.screening_pass_mark,
        pass_mark=plan.pass_mark,
        redo_limit=plan.redo_limit,
        smallest_class=plan.smallest_class,
        certificate_months=plan.certificate_months,
        training_kind=plan.training_kind,
        grades=[{"name": band.name, "label": band.label, "from": str(band.lowest)} for band in plan.grades],
    )
