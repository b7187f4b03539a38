"""What grading offers to the frame, the home page, the inbox and a person's page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import url_for

from courses.bank import extensions as bank_extensions
from courses.bank.extensions import QuestionPanel
from courses.classes import extensions
from courses.classes.extensions import ClassPanel
from courses.grading.queries import class_results
from courses.grading.queries.appeals import count_open_appeals
from courses.grading.queries.class_results import results_of_person
from courses.grading.queries.marking import count_unmarked, find_next
from courses.grading.queries.question_usage import list_usage
from portal.kernel import seams
from portal.kernel.actor import Actor, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem, PersonPanel, Place

MOVERS = {
    **dict.fromkeys(("item_score", "marking"), "keep"),
    **dict.fromkeys(("exam_result", "class_result", "key_correction", "appeal_answer"), "keep"),
    "appeal": "move",
}
RETENTION = {
    **dict.fromkeys(("item_score", "marking"), "24 tháng sau khi công nhận kết quả lớp; sau đó xóa."),
    "key_correction": "Không chứa tên người; giữ cùng điểm bài thi.",
    **dict.fromkeys(("appeal", "appeal_answer"), "60 tháng sau khi công nhận; sau đó ẩn danh."),
    **dict.fromkeys(("exam_result", "class_result"), "60 tháng sau khi công nhận; sau đó ẩn danh."),
}


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.navigation += [
        Place("Chấm bài", "marking.show_queue", "pencil", Permission.PAPER_MARK, 20, badge=count_unmarked),
        Place(
            "Kết quả của tôi",
            "grading.show_own_results",
            "review",
            Permission.EXAM_TAKE,
            35,
            blueprints=frozenset({"appeals"}),
        ),
    ]
    seams.home_cards.append(home_cards)
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    extensions.class_panels.append(class_panels)
    bank_extensions.question_panels.append(question_panels)


def home_cards(actor: Actor) -> list[HomeCard]:
    """Return the marker's pile, and for Khối the results that wait for a decision."""
    cards: list[HomeCard] = []
    if has_permission(actor, Permission.PAPER_MARK):
        context: dict[str, object] = {"waiting": count_unmarked(), "next_id": find_next()}
        cards.append(HomeCard("grading/_card_marking.html", context, 5))
    if has_permission(actor, Permission.RESULT_APPROVE):
        waiting = class_results.list_waiting_classes()
        if waiting:
            cards.append(HomeCard("grading/_card_results.html", {"waiting": waiting}, 40))
    return cards


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return papers to mark and results to recognise."""
    items: list[InboxItem] = []
    if has_permission(actor, Permission.PAPER_MARK) and (waiting := count_unmarked()):
        items.append(InboxItem(f"{waiting} bài thu hoạch chờ chấm", url_for("marking.show_queue"), order=5))
    if has_permission(actor, Permission.EXAM_MANAGE) and (asked := count_open_appeals()):
        items.append(InboxItem(f"{asked} đề nghị phúc khảo", url_for("appeal_desk.list_all"), order=15))
    if has_permission(actor, Permission.RESULT_APPROVE):
        items += [
            InboxItem(
                f"Công nhận kết quả: {run.title}",
                url_for("grading.show_class_results", class_run_id=run.id),
                f"{completed} người hoàn thành",
                order=20,
            )
            for run, completed in class_results.list_waiting_classes()
        ]
    return items


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return what somebody reached in exams and classes."""
    results = results_of_person(person_id)
    if not (results.marks or results.classes):
        return []
    return [PersonPanel("Kết quả học tập", "grading/_person_results.html", {"results": results}, 40)]


def question_panels(version_ids: Sequence[UUID]) -> list[QuestionPanel]:
    """Return how often a question was drawn and how it did."""
    context: dict[str, object] = {"usage": list_usage(version_ids)}
    return [QuestionPanel("Đã dùng trong bài thi", "grading/_question_usage.html", context)]


def class_panels(class_run_id: UUID) -> list[ClassPanel]:
    """Return the way to the results of a class for Khối's desk."""
    if not has_permission(current_actor(), Permission.RESULT_APPROVE):
        return []
    context: dict[str, object] = {"results": class_results.class_results_page(class_run_id)}
    return [ClassPanel("Kết quả lớp", "grading/_class_panel.html", context, 50)]
