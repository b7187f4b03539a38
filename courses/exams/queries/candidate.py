"""Exams as the candidate sees them: only those for which Khối drew a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from courses.classes.models import ClassRun, Enrolment
from courses.exams.machine import AttemptState, Window
from courses.exams.models import Attempt, Exam, ExamState, Paper
from courses.exams.queries.attempts import standing_of
from portal.kernel import clock
from portal.kernel.database import db, once_a_page
from portal.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class ExamRow:
    """One exam of a candidate with what became of it so far."""

    exam: Exam
    class_title: str
    papers: int
    attempts: list[Attempt]

    @property
    def open_attempt(self) -> Attempt | None:
        """Return the attempt that runs now."""
        running = (one for one in self.attempts if standing_of(one).is_running)
        return next(running, None)

    @property
    def last_closed(self) -> Attempt | None:
        """Return the newest attempt that was handed in or collected."""
        closed = [one for one in self.attempts if one.state in {AttemptState.SUBMITTED, AttemptState.EXPIRED}]
        return closed[-1] if closed else None

    @property
    def attempts_left(self) -> int:
        """Return how many attempts may still be started: there is a paper for each."""
        used = sum(one.state is not AttemptState.VOID for one in self.attempts)
        return max(0, min(self.exam.attempts_allowed, self.papers) - used)

    @property
    def is_open_now(self) -> bool:
        """Tell whether the window is open."""
        return self.exam.opens_at <= clock.now() < self.exam.closes_at

    @property
    def opens_later(self) -> bool:
        """Tell whether the window has not opened yet."""
        return clock.now() < self.exam.opens_at

    @property
    def may_start(self) -> bool:
        """Tell whether the start button does something."""
        return self.open_attempt is not None or (self.is_open_now and self.attempts_left > 0)

    @property
    def window(self) -> Window:
        """Return the window the rules are applied to."""
        return window_of(self.exam, self.papers)


def window_of(exam: Exam, papers: int) -> Window:
    """Return when and how often an exam may be started by somebody with so many papers."""
    return Window(exam.opens_at, exam.closes_at, min(exam.attempts_allowed, papers))


def get_exam(exam_id: UUID, person_id: UUID) -> ExamRow:
    """Return a published exam of somebody in its class; NotFound for everybody else."""
    found = [row for row in _list(person_id, exam_id=exam_id) if row.papers]
    if found:
        return found[0]
    row = db.session.execute(
        select(Exam, ClassRun.title)
        .join(ClassRun, and_(ClassRun.tenant_id == Exam.tenant_id, ClassRun.id == Exam.class_run_id))
        .join(Enrolment, and_(Enrolment.class_run_id == Exam.class_run_id, Enrolment.person_id == person_id))
        .where(Exam.id == exam_id, Exam.state != ExamState.DRAFT, Enrolment.left_on.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound
    return ExamRow(row[0], row[1], 0, [])


@once_a_page
def list_exams(person_id: UUID) -> list[ExamRow]:
    """Return the exams a person has papers for, those that close first at the top."""
    return _list(person_id)


def _list(person_id: UUID, *, exam_id: UUID | None = None) -> list[ExamRow]:
    papers = (
        select(Exam, ClassRun.title, Paper.id)
        .join(Paper, and_(Paper.tenant_id == Exam.tenant_id, Paper.exam_id == Exam.id))
        .join(ClassRun, and_(ClassRun.tenant_id == Exam.tenant_id, ClassRun.id == Exam.class_run_id))
        .where(Paper.person_id == person_id, Exam.state != ExamState.DRAFT)
        .order_by(Exam.closes_at, Exam.id)
    )
    attempts = select(Attempt).where(Attempt.person_id == person_id).order_by(Attempt.number)
    if exam_id is not None:
        papers, attempts = papers.where(Exam.id == exam_id), attempts.where(Attempt.exam_id == exam_id)
    drawn: dict[UUID, tuple[Exam, str, int]] = {}
    for exam, title, _ in db.session.execute(papers):
        drawn[exam.id] = (exam, title, drawn.get(exam.id, (exam, title, 0))[2] + 1)
    by_exam: dict[UUID, list[Attempt]] = {}
    for attempt in db.session.scalars(attempts) if drawn else []:
        by_exam.setdefault(attempt.exam_id, []).append(attempt)
    return [ExamRow(exam, title, count, by_exam.get(exam.id, [])) for exam, title, count in drawn.values()]


def find_paper(exam_id: UUID, person_id: UUID, number: int) -> UUID | None:
    """Return the paper for one attempt, or None when none was drawn."""
    return db.session.scalar(
        select(Paper.id).where(
            Paper.person_id == person_id, Paper.exam_id == exam_id, Paper.attempt_number == number
        )
    )


def next_opening(rows: list[ExamRow]) -> ExamRow | None:
    """Return the exam to do next: one that runs, else open now, else the one that opens first."""

    def urgency(row: ExamRow) -> tuple[bool, bool, datetime]:
        return (row.open_attempt is None, not row.is_open_now, row.exam.closes_at)

    now = clock.now()
    wanted = [row for row in rows if row.open_attempt or (row.attempts_left and now < row.exam.closes_at)]
    return min(wanted, key=urgency, default=None)
