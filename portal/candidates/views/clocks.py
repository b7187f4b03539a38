"""All limits that run, by urgency, and what Khối sets for them."""

from __future__ import annotations

from itertools import groupby

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.clock_items import acting_url, announced_clocks
from portal.candidates.clocks import LABELS
from portal.candidates.forms.clock_rules import ClockRulesForm
from portal.candidates.operations.set_clock_rules import set_clock_rules
from portal.candidates.queries.clocks import ClockRow, get_clock_rules
from portal.candidates.views.blueprint import bp
from portal.kernel.actor import Door, current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.organizations.queries import root_id
from portal.web.tables import read_listing

MOST_ON_PAGE = 300


@bp.get("/candidates/clocks")
@requires(Permission.CANDIDATE_READ)
def show_clocks() -> ResponseReturnValue:
    actor = current_actor()
    listing = read_listing((), filters=("kind", "place"))
    announced = announced_clocks(actor)
    kind, place = listing.filters["kind"], listing.filters["place"]
    is_overseer = actor.door is Door.OVERSIGHT
    kinds = {row.clock.kind for row in announced}
    places = sorted({_place(row, is_overseer) for row in announced if _place(row, is_overseer)})
    rows = [
        row for row in announced if kind in {"", row.clock.kind} and place in {"", _place(row, is_overseer)}
    ]
    shown = sorted(rows, key=lambda row: row.band or 0)[:MOST_ON_PAGE]
    return render_template(
        "candidates/show_clocks.html",
        listing=listing,
        bands=[(band, list(group)) for band, group in groupby(shown, key=lambda row: row.band)],
        total=len(rows),
        shown=len(shown),
        is_overseer=is_overseer,
        acting_url=acting_url,
        may_set=has_permission(actor, Permission.SETTING_MANAGE) and actor.tenant_id == root_id(),
        fields=[
            {
                "name": "kind",
                "label": "Thời hạn",
                "options": [
                    ("", "Tất cả"),
                    *((word.value, label) for word, label in LABELS.items() if word in kinds),
                ],
            },
            {
                "name": "place",
                "label": "Đơn vị" if is_overseer else "Chi bộ",
                "options": [("", "Tất cả"), *((name, name) for name in places)],
            },
        ],
    )


@bp.route("/candidates/clocks/settings", methods=["GET", "POST"])
@requires(Permission.SETTING_MANAGE)
def edit_clock_rules() -> ResponseReturnValue:
    if current_actor().tenant_id != root_id():
        abort(404)
    rules = get_clock_rules()
    form = ClockRulesForm(
        data={
            "warning_days": ", ".join(str(days) for days in rules.warning_days),
            "cell_sends_days": rules.cell_sends_days,
            "committee_sends_days": rules.committee_sends_days,
        }
    )
    if form.carry_out(set_clock_rules):
        flash("Đã lưu cách nhắc hạn.", "ok")
        return redirect(url_for(".show_clocks"))
    return render_template("candidates/edit_clock_rules.html", form=form), form.status


def _place(row: ClockRow, is_overseer: bool) -> str:
    return row.house_code if is_overseer else row.unit_name
