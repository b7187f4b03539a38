"""Essays of one exam, compared with each other."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from courses.bank.types import essay
from courses.classes.models import Enrolment
from courses.exams.models import Exam, Submission
from courses.grading.queries.submissions import Scoring, get_scoring, list_scorings, names_in_class
from courses.grading.similarity import Piece, side_by_side, similar_pairs
from portal.kernel.database import db
from portal.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class EssayRow:
    """Two essays that have much in common."""

    first_id: UUID
    second_id: UUID
    first_name: str
    second_name: str
    share: float


@dataclass(frozen=True, slots=True)
class EssaySide:
    """One of two essays shown beside each other."""

    name: str
    organization_name: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class EssayPair:
    """Two essays of one exam, cut at the passages they share."""

    exam: Exam
    first: EssaySide
    second: EssaySide


def list_essay_pairs(exam: Exam) -> list[EssayRow]:
    """Return the pairs of essays worth a look, the most alike first; never two of one person."""
    scorings = list_scorings(exam)
    essays = {scoring.submission.id: _essay(scoring) for scoring in scorings}
    task = " ".join(item.text for item in scorings[0].items) if scorings else ""
    people = {scoring.submission.id: scoring.submission.person_id for scoring in scorings}
    names = names_in_class(exam)
    return [
        EssayRow(
            pair.first,
            pair.second,
            names.get(people[pair.first], ""),
            names.get(people[pair.second], ""),
            pair.share,
        )
        for pair in similar_pairs(essays, common=task)
        if people[pair.first] != people[pair.second]
    ]


def get_essay_pair(first_id: UUID, second_id: UUID) -> EssayPair:
    """Return two submissions of the same exam; NotFound otherwise."""
    first, second = get_scoring(first_id), get_scoring(second_id)
    if first.exam.id != second.exam.id:
        raise NotFound
    left, right = side_by_side(_essay(first), _essay(second))
    return EssayPair(
        first.exam, _side(first.submission, first.exam, left), _side(second.submission, second.exam, right)
    )


def _side(submission: Submission, exam: Exam, pieces: list[Piece]) -> EssaySide:
    name, house = db.session.execute(
        select(Enrolment.full_name, Enrolment.organization_name).where(
            Enrolment.tenant_id == exam.tenant_id,
            Enrolment.class_run_id == exam.class_run_id,
            Enrolment.person_id == submission.person_id,
        )
    ).one()
    return EssaySide(name, house, pieces)


def _essay(scoring: Scoring) -> str:
    items = [item.item for item in scoring.items if item.type == essay.NAME]
    return "\n".join(text for item in items for text in scoring.answers.get(item, []))
