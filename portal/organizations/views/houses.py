"""Khối's register of houses: list, one house, registering, renaming, figures, closing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for

from portal.kernel import audit, clock, seams
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, requires
from portal.kernel.spreadsheets import writer
from portal.organizations import house_list, pages
from portal.organizations.forms import (
    CloseOrganizationForm,
    RegisterOrganizationForm,
    RenameOrganizationForm,
    UpdateOrganizationForm,
)
from portal.organizations.labels import ATTRIBUTE_LABELS, KIND_LABELS, UNIT_LABELS, attribute_words
from portal.organizations.models import AttributeName, OrganizationKind, UnionKind
from portal.organizations.operations.close_organization import close_organization as close_house
from portal.organizations.operations.register_organization import register_organization as register_house
from portal.organizations.operations.rename_organization import rename_organization as rename_house
from portal.organizations.operations.reopen_organization import reopen_organization as reopen_house
from portal.organizations.operations.update_organization import update_organization as update_house
from portal.web.form_base import EmptyForm
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, Listing, read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("organizations", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILTERS = ("q", "kind", "sector", "state")


def list_columns() -> list[Column]:
    """Return the columns of the register; features add theirs by ``seams.tenant_figures``."""
    figures = sorted(seams.tenant_figures, key=lambda figure: figure.order)
    return [
        Column("code", "Mã", sortable=True),
        Column("name", "Đơn vị", sortable=True),
        Column("kind_words", "Loại hình", sortable=True, is_wide_only=True),
        Column("sector", "Lĩnh vực", sortable=True, is_wide_only=True),
        Column("member_count", "Đảng viên", sortable=True, numeric=True),
        Column("unit_count", "Bộ phận", sortable=True, numeric=True, is_wide_only=True),
        *(
            Column(figure.key, figure.label, sortable=True, numeric=True, is_wide_only=True)
            for figure in figures
        ),
    ]


def _listed() -> tuple[Listing, list[pages.HouseRow], list[pages.HouseRow]]:
    """Return what was asked for, every house, and the houses that match in the order wanted."""
    listing = read_listing(list_columns(), filters=FILTERS, sort="code")
    houses = pages.list_houses()
    wanted = listing.filters
    found = house_list.narrow(
        houses, words=wanted["q"], kind=wanted["kind"], sector=wanted["sector"], state=wanted["state"]
    )
    return listing, houses, house_list.arrange(found, listing.sort, is_descending=listing.is_descending)


@bp.get("/organizations")
@requires(Permission.ORGANIZATION_READ)
def list_organizations() -> ResponseReturnValue:
    listing, houses, found = _listed()
    page = Page(found[listing.offset : listing.offset + listing.size], len(found), listing.page)
    kinds = [kind for kind in OrganizationKind if kind is not OrganizationKind.BLOC_COMMITTEE]
    fields = [
        {"name": "q", "label": "Tìm theo tên, mã, không cần dấu", "kind": "search"},
        {
            "name": "kind",
            "label": "Loại hình",
            "options": [("", "Tất cả"), *((k.value, KIND_LABELS[k]) for k in kinds)],
        },
        {
            "name": "sector",
            "label": "Lĩnh vực",
            "options": [("", "Tất cả"), *((s, s) for s in house_list.sectors_of(houses))],
        },
        {
            "name": "state",
            "label": "Tình trạng",
            "options": [("", "Đang hoạt động"), ("closed", "Đã kết thúc"), ("all", "Tất cả")],
        },
    ]
    return render_page_or_block(
        "organizations/list_organizations.html",
        blocks=("results",),
        listing=listing,
        columns=list_columns(),
        page=page,
        fields=fields,
        total=len(houses),
        export_url=replace(listing, endpoint="organizations.export_organizations", page=1).url(),
    )


@bp.get("/organizations/export")
@requires(Permission.ORGANIZATION_READ)
def export_organizations() -> ResponseReturnValue:
    listing, _houses, found = _listed()
    columns = list_columns()
    rows = [[_cell(row, column.key) for column in columns] for row in found]
    content = writer.write_table(
        "Danh sách đơn vị trực thuộc",
        [writer.Column(column.label, 46 if column.key == "name" else 18) for column in columns],
        rows,
        taken_by=current_actor().name,
    )
    audit.record_read(
        "organization.list_exported",
        subject_type="organization",
        subject_id=None,
        rows=len(rows),
        filters=listing.filters,
    )
    name = f"don-vi-{clock.today():%Y%m%d}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _cell(row: pages.HouseRow, key: str) -> Any:
    return row.figures[key] if key in row.figures else getattr(row, key, None)


@bp.get("/organizations/<uuid:organization_id>")
@requires(Permission.ORGANIZATION_READ)
def show_organization(organization_id: UUID) -> ResponseReturnValue:
    page = pages.house_page(organization_id)
    panels = [panel for source in seams.tenant_panels for panel in source(organization_id)]
    return render_template(
        "organizations/show_organization.html",
        page=page,
        panels=sorted(panels, key=lambda panel: panel.order),
        attribute_labels=ATTRIBUTE_LABELS,
        attribute_words=attribute_words,
        unit_labels=UNIT_LABELS,
        form=EmptyForm(),
    )


@bp.route("/organizations/new", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def register_organization() -> ResponseReturnValue:
    form = RegisterOrganizationForm()
    if form.carry_out(_register):
        flash("Đã đăng ký đơn vị. Bước tiếp theo: mời bí thư của đơn vị.", "ok")
        return redirect(url_for(".show_organization", organization_id=form.outcome))
    return render_template("organizations/register_organization.html", form=form), form.status


def _register(*, kind: str, code: str, sector: str, **values: Any) -> UUID:
    is_union = kind in {union.value for union in UnionKind}
    return register_house(
        code=code.upper(),
        kind=OrganizationKind.MASS_UNION if is_union else OrganizationKind(kind),
        union_kind=UnionKind(kind) if is_union else None,
        sector="" if is_union else sector,
        **values,
    )


@bp.route("/organizations/<uuid:organization_id>/name", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def rename_organization(organization_id: UUID) -> ResponseReturnValue:
    page = pages.house_page(organization_id)
    form = RenameOrganizationForm(name=page.name)
    if form.carry_out(rename_house, organization_id=organization_id):
        flash("Đã đổi tên. Tên cũ vẫn được giữ trong lịch sử.", "ok")
        return redirect(url_for(".show_organization", organization_id=organization_id))
    return render_template("organizations/rename_organization.html", page=page, form=form), form.status


@bp.route("/organizations/<uuid:organization_id>/figures", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def update_organization(organization_id: UUID) -> ResponseReturnValue:
    page = pages.house_page(organization_id)
    form = UpdateOrganizationForm(
        sector=page.house.sector,
        valid_from=clock.today(),
        **{name.value: _typed(name, value) for name, value in page.current.items()},
    )
    if form.carry_out(_update, organization_id=organization_id):
        flash("Đã cập nhật số liệu đơn vị.", "ok")
        return redirect(url_for(".show_organization", organization_id=organization_id))
    return render_template("organizations/update_organization.html", page=page, form=form), form.status


def _typed(name: AttributeName, value: int) -> int | str:
    return str(value) if name in {AttributeName.HAS_TRADE_UNION, AttributeName.HAS_YOUTH_UNION} else value


def _update(*, organization_id: UUID, sector: str, valid_from: Any, **attributes: Any) -> None:
    update_house(
        organization_id=organization_id,
        sector=sector,
        valid_from=valid_from,
        attributes={
            AttributeName(name): None if value in (None, "") else int(value)
            for name, value in attributes.items()
        },
    )


@bp.route("/organizations/<uuid:organization_id>/closing", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def close_organization(organization_id: UUID) -> ResponseReturnValue:
    page = pages.house_page(organization_id)
    form = CloseOrganizationForm(closed_on=clock.today())
    if form.carry_out(close_house, organization_id=organization_id):
        flash("Đã ghi đơn vị kết thúc hoạt động. Dữ liệu cũ vẫn xem được.", "ok")
        return redirect(url_for(".show_organization", organization_id=organization_id))
    return render_template("organizations/close_organization.html", page=page, form=form), form.status


@bp.post("/organizations/<uuid:organization_id>/reopening")
@requires(Permission.ORGANIZATION_MANAGE)
def reopen_organization(organization_id: UUID) -> ResponseReturnValue:
    reopen_house(organization_id=organization_id)
    flash("Đơn vị hoạt động trở lại.", "ok")
    return redirect(url_for(".show_organization", organization_id=organization_id))
