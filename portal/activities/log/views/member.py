"""One member: titles, and what he or she took part in."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.accounts.pages import find_member
from portal.activities.log.queries import participations_of
from portal.activities.log.views.blueprint import bp
from portal.activities.members.queries import get_member
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires


@bp.get("/union/members/<uuid:union_member_id>")
@requires(Permission.UNION_MANAGE)
def show_member(union_member_id: UUID) -> ResponseReturnValue:
    page = get_member(union_member_id)
    taken_part = participations_of(page.row.person_id)
    may_invite = has_permission(current_actor(), Permission.OFFICER_MANAGE)
    return render_template(
        "activities/members/show_member.html",
        page=page,
        taken_part=taken_part,
        may_invite=may_invite,
        account=find_member(page.row.person_id) if may_invite else None,
    )
