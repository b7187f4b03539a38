"""A period for all houses: the proposals, the official levels, the workbook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from portal.evaluation import levels
from portal.evaluation.asked_period import read_period
from portal.evaluation.forms import ranks_form
from portal.evaluation.operations.record_ranks import record_ranks as record
from portal.evaluation.periods import days_of, period_words, usual_periods
from portal.evaluation.queries import register
from portal.evaluation.reckoning import propose
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations import queries as organizations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.evaluation.models import CriteriaSet
    from portal.evaluation.queries.register import HouseRow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
bp = Blueprint("evaluation", __name__)


@bp.app_context_processor
def words() -> dict[str, object]:
    return {"levels": levels.LEVELS, "level_tones": levels.TONES, "period_words": period_words}


@bp.get("/evaluation")
@requires(Permission.EVALUATION_READ)
def list_houses() -> ResponseReturnValue:
    own = organizations.current_organization()
    if not own.is_root:
        asked = request.args.get("period")
        return redirect(url_for("house_evaluation.show_house", house_id=own.id, period=asked))
    period = read_period(request.args.get("period"))
    rows = register.list_houses(period)
    criteria_set = register.find_criteria_set(period)
    cap = register.cap_of(criteria_set)
    ranked = [row.rank.level for row in rows if row.rank]
    return render_template(
        "evaluation/list_houses.html",
        period=period,
        periods=_offered(period),
        rows=sorted(rows, key=_by_score) if request.args.get("sort") == "score" else rows,
        criteria_set=criteria_set,
        cap=cap,
        check=levels.check_cap(ranked, cap),
        counted=Counter(ranked),
        excesses=register.list_cap_excesses(period),
        may_decide=has_permission(current_actor(), Permission.EVALUATION_DECIDE),
    )


@bp.post("/evaluation/<period>/reckoning")
@requires(Permission.EVALUATION_DECIDE)
def reckon(period: str) -> ResponseReturnValue:
    period = read_period(period)
    try:
        changed, lacking = propose(period)
    except DomainError as error:
        flash(error.message, "red")
    else:
        said = f"Đã tính: {changed} đề xuất mới hoặc thay đổi, các đơn vị xem được ngay."
        flash(said + (f" {lacking} đơn vị chưa đủ số liệu." if lacking else ""), "ok")
    return redirect(url_for(".list_houses", period=period))


@bp.route("/evaluation/<period>/ranks", methods=["GET", "POST"])
@requires(Permission.EVALUATION_DECIDE)
def record_ranks(period: str) -> ResponseReturnValue:
    period = read_period(period)
    rows = register.list_houses(period)
    criteria_set = register.find_criteria_set(period)
    form = ranks_form(
        [(row.house.id, row.house.name) for row in rows],
        {row.house.id: row.rank.level for row in rows if row.rank},
    )
    if form.carry_out(record, period=period):
        flash(f"Đã ghi xếp loại của {form.outcome} đơn vị; đơn vị xem được ngay.", "ok")
        return redirect(url_for(".list_houses", period=period))
    page = render_template(
        "evaluation/record_ranks.html",
        form=form,
        period=period,
        rows=rows,
        cap=register.cap_of(criteria_set),
    )
    return page, form.status


@bp.get("/evaluation/export")
@requires(Permission.OVERSIGHT_READ)
def export() -> ResponseReturnValue:
    period = read_period(request.args.get("period"))
    rows = register.list_houses(period)
    criteria_set = register.find_criteria_set(period)
    content = _workbook(period, rows, criteria_set)
    audit.record_read(
        "evaluation.exported", subject_type="period", subject_id=None, period=period, rows=len(rows)
    )
    headers = {"Content-Disposition": f'attachment; filename="danh-gia-{period.lower()}.xlsx"'}
    return Response(content, mimetype=XLSX, headers=headers)


def _offered(period: str) -> list[tuple[str, str]]:
    """Return the periods of the list: those about now, every one there is something of, the one shown."""
    periods = dict.fromkeys(usual_periods(clock.today()))
    earlier = sorted({period, *register.list_periods()} - periods.keys(), key=days_of, reverse=True)
    return [(one, period_words(one)) for one in (*periods, *earlier)]


def _by_score(row: HouseRow) -> tuple[float, str]:
    score = row.proposal.score if row.proposal and row.proposal.score is not None else -1.0
    return -score, row.house.code


def _workbook(period: str, rows: list[HouseRow], criteria_set: CriteriaSet | None) -> bytes:
    sets: dict[UUID, CriteriaSet] = {one.id: one for one in register.list_criteria_sets()}
    shown = register.criteria_of(criteria_set)
    columns = [Column("Mã", 8), Column("Tổ chức cơ sở đảng", 44), Column("Số liệu đến", 12)]
    columns += [Column(f"{one.words.label} (tối đa {one.weight})", 16) for one in shown]
    columns += [Column("Điểm đề xuất", 12), Column("Xếp loại", 30), Column("Số quyết định", 18)]
    columns += [Column("Ngày quyết định", 14)]
    lines = []
    for row in rows:
        proposal, rank = row.proposal, row.rank
        points = {}
        if proposal is not None:
            score = register.score_of(proposal, sets[proposal.criteria_set_id])
            points = {line.criterion.measure: line.points for line in score.lines}
        lines.append(
            [
                row.house.code,
                row.house.name,
                proposal.as_of if proposal else None,
                *(_known(points.get(one.measure)) for one in shown),
                _known(proposal.score if proposal else None),
                levels.LEVELS[rank.level] if rank else "chưa xếp loại",
                rank.decision_no if rank else None,
                rank.decided_on if rank else None,
            ]
        )
    title = f"Đề xuất điểm và xếp loại {period_words(period)}"
    return write_table(title, columns, lines, taken_by=current_actor().name)


def _known(points: float | None) -> float | str:
    return "chưa có số liệu" if points is None else points
