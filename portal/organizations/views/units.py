"""The units of the reader's own house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.organizations import pages, queries
from portal.organizations.forms import CloseUnitForm, RenameUnitForm, UnitForm, UpdateUnitForm
from portal.organizations.labels import ATTRIBUTE_LABELS, UNIT_LABELS, attribute_words, unit_kinds_of
from portal.organizations.models import AttributeName, UnitKind
from portal.organizations.operations.close_unit import close_unit as close_one
from portal.organizations.operations.register_unit import register_unit as register_one
from portal.organizations.operations.rename_unit import rename_unit as rename_one
from portal.organizations.operations.reopen_unit import reopen_unit as reopen_one
from portal.organizations.operations.update_unit import update_unit as update_one
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("units", __name__)


@bp.get("/units")
@requires(Permission.UNIT_READ)
def list_units() -> ResponseReturnValue:
    rows = pages.list_own_units()
    return render_template(
        "units/list_units.html",
        house=queries.current_organization(),
        open_rows=[row for row in rows if row.closed_on is None],
        closed_rows=[row for row in rows if row.closed_on is not None],
        labels=UNIT_LABELS,
        words=attribute_words,
        names=AttributeName,
    )


@bp.route("/units/new", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def register_unit() -> ResponseReturnValue:
    house = queries.current_house()
    form = UnitForm(valid_from=clock.today())
    form.kind.offer((kind.value, UNIT_LABELS[kind]) for kind in unit_kinds_of(house.kind, house.union_kind))
    form.parent_unit_id.offer((unit.id, unit.name) for unit in queries.list_units())
    if form.carry_out(_register):
        flash("Đã thêm bộ phận.", "ok")
        return redirect(url_for(".list_units"))
    return render_template("units/register_unit.html", form=form), form.status


def _register(*, kind: str, **values: Any) -> UUID:
    return register_one(kind=UnitKind(kind), **values)


@bp.get("/units/<uuid:unit_id>")
@requires(Permission.UNIT_READ)
def show_unit(unit_id: UUID) -> ResponseReturnValue:
    return render_template(
        "units/show_unit.html",
        page=pages.unit_page(unit_id),
        labels=UNIT_LABELS,
        attribute_labels=ATTRIBUTE_LABELS,
        words=attribute_words,
        form=EmptyForm(),
    )


@bp.route("/units/<uuid:unit_id>/name", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def rename_unit(unit_id: UUID) -> ResponseReturnValue:
    page = pages.unit_page(unit_id)
    form = RenameUnitForm(name=page.name, valid_from=clock.today())
    if form.carry_out(rename_one, unit_id=unit_id):
        flash("Đã đổi tên bộ phận.", "ok")
        return redirect(url_for(".show_unit", unit_id=unit_id))
    return render_template("units/rename_unit.html", page=page, form=form), form.status


@bp.route("/units/<uuid:unit_id>/figures", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def update_unit(unit_id: UUID) -> ResponseReturnValue:
    page = pages.unit_page(unit_id)
    current = {name.value: value for name, value in page.current.items()}
    typed = {name: str(value) if name.startswith("has_") else value for name, value in current.items()}
    form = UpdateUnitForm(valid_from=clock.today(), **typed)
    if form.carry_out(_update, unit_id=unit_id):
        flash("Đã cập nhật.", "ok")
        return redirect(url_for(".show_unit", unit_id=unit_id))
    return render_template("units/update_unit.html", page=page, form=form), form.status


def _update(*, unit_id: UUID, valid_from: Any, **attributes: Any) -> None:
    update_one(
        unit_id=unit_id,
        valid_from=valid_from,
        attributes={
            AttributeName(name): None if value in (None, "") else int(value)
            for name, value in attributes.items()
        },
    )


@bp.route("/units/<uuid:unit_id>/closing", methods=["GET", "POST"])
@requires(Permission.UNIT_MANAGE)
def close_unit(unit_id: UUID) -> ResponseReturnValue:
    page = pages.unit_page(unit_id)
    form = CloseUnitForm(closed_on=clock.today())
    if form.carry_out(close_one, unit_id=unit_id):
        flash("Đã ghi bộ phận kết thúc hoạt động.", "ok")
        return redirect(url_for(".list_units"))
    return render_template("units/close_unit.html", page=page, form=form), form.status


@bp.post("/units/<uuid:unit_id>/reopening")
@requires(Permission.UNIT_MANAGE)
def reopen_unit(unit_id: UUID) -> ResponseReturnValue:
    reopen_one(unit_id=unit_id)
    flash("Bộ phận hoạt động trở lại.", "ok")
    return redirect(url_for(".show_unit", unit_id=unit_id))
