"""What about plans and check-ups waits for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HistoryLine, InboxItem
from portal.kernel.wording import bloc
from portal.plans import labels
from portal.plans.planning import CheckUpState, Standing
from portal.plans.queries.check_ups import list_check_ups
from portal.plans.queries.plans import list_handed_in, list_plans

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return plans to answer and reports to close for Khối; returned plans and things to mend for a house."""
    if has_permission(actor, Permission.PLAN_DECIDE):
        plan_waits, check_waits = Standing.SUBMITTED, CheckUpState.REPORTED
    elif has_permission(actor, Permission.PLAN_WRITE):
        plan_waits, check_waits = Standing.RETURNED, CheckUpState.TO_MEND
    else:
        return []
    is_khoi = plan_waits is Standing.SUBMITTED
    items = [
        InboxItem(
            title="Kế hoạch chờ trả lời" if is_khoi else f"{bloc()} trả lại kế hoạch để bổ sung",
            url=url_for("plans.show_plan", plan_id=row.plan.id),
            detail=f"{row.house}: {row.plan.title}" if is_khoi else row.plan.title,
            tone="blue" if is_khoi else "warn",
        )
        for row in list_plans()
        if row.standing is plan_waits
    ]
    return items + [
        InboxItem(
            title="Kiểm tra, giám sát chờ kết thúc" if is_khoi else "Việc cần khắc phục sau kiểm tra",
            url=url_for("check_ups.show_check_up", check_up_id=found.check_up.id),
            detail=f"{found.house}: {found.check_up.subject}" if is_khoi else found.check_up.subject,
            due_on=found.check_up.remedy_due,
            tone="blue" if is_khoi else "warn",
        )
        for found in list_check_ups()
        if found.state is check_waits
    ]


def left_behind(house_id: UUID) -> list[HistoryLine]:
    """Return the plans a closed house handed in and how they stood."""
    return [
        HistoryLine("Kế hoạch", row.plan.starts_on, f"{row.plan.title}: {labels.STANDING[row.standing]}")
        for row in list_handed_in(house_id)
    ]
