"""Members: the list, one member, a list from Excel, branches, titles."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.accounts import paper
from portal.accounts.operations.reset_password import reset_password
from portal.accounts.pages import find_member
from portal.activities.members import queries
from portal.activities.members.forms import (
    BranchForm,
    ChangeMemberForm,
    MemberForm,
    MemberListForm,
    TitleForm,
)
from portal.activities.members.labels import TITLE
from portal.activities.members.member_list import NewMember, lines_of_workbook, parse_members
from portal.activities.members.operations.add_member import add_member as add
from portal.activities.members.operations.add_members import add_members as add_all
from portal.activities.members.operations.award_title import award_title as award
from portal.activities.members.operations.change_member import change_member as change
from portal.activities.members.operations.invite_member import invite_member as invite
from portal.activities.members.operations.link_branch import link_branch as link
from portal.activities.members.operations.withdraw_title import withdraw_title as withdraw
from portal.kernel import clock
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

bp = Blueprint("union_members", __name__)

COLUMNS = (
    Column("name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", is_wide_only=True),
    Column("unit", "Chi đoàn, tổ công đoàn"),
    Column("position", "Chức vụ", is_wide_only=True),
    Column("joined_on", "Vào đoàn thể", is_wide_only=True),
)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of titles."""
    return {"title_words": TITLE}


@bp.get("/union/members")
@requires(Permission.UNION_MANAGE)
def list_members() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=("q", "unit", "former"))
    rows, total = queries.list_members(
        words=listing.filters["q"],
        unit_id=_uuid(listing.filters["unit"]),
        with_former=listing.filters["former"] == "yes",
        offset=listing.offset,
        limit=listing.size,
    )
    units = [("", "Tất cả"), *queries.branch_choices()]
    return render_page_or_block(
        "activities/members/list_members.html",
        blocks=("results",),
        listing=listing,
        columns=COLUMNS,
        page=Page(rows, total, listing.page),
        fields=[
            {"name": "q", "label": "Tìm theo tên", "kind": "search"},
            {"name": "unit", "label": "Chi đoàn, tổ công đoàn", "options": units},
            {"name": "former", "label": "Đã ra", "options": [("", "Không kể"), ("yes", "Kể cả")]},
        ],
    )


@bp.route("/union/members/new", methods=["GET", "POST"])
@requires(Permission.UNION_MANAGE)
def add_member() -> ResponseReturnValue:
    form = MemberForm(units=queries.branch_choices())
    if form.carry_out(add):
        flash(f"Đã thêm {form.full_name.data}.", "ok")
        return redirect(url_for(".list_members"))
    return render_template("activities/members/add_member.html", form=form), form.status


@bp.route("/union/members/list", methods=["GET", "POST"])
@requires(Permission.UNION_MANAGE)
def add_members() -> ResponseReturnValue:
    form = MemberListForm(units=queries.branch_choices())
    rows: list[NewMember] = []
    if form.validate_on_submit():
        try:
            rows = _read_list(form)
            if form.confirmed.data:
                added, known = add_all(lines=form.lines.data or "", unit_id=form.unit_id.data)
                flash(f"Đã thêm {added} người" + (f"; {known} người đã có sẵn." if known else "."), "ok")
                return redirect(url_for(".list_members", unit=form.unit_id.data))
        except DomainError as error:
            form.refuse(error)
    return render_template("activities/members/add_members.html", form=form, rows=rows), form.status


def _read_list(form: MemberListForm) -> list[NewMember]:
    """Return the lines that were pasted or stand in the file; the file's become the pasted ones."""
    if form.file.data:
        form.lines.data = lines_of_workbook(form.file.data.read())
    rows = parse_members(form.lines.data or "", today=clock.today())
    if not rows:
        raise DomainError("Dán danh sách hoặc chọn tệp.", field="lines")
    return rows


@bp.route("/union/members/<uuid:union_member_id>/change", methods=["GET", "POST"])
@requires(Permission.UNION_MANAGE)
def change_member(union_member_id: UUID) -> ResponseReturnValue:
    row = queries.get_member(union_member_id).row
    form = ChangeMemberForm(obj=row, units=queries.branch_choices())
    if form.carry_out(change, union_member_id=union_member_id):
        flash("Đã lưu.", "ok")
        return redirect(url_for("activity_log.show_member", union_member_id=union_member_id))
    return render_template("activities/members/change_member.html", form=form, row=row), form.status


@bp.post("/union/members/<uuid:union_member_id>/invitation")
@requires(Permission.OFFICER_MANAGE)
def invite_member(union_member_id: UUID) -> ResponseReturnValue:
    row = queries.get_member(union_member_id).row
    form, back_url = EmptyForm(), url_for("activity_log.show_member", union_member_id=union_member_id)
    if form.carry_out(invite, union_member_id=union_member_id):
        paper.hand_over_to_member("invitation", form.outcome, row.name, back_url=back_url)
        return redirect(url_for("officers.show_paper"))
    flash(" ".join(form.form_errors) or "Chưa cấp được.", "red")
    return redirect(back_url)


@bp.post("/union/members/<uuid:union_member_id>/password")
@requires(Permission.OFFICER_MANAGE)
def give_password(union_member_id: UUID) -> ResponseReturnValue:
    """Give a member who forgot it a one-time password, shown once on a sheet."""
    row = queries.get_member(union_member_id).row
    account = find_member(row.person_id)
    if account is None:
        raise NotFound
    username, membership_id = account.username, account.id
    form, back_url = EmptyForm(), url_for("activity_log.show_member", union_member_id=union_member_id)
    if form.carry_out(reset_password, membership_id=membership_id):
        paper.hand_over_to_member("password", form.outcome, row.name, username=username, back_url=back_url)
        return redirect(url_for("officers.show_paper"))
    flash(" ".join(form.form_errors) or "Chưa cấp được.", "red")
    return redirect(back_url)


@bp.route("/union/members/<uuid:union_member_id>/title", methods=["GET", "POST"])
@requires(Permission.UNION_MANAGE)
def award_title(union_member_id: UUID) -> ResponseReturnValue:
    row = queries.get_member(union_member_id).row
    form = TitleForm(data={"year": clock.today().year})
    if form.carry_out(award, union_member_id=union_member_id):
        flash("Đã ghi danh hiệu.", "ok")
        return redirect(url_for("activity_log.show_member", union_member_id=union_member_id))
    return render_template("activities/members/award_title.html", form=form, row=row), form.status


@bp.post("/union/titles/<uuid:emulation_title_id>/withdraw")
@requires(Permission.UNION_MANAGE)
def withdraw_title(emulation_title_id: UUID) -> ResponseReturnValue:
    person_id = withdraw(emulation_title_id=emulation_title_id)
    flash("Đã rút danh hiệu.", "ok")
    member = queries.find_member_of(person_id)
    if member is None:
        raise NotFound
    return redirect(url_for("activity_log.show_member", union_member_id=member.id))


@bp.get("/union/branches")
@requires(Permission.UNION_MANAGE)
def list_branches() -> ResponseReturnValue:
    return render_template("activities/members/list_branches.html", rows=queries.list_branches())


@bp.route("/union/branches/<uuid:unit_id>", methods=["GET", "POST"])
@requires(Permission.UNION_MANAGE)
def link_branch(unit_id: UUID) -> ResponseReturnValue:
    queries.get_branch(unit_id)
    row = next((row for row in queries.list_branches() if row.id == unit_id), None)
    if row is None:
        raise NotFound
    form = BranchForm(
        data={"party_house_id": row.party_house_id} if request.method == "GET" else None,
        houses=queries.party_house_choices(),
    )
    if form.carry_out(link, unit_id=unit_id):
        flash("Đã lưu.", "ok")
        return redirect(url_for(".list_branches"))
    return render_template("activities/members/link_branch.html", form=form, row=row), form.status


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error
