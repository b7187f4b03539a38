"""A sample test and thu hoạch for the sample class that runs, with a few papers handed in. All invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from courses.bank.queries import has_questions
from courses.bank.types import essay
from courses.classes.queries.classes import list_classes
from courses.classes.queries.enrolments import EnrolledRow, list_enrolled
from courses.classes.states import ClassState
from courses.exams.blueprint import Rule
from courses.exams.events import EventKind
from courses.exams.frozen_paper import FrozenItem
from courses.exams.models import ExamPurpose
from courses.exams.operations.save_answers import save_answers
from courses.exams.operations.set_exam import ExamPlan, publish_exam, set_reflection, set_screening
from courses.exams.operations.start_attempt import start_attempt
from courses.exams.operations.submit_attempt import submit_attempt
from courses.exams.queries.attempts import get_attempt, get_items
from courses.exams.queries.desk import list_desk, list_essay_versions
from courses.exams.sending import SentAnswer
from portal.kernel import clock
from portal.kernel.actor import Actor, Door, Role
from portal.kernel.database import session_as
from portal.organizations.queries import root_operator

RULES = (
    Rule(5, Decimal("0.5"), lesson="Bài 1"),
    Rule(3, Decimal("0.5"), lesson="Bài 2"),
    Rule(7, Decimal("0.5"), lesson="Bài 3"),
    Rule(2, Decimal("0.5"), lesson="Bài 4"),
    Rule(3, Decimal("0.5"), lesson="Bài 5"),
)
OPEN_FOR = timedelta(days=60)
ALREADY_DONE = 4
"""How many learners have sat both already; the one with the sample account comes first and has not."""
FIRST_ESSAY = """\
Tôi phấn đấu vào Đảng vì muốn góp sức nhiều hơn cho công việc chung của cơ quan. Qua lớp học, tôi hiểu rằng \
người đảng viên phải đi đầu ở chỗ khó.

Năm qua tôi nhận hướng dẫn người dân nộp hồ sơ trực tuyến; lúc đầu nhiều người ngại, nhưng làm kiên trì thì \
tỷ lệ đã tăng rõ rệt.

Sáu tháng tới tôi đặt ba việc: hoàn thành đề tài cải tiến quy trình, giúp hai đồng nghiệp mới, đọc và ghi \
chép mỗi tháng một chuyên đề."""
SECOND_ESSAY = """\
Động cơ của tôi bắt đầu từ gia đình có truyền thống và từ những người đi trước ở đơn vị.

Tôi tự thấy còn ngại phát biểu, vì vậy kế hoạch rèn luyện là chuẩn bị ý kiến trước mỗi buổi sinh hoạt và \
nhận một việc của chi đoàn mỗi quý. Việc đã làm: vận động mười tám người hiến máu."""
ESSAYS = (FIRST_ESSAY, SECOND_ESSAY)


def load() -> None:
    """Set and publish both exams for the running sample class, unless there is an exam already."""
    with session_as(root_operator()):
        running = list_classes((ClassState.RUNNING,))
        if not running or not has_questions() or list_desk(class_run_id=running[0].run.id):
            return
        class_run_id, title = running[0].run.id, running[0].run.title
        exams = _set(class_run_id, title)
        learners = list_enrolled(class_run_id)
    at_work = learners[-ALREADY_DONE - 1]
    _begin(exams[ExamPurpose.SCREENING], at_work)
    for place, learner in enumerate(learners[-ALREADY_DONE:]):
        for purpose, exam_id in exams.items():
            answer = essay_answer(place) if purpose is ExamPurpose.REFLECTION else _guess(place)
            sit(exam_id, learner, answer)


def _set(class_run_id: UUID, title: str) -> dict[ExamPurpose, UUID]:
    window: dict[str, Any] = {"opens_at": clock.now(), "closes_at": clock.now() + OPEN_FOR}
    essays = [version_id for version_id, text in list_essay_versions() if "cuối khóa" in text]
    exams = {
        ExamPurpose.SCREENING: set_screening(
            class_run_id=class_run_id,
            plan=ExamPlan(f"Kiểm tra cuối khóa – {title}", duration_minutes=30, attempts_allowed=2, **window),
            rules=RULES,
        )
    }
    if essays:
        exams[ExamPurpose.REFLECTION] = set_reflection(
            class_run_id=class_run_id,
            plan=ExamPlan(f"Bài thu hoạch – {title}", duration_minutes=180, **window),
            question_version_id=essays[0],
        )
    for exam_id in exams.values():
        publish_exam(exam_id=exam_id)
    return exams


def _at_own_door(learner: EnrolledRow) -> Actor:
    return Actor(
        tenant_id=learner.tenant_id,
        door=Door.MEMBER,
        roles=frozenset({Role.CANDIDATE}),
        person_id=learner.person_id,
        name=learner.full_name,
    )


def _begin(exam_id: UUID, learner: EnrolledRow) -> None:
    """Leave somebody at work, who has looked away once."""
    with session_as(_at_own_door(learner)):
        attempt_id = start_attempt(exam_id=exam_id)
        item = get_items(get_attempt(attempt_id).paper_id)[0]
        answers = [SentAnswer(item.item, 1, _guess(0)(item))]
        events = [EventKind.FOCUS_LOST, EventKind.FOCUS_BACK]
        save_answers(attempt_id=attempt_id, answers=answers, events=events)


def sit(
    exam_id: UUID,
    learner: EnrolledRow,
    answer: Callable[[FrozenItem], list[str]],
    *,
    seconds: Callable[[FrozenItem], int] | None = None,
) -> None:
    """Let a learner start, answer every item and hand in, through the member door.

    With ``seconds`` the items are answered one after the other, each after so long.
    """
    with session_as(_at_own_door(learner)):
        attempt_id = start_attempt(exam_id=exam_id)
        items = get_items(get_attempt(attempt_id).paper_id)
        now = clock.now()
        for part in [[item] for item in items] if seconds else [items]:
            now += timedelta(seconds=sum(seconds(item) for item in part) if seconds else 0)
            with clock.frozen_at(now):
                sent = [SentAnswer(item.item, 1, answer(item)) for item in part]
                save_answers(attempt_id=attempt_id, answers=sent)
        with clock.frozen_at(now):
            submit_attempt(attempt_id=attempt_id)


def essay_answer(place: int) -> Callable[[FrozenItem], list[str]]:
    """Answer with one of the sample essays."""
    return lambda _item: [ESSAYS[place % len(ESSAYS)]]


def _guess(place: int) -> Callable[[FrozenItem], list[str]]:
    """Answer as somebody who knows a part: the option named by place and item, nothing where one types."""

    def answer(item: FrozenItem) -> list[str]:
        if item.type == essay.NAME or not item.options:
            return []
        if item.targets:
            return [f"{item.options[0].id}:{item.targets[0].id}"]
        return [item.options[(place + item.item) % len(item.options)].id]

    return answer
