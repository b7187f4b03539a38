"""Who took part: by names, from the list of members, by what was settled later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.activities.log import queries
from portal.activities.log.forms import NamesForm, ParticipationForm
from portal.activities.log.operations.add_names import add_names as add_by_names
from portal.activities.log.operations.add_people import add_people as add_from_list
from portal.activities.log.operations.change_participation import change_participation as change
from portal.activities.log.operations.remove_participant import remove_participant as remove
from portal.activities.log.operations.resolve_names import resolve_names as resolve
from portal.activities.log.views.blueprint import back, bp
from portal.activities.members.member_list import lines_of_workbook
from portal.activities.members.queries import branch_choices, list_members
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm

GUEST, DROP = "guest", "drop"


@bp.route("/activities/<uuid:activity_id>/names", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def add_names(activity_id: UUID) -> ResponseReturnValue:
    page = queries.activity_page(activity_id)
    form = NamesForm()
    if form.carry_out(_add_names, activity_id=activity_id):
        added, waiting = form.outcome
        words = f"Đã thêm {added} người." + (
            f" {waiting} tên chưa rõ là ai, xem dưới đây." if waiting else ""
        )
        return back(activity_id, words, "warn" if waiting else "ok")
    return render_template("activities/log/add_names.html", form=form, page=page), form.status


def _add_names(*, activity_id: UUID, names: str, file: Any, role: Any) -> tuple[int, int]:
    if file:
        names = "\n".join(_name_and_year(line) for line in lines_of_workbook(file.read()).splitlines())
    return add_by_names(activity_id=activity_id, names=names, role=role)


def _name_and_year(line: str) -> str:
    """Return “name, birth date” of a line of a workbook: what matching understands."""
    parts = [part.strip() for part in line.split(";")]
    return ", ".join(part for part in parts[:2] if part)


@bp.route("/activities/<uuid:activity_id>/people", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def add_people(activity_id: UUID) -> ResponseReturnValue:
    """Tick members, branch by branch."""
    page = queries.activity_page(activity_id)
    if request.method == "POST":
        try:
            ids = [UUID(text) for text in request.form.getlist("people")]
            added = add_from_list(activity_id=activity_id, person_ids=ids)
        except ValueError as error:
            raise NotFound from error
        except DomainError as error:
            flash(error.message, "warn")
        else:
            return back(activity_id, f"Đã thêm {added} người.")
    units = branch_choices()
    asked = request.args.get("unit", "")
    unit_id = next((i for i, _ in units if str(i) == asked), page.activity.unit_id)
    rows, _total = list_members(unit_id=unit_id)
    there = {row.participation.person_id for row in page.participants}
    return render_template(
        "activities/log/add_people.html", page=page, rows=rows, there=there, units=units, unit_id=unit_id
    )


@bp.post("/activities/<uuid:activity_id>/resolve")
@requires(Permission.ACTIVITY_RECORD)
def resolve_names(activity_id: UUID) -> ResponseReturnValue:
    queries.get_activity(activity_id)
    lines = request.form.getlist("line")
    choices = {line: request.form.get(f"choice-{number}", "") for number, line in enumerate(lines)}
    members = {line: found for line, choice in choices.items() if (found := _uuid(choice))}
    try:
        waiting = resolve(
            activity_id=activity_id,
            members=members,
            guests=frozenset(line for line, choice in choices.items() if choice == GUEST),
            dropped=frozenset(line for line, choice in choices.items() if choice == DROP),
        )
    except DomainError as error:
        if error.status == 404:  # noqa: PLR2004 -- not there
            raise
        return back(activity_id, error.message, "warn")
    return back(activity_id, f"Đã ghi. Còn {waiting} tên chưa rõ." if waiting else "Đã xác định hết các tên.")


@bp.route("/activities/participants/<uuid:participation_id>", methods=["GET", "POST"])
@requires(Permission.ACTIVITY_RECORD)
def change_participation(participation_id: UUID) -> ResponseReturnValue:
    part = queries.get_participation(participation_id)
    page = queries.activity_page(part.activity_id)
    row = next(row for row in page.participants if row.participation.id == part.id)
    form = ParticipationForm(obj=part)
    if form.carry_out(change, participation_id=participation_id):
        return back(part.activity_id, "Đã lưu.")
    return render_template(
        "activities/log/change_participation.html", form=form, page=page, row=row
    ), form.status


@bp.post("/activities/participants/<uuid:participation_id>/remove")
@requires(Permission.ACTIVITY_RECORD)
def remove_participant(participation_id: UUID) -> ResponseReturnValue:
    part = queries.get_participation(participation_id)
    form = EmptyForm()
    if form.carry_out(remove, participation_id=participation_id):
        return back(part.activity_id, "Đã bỏ khỏi danh sách.")
    flash(str(next(iter(form.errors.values()))[0]), "warn")
    return redirect(url_for(".show_activity", activity_id=part.activity_id))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
