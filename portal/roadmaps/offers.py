"""What roadmaps put into the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import url_for

from portal.kernel import seams
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem
from portal.roadmaps import labels, queries
from portal.roadmaps.rules import Verdict

if TYPE_CHECKING:
    from flask import Flask

    from portal.kernel.actor import Actor

MOVERS = dict.fromkeys(("student_cohort", "cohort_goal", "cohort_student"), "move")
RETENTION = {
    **dict.fromkeys(("student_cohort", "cohort_goal"), "Giữ lâu dài; chỉ có số đếm."),
    "cohort_student": "Như hồ sơ theo dõi của người học: đến 24 tháng sau khi ra khỏi danh sách.",
}


def register(app: Flask) -> None:
    """Put the feature's entries into the seams; called once at start."""
    seams.inbox_items.append(inbox_items)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    app.context_processor(words)


def words() -> dict[str, Any]:
    """Give templates the words of roadmaps."""
    return {"roadmap_words": labels}


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return one line for the students who would leave school before the decision."""
    if not has_permission(actor, Permission.PLAN_WRITE):
        return []
    late = [found for found in queries.list_at_risk() if found[1].verdict is Verdict.LATE]
    if not late:
        return []
    return [
        InboxItem(
            f"{len(late)} sinh viên có thể ra trường trước khi có quyết định",
            url_for("roadmaps.show_roadmap"),
            detail="Làm hồ sơ sớm, hoặc chuẩn bị chuyển về nơi cư trú, nơi làm việc.",
            due_on=min(cohort.row.graduates_on for cohort, _student in late),
            tone="warn",
            order=26,
        )
    ]
