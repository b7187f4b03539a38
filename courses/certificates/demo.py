"""A sample class that ended in the spring, from its roll to its certificates. All invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from courses.bank.queries import has_questions
from courses.bank.types import essay, multiple_choice, short_answer, single_choice, true_false
from courses.bank.types.contract import Key
from courses.catalog.queries import current_programme
from courses.certificates.operations.issue_certificates import Signer, issue_certificates
from courses.classes.demo import NAME, SampleClass, announce, call_rolls, on_day, propose, start
from courses.classes.queries.classes import list_classes
from courses.classes.queries.enrolments import list_enrolled
from courses.classes.states import ClassState
from courses.exams.demo import RULES, essay_answer, sit
from courses.exams.frozen_paper import FrozenItem, ItemKey
from courses.exams.models import Paper, PaperKey, ReviewPolicy, Submission
from courses.exams.operations.set_exam import ExamPlan, publish_exam, set_reflection, set_screening
from courses.exams.queries.desk import list_essay_versions
from courses.grading.operations.assign_markers import assign_waiting
from courses.grading.operations.class_results import approve_class_results, compute_class_results
from courses.grading.operations.mark_paper import mark_paper
from courses.grading.operations.score_submission import score_submission
from courses.grading.operations.show_review import show_review
from courses.grading.queries.marking import get_own_marking, list_queue
from courses.grading.queries.reviews_due import list_reviews_due
from courses.grading.queries.submissions import get_scoring, rubric_of
from portal.accounts.identity import actor_named
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import root_operator

if TYPE_CHECKING:
    from uuid import UUID

ORDER = 43
FINISHED = SampleClass("K6", f"{NAME} khóa 6", 30, -200, -225, {"K53": 10, "K57": 8, "K18": 9})
LASTED = 14
"""Days from the first one after which everybody handed in; five days of class and a week to write."""
MARKERS = ("giangvien", "chamthi")
MARKS = ("8.5", "7.25", "9", "6.5", "7.75", "8", "5.5", "9.25", "7", "4.5", "8.25", "6.75")
GOOD = Decimal(8)
DECISION_NO = "31-QĐ/ĐUK"
SIGNER = Signer("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "Lê Thị Hồng Vân")


def load() -> None:
    """Load the finished class where no class has ended yet."""
    with session_as(root_operator()):
        programme = current_programme()
        if programme is None or not has_questions() or list_classes((ClassState.FINISHED,)):
            return
        version_id = programme.version.id
    class_run_id = announce(FINISHED, version_id)
    propose(FINISHED, class_run_id, FINISHED.first_day - 11)
    start(FINISHED, class_run_id)
    with _at_the_end():
        call_rolls(class_run_id)
        _sit_screening(class_run_id)
        reflection_id = _write_reflection(class_run_id)
    with _at_the_end(days=3):
        _mark(reflection_id)
    with _at_the_end(days=10), session_as(root_operator()):
        compute_class_results(class_run_id=class_run_id)
        approve_class_results(class_run_id=class_run_id, decision_no=DECISION_NO, decided_on=clock.today())
        issue_certificates(class_run_id=class_run_id, issued_on=clock.today(), signer=SIGNER)
        for submission_id in list_reviews_due():
            show_review(submission_id=submission_id)


@contextmanager
def _at_the_end(days: int = 0) -> Iterator[None]:
    with on_day(FINISHED.first_day + LASTED + days):
        yield


def _sit_screening(class_run_id: UUID) -> None:
    """Set the test and let every learner answer by what they know, question after question."""
    with session_as(root_operator()):
        plan = replace(_plan("Kiểm tra cuối khóa", 30), review_policy=ReviewPolicy.ANSWERS_AFTER_RESULTS)
        exam_id = set_screening(class_run_id=class_run_id, plan=plan, rules=RULES)
        publish_exam(exam_id=exam_id)
        learners, keys = list_enrolled(class_run_id), _keys(exam_id)
    for place, learner in enumerate(learners):
        sit(exam_id, learner, _knowing(keys[learner.person_id], place), seconds=_seconds(place))
    with session_as(root_operator()):
        for submission_id in _submissions(exam_id):
            score_submission(submission_id=submission_id)


def _keys(exam_id: UUID) -> dict[UUID, dict[int, ItemKey]]:
    statement = (
        select(Paper.person_id, PaperKey.keys)
        .join(PaperKey, and_(PaperKey.tenant_id == Paper.tenant_id, PaperKey.paper_id == Paper.id))
        .where(Paper.exam_id == exam_id)
    )
    return {
        person_id: {key.item: key for key in map(ItemKey.from_json, keys.values())}
        for person_id, keys in db.session.execute(statement)
    }


def _knowing(keys: dict[int, ItemKey], place: int) -> Callable[[FrozenItem], list[str]]:
    """Answer as somebody who knows from 70 to 98 of a hundred questions, fewer of the hard ones."""
    knows = 70 + place * 7 % 29

    def answer(item: FrozenItem) -> list[str]:
        question = item.version_id.int
        hardness, luck = question % 25, (question // 25 + place * 37) % 100
        if luck + hardness > knows:
            return _mistaken(item, keys[item.item].key, place)
        answers = list(keys[item.item].key.answers)
        return answers[:1] if item.type == short_answer.NAME else answers

    return answer


def _mistaken(item: FrozenItem, key: Key, place: int) -> list[str]:
    wrong = [option.id for option in item.options if option.id not in key.answers]
    if item.type not in {single_choice.NAME, multiple_choice.NAME, true_false.NAME} or not wrong:
        return []
    return [wrong[(place + item.item) % len(wrong)]]


def _seconds(place: int) -> Callable[[FrozenItem], int]:
    """Take longer over long questions, each learner at a pace of their own."""
    return lambda item: 8 + len(item.text) // 6 + (place * 5 + item.item * 3) % 17


def _submissions(exam_id: UUID) -> list[UUID]:
    return list(db.session.scalars(select(Submission.id).where(Submission.exam_id == exam_id)))


def _write_reflection(class_run_id: UUID) -> UUID:
    """Set the thu hoạch and let every learner write one; return the exam."""
    with session_as(root_operator()):
        question = next(version for version, text in list_essay_versions() if "cuối khóa" in text)
        exam_id = set_reflection(
            class_run_id=class_run_id, plan=_plan("Bài thu hoạch", 180), question_version_id=question
        )
        publish_exam(exam_id=exam_id)
        learners = list_enrolled(class_run_id)
    for place, learner in enumerate(learners):
        sit(exam_id, learner, essay_answer(place))
    return exam_id


def _plan(kind: str, minutes: int) -> ExamPlan:
    title = f"{kind} – {FINISHED.title}"
    closes_at = clock.now() + timedelta(days=1)
    return ExamPlan(title, opens_at=clock.now(), closes_at=closes_at, duration_minutes=minutes)


def _mark(exam_id: UUID) -> None:
    with session_as(root_operator()):
        assign_waiting(exam_id=exam_id)
    for username in MARKERS:
        marker = actor_named(username)
        if marker is None:
            continue
        with session_as(marker):
            for place, paper in enumerate(list_queue()):
                if paper.assigned_at == clock.now() and paper.marked_at is None:
                    _give(paper.id, Decimal(MARKS[place % len(MARKS)]))


def _give(marking_id: UUID, mark: Decimal) -> None:
    """Mark a paper; where it has a rubric each criterion earns its share, by quarters."""
    rubric = rubric_of(get_scoring(get_own_marking(marking_id).submission_id))
    points: list[Decimal] = []
    for criterion in rubric:
        share = (criterion.most * mark / essay.TEN * essay.STEPS_A_MARK).to_integral_value(ROUND_HALF_EVEN)
        points.append(share / essay.STEPS_A_MARK)
    remark = "" if mark < GOOD else "Liên hệ thực tế rõ, có việc làm cụ thể."
    mark_paper(marking_id=marking_id, mark=mark, points=points, remark=remark)
