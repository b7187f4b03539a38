"""Targets: the table of Khối, the page of one house, setting and importing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.allocation import Weight
from portal.targets.allocation_page import list_gaps, list_parts, worksheet
from portal.targets.forms import (
    OF_HOUSE,
    ConfirmTargetsForm,
    ImportTargetsForm,
    SetTargetForm,
    SetTermForm,
    WorksheetForm,
    allocation_form,
)
from portal.targets.kinds import KIND_LABELS
from portal.targets.operations.allocate_targets import allocate_targets
from portal.targets.operations.import_targets import TargetImport, check_targets, import_targets
from portal.targets.operations.set_target import set_target
from portal.targets.operations.set_term import set_term
from portal.targets.target_sheet import target_sheet

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import FileStorage

    from portal.targets.models import Term

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
bp = Blueprint("targets", __name__)


@bp.get("/targets")
@requires(Permission.TARGET_READ)
def list_targets() -> ResponseReturnValue:
    own = organizations.current_organization()
    if not own.is_root:
        return redirect(url_for(".show_house", house_id=own.id))
    terms = queries.list_terms()
    today = clock.today()
    progress = queries.list_progress(request.args.get("term") or None, today) if terms else None
    gaps = list_gaps(progress.term.id) if progress else []
    return render_template(
        "targets/list_targets.html",
        progress=progress,
        gaps=gaps,
        kind_labels=KIND_LABELS,
        terms=terms,
        today=today,
        may_set=has_permission(current_actor(), Permission.TARGET_MANAGE),
    )


@bp.get("/targets/<uuid:house_id>")
@requires(Permission.TARGET_READ)
def show_house(house_id: UUID) -> ResponseReturnValue:
    house = organizations.get_organization(house_id)
    queries.check_may_see(house.id)
    today = clock.today()
    targets = queries.house_targets(house.id, today) if queries.list_terms() else None
    return render_template(
        "targets/show_house.html",
        house=house,
        targets=targets,
        parts=list_parts(house.id, targets.term, today) if targets else [],
        kind_labels=KIND_LABELS,
        history=queries.target_history(house.id),
        may_set=has_permission(current_actor(), Permission.TARGET_MANAGE),
    )


@bp.route("/targets/set", methods=["GET", "POST"])
@requires(Permission.TARGET_MANAGE)
def set_house_target() -> ResponseReturnValue:
    form = SetTargetForm(house_id=_uuid(request.args.get("house_id")), decision_date=clock.today())
    form.house_id.offer(
        [
            (row.id, f"{row.code} · {row.name}")
            for row in organizations.list_organizations()
            if row.is_root or row.kind in queries.GRASSROOTS
        ]
    )
    form.term_code.offer([(term.code, term.code) for term in queries.list_terms()])
    if form.carry_out(_set):
        flash("Đã ghi chỉ tiêu mới; chỉ tiêu cũ được giữ trong lịch sử.", "ok")
        return redirect(url_for(".show_house", house_id=form.house_id.data))
    return render_template("targets/set_target.html", form=form), form.status


def _set(*, year: int | None, **values: Any) -> UUID:
    return set_target(year=year or 0, **values)


@bp.route("/targets/worksheet", methods=["GET", "POST"])
@requires(Permission.TARGET_MANAGE)
def allocate() -> ResponseReturnValue:
    term = queries.get_term(request.args.get("term") or None)
    houses = [(row.id, row) for row in organizations.list_organizations(kinds=queries.GRASSROOTS)]
    names = [(house_id, f"{row.code} · {row.name}") for house_id, row in houses]
    question, rows = _question(term), []
    if request.method == "GET" and question.validate():
        asked = question.values()
        rows = worksheet(term, asked.pop("year"), **asked | {"percent": Fraction(asked["percent"])})
    proposed = {f"{OF_HOUSE}{row.house.id}": row.proposed for row in rows}
    form = allocation_form(
        names, term_code=term.code, year=question.year.data, decision_date=clock.today(), **proposed
    )
    if form.carry_out(allocate_targets):
        flash(f"Đã giao chỉ tiêu năm {form.year.data}: {form.outcome} số mới theo một quyết định.", "ok")
        return redirect(url_for(".list_targets", term=term.code))
    page = {"form": form, "question": question, "term": term, "houses": names}
    return render_template("targets/allocate.html", rows=rows, **page), form.status


def _question(term: Term) -> WorksheetForm:
    year = min(max(clock.today().year, term.starts_on.year), term.ends_on.year)
    usual = MultiDict({"year": year, "percent": "3", "least": "1", "weight": Weight.MEMBERS})
    for name, value in request.args.items():
        usual[name] = value
    return WorksheetForm(formdata=usual)


@bp.get("/targets/export")
@requires(Permission.TARGET_MANAGE)
def export_targets() -> ResponseReturnValue:
    term = queries.get_term(request.args.get("term") or None)
    content = target_sheet(term, taken_by=current_actor().name)
    headers = {"Content-Disposition": f'attachment; filename="chi-tieu-{term.code}.xlsx"'}
    return Response(content, mimetype=XLSX, headers=headers)


@bp.route("/targets/term", methods=["GET", "POST"])
@requires(Permission.TARGET_MANAGE)
def set_congress_term() -> ResponseReturnValue:
    known = queries.find_term(request.args.get("code", ""))
    form = SetTermForm(obj=known)
    if form.carry_out(set_term):
        flash(f"Đã ghi nhiệm kỳ {form.code.data}.", "ok")
        return redirect(url_for(".list_targets", term=form.code.data))
    return render_template("targets/set_term.html", form=form, known=known), form.status


@bp.route("/targets/import", methods=["GET", "POST"])
@requires(Permission.TARGET_MANAGE)
def import_file() -> ResponseReturnValue:
    latest = next(iter(queries.list_terms()), None)
    form = ImportTargetsForm(decision_date=clock.today(), term_code=latest.code if latest else "")
    if not form.carry_out(_look_at):
        return render_template("targets/import_file.html", form=form), form.status
    report, confirm = form.outcome
    return render_template("targets/check_import.html", report=report, form=confirm, kind_labels=KIND_LABELS)


def _look_at(
    *, file: FileStorage, term_code: str, **decision: Any
) -> tuple[TargetImport, ConfirmTargetsForm]:
    content = file.read()
    report = check_targets(content, term_code)
    return report, ConfirmTargetsForm(
        formdata=None, content=content, file_name=file.filename, term_code=term_code, **decision
    )


@bp.post("/targets/import/confirm")
@requires(Permission.TARGET_MANAGE)
def confirm_import() -> ResponseReturnValue:
    form = ConfirmTargetsForm()
    if form.carry_out(_import):
        done = form.outcome
        flash(f"Đã nhập chỉ tiêu của {len(done.accepted)} tổ chức, {done.changed} số liệu thay đổi.", "ok")
        return redirect(url_for(".list_targets"))
    flash(" ".join(message for errors in form.errors.values() for message in errors), "red")
    return redirect(url_for(".import_file"))


def _import(*, file_name: str, **values: Any) -> TargetImport:
    return import_targets(source=file_name, **values)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
