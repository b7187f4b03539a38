"""Early warnings: the list of Khối, one warning with what is behind it, the house's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.accounts.pages import list_officers
from portal.kernel import clock, seams
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.oversight.figures.behind import Behind, list_behind
from portal.oversight.warnings.forms import AssignForm, CloseForm, SnoozeForm, WarningRulesForm
from portal.oversight.warnings.operations.assign_warning import assign_warning
from portal.oversight.warnings.operations.close_warning import close_warning
from portal.oversight.warnings.operations.set_warning_rules import set_warning_rules
from portal.oversight.warnings.operations.snooze_warning import snooze_warning
from portal.oversight.warnings.queries.findings import get_thresholds
from portal.oversight.warnings.queries.register import WarningState, get_warning, list_warnings
from portal.oversight.warnings.reckoning import reckon
from portal.oversight.warnings.thresholds import RULES, WarningKind
from portal.web.pagination import Page
from portal.web.tables import read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.oversight.warnings.queries.register import WarningRow

bp = Blueprint("warnings", __name__)

STATES = {
    WarningState.WAITING: ("chưa giao ai", "red"),
    WarningState.ASSIGNED: ("đang theo dõi", "blue"),
    WarningState.SNOOZED: ("tạm hoãn", "warn"),
    WarningState.CLOSED: ("đã xử lý", "ok"),
    WarningState.ENDED: ("hết nguyên nhân", "ok"),
}
OPEN_STATES = frozenset({WarningState.WAITING, WarningState.ASSIGNED})
PEOPLE = {
    WarningKind.REVIEWS_MISSING: Behind.UNREVIEWED,
    WarningKind.LIMITS_BROKEN: Behind.BROKEN,
    WarningKind.CERTIFICATES_ENDING: Behind.ENDING,
}


@bp.get("/warnings")
@requires(Permission.OVERSIGHT_READ)
def list_all() -> ResponseReturnValue:
    listing = read_listing((), filters=("state", "kind", "house"))
    every = list_warnings()
    asked = listing.filters
    rows = [
        row
        for row in every
        if (row.state in OPEN_STATES if not asked["state"] else asked["state"] in {"all", row.state})
        and asked["kind"] in {"", row.warning.kind}
        and asked["house"] in {"", row.house_code}
    ]
    return render_template(
        "oversight/warnings/list_all.html",
        page=Page(rows[listing.offset : listing.offset + listing.size], len(rows), listing.page),
        waiting=sum(row.state is WarningState.WAITING for row in every),
        states=STATES,
        listing=listing,
        fields=_filters(every),
        may_handle=has_permission(current_actor(), Permission.WARNING_HANDLE),
    )


@bp.get("/warnings/<uuid:early_warning_id>")
@requires(Permission.OVERSIGHT_READ)
def show_warning(early_warning_id: UUID) -> ResponseReturnValue:
    return _page(early_warning_id)


@bp.get("/warnings/own")
@requires(Permission.TARGET_READ)
def show_own() -> ResponseReturnValue:
    """Show a house what it is warned of, with the rows and people behind each figure."""
    house = current_actor().tenant_id
    rows = [row for row in list_warnings(house=house) if row.warning.ended_on is None] if house else []
    return render_template(
        "oversight/warnings/show_own.html",
        parts=[(row, _behind(row)) for row in rows],
        thresholds=get_thresholds(),
        rules=RULES,
    )


@bp.post("/warnings/<uuid:early_warning_id>/assignment")
@requires(Permission.WARNING_HANDLE)
def assign(early_warning_id: UUID) -> ResponseReturnValue:
    form = AssignForm(officers=_officers())
    if form.carry_out(assign_warning, early_warning_id=early_warning_id):
        flash("Đã giao cảnh báo.", "ok")
        return redirect(url_for(".show_warning", early_warning_id=early_warning_id))
    return _page(early_warning_id, assigning=form), form.status


@bp.post("/warnings/<uuid:early_warning_id>/rest")
@requires(Permission.WARNING_HANDLE)
def snooze(early_warning_id: UUID) -> ResponseReturnValue:
    form = SnoozeForm()
    if form.carry_out(snooze_warning, early_warning_id=early_warning_id):
        flash(f"Đã tạm hoãn, nhắc lại sau ngày {form.until.data:%d/%m/%Y}.", "ok")
        return redirect(url_for(".list_all"))
    return _page(early_warning_id, snoozing=form), form.status


@bp.post("/warnings/<uuid:early_warning_id>/closing")
@requires(Permission.WARNING_HANDLE)
def close(early_warning_id: UUID) -> ResponseReturnValue:
    form = CloseForm()
    if form.carry_out(close_warning, early_warning_id=early_warning_id):
        flash("Đã ghi kết quả xử lý.", "ok")
        return redirect(url_for(".list_all"))
    return _page(early_warning_id, closing=form), form.status


@bp.post("/warnings/reckoning")
@requires(Permission.WARNING_HANDLE)
def reckon_now() -> ResponseReturnValue:
    began, ended = reckon()
    flash(f"Đã tính lại từ số liệu hôm nay: {began} cảnh báo mới, {ended} cảnh báo hết nguyên nhân.", "ok")
    return redirect(url_for(".list_all"))


@bp.route("/warnings/rules", methods=["GET", "POST"])
@requires(Permission.WARNING_HANDLE)
def edit_rules() -> ResponseReturnValue:
    form = WarningRulesForm.showing(get_thresholds())
    if form.carry_out(lambda **_values: set_warning_rules(thresholds=form.thresholds())):
        flash("Đã lưu. Cảnh báo theo mức mới hiện sau lần tính kế tiếp, hoặc bấm “Tính lại ngay”.", "ok")
        return redirect(url_for(".list_all"))
    return render_template("oversight/warnings/edit_rules.html", form=form, rules=RULES), form.status


def _page(early_warning_id: UUID, **typed: Any) -> str:
    row = get_warning(early_warning_id)
    may_handle = has_permission(current_actor(), Permission.WARNING_HANDLE)
    forms: dict[str, Any] = {"assigning": None, "snoozing": None, "closing": None}
    if may_handle and row.warning.ended_on is None and row.warning.closed_on is None:
        forms = {
            "assigning": typed.get("assigning") or AssignForm(formdata=None, officers=_officers()),
            "snoozing": typed.get("snoozing") or SnoozeForm(formdata=None),
            "closing": typed.get("closing") or CloseForm(formdata=None),
        }
    else:
        forms |= typed  # somebody else was faster: what was typed stays, with the reason
    return render_template(
        "oversight/warnings/show_warning.html", row=row, behind=_behind(row), states=STATES, **forms
    )


def _behind(row: WarningRow) -> dict[str, Any]:
    """Return the people or the classes behind a warning; for pace and admissions the target page."""
    house = row.warning.to_tenant_id
    if house is None:
        raise NotFound
    people = PEOPLE.get(row.warning.kind)
    gaps = [gap for source in seams.seat_gaps for gap in source() if gap.tenant_id == house]
    return {
        "people": list_behind(people, house) if people else [],
        "gaps": gaps if row.warning.kind is WarningKind.SEATS_UNUSED else [],
        "today": clock.today(),
    }


def _officers() -> list[tuple[UUID, str]]:
    return [(officer.id, officer.display_name) for officer in list_officers() if officer.is_active]


def _filters(rows: list[WarningRow]) -> list[dict[str, Any]]:
    codes = sorted({row.house_code for row in rows})
    return [
        {
            "name": "state",
            "label": "Tình trạng",
            "options": [
                ("", "Đang cần xử lý"),
                ("all", "Tất cả"),
                *((s, words) for s, (words, _) in STATES.items()),
            ],
        },
        {
            "name": "kind",
            "label": "Loại cảnh báo",
            "options": [("", "Tất cả"), *((kind, rule.label) for kind, rule in RULES.items())],
        },
        {"name": "house", "label": "Đơn vị", "options": [("", "Tất cả"), *((code, code) for code in codes)]},
    ]
