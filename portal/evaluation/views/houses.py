"""One house: its proposal line by line, other numbers to try, its levels through the years."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, render_template, request

from portal.evaluation.asked_period import read_period
from portal.evaluation.evidence import evidence_links
from portal.evaluation.forms import WhatIfForm
from portal.evaluation.queries import register
from portal.evaluation.scoring import try_counts
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, requires
from portal.organizations import queries as organizations
from portal.targets.queries import check_may_see

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("house_evaluation", __name__)


@bp.get("/evaluation/houses/<uuid:house_id>")
@requires(Permission.EVALUATION_READ)
def show_house(house_id: UUID) -> ResponseReturnValue:
    house = organizations.get_organization(house_id)
    check_may_see(house.id)
    history = register.list_history(house.id)
    asked = request.args.get("period")
    period = read_period(asked or (history[0].period if history else None))
    shown = next((row for row in history if row.period == period), None)
    proposal = shown.proposal if shown else None
    criteria_set = register.get_criteria_set(proposal.criteria_set_id) if proposal else None
    score = register.score_of(proposal, criteria_set) if proposal and criteria_set else None
    form = WhatIfForm(request.args)
    form.validate()
    tried = form.tried()
    return render_template(
        "evaluation/show_house.html",
        house=house,
        period=period,
        shown=shown,
        criteria_set=criteria_set,
        score=score,
        other=try_counts(score, tried) if score and tried else None,
        form=form,
        links=evidence_links(current_actor(), house.id),
        history=history,
        steps=register.list_rank_steps(house.id, period),
    )
