"""What the exams offer to the frame, the home page, the class page, the inbox and the sample data."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import url_for

from courses.classes import extensions
from courses.classes.extensions import ClassPanel, LearnerStep
from courses.exams import demo
from courses.exams.models import ExamPurpose, ExamState
from courses.exams.queries import candidate, desk
from portal.kernel import seams
from portal.kernel.actor import Actor, Door, Role, acting_as, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem, Place

MOVERS = {
    **dict.fromkeys(("exam", "paper", "paper_key", "paper_review", "exam_order"), "keep"),
    **dict.fromkeys(("attempt", "attempt_event", "answer", "answer_event", "submission"), "move"),
}
_UNTIL_RECOGNISED = "Đến khi kết quả lớp được công nhận và 24 tháng sau; sau đó xóa."
RETENTION = {
    "exam": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    **dict.fromkeys(
        (
            "paper",
            "paper_key",
            "paper_review",
            "attempt",
            "attempt_event",
            "exam_order",
            "answer",
            "answer_event",
            "submission",
        ),
        _UNTIL_RECOGNISED,
    ),
}
DEMO_ORDER = 50


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.navigation += [
        Place("Bài thi", "exams.list_exams", "exam", Permission.EXAM_TAKE, 30),
    ]
    seams.home_cards.append(home_cards)
    seams.inbox_items.append(inbox_items)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    seams.open_work.append(open_work)
    seams.demo_loaders.append((DEMO_ORDER, demo.load))
    extensions.learner_steps.append(learner_steps)
    extensions.class_panels.append(class_panels)


def open_work(house_id: UUID) -> list[str]:
    """Return one sentence while people of a house sit an exam: their answers must not lose their way."""
    sitting = desk.count_open_attempts(house_id)
    return [f"{sitting} người đang làm bài kiểm tra; đợi nộp bài hoặc hết giờ."] if sitting else []


def own_exams(actor: Actor, *, class_run_id: UUID | None = None) -> list[candidate.ExamRow]:
    """Return the exams of the person behind an account, through the member door."""
    if actor.person_id is None or not has_permission(actor, Permission.EXAM_TAKE):
        return []
    with acting_as(replace(actor, door=Door.MEMBER)):
        rows = candidate.list_exams(actor.person_id)
    return [row for row in rows if class_run_id in {None, row.exam.class_run_id}]


def home_cards(actor: Actor) -> list[HomeCard]:
    """Return the exam to do next, with its button."""
    row = candidate.next_opening(own_exams(actor)) if actor.has_role(Role.CANDIDATE) else None
    return [HomeCard("exams/_card_next.html", {"row": row}, 1)] if row else []


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return for Khối drafts to publish and people without a paper; a learner's steps come by the class."""
    if not has_permission(actor, Permission.EXAM_MANAGE):
        return []
    return [item for row in desk.list_desk() for item in _desk_items(row)]


def _desk_items(row: desk.DeskRow) -> list[InboxItem]:
    url = url_for("exam_desk.show_exam", exam_id=row.exam.id)
    if row.exam.state is ExamState.DRAFT:
        return [InboxItem(f"Công bố bài thi: {row.exam.title}", url, row.class_title, order=30)]
    if row.exam.state is ExamState.PUBLISHED and row.without_paper and row.is_open:
        return [InboxItem(f"{row.without_paper} người chưa có đề: {row.exam.title}", url, row.class_title)]
    return []


def learner_steps(class_run_id: UUID) -> list[LearnerStep]:
    """Return the exams of a class as steps of its learner."""
    return [_step(row) for row in own_exams(current_actor(), class_run_id=class_run_id)]


def _step(row: candidate.ExamRow) -> LearnerStep:
    exam = row.exam
    is_done = row.open_attempt is None and row.last_closed is not None and row.attempts_left == 0
    detail = (
        f"{exam.duration_minutes} phút"
        if exam.purpose is ExamPurpose.SCREENING
        else "Viết bài, có người chấm"
    )
    return LearnerStep(
        exam.title, url_for("exams.show_exam", exam_id=exam.id), detail, exam.closes_at, is_done=is_done
    )


def class_panels(class_run_id: UUID) -> list[ClassPanel]:
    """Return the exams of a class for Khối's desk."""
    if not has_permission(current_actor(), Permission.EXAM_MANAGE):
        return []
    context: dict[str, object] = {
        "rows": desk.list_desk(class_run_id=class_run_id),
        "class_run_id": class_run_id,
    }
    return [ClassPanel("Bài thi", "exams/_class_panel.html", context, 40)]
