"""The overview of a union, its charts and its two reports."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from portal.activities.overview import documents
from portal.activities.overview.figures import QUARTERS, Period, whole_of
from portal.activities.overview.queries import Overview, overview, union_kind_of
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import (
    OrganizationRow,
    get_organization,
    get_setting,
    list_organizations,
    root_id,
)
from portal.web.charts import draw_distribution, draw_funnel

bp = Blueprint("union_overview", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLDEST_YEAR, LATEST_YEAR = 1990, 2200


@bp.get("/union/overview")
@requires(Permission.ACTIVITY_READ)
def show_overview() -> ResponseReturnValue:
    house = _house()
    unions = list_organizations(kinds=(OrganizationKind.MASS_UNION,)) if _is_root() else []
    period = _period()
    if house is None:
        return render_template(
            "activities/overview/show_overview.html", page=None, unions=unions, period=period
        )
    page = overview(house.id, period)
    return render_template(
        "activities/overview/show_overview.html",
        page=page,
        union=house,
        unions=unions,
        period=period,
        whole=whole_of(page.units),
        this_year=clock.today().year,
        asked=_asked(period),
        months=draw_distribution(
            "Hoạt động theo tháng",
            [f"T{month}" for month, _, _ in page.by_month],
            [count for _, count, _ in page.by_month],
            label="Hoạt động",
            heading="Tháng",
        ),
        funnel=draw_funnel(
            "Từ đoàn viên đến đảng viên",
            [label for label, _ in page.funnel.steps()],
            [count for _, count in page.funnel.steps()],
            note="Cộng dồn từ trước đến nay; sau khi giới thiệu chỉ tính điều cấp ủy đã trả lời.",
        ),
    )


@bp.get("/union/overview/report.docx")
@requires(Permission.ACTIVITY_READ)
def download_report() -> ResponseReturnValue:
    house, page = _asked_overview()
    content = documents.write_report(
        page,
        union_name=house.name,
        union_kind=union_kind_of(house.id),
        setting=get_setting(house.id),
        on=clock.today(),
    )
    return _hand_over(content, MEDIA_TYPE, page, "docx")


@bp.get("/union/overview/report.xlsx")
@requires(Permission.ACTIVITY_READ)
def download_workbook() -> ResponseReturnValue:
    house, page = _asked_overview()
    content = documents.write_workbook(page, union_name=house.name, taken_by=current_actor().name)
    return _hand_over(content, XLSX, page, "xlsx")


def _asked_overview() -> tuple[OrganizationRow, Overview]:
    house = _house()
    if house is None:
        raise NotFound
    return house, overview(house.id, _period())


def _hand_over(content: bytes, kind: str, page: Overview, ending: str) -> Response:
    audit.record_read(
        "union_report.downloaded", subject_type="activity", subject_id=None, period=page.period.words
    )
    quarter = f"-quy-{page.period.quarter}" if page.period.quarter else ""
    name = f"hoat-dong-{page.period.year}{quarter}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)


def _is_root() -> bool:
    return current_actor().tenant_id == root_id()


def _house() -> OrganizationRow | None:
    """Return the union in view: one's own, or for an overseer the one asked for; None before it is chosen."""
    actor = current_actor()
    if not _is_root():
        return get_organization(actor.tenant_id) if actor.tenant_id else None
    asked = request.args.get("house", "")
    try:
        return get_organization(UUID(asked)) if asked else None
    except ValueError as error:
        raise NotFound from error


def _period() -> Period:
    year, quarter = request.args.get("year", ""), request.args.get("quarter", "")
    wanted = int(year) if year.isascii() and year.isdigit() else clock.today().year
    if not OLDEST_YEAR <= wanted <= LATEST_YEAR:
        wanted = clock.today().year
    if quarter.isascii() and quarter.isdigit() and 1 <= int(quarter) <= QUARTERS:
        return Period(wanted, int(quarter))
    return Period(wanted)


def _asked(period: Period) -> dict[str, object]:
    """Return the query of exactly this page, for its reports."""
    asked = {"year": period.year, "quarter": period.quarter, "house": request.args.get("house", "") or None}
    return {name: value for name, value in asked.items() if value}
