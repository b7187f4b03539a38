"""The list of prospects of a cell: on a day, on paper, and the resolution that changes it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.forms.list_resolution import list_resolution_form
from portal.candidates.operations.record_list_resolution import record_list_resolution as record
from portal.candidates.queries import choices
from portal.candidates.queries.prospect_list import MemberRow, check_own_unit, list_members, prospect_list
from portal.candidates.stages import RULES, Stage
from portal.candidates.views.blueprint import bp
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.fields import parse_date


@bp.get("/candidates/prospects")
@requires(Permission.CANDIDATE_REGISTER)
def show_prospects() -> ResponseReturnValue:
    units = choices.unit_choices()
    unit_id = _unit(units)
    day = _day()
    return render_template(
        "candidates/print_prospects.html" if request.args.get("print") else "candidates/show_prospects.html",
        units=units,
        unit_id=unit_id,
        unit_name=dict(units).get(unit_id, "") if unit_id else "",
        day=day,
        found=prospect_list(unit_id, day) if unit_id else None,
    )


@bp.route("/candidates/prospects/resolution", methods=["GET", "POST"])
@requires(Permission.STAGE_ADVANCE)
def record_list_resolution() -> ResponseReturnValue:
    units = choices.unit_choices()
    unit_id = _unit(units)
    if unit_id is None:
        flash("Chọn chi bộ trước.", "warn")
        return redirect(url_for(".show_prospects"))
    coming, listed = list_members(unit_id)
    form = list_resolution_form(
        [(row.id, _words(row)) for row in coming], [(row.id, _words(row)) for row in listed]
    )
    if form.carry_out(record, unit_id=unit_id):
        flash(f"Đã ghi nghị quyết {form.resolution_no.data} cho {form.outcome} người.", "ok")
        return redirect(url_for(".show_prospects", unit=unit_id))
    return (
        render_template(
            "candidates/record_list_resolution.html",
            form=form,
            unit_id=unit_id,
            unit_name=dict(units).get(unit_id, ""),
            has_coming=bool(coming),
        ),
        form.status,
    )


def _unit(units: list[tuple[UUID, str]]) -> UUID | None:
    """Return the cell of the address; without one, the only cell the actor has."""
    word = request.args.get("unit", "")
    if not word:
        return units[0][0] if len(units) == 1 else None
    try:
        unit_id = UUID(word)
    except ValueError as error:
        raise NotFound from error
    check_own_unit(unit_id)
    return unit_id


def _day() -> date:
    text = request.args.get("on", "").strip()
    try:
        return parse_date(text) if text else clock.today()
    except ValueError:
        flash(f"“{text}” không phải ngày; đang xem danh sách hôm nay.", "warn")
        return clock.today()


def _words(row: MemberRow) -> str:
    stage = "" if row.stage in {Stage.NOMINATED, Stage.PROSPECT} else f" ({RULES[row.stage].label.lower()})"
    return f"{row.name}, sinh {row.birth_date:%d/%m/%Y}{stage}"
