"""What the inbox says about the support desk, to Khối and to a house."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import url_for

from portal.handbook.desk import BOARDS
from portal.handbook.queries import list_questions
from portal.kernel import clock
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem
from portal.kernel.wording import bloc

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

NEWS_DAYS = 7


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the questions Khối has not answered, or the answers a house got in the last week."""
    if has_permission(actor, Permission.SUPPORT_ANSWER):
        return [
            InboxItem(
                f"Câu hỏi của đơn vị: {row.question.subject}",
                url_for("support.show_question", support_question_id=row.question.id),
                f"{row.house} · gửi {BOARDS[row.question.board]}",
                due_on=row.question.due_on,
                order=19,
            )
            for row in list_questions()
            if not row.answers
        ]
    if not has_permission(actor, Permission.SUPPORT_ASK):
        return []
    since = clock.now() - timedelta(days=NEWS_DAYS)
    return [
        InboxItem(
            f"{bloc()} đã trả lời: {row.question.subject}",
            url_for("support.show_question", support_question_id=row.question.id),
            f"{row.answers[-1].answered_by}",
            order=60,
        )
        for row in list_questions()
        if row.answers and row.answers[-1].answered_at >= since
    ]
