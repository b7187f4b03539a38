"""The log as a list and as a month, one activity more, last year's again."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.activities.campaigns.queries import campaign_choices
from portal.activities.log import labels, queries
from portal.activities.log.forms import ActivityForm
from portal.activities.log.models import ActivityState
from portal.activities.log.operations.clone_activities import clone_activities as clone
from portal.activities.log.operations.record_activity import record_activity as record
from portal.activities.log.queries import ActivityFilter
from portal.activities.log.views.blueprint import bp
from portal.activities.members.queries import branch_choices, list_branch_units
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.spreadsheets.writer import Column as SheetColumn
from portal.kernel.spreadsheets.writer import write_table
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import OrganizationRow, list_organizations, root_id
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, Listing, read_listing

COLUMNS = (
    Column("title", "Hoạt động"),
    Column("held_on", "Ngày"),
    Column("unit", "Đơn vị tổ chức", is_wide_only=True),
    Column("people", "Người dự", numeric=True, is_wide_only=True),
    Column("state", "Tình trạng"),
)
FILTERS = ("q", "year", "state", "unit", "house")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = (
    SheetColumn("Ngày", 12),
    SheetColumn("Hoạt động", 44),
    SheetColumn("Loại", 24),
    SheetColumn("Đơn vị tổ chức", 30),
    SheetColumn("Nơi tổ chức", 30),
    SheetColumn("Đoàn viên dự", 12),
    SheetColumn("Khách", 8),
    SheetColumn("Tình trạng", 14),
    SheetColumn("Kết quả", 50),
)
OLDEST_YEAR, LATEST_YEAR = 1990, 2200


@bp.get("/activities")
@requires(Permission.ACTIVITY_READ)
def list_activities() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS)
    wanted = _wanted(listing)
    rows, total = (
        queries.list_activities(wanted, offset=listing.offset, limit=listing.size) if wanted else ([], 0)
    )
    may_record = has_permission(current_actor(), Permission.ACTIVITY_RECORD)
    return render_page_or_block(
        "activities/log/list_activities.html",
        blocks=("results",),
        listing=listing,
        columns=COLUMNS,
        page=Page(rows, total, listing.page),
        fields=_fields(wanted),
        export={name: value for name, value in listing.filters.items() if value},
        may_record=may_record,
        needs_house=wanted is None,
        last_year=clock.today().year - 1,
    )


@bp.get("/activities/export")
@requires(Permission.ACTIVITY_READ)
def export_activities() -> ResponseReturnValue:
    wanted = _wanted(read_listing(COLUMNS, filters=FILTERS))
    if wanted is None:
        raise NotFound
    rows, total = queries.list_activities(wanted)
    body = [
        (
            row.activity.held_on,
            row.activity.title,
            labels.KIND[row.activity.kind],
            row.unit_name,
            row.activity.place,
            row.people,
            row.activity.guest_count,
            labels.STATE[row.activity.state],
            row.activity.result,
        )
        for row in rows
    ]
    content = write_table("Nhật ký hoạt động", SHEET, body, taken_by=current_actor().name)
    audit.record_read("activities.exported", subject_type="activity", subject_id=None, rows=total)
    headers = {"Content-Disposition": f'attachment; filename="hoat-dong-{clock.today():%Y-%m-%d}.xlsx"'}
    return Response(content, mimetype=XLSX, headers=headers)


@bp.get("/activities/calendar")
@requires(Permission.ACTIVITY_READ)
def show_month() -> ResponseReturnValue:
    first = _month(request.args.get("month", ""))
    house = _house(request.args.get("house", ""))
    if house is None:
        return redirect(url_for(".list_activities"))
    days = [day for week in calendar.Calendar().monthdatescalendar(first.year, first.month) for day in week]
    found = queries.activities_by_day(house, days[0], days[-1])
    return render_template(
        "activities/log/show_month.html",
        first=first,
        weeks=[days[at : at + 7] for at in range(0, len(days), 7)],
        found=found,
        today=clock.today(),
        before=(first - timedelta(days=1)).strftime("%Y-%m"),
        after=(first + timedelta(days=32)).strftime("%Y-%m"),
        house=request.args.get("house", ""),
        may_record=has_permission(current_actor(), Permission.ACTIVITY_RECORD),
    )


@bp.route("/activities/new", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def record_activity() -> ResponseReturnValue:
    usual: dict[str, object] = {}
    if request.method == "GET":
        usual = {"held_on": clock.today(), "place": queries.usual_place()}
        usual["campaign_id"] = request.args.get("campaign")
    form = ActivityForm(data=usual, units=branch_choices(), campaigns=campaign_choices())
    if form.carry_out(record):
        flash("Đã ghi hoạt động.", "ok")
        return redirect(url_for(".show_activity", activity_id=form.outcome))
    page = render_template("activities/log/record_activity.html", form=form, usual_titles=labels.USUAL_TITLES)
    return page, form.status


@bp.route("/activities/clone", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def clone_activities() -> ResponseReturnValue:
    """Choose among last year's activities; the chosen ones become this year's plans."""
    today = clock.today()
    house = current_actor().tenant_id
    if house is None:
        raise NotFound
    if request.method == "POST":
        ids = [found for text in request.form.getlist("ids") if (found := _uuid(text))]
        try:
            count = clone(activity_ids=ids, year=_whole(request.form.get("year", ""), today.year))
        except DomainError as error:
            if error.status == 404:  # noqa: PLR2004 -- not there
                raise
            flash(error.message, "warn")
        else:
            flash(f"Đã lập {count} hoạt động dự kiến. Xem lại ngày trên lịch.", "ok")
            return redirect(url_for(".list_activities"))
    year = _whole(request.args.get("year", ""), today.year - 1)
    wanted = ActivityFilter(
        house, first_day=date(year, 1, 1), last_day=date(year, 12, 31), states=frozenset(queries.HAPPENED)
    )
    rows, _total = queries.list_activities(wanted, limit=200)
    return render_template("activities/log/clone_activities.html", rows=rows, year=year, to_year=today.year)


def _wanted(listing: Listing) -> ActivityFilter | None:
    asked = listing.filters
    house = _house(asked["house"])
    if house is None:
        return None
    year = int(asked["year"]) if asked["year"].isascii() and asked["year"].isdigit() else 0
    in_range = OLDEST_YEAR <= year <= LATEST_YEAR
    return ActivityFilter(
        house,
        words=asked["q"],
        states=frozenset({ActivityState(asked["state"])})
        if asked["state"] in set(ActivityState)
        else frozenset(),
        unit_id=_uuid(asked["unit"]),
        first_day=date(year, 1, 1) if in_range else None,
        last_day=date(year, 12, 31) if in_range else None,
    )


def _house(asked: str) -> UUID | None:
    """Return the union whose log is read: one's own, or for an overseer the one asked for."""
    actor = current_actor()
    return _uuid(asked) if actor.tenant_id == root_id() else actor.tenant_id


def _fields(wanted: ActivityFilter | None) -> list[dict[str, object]]:
    years = range(clock.today().year + 1, clock.today().year - 6, -1)
    units = list_branch_units(wanted.tenant_id) if wanted else []
    houses: list[OrganizationRow] = []
    if current_actor().tenant_id == root_id():
        houses = list_organizations(kinds=(OrganizationKind.MASS_UNION,))
    chosen: list[tuple[object, str]] = [("", "– chọn –"), *((house.id, house.name) for house in houses)]
    choosing: list[dict[str, object]] = [{"name": "house", "label": "Đoàn thể", "options": chosen}]
    return [
        *(choosing if houses else []),
        {"name": "q", "label": "Tìm theo tên", "kind": "search"},
        {
            "name": "year",
            "label": "Năm",
            "options": [("", "Tất cả"), *((str(year), str(year)) for year in years)],
        },
        {
            "name": "state",
            "label": "Tình trạng",
            "options": [("", "Tất cả"), *((state.value, label) for state, label in labels.STATE.items())],
        },
        {
            "name": "unit",
            "label": "Đơn vị tổ chức",
            "options": [("", "Tất cả"), *((unit.id, unit.name) for unit in units)],
        },
    ]


def _month(text: str) -> date:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.today().replace(day=1)
    return found if OLDEST_YEAR <= found.year <= LATEST_YEAR else clock.today().replace(day=1)


def _whole(text: str, default: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() else default
    return year if OLDEST_YEAR <= year <= LATEST_YEAR else default


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error
