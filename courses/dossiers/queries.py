"""Everything the office keeps of one class, read once for the page and for both files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from courses.catalog.models import Programme, ProgrammeVersion
from courses.certificates.queries.register import list_of_class
from courses.classes.models import Attendance, ClassRun
from courses.classes.queries.classes import SessionRow, get_class, list_sessions
from courses.classes.queries.enrolments import EnrolledRow, list_enrolled
from courses.classes.states import BoardPost
from courses.dossiers.rules import ClassFigures, DossierPart, parts_of
from courses.grading.models import ClassResult
from courses.grading.queries.class_results import current_results, get_version
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.kernel.tenancy import current_tenant_id

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Dossier:
    """A class of the actor's house with its people, sessions, roll and results."""

    run: ClassRun
    programme: str
    version: ProgrammeVersion
    learners: list[EnrolledRow]
    sessions: list[SessionRow]
    roll: dict[tuple[UUID, UUID], int]
    """Periods by learner and session."""
    results: dict[UUID, ClassResult]
    certificates: dict[UUID, str]
    """Number of the certificate that holds, by person."""

    @property
    def parts(self) -> list[DossierPart]:
        """Return the papers of the dossier."""
        now = clock.now()
        held = [session for session in self.sessions if session.starts_at <= now]
        completed = [row for row in self.results.values() if row.is_completed]
        decided = next((row for row in self.results.values() if row.decided_on), None)
        return parts_of(
            ClassFigures(
                opening_decision_no=self.run.opening_decision_no,
                learners=len(self.learners),
                smallest_class=self.version.smallest_class,
                planned_periods=sum(session.periods for session in self.sessions),
                required_periods=self.version.required_periods,
                sessions_held=len(held),
                sessions_recorded=sum(bool(session.recorded) for session in held),
                has_monitor=any(learner.board_post is BoardPost.MONITOR for learner in self.learners),
                has_results=bool(self.results),
                completed=len(completed),
                decision_no=decided.decision_no if decided else "",
                decided_on=decided.decided_on if decided else None,
                certificates=len(self.certificates),
            )
        )


def get_dossier(class_run_id: UUID) -> Dossier:
    """Return the dossier of a class; NotFound unless the actor's house runs it."""
    run = get_class(class_run_id)
    if run.tenant_id != current_tenant_id():
        raise NotFound
    version = get_version(run)
    programme = db.session.scalar(
        select(Programme.title).where(
            Programme.tenant_id == version.tenant_id, Programme.id == version.programme_id
        )
    )
    sessions = list_sessions(run)
    roll = db.session.execute(
        select(Attendance.enrolment_id, Attendance.class_session_id, Attendance.periods).where(
            Attendance.tenant_id == run.tenant_id,
            Attendance.class_session_id.in_([session.id for session in sessions]),
        )
    )
    return Dossier(
        run,
        programme or "",
        version,
        list_enrolled(run.id),
        sessions,
        {(enrolment_id, session_id): periods for enrolment_id, session_id, periods in roll},
        current_results(run),
        {row.person_id: row.number for row in list_of_class(run) if row.annulled_on is None},
    )
