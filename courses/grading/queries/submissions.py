"""Reads of what was handed in; Khối and its markers see submissions, never working answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select

from courses.bank.formats.question import Question
from courses.bank.queries import get_versions
from courses.bank.types import essay
from courses.classes.models import Enrolment
from courses.exams.frozen_paper import FrozenItem, ItemKey, correct_key
from courses.exams.models import Exam, Paper, PaperKey, Submission
from courses.exams.queries.submitted import counts
from courses.grading.models import ExamResult, ItemScore, KeyCorrection, Marking
from courses.grading.rules import SubmissionScore, score_submission
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound


class NewKey(NamedTuple):
    """A corrected key in the ids of the bank."""

    answers: tuple[str, ...]
    ignore_tones: bool


@dataclass(frozen=True, slots=True)
class Scoring:
    """A submission with its paper and key: everything a score depends on."""

    submission: Submission
    exam: Exam
    attempt_number: int
    items: list[FrozenItem]
    keys: Mapping[int, ItemKey]

    @property
    def answers(self) -> dict[int, list[str]]:
        """Return the answers by item number."""
        return {int(item): value for item, value in self.submission.answers.items()}

    def score(self) -> SubmissionScore:
        """Return what the machine can say."""
        return score_submission(self.items, self.keys, self.answers)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person of the class in the list of an exam; None where there is nothing yet."""

    enrolment_id: UUID
    full_name: str
    organization_name: str
    submission: Submission | None
    attempt_number: int | None
    mark: Decimal | None
    is_passed: bool | None
    markers: int
    marked: int

    @property
    def name(self) -> str:
        return self.full_name

    @property
    def is_waiting(self) -> bool:
        """Tell whether something was handed in and has no mark."""
        return self.submission is not None and self.mark is None


def get_scoring(submission_id: UUID) -> Scoring:
    """Return a submission addressed to the actor's house with paper and key."""
    submission = get_row(Submission, submission_id)
    row = db.session.execute(
        select(Exam, Paper.attempt_number, Paper.items, PaperKey.keys)
        .join(Paper, and_(Paper.tenant_id == Exam.tenant_id, Paper.exam_id == Exam.id))
        .join(PaperKey, and_(PaperKey.tenant_id == Paper.tenant_id, PaperKey.paper_id == Paper.id))
        .where(Paper.tenant_id == submission.to_tenant_id, Paper.id == submission.paper_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    exam, number, items, keys = row
    return as_scoring(submission, exam, number, items, keys, list_corrections(exam))


def as_scoring(
    submission: Submission,
    exam: Exam,
    attempt_number: int,
    items: Sequence[Mapping[str, Any]],
    keys: Mapping[str, Mapping[str, Any]],
    corrections: Mapping[UUID, NewKey],
) -> Scoring:
    """Return the scoring of stored rows, by the keys as they are corrected now."""
    frozen = [FrozenItem.from_json(item) for item in items]
    drawn = {int(item): ItemKey.from_json(key) for item, key in keys.items()}
    for item in frozen:
        if new := corrections.get(item.version_id):
            drawn[item.item] = correct_key(item, drawn[item.item], new.answers, ignore_tones=new.ignore_tones)
    return Scoring(submission, exam, attempt_number, frozen, drawn)


def list_corrections(exam: Exam) -> dict[UUID, NewKey]:
    """Return the keys that were corrected after papers of the exam were drawn, by question version."""
    statement = (
        select(KeyCorrection.question_version_id, KeyCorrection.answers, KeyCorrection.ignore_tones)
        .where(KeyCorrection.tenant_id == exam.tenant_id, KeyCorrection.exam_id == exam.id)
        .order_by(KeyCorrection.corrected_at)
    )
    rows = db.session.execute(statement)
    return {version_id: NewKey(tuple(answers), ignore_tones) for version_id, answers, ignore_tones in rows}


def get_corrected_question(exam: Exam, question_version_id: UUID) -> Question:
    """Return a question of the bank with the key that counts in this exam now; NotFound for any other."""
    question = get_versions([question_version_id]).get(question_version_id)
    if question is None:
        raise NotFound
    new = list_corrections(exam).get(question_version_id)
    return question if new is None else replace(question, key=new.answers, ignore_tones=new.ignore_tones)


def names_in_class(exam: Exam) -> dict[UUID, str]:
    """Return the names of everybody who is or was in the class of an exam, by person."""
    statement = select(Enrolment.person_id, Enrolment.full_name).where(
        Enrolment.tenant_id == exam.tenant_id, Enrolment.class_run_id == exam.class_run_id
    )
    return dict(db.session.execute(statement).all())


def list_scorings(exam: Exam) -> list[Scoring]:
    """Return every submission of an exam that counts, with paper and key; two statements."""
    corrections = list_corrections(exam)
    statement = (
        select(Submission, Paper.attempt_number, Paper.items, PaperKey.keys)
        .join(Paper, and_(Paper.tenant_id == Submission.to_tenant_id, Paper.id == Submission.paper_id))
        .join(PaperKey, and_(PaperKey.tenant_id == Paper.tenant_id, PaperKey.paper_id == Paper.id))
        .where(Submission.to_tenant_id == exam.tenant_id, Submission.exam_id == exam.id, counts())
        .order_by(Submission.submitted_at, Submission.id)
    )
    return [
        as_scoring(submission, exam, number, items, keys, corrections)
        for submission, number, items, keys in db.session.execute(statement)
    ]


def marking_guide(scoring: Scoring) -> dict[int, str]:
    """Return what the author of each essay wrote for the markers, by item."""
    questions = get_versions([item.version_id for item in scoring.items])
    return {
        item.item: questions[item.version_id].explanation
        for item in scoring.items
        if item.version_id in questions
    }


def rubric_of(scoring: Scoring) -> tuple[essay.Criterion, ...]:
    """Return the criteria by which a thu hoạch is marked; none where the guide is in plain words."""
    guide = marking_guide(scoring)
    essays = [item.item for item in scoring.items if item.type == essay.NAME]
    return essay.rubric(guide.get(essays[0], "")) if len(essays) == 1 else ()


def current_points(submission: Submission) -> dict[int, Decimal]:
    """Return the points given so far, by item."""
    statement = select(ItemScore.item, ItemScore.points).where(
        ItemScore.tenant_id == submission.to_tenant_id,
        ItemScore.submission_id == submission.id,
        ItemScore.superseded_at.is_(None),
    )
    return dict(db.session.execute(statement).all())


def find_result(submission: Submission) -> ExamResult | None:
    """Return the current mark of a submission, or None."""
    return db.session.scalar(
        select(ExamResult).where(
            ExamResult.tenant_id == submission.to_tenant_id,
            ExamResult.submission_id == submission.id,
            ExamResult.superseded_at.is_(None),
        )
    )


def list_results(exam: Exam) -> list[ResultRow]:
    """Return everybody in the class with what they handed in; by name, who has none last."""
    markings = (
        select(
            Marking.submission_id,
            func.count().label("markers"),
            func.count(Marking.marked_at).label("marked"),
        )
        .where(Marking.tenant_id == exam.tenant_id, Marking.exam_id == exam.id)
        .group_by(Marking.submission_id)
        .subquery()
    )
    statement = (
        select(
            Enrolment.id,
            Enrolment.full_name,
            Enrolment.organization_name,
            Submission,
            Paper.attempt_number,
            ExamResult.mark,
            ExamResult.is_passed,
            func.coalesce(markings.c.markers, 0),
            func.coalesce(markings.c.marked, 0),
        )
        .select_from(Enrolment)
        .outerjoin(
            Submission,
            and_(
                Submission.to_tenant_id == Enrolment.tenant_id,
                Submission.exam_id == exam.id,
                Submission.person_id == Enrolment.person_id,
                counts(),
            ),
        )
        .outerjoin(Paper, and_(Paper.tenant_id == exam.tenant_id, Paper.id == Submission.paper_id))
        .outerjoin(
            ExamResult,
            and_(
                ExamResult.tenant_id == exam.tenant_id,
                ExamResult.submission_id == Submission.id,
                ExamResult.superseded_at.is_(None),
            ),
        )
        .outerjoin(markings, markings.c.submission_id == Submission.id)
        .where(
            Enrolment.tenant_id == exam.tenant_id,
            Enrolment.class_run_id == exam.class_run_id,
            Enrolment.left_on.is_(None),
        )
        .order_by(Submission.id.is_(None), Enrolment.full_name, Enrolment.id, Paper.attempt_number)
    )
    return [ResultRow(*row) for row in db.session.execute(statement)]
