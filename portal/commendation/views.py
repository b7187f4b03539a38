"""Commendation: the register, what the figures propose, a free proposal, the decision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from portal.commendation import merits, queries
from portal.commendation.documents import Paper, of_paper, write_paper
from portal.commendation.forms import (
    FIRST_YEAR,
    ChosenForm,
    DecideForm,
    DeclineForm,
    ProposeForm,
)
from portal.commendation.operations.decide_commendations import decide_commendations
from portal.commendation.operations.decline_commendation import decline_commendation
from portal.commendation.operations.propose_chosen import propose_chosen
from portal.commendation.operations.propose_commendation import propose_commendation
from portal.kernel import audit, clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations.queries import get_setting, list_organizations
from portal.targets.queries import GRASSROOTS
from portal.web.choices import as_choices

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.commendation.models import Commendation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEARS_SHOWN = 6
COLUMNS = (
    Column("Đơn vị", 44),
    Column("Hình thức xét", 22),
    Column("Khen bằng", 26),
    Column("Năm", 8),
    Column("Thành tích", 60),
    Column("Số liệu đến", 14),
    Column("Số quyết định", 18),
    Column("Ngày quyết định", 16),
    Column("Kết quả", 24),
)
bp = Blueprint("commendation", __name__)


@bp.app_context_processor
def words() -> dict[str, object]:
    return {"merit_words": merits}


@bp.get("/commendations")
@requires(Permission.COMMENDATION_READ)
def list_commendations() -> ResponseReturnValue:
    rows = queries.list_commendations()
    papers = [paper for paper in Paper if of_paper(rows, paper)]
    return render_template(
        "commendation/list_commendations.html", rows=rows, open_rows=_open(rows), papers=papers
    )


@bp.route("/commendations/merits", methods=["GET", "POST"])
@requires(Permission.COMMENDATION_HANDLE)
def choose() -> ResponseReturnValue:
    """Show what the figures propose for a year, and propose the chosen lines."""
    year = _asked_year()
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        rows = queries.list_merits(year)
    form = ChosenForm()
    new = [(row.key, row.house.id, row.merit) for row in rows if not row.is_proposed]
    if form.carry_out(propose_chosen, year=year, merits=new):
        flash(f"Đã đưa {form.outcome} đề xuất vào danh sách. Đơn vị chỉ thấy khi có quyết định.", "ok")
        return redirect(url_for(".list_commendations"))
    return render_template(
        "commendation/choose.html", form=form, rows=rows, new=len(new), year=year, years=_years(year)
    ), form.status


@bp.route("/commendations/new", methods=["GET", "POST"])
@requires(Permission.COMMENDATION_HANDLE)
def propose() -> ResponseReturnValue:
    form = ProposeForm(data={"year": clock.today().year, "kind": merits.Kind.AD_HOC})
    form.house_id.offer(
        [(row.id, f"{row.code} · {row.name}") for row in list_organizations(kinds=GRASSROOTS)]
    )
    if form.carry_out(propose_commendation):
        flash("Đã đưa vào danh sách đề xuất.", "ok")
        return redirect(url_for(".list_commendations"))
    return render_template("commendation/propose.html", form=form), form.status


@bp.route("/commendations/decision", methods=["GET", "POST"])
@requires(Permission.COMMENDATION_HANDLE)
def decide() -> ResponseReturnValue:
    rows = _open(queries.list_commendations())
    form = DecideForm(data={"commendation_ids": [row.commendation.id for row in rows]})
    form.commendation_ids.choices = as_choices(
        (row.commendation.id, f"{row.house}: {row.commendation.reason}") for row in rows
    )
    if form.carry_out(decide_commendations):
        flash(f"Đã ghi quyết định khen {form.outcome} đề xuất; đơn vị xem được ngay.", "ok")
        return redirect(url_for(".list_commendations"))
    return render_template("commendation/decide.html", form=form, rows=rows), form.status


@bp.route("/commendations/<uuid:commendation_id>/refusal", methods=["GET", "POST"])
@requires(Permission.COMMENDATION_HANDLE)
def decline(commendation_id: UUID) -> ResponseReturnValue:
    row = queries.get_commendation(commendation_id)
    form = DeclineForm()
    if form.carry_out(decline_commendation, commendation_id=commendation_id):
        flash("Đã ghi là không khen.", "ok")
        return redirect(url_for(".list_commendations"))
    return render_template("commendation/decline.html", form=form, row=row), form.status


@bp.route("/commendations/<uuid:commendation_id>/correction", methods=["GET", "POST"])
@requires(Permission.COMMENDATION_HANDLE)
def correct(commendation_id: UUID) -> ResponseReturnValue:
    """Correct number and day of a decision already written down."""
    row = queries.get_commendation(commendation_id)
    one = row.commendation
    form = DecideForm(data={"decision_no": one.decision_no, "decided_on": one.decided_on})
    del form.commendation_ids
    if form.carry_out(decide_commendations, commendation_ids=[commendation_id]):
        flash("Đã sửa số, ngày quyết định.", "ok")
        return redirect(url_for(".list_commendations"))
    return render_template("commendation/correct.html", form=form, row=row), form.status


@bp.get("/commendations/decision.docx")
@requires(Permission.COMMENDATION_HANDLE)
def download_decision() -> ResponseReturnValue:
    return _draft(Paper.DECISION, "quyet-dinh-khen-thuong")


@bp.get("/commendations/request.docx")
@requires(Permission.COMMENDATION_HANDLE)
def download_request() -> ResponseReturnValue:
    return _draft(Paper.REQUEST, "to-trinh-khen-thuong")


def _draft(paper: Paper, name: str) -> ResponseReturnValue:
    rows = of_paper(queries.list_commendations(), paper)
    if not rows:
        raise NotFound("Không còn đề xuất nào chờ quyết định theo hình thức này.")
    content = write_paper(rows, paper, get_setting(), written_on=clock.today())
    audit.record_read("commendation.exported", subject_type="commendation", subject_id=None, rows=len(rows))
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@bp.get("/commendations/export")
@requires(Permission.COMMENDATION_READ)
def export() -> ResponseReturnValue:
    rows = queries.list_commendations()
    lines = [
        [
            row.house,
            merits.KINDS[one.kind],
            merits.AWARDS[one.award],
            one.year,
            one.reason,
            one.as_of,
            one.decision_no,
            one.decided_on,
            _result(one),
        ]
        for row in rows
        for one in (row.commendation,)
    ]
    content = write_table("Sổ khen thưởng", COLUMNS, lines, taken_by=current_actor().name)
    audit.record_read("commendation.exported", subject_type="commendation", subject_id=None, rows=len(rows))
    headers = {"Content-Disposition": 'attachment; filename="so-khen-thuong.xlsx"'}
    return Response(content, mimetype=XLSX, headers=headers)


def _result(one: Commendation) -> str:
    if one.decided_on:
        return "đã khen"
    return f"không khen: {one.declined_reason}" if one.declined_on else "đang đề xuất"


def _open(rows: list[queries.CommendationRow]) -> list[queries.CommendationRow]:
    return [row for row in rows if not row.commendation.decided_on and not row.commendation.declined_on]


def _asked_year() -> int:
    """Return the year of the address, this year when nothing is said; NotFound for what is none."""
    text, this_year = request.args.get("year"), clock.today().year
    if not text:
        return this_year
    if not text.isdecimal() or not FIRST_YEAR <= int(text[:5]) <= this_year:
        raise NotFound(f"Năm xét từ {FIRST_YEAR} đến {this_year}.")
    return int(text[:5])


def _years(year: int) -> list[int]:
    this_year = clock.today().year
    return sorted({year, *range(this_year - YEARS_SHOWN + 1, this_year + 1)}, reverse=True)
