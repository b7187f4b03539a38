"""The overview of the bloc as a page, a print and a workbook."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, flash, render_template, request, url_for

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.oversight.dashboard import queries
from portal.targets.pace import Flag
from portal.targets.queries import list_terms
from portal.web.charts import draw_target_bars
from portal.web.fields import parse_date
from portal.web.filters import show_number

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.oversight.dashboard.queries import BlocPage, HouseRow

bp = Blueprint("dashboard", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEASURES = [
    "Chỉ tiêu",
    "Đã kết nạp",
    "% nhiệm kỳ",
    "So với nhịp",
    "Nguồn",
    "Nguồn / chỉ tiêu năm",
    "Có người giúp đỡ",
    "Đánh giá tháng trước",
]
SORTS = {
    "code": lambda row: row.line.house.code,
    "percent": lambda row: row.line.progress.percent,
    "pace": lambda row: row.line.progress.pace,
    "source": lambda row: row.source.followed,
}
LONGEST_CHART = 15
FLAG_LEVELS = {Flag.RED: 0, Flag.WATCH: 1, Flag.GOOD: 2, Flag.MET: 3}
"""The shade of a result in the heat table follows the colours of the term."""


@bp.get("/oversight")
@requires(Permission.OVERSIGHT_READ)
def show_bloc() -> ResponseReturnValue:
    if not list_terms():
        return render_template("oversight/dashboard/show_bloc.html", page=None)
    page, chosen = _page()
    worst = sorted(page.rows, key=SORTS["percent"])[:LONGEST_CHART]
    chart = draw_target_bars(
        "Chỉ tiêu và kết quả của các đơn vị đạt tỷ lệ thấp nhất",
        [row.line.house.code for row in worst],
        [row.line.progress.term_target for row in worst],
        [row.line.progress.admitted for row in worst],
        note=f"{len(worst)} đơn vị, từ thấp lên; số liệu tính đến {page.progress.as_of:%d/%m/%Y}.",
    )
    return render_template(
        "oversight/dashboard/show_bloc.html",
        page=page,
        chosen=chosen,
        measures=MEASURES,
        heat=[_heat_row(row) for row in page.rows],
        chart=chart,
        may_write=has_permission(current_actor(), Permission.LETTER_DRAFT),
    )


@bp.get("/oversight/export")
@requires(Permission.OVERSIGHT_READ)
def export_bloc() -> ResponseReturnValue:
    page, _chosen = _page()
    actor = current_actor()
    columns = [Column("Mã", 8), Column("Tổ chức cơ sở đảng", 44), *(Column(name, 14) for name in MEASURES)]
    title = f"Tiến độ kết nạp đảng viên nhiệm kỳ {page.progress.term.code} đến {page.progress.as_of:%d/%m/%Y}"
    content = write_table(title, columns, [_plain_row(row) for row in page.rows], taken_by=actor.name)
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
    page = queries.bloc_page(as_of, sector=chosen["sector"], only_below_half=bool(chosen["below"]))
    key = SORTS.get(chosen["sort"] or "code", SORTS["code"])
    page.rows.sort(key=key)
    chosen["as_of"] = f"{as_of:%d/%m/%Y}"
    return page, chosen


def _plain_row(row: HouseRow) -> list[object]:
    progress, source = row.line.progress, row.source
    return [
        row.line.house.code,
        row.line.house.name,
        progress.term_target,
        progress.admitted,
        progress.percent,
        progress.pace,
        source.followed,
        row.source_per_target,
        source.helped_percent,
        source.reviewed_percent,
    ]


def _heat_row(row: HouseRow) -> dict[str, object]:
    progress, source, house = row.line.progress, row.source, row.line.house
    per_target = row.source_per_target
    register = url_for("candidates.show_register", house=house.id)
    return {
        "label": f"{house.code} · {house.name}",
        "url": url_for("targets.show_house", house_id=house.id),
        "cells": [
            {"text": show_number(progress.term_target), "level": None},
            {"text": show_number(progress.admitted), "level": None},
            {"text": f"{show_number(progress.percent)}%", "level": FLAG_LEVELS.get(progress.flag)},
            {"text": _signed(progress.pace), "level": _level(progress.pace, -15, 0, 10)},
            {"text": show_number(source.followed), "level": None, "url": register},
            {
                "text": show_number(per_target) if per_target is not None else "chưa giao",
                "level": None if per_target is None else _level(per_target, 1, 2, 3),
            },
            {
                "text": f"{show_number(source.helped_percent)}%" if source.followed else "–",
                "level": _level(source.helped_percent, 50, 80, 100) if source.followed else None,
                "url": f"{register}&helper=no" if source.helped < source.followed else "",
            },
            {
                "text": f"{show_number(source.reviewed_percent)}%" if source.followed else "–",
                "level": _level(source.reviewed_percent, 50, 80, 100) if source.followed else None,
            },
        ],
    }


def _signed(value: float) -> str:
    return f"+{show_number(value)}" if value > 0 else show_number(value)


def _level(value: float, low: float, middle: float, high: float) -> int:
    """Return 0 (worst) to 3 (best); the number itself stands in the cell."""
    return sum(value >= limit for limit in (low, middle, high))
