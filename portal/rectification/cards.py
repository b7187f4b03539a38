"""What the inbox says about rectification, to Khối and to a house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem
from portal.rectification.queries import list_cases
from portal.rectification.states import STATES, CaseState

if TYPE_CHECKING:
    from portal.kernel.actor import Actor

OF_KHOI = frozenset({CaseState.LETTER})
OF_HOUSE = frozenset({CaseState.PLAN, CaseState.MENDING})


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the cases whose next step is the actor's, and for Khối those in which a house is late."""
    is_khoi = has_permission(actor, Permission.RECTIFICATION_HANDLE)
    if not is_khoi and not has_permission(actor, Permission.RECTIFICATION_ANSWER):
        return []
    return [
        InboxItem(
            f"Chấn chỉnh: {STATES[row.state][0]}",
            url_for("rectification.show_case", rectification_case_id=row.case.id),
            row.house if is_khoi else row.case.demand,
            due_on=row.due_on,
            tone="red" if row.is_late else "warn",
            order=22,
        )
        for row in list_cases()
        if (row.state in OF_KHOI or row.is_late if is_khoi else row.state in OF_HOUSE)
    ]
