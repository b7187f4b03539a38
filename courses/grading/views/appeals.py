"""A person asks for a mark to be looked at again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for

from courses.grading.appeals import last_day, why_not_appeal
from courses.grading.forms import AppealForm
from courses.grading.operations.appeal_mark import appeal_mark
from courses.grading.queries.appeals import get_own_mark
from portal.kernel import clock
from portal.kernel.actor import Door, acting_as, find_actor
from portal.kernel.permissions import Permission, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("appeals", __name__)


@bp.before_request
def enter_by_the_member_door() -> None:
    """Somebody who also works in the house asks here for the own mark only."""
    actor = find_actor()
    if actor is not None and actor.person_id is not None:
        g.request_scope.enter_context(acting_as(replace(actor, door=Door.MEMBER)))


@bp.route("/results/<uuid:exam_result_id>/appeal", methods=["GET", "POST"])
@requires(Permission.EXAM_TAKE)
def appeal(exam_result_id: UUID) -> ResponseReturnValue:
    own = get_own_mark(exam_result_id)
    form = AppealForm()
    if form.carry_out(appeal_mark, exam_result_id=exam_result_id):
        flash("Đã gửi đề nghị phúc khảo.", "ok")
        return redirect(url_for(".appeal", exam_result_id=exam_result_id))
    scored_on = clock.local(own.result.scored_at).date()
    return render_template(
        "grading/appeal.html",
        own=own,
        form=form,
        until=last_day(scored_on),
        refusal=why_not_appeal(
            scored_on=scored_on,
            today=clock.today(),
            is_locked=own.is_locked,
            has_appealed=own.appeal is not None,
        ),
    ), form.status
