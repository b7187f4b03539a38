"""A candidate's own page, phone first."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.queries.journey import my_journey
from portal.candidates.views.blueprint import bp
from portal.kernel import seams
from portal.kernel.permissions import Permission, requires
from portal.people.forms import CorrectionForm
from portal.people.operations.request_correction import request_correction as request_it


@bp.get("/journey")
@requires(Permission.JOURNEY_READ)
def show_journey() -> ResponseReturnValue:
    journey = my_journey()
    panels = (
        [panel for source in seams.person_panels for panel in source(journey.person.id)] if journey else []
    )
    return render_template(
        "candidates/show_journey.html",
        journey=journey,
        panels=sorted(panels, key=lambda panel: panel.order),
        form=CorrectionForm(formdata=None),
    )


@bp.post("/journey/corrections")
@requires(Permission.OWN_WRITE)
def request_correction() -> ResponseReturnValue:
    form = CorrectionForm()
    if form.carry_out(request_it):
        flash("Đã gửi đề nghị sửa tới đơn vị.", "ok")
        return redirect(url_for(".show_journey"))
    journey = my_journey()
    page = render_template("candidates/show_journey.html", journey=journey, panels=[], form=form)
    return page, form.status
