"""Drawing and freezing the papers of an exam: one for each person and attempt, before anybody starts."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from courses.bank.queries import get_versions, list_pool
from courses.classes.queries.enrolments import EnrolledRow, list_enrolled
from courses.exams.blueprint import BlueprintMistake, Candidate, Rule
from courses.exams.drawing import draw_paper, machine_scored
from courses.exams.frozen_paper import FrozenItem, ItemKey
from courses.exams.models import Exam, ExamPurpose, ExamState, Paper, PaperKey
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id


@operation
def draw_missing_papers(*, exam_id: UUID) -> int:
    """Draw what is missing for the people now in the class; return how many papers were drawn.

    A screening exam gets a paper for each attempt allowed, a thu hoạch for the first only: the redo
    is granted by grading to those who failed. Raises RuleRefused when the bank cannot fill the
    blueprint.
    """
    exam = lock(Exam, exam_id)
    numbers = range(1, exam.attempts_allowed + 1) if exam.purpose is ExamPurpose.SCREENING else (1,)
    wanted = [(person, number) for person in list_enrolled(exam.class_run_id) for number in numbers]
    return _draw(exam, wanted)


@operation
def draw_redo_papers(
    *, exam_id: UUID, person_ids: Sequence[UUID], attempt_number: int, closes_at: datetime
) -> int:
    """Draw the paper of a further attempt for some people of the class; return how many were drawn.

    The window stays open at least until ``closes_at``; a closed exam opens again.
    """
    exam = lock(Exam, exam_id)
    exam.state, exam.closes_at = ExamState.PUBLISHED, max(exam.closes_at, closes_at)
    people = [person for person in list_enrolled(exam.class_run_id) if person.person_id in person_ids]
    exam.attempts_allowed = max(exam.attempts_allowed, attempt_number)
    return _draw(exam, [(person, attempt_number) for person in people])


def _draw(exam: Exam, wanted: Iterable[tuple[EnrolledRow, int]]) -> int:
    if exam.state is ExamState.CLOSED:
        raise RuleRefused("Bài thi đã đóng, không phát thêm đề.")
    drawn = select(Paper.person_id, Paper.attempt_number).where(
        Paper.tenant_id == exam.tenant_id, Paper.exam_id == exam.id
    )
    known = {(person_id, number) for person_id, number in db.session.execute(drawn)}
    missing = [(person, number) for person, number in wanted if (person.person_id, number) not in known]
    source = PaperSource.of(exam) if missing else None
    papers: list[dict[str, Any]] = []
    keys: list[dict[str, Any]] = []
    for person, number in missing:
        if source is not None:
            paper, key = _rows(exam, person, number, source)
            papers.append(paper)
            keys.append(key)
    if papers:
        db.session.execute(insert(Paper), papers)
        db.session.execute(insert(PaperKey), keys)
    audit.record("exam.papers_drawn", exam, papers=len(papers))
    return len(papers)


def _rows(
    exam: Exam, person: EnrolledRow, number: int, source: PaperSource
) -> tuple[dict[str, Any], dict[str, Any]]:
    seed = secrets.token_hex(16)
    items, item_keys = source.draw(seed)
    house = {"tenant_id": current_tenant_id()}
    paper = house | {
        "id": new_id(),
        "exam_id": exam.id,
        "person_tenant_id": person.tenant_id,
        "person_id": person.person_id,
        "attempt_number": number,
        "seed": seed,
        "items": [item.to_json() for item in items],
        "extra_minutes": 0,
        "drawn_at": clock.now(),
    }
    keys = {str(key.item): key.to_json() for key in item_keys}
    return paper, house | {"id": new_id(), "paper_id": paper["id"], "keys": keys}


class PaperSource:
    """The bank and the blueprint of one exam, read once for all its papers."""

    def __init__(self, pool: Sequence[Candidate], rules: Sequence[Rule]) -> None:
        self._pool = pool
        self._rules = rules
        self._questions = get_versions([one.question_version_id for one in pool])

    @classmethod
    def of(cls, exam: Exam) -> PaperSource:
        """Return the source of an exam: its chosen essay, or every machine-scored question in use."""
        return cls.for_rules(exam.purpose, exam.blueprint)

    @classmethod
    def for_rules(cls, purpose: ExamPurpose, blueprint: Sequence[dict[str, Any]]) -> PaperSource:
        """Return the source for a blueprint as the exam table keeps it."""
        rules = [Rule.from_json(rule) for rule in blueprint]
        if purpose is ExamPurpose.REFLECTION:
            chosen = get_versions([UUID(rule["question_version_id"]) for rule in blueprint])
            return cls(
                [
                    Candidate(version_id, one.lesson, one.difficulty, one.kind)
                    for version_id, one in chosen.items()
                ],
                rules,
            )
        pool = [
            Candidate(row.question_version_id, row.lesson, row.difficulty, row.kind) for row in list_pool()
        ]
        return cls(machine_scored(pool), rules)

    def draw(self, seed: str) -> tuple[list[FrozenItem], list[ItemKey]]:
        """Draw one paper; raises RuleRefused naming the rule the bank cannot fill."""
        try:
            return draw_paper(self._pool, self._rules, self._questions, seed)
        except BlueprintMistake as mistake:
            raise RuleRefused(str(mistake), field="rules") from None
