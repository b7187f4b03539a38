"""Khối's pages of reorganisations: list, a new decision in two steps, preview, one confirmation, result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from portal.kernel import clock
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, requires
from portal.organizations import queries as organizations
from portal.reorganizations import preview, queries
from portal.reorganizations.forms import FORMS, DecisionForm, UnitsForm
from portal.reorganizations.kinds import Kind, State
from portal.reorganizations.operations.confirm_reorganization import confirm_reorganization as confirm
from portal.reorganizations.operations.draft_reorganization import draft_reorganization as draft
from portal.reorganizations.operations.drop_reorganization import drop_reorganization as drop
from portal.reorganizations.operations.revise_reorganization import revise_reorganization as revise

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("reorganizations", __name__)


@bp.get("/reorganizations")
@requires(Permission.ORGANIZATION_READ)
def list_reorganizations() -> ResponseReturnValue:
    return render_template(
        "reorganizations/list_reorganizations.html",
        rows=queries.list_reorganizations(),
    )


@bp.get("/reorganizations/legacies")
@requires(Permission.UNIT_READ)
def list_legacies() -> ResponseReturnValue:
    return render_template("reorganizations/list_legacies.html", rows=queries.list_legacies())


@bp.get("/reorganizations/legacies/<uuid:house_legacy_id>")
@requires(Permission.UNIT_READ)
def show_legacy(house_legacy_id: UUID) -> ResponseReturnValue:
    return render_template("reorganizations/show_legacy.html", page=queries.get_legacy(house_legacy_id))


@bp.get("/reorganizations/new")
@requires(Permission.ORGANIZATION_MANAGE)
def choose_kind() -> ResponseReturnValue:
    return render_template("reorganizations/choose_kind.html", kinds=list(Kind))


@bp.route("/reorganizations/new/<kind>", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def draft_reorganization(kind: str) -> ResponseReturnValue:
    if kind not in set(Kind):
        raise NotFound
    wanted = Kind(kind)
    form = FORMS[wanted](decision_date=clock.today(), effective_on=clock.today())
    has_houses = _offer_houses(form)
    if isinstance(form, UnitsForm) and not _offer_units(form, request.values.get("house_id", "")):
        page = {"form": form, "kind": wanted, "has_houses": has_houses}
        return render_template("reorganizations/choose_house.html", **page)
    if form.carry_out(draft, kind=wanted):
        flash("Đã ghi dự thảo. Xem trước rồi xác nhận ở dưới.", "ok")
        return redirect(url_for(".show_reorganization", reorganization_id=form.outcome))
    page = {"form": form, "kind": wanted, "has_houses": has_houses, "found": None}
    return render_template("reorganizations/draft_reorganization.html", **page), form.status


@bp.route("/reorganizations/<uuid:reorganization_id>/revision", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def revise_reorganization(reorganization_id: UUID) -> ResponseReturnValue:
    found = queries.get_reorganization(reorganization_id)
    form = FORMS[found.row.kind].of(found)
    has_houses = _offer_houses(form)
    if isinstance(form, UnitsForm):
        _offer_units(form, str(found.houses[0].id))
    if form.carry_out(revise, reorganization_id=reorganization_id):
        flash("Đã sửa dự thảo.", "ok")
        return redirect(url_for(".show_reorganization", reorganization_id=reorganization_id))
    page = {"form": form, "kind": found.row.kind, "has_houses": has_houses, "found": found}
    return render_template("reorganizations/draft_reorganization.html", **page), form.status


def _offer_houses(form: DecisionForm) -> bool:
    """Give a form the houses to choose from; tell whether there is any beside Khối."""
    houses = organizations.list_organizations()
    form.offer(
        [(row.id, f"{row.code} · {row.name}") for row in houses if not row.is_root],
        [(row.id, f"{row.code} · {row.name}") for row in houses],
    )
    return len(houses) > 1


def _offer_units(form: UnitsForm, house_id: str) -> bool:
    """Give a form the units of the chosen house to tick; tell whether a house with units was chosen."""
    known = {choice.value for choice in form.house_id.choices or ()}
    if not house_id or house_id not in known:
        return False
    form.house_id.data = UUID(house_id)
    form.offer_units(queries.list_units_of(UUID(house_id)))
    return True


@bp.get("/reorganizations/<uuid:reorganization_id>")
@requires(Permission.ORGANIZATION_READ)
def show_reorganization(reorganization_id: UUID) -> ResponseReturnValue:
    return render_template("reorganizations/show_reorganization.html", **_page(reorganization_id))


def _page(reorganization_id: UUID) -> dict[str, Any]:
    found = queries.get_reorganization(reorganization_id)
    if found.row.state is not State.DRAFT or not found.is_moving:
        return {"found": found, "previews": [], "apart": []}
    return {"found": found, "previews": preview.preview(found), "apart": preview.list_apart(found)}


@bp.post("/reorganizations/<uuid:reorganization_id>/confirmation")
@requires(Permission.ORGANIZATION_MANAGE)
def confirm_reorganization(reorganization_id: UUID) -> ResponseReturnValue:
    try:
        confirm(reorganization_id=reorganization_id)
        flash("Đã xác nhận.", "ok")
    except DomainError as error:
        if isinstance(error, NotFound):
            raise
        flash(error.message, "red")
    return redirect(url_for(".show_reorganization", reorganization_id=reorganization_id))


@bp.post("/reorganizations/<uuid:reorganization_id>/dropping")
@requires(Permission.ORGANIZATION_MANAGE)
def drop_reorganization(reorganization_id: UUID) -> ResponseReturnValue:
    drop(reorganization_id=reorganization_id)
    flash("Đã bỏ dự thảo; vẫn xem lại được.", "ok")
    return redirect(url_for(".list_reorganizations"))
