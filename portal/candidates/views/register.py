"""The register: list, export, one person more, reviews that are due."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.forms.person import PersonForm
from portal.candidates.forms.work import PlaceForm
from portal.candidates.operations.place_in_unit import place_in_unit
from portal.candidates.operations.register_candidate import register_candidate
from portal.candidates.phases import PHASES, Phase
from portal.candidates.queries import choices
from portal.candidates.queries.register import RegisterFilter, RegisterPage, register_page
from portal.candidates.register_sheet import write_register
from portal.candidates.stages import NOMINABLE, RULES, Stage
from portal.candidates.views.blueprint import bp
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.wording import bloc
from portal.organizations.queries import (
    OrganizationRow,
    UnitRow,
    get_organization,
    list_organizations,
    root_id,
)
from portal.people.labels import SOURCE_GROUP
from portal.people.models import SourceGroup
from portal.people.queries import is_known_elsewhere
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, Listing, read_listing

COLUMNS = (
    Column("name", "Họ và tên", sortable=True),
    Column("birth_date", "Ngày sinh", sortable=True, is_wide_only=True),
    Column("unit", "Chi bộ", is_wide_only=True),
    Column("stage_since", "Giai đoạn", sortable=True),
    Column("helper", "Người giúp đỡ"),
    Column("certificate", "Giấy chứng nhận", is_wide_only=True),
    Column("listed_on", "Vào danh sách", sortable=True, is_wide_only=True),
)
FILTERS = ("q", "stage", "unit", "group", "helper", "certificate", "youth", "house")
BEFORE_CLASS = "before_class"
YES_NO = {"yes": True, "no": False}


@bp.get("/candidates")
@requires(Permission.CANDIDATE_READ)
def show_register() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS, sort="name")
    actor = current_actor()
    is_overseer = actor.tenant_id == root_id()
    houses = [house for house in list_organizations() if not house.is_root] if is_overseer else []
    wanted = read_filter(listing, is_overseer=is_overseer)
    found = _page(listing, wanted) if wanted.tenant_id or not is_overseer else RegisterPage([], 0, [])
    return render_page_or_block(
        "candidates/register.html",
        blocks=("results",),
        listing=listing,
        columns=COLUMNS,
        page=Page(found.rows, found.total, listing.page),
        fields=filter_fields(found.units, houses),
        export_arguments=_arguments(listing),
        needs_house=is_overseer and wanted.tenant_id is None,
        may_export=has_permission(actor, Permission.CANDIDATE_EXPORT),
        may_import=has_permission(actor, Permission.CANDIDATE_IMPORT),
        may_register=has_permission(actor, Permission.CANDIDATE_REGISTER),
        other_view=replace(
            listing, endpoint=".show_board", filters=listing.filters | {"stage": ""}, sort="", page=1
        ).url(),
    )


@bp.get("/candidates/export")
@requires(Permission.CANDIDATE_EXPORT)
def export_register() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS, sort="name")
    actor = current_actor()
    found = register_page(
        read_filter(listing), order=listing.sort, is_descending=listing.is_descending, limit=None
    )
    house = get_organization(actor.tenant_id) if actor.tenant_id else None
    content = write_register(found.rows, house=house.name if house else "", taken_by=actor.name)
    audit.record_read(
        "candidates.exported",
        subject_type="candidate",
        subject_id=None,
        rows=len(found.rows),
        filters={name: value for name, value in listing.filters.items() if value},
    )
    name = f"quan-chung-{clock.today():%Y-%m-%d}.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@bp.route("/candidates/new", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_REGISTER)
def register_new() -> ResponseReturnValue:
    form = PersonForm(units=choices.unit_choices())
    if form.carry_out(register_candidate):
        flash(f"Đã thêm {form.full_name.data}.", "ok")
        if is_known_elsewhere(form.national_id.data or ""):
            flash(
                f"Số căn cước này đã có ở một đơn vị khác thuộc {bloc()}: liên hệ đơn vị cũ hoặc {bloc()}.",
                "warn",
            )
        return redirect(url_for(".show_person", candidate_id=form.outcome))
    return render_template("candidates/register_new.html", form=form), form.status


@bp.post("/candidates/place")
@requires(Permission.CANDIDATE_REGISTER)
def place_people() -> ResponseReturnValue:
    """Put the people ticked in the register into one unit; the first visit asks for the unit."""
    ids = [found for text in request.form.getlist("ids") if (found := _uuid(text))]
    form = PlaceForm(units=choices.unit_choices())
    if "unit_id" in request.form and form.carry_out(place_in_unit, candidate_ids=ids):
        flash(f"Đã xếp {form.outcome} người vào chi bộ.", "ok")
        return redirect(url_for(".show_register"))
    if not ids:
        flash("Chọn ít nhất một người trong bảng.", "warn")
        return redirect(url_for(".show_register"))
    return render_template("candidates/place_people.html", form=form, ids=ids)


def _arguments(listing: Listing) -> dict[str, str]:
    """Return the query of exactly this list, for its export."""
    order = f"-{listing.sort}" if listing.is_descending else listing.sort
    return {name: value for name, value in (*listing.filters.items(), ("sort", order)) if value}


def _page(listing: Listing, wanted: RegisterFilter) -> RegisterPage:
    return register_page(
        wanted,
        order=listing.sort,
        is_descending=listing.is_descending,
        offset=listing.offset,
        limit=listing.size,
    )


def read_filter(listing: Listing, *, is_overseer: bool = False) -> RegisterFilter:
    """Return what register and board look for; overseers also name the house."""
    asked = listing.filters
    return RegisterFilter(
        words=asked["q"],
        stages=_stages(asked.get("stage", "")),
        unit_id=_uuid(asked["unit"]),
        source_group=SourceGroup(asked["group"]) if asked["group"] in set(SourceGroup) else None,
        has_helper=YES_NO.get(asked["helper"]),
        has_certificate=YES_NO.get(asked["certificate"]),
        youth_member=YES_NO.get(asked["youth"]),
        tenant_id=_uuid(asked["house"]) if is_overseer else None,
    )


def _stages(word: str) -> frozenset[Stage]:
    if word == "all":
        return frozenset(Stage)
    if word in set(Phase):
        return PHASES[Phase(word)].stages
    if word == BEFORE_CLASS:
        return NOMINABLE | {Stage.CLASS_ENROLLED}
    return frozenset({Stage(word)}) if word in set(Stage) else frozenset()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error


def filter_fields(units: list[UnitRow], houses: list[OrganizationRow]) -> list[dict[str, object]]:
    """Return the fields of the filter bar."""
    yes_no = [("", "Tất cả"), ("yes", "Có"), ("no", "Chưa có")]
    stages = [(stage.value, rule.label) for stage, rule in RULES.items()]
    chosen_house: list[dict[str, object]] = [
        {
            "name": "house",
            "label": "Đơn vị",
            "options": [("", "– chọn –"), *((house.id, f"{house.code} · {house.name}") for house in houses)],
        }
    ]
    return [
        *(chosen_house if houses else []),
        {"name": "q", "label": "Tìm theo tên", "kind": "search"},
        {
            "name": "stage",
            "label": "Giai đoạn",
            "options": [
                ("", "Đang theo dõi"),
                ("all", "Tất cả"),
                (BEFORE_CLASS, "Chưa ghi nhận học xong lớp"),
                *((phase.value, f"Cả khâu: {rule.label.lower()}") for phase, rule in PHASES.items()),
                *stages,
            ],
        },
        {
            "name": "unit",
            "label": "Chi bộ",
            "options": [("", "Tất cả"), *((unit.id, unit.name) for unit in units)],
        },
        {
            "name": "group",
            "label": "Nhóm nguồn",
            "options": [("", "Tất cả"), *((group.value, label) for group, label in SOURCE_GROUP.items())],
        },
        {"name": "helper", "label": "Người giúp đỡ", "options": yes_no},
        {"name": "certificate", "label": "Giấy chứng nhận", "options": yes_no},
        {"name": "youth", "label": "Đoàn viên", "options": [("", "Tất cả"), ("yes", "Có"), ("no", "Không")]},
    ]
