"""The overview of the bloc as a page, a print and a workbook, and who is behind each figure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, render_template, request, url_for

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations.queries import get_organization
from portal.oversight.dashboard.heat import MEASURES, cells, heat_row, plain_cells
from portal.oversight.figures import bloc
from portal.oversight.figures.behind import MOST, Behind, list_behind
from portal.targets.queries import list_terms
from portal.web.charts import draw_target_bars
from portal.web.fields import parse_date

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.oversight.figures.bloc import BlocPage
    from portal.web.charts import ChartFigure

bp = Blueprint("dashboard", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SORTS = {
    "code": lambda row: row.house.code,
    "percent": lambda row: row.figures.progress.percent,
    "pace": lambda row: row.figures.progress.pace,
    "source": lambda row: row.figures.source.followed,
    "reviewed": lambda row: row.figures.source.reviewed_percent,
    "broken": lambda row: -row.figures.broken,
}
BEHIND_TITLES = {
    Behind.UNHELPED: "Chưa có người giúp đỡ",
    Behind.UNREVIEWED: "Thiếu đánh giá đúng hạn của kỳ gần nhất",
    Behind.UNTRAINED: "Chưa học lớp bồi dưỡng nhận thức về Đảng",
    Behind.BROKEN: "Đã quá thời hạn",
    Behind.ENDING: "Giấy chứng nhận sắp hết giá trị",
}
LONGEST_CHART = 15


@bp.get("/oversight")
@requires(Permission.OVERSIGHT_READ)
def show_bloc() -> ResponseReturnValue:
    if not list_terms():
        return render_template("oversight/dashboard/show_bloc.html", page=None)
    page, chosen = _page()
    return render_template(
        "oversight/dashboard/show_bloc.html",
        page=page,
        chosen=chosen,
        measures=MEASURES,
        heat=[heat_row(row) for row in page.rows],
        together=cells(page.together),
        sectors=[
            {
                "label": name or "Chưa ghi lĩnh vực",
                "url": url_for(".show_bloc", sector=name, as_of=chosen["as_of"]) if name else "",
                "cells": cells(figures),
            }
            for name, figures in page.by_sector().items()
        ],
        chart=_chart(page),
        may_write=has_permission(current_actor(), Permission.LETTER_DRAFT),
    )


@bp.get("/oversight/houses/<uuid:house_id>/behind")
@requires(Permission.OVERSIGHT_READ)
def show_behind(house_id: UUID) -> ResponseReturnValue:
    """Show who is behind one cell of the heat table; looking is recorded like any reading by name."""
    try:
        figure = Behind(request.args.get("figure", Behind.UNREVIEWED))
    except ValueError:
        raise NotFound from None
    house = get_organization(house_id)
    people = list_behind(figure, house_id)
    audit.record_read(
        "bloc.people_read", subject_type="organization", subject_id=house_id, figure=figure, rows=len(people)
    )
    return render_template(
        "oversight/dashboard/show_behind.html",
        house=house,
        figure=figure,
        titles=BEHIND_TITLES,
        people=people,
        most=MOST,
    )


@bp.get("/oversight/export")
@requires(Permission.OVERSIGHT_READ)
def export_bloc() -> ResponseReturnValue:
    page, _chosen = _page()
    actor = current_actor()
    columns = [Column("Mã", 8), Column("Tổ chức cơ sở đảng", 44), *(Column(name, 14) for name in MEASURES)]
    title = f"Tiến độ kết nạp đảng viên nhiệm kỳ {page.progress.term.code} đến {page.progress.as_of:%d/%m/%Y}"
    rows = [[row.house.code, row.house.name, *plain_cells(row.figures)] for row in page.rows]
    content = write_table(title, columns, rows, taken_by=actor.name)
    audit.record_read(
        "bloc.exported", subject_type="term", subject_id=page.progress.term.id, rows=len(page.rows)
    )
    headers = {"Content-Disposition": 'attachment; filename="tien-do-toan-khoi.xlsx"'}
    return Response(content, mimetype=XLSX, headers=headers)


def _page() -> tuple[BlocPage, dict[str, str]]:
    """Return what the URL asks for, and the words of the URL to keep in the form."""
    chosen = {name: request.args.get(name, "") for name in ("as_of", "sector", "below", "sort")}
    as_of = clock.today()
    if chosen["as_of"]:
        try:
            as_of = min(parse_date(chosen["as_of"]), date(2100, 1, 1))
        except ValueError:
            flash(f"“{chosen['as_of']}” không phải ngày; đang xem số liệu hôm nay.", "warn")
    page = bloc.bloc_page(as_of, sector=chosen["sector"], only_below_half=bool(chosen["below"]))
    key = SORTS.get(chosen["sort"] or "code", SORTS["code"])
    page.rows.sort(key=key)
    chosen["as_of"] = f"{as_of:%d/%m/%Y}"
    return page, chosen


def _chart(page: BlocPage) -> ChartFigure:
    worst = sorted(page.rows, key=SORTS["percent"])[:LONGEST_CHART]
    return draw_target_bars(
        "Chỉ tiêu và kết quả của các đơn vị đạt tỷ lệ thấp nhất",
        [row.house.code for row in worst],
        [row.figures.progress.term_target for row in worst],
        [row.figures.progress.admitted for row in worst],
        note=f"{len(worst)} đơn vị, từ thấp lên; số liệu tính đến {page.progress.as_of:%d/%m/%Y}.",
    )
