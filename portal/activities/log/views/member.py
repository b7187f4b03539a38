"""One member: titles, and what he or she took part in."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.activities.log.queries import participations_of
from portal.activities.log.views.blueprint import bp
from portal.activities.members.queries import get_member
from portal.kernel.permissions import Permission, requires


@bp.get("/union/members/<uuid:union_member_id>")
@requires(Permission.UNION_MANAGE)
def show_member(union_member_id: UUID) -> ResponseReturnValue:
    page = get_member(union_member_id)
    taken_part = participations_of(page.row.person_id)
    return render_template("activities/members/show_member.html", page=page, taken_part=taken_part)
