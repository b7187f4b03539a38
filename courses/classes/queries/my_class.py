"""A person's classes: for the learner's own page and for the page of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, select
from sqlalchemy.dialects.postgresql import distinct_on

from courses.catalog.queries import LessonRow, count_reading, list_lessons
from courses.classes.models import ClassAnnouncement, ClassRun, Enrolment, Nomination, NominationDecision
from courses.classes.queries.announcements import list_announcements
from courses.classes.queries.classes import SessionRow, list_sessions
from courses.classes.queries.enrolments import EnrolledRow, attendance_by_session, get_enrolment
from courses.classes.states import NominationAnswer
from portal.kernel import clock
from portal.kernel.database import db

if TYPE_CHECKING:
    from uuid import UUID

    from courses.catalog.rules import ReadingCount


@dataclass(frozen=True, slots=True)
class MyNomination:
    """A proposal of the person's house and the answer that holds, if any."""

    class_title: str
    starts_on: date
    answer: NominationAnswer | None
    reason: str


@dataclass(frozen=True, slots=True)
class MyClass:
    """A class somebody is in: sessions with the own periods, lessons with the own progress."""

    run: ClassRun
    enrolment: EnrolledRow
    sessions: list[SessionRow]
    attended: dict[UUID, int]
    lessons: list[LessonRow]
    announcements: list[ClassAnnouncement]

    @property
    def reading(self) -> ReadingCount:
        return count_reading(self.lessons)

    @property
    def next_session(self) -> SessionRow | None:
        """Return the session of today or of the nearest day to come."""
        today = clock.today()
        return next((row for row in self.sessions if row.day >= today and row.id not in self.attended), None)

    @property
    def next_lesson(self) -> LessonRow | None:
        """Return the first lesson with a page that is not read to the end."""
        return next((row for row in self.lessons if row.is_taught and not row.is_completed), None)


def find_my_class(person_id: UUID) -> MyClass | None:
    """Return the latest class a person is in, or None."""
    enrolment = db.session.execute(
        select(Enrolment, ClassRun)
        .join(ClassRun, _OF_CLASS)
        .where(Enrolment.person_id == person_id, Enrolment.left_on.is_(None))
        .order_by(ClassRun.starts_on.desc())
    ).first()
    if enrolment is None:
        return None
    row, run = enrolment
    return MyClass(
        run,
        get_enrolment(row.id),
        list_sessions(run),
        attendance_by_session(row.id),
        list_lessons(run.programme_version_id, person_id=person_id),
        list_announcements(run.id),
    )


def list_my_nominations(person_id: UUID) -> list[MyNomination]:
    """Return the standing proposals of a person, the newest first, each with the latest answer."""
    statement = (
        select(ClassRun.title, ClassRun.starts_on, NominationDecision.answer, NominationDecision.reason)
        .select_from(Nomination)
        .join(
            ClassRun,
            and_(ClassRun.tenant_id == Nomination.to_tenant_id, ClassRun.id == Nomination.class_run_id),
        )
        .outerjoin(NominationDecision, NominationDecision.nomination_id == Nomination.id)
        .where(Nomination.person_id == person_id, Nomination.withdrawn_at.is_(None))
        .ext(distinct_on(Nomination.nominated_at, Nomination.id))
        .order_by(
            Nomination.nominated_at.desc(),
            Nomination.id,
            NominationDecision.decided_at.desc(),
            NominationDecision.id.desc(),
        )
    )
    return [
        MyNomination(title, on, answer, reason or "")
        for title, on, answer, reason in db.session.execute(statement)
    ]


_OF_CLASS = and_(ClassRun.tenant_id == Enrolment.tenant_id, ClassRun.id == Enrolment.class_run_id)
