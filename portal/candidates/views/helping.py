"""Helpers of the house: how many people each has, and who went without one."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.candidates.queries.helping import gap_limit, list_gaps, list_load
from portal.candidates.views.blueprint import bp
from portal.kernel.permissions import Permission, requires

USUAL_LOAD, HIGHEST_LOAD = 5, 99
"""People a helper has before the page warns; the reader may ask for another number."""


@bp.get("/candidates/helpers")
@requires(Permission.HELPER_ASSIGN)
def show_helpers() -> ResponseReturnValue:
    word = request.args.get("most", "")
    most = int(word) if word.isascii() and word.isdigit() else USUAL_LOAD
    limit = gap_limit()
    return render_template(
        "candidates/show_helpers.html",
        rows=list_load(),
        most=min(max(1, most), HIGHEST_LOAD),
        gaps=list_gaps(limit),
        limit=limit,
    )
