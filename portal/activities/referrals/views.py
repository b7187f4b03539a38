"""Referrals and tasks of helping, on the union's side and on the cell's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.activities.members.queries import list_branch_units, list_members
from portal.activities.referrals import labels, queries
from portal.activities.referrals.forms import (
    AnswerForm,
    AskForm,
    NoteForm,
    ProposalForm,
    ReasonForm,
    SendForm,
)
from portal.activities.referrals.operations.answer_referral import answer_referral as answer
from portal.activities.referrals.operations.ask_mentoring import ask_mentoring as ask
from portal.activities.referrals.operations.note_mentoring import note_mentoring as note
from portal.activities.referrals.operations.propose_referral import propose_referral as propose
from portal.activities.referrals.operations.send_referral import send_referral as send
from portal.activities.referrals.operations.withdraw_referral import withdraw_referral as withdraw
from portal.activities.referrals.rules import ANSWER_DAYS, OLDEST, YOUNGEST, age_on
from portal.candidates.queries import choices
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.organizations.models import UnitKind

bp = Blueprint("referrals", __name__)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of states and answers."""
    return {"referral_words": labels}


@bp.get("/referrals")
@requires(Permission.REFERRAL_SEND)
def list_sent() -> ResponseReturnValue:
    rows = queries.list_sent()
    return render_template("activities/referrals/list_sent.html", rows=rows, answer_days=ANSWER_DAYS)


@bp.route("/referrals/new", methods=["GET", "POST"])
@requires(Permission.REFERRAL_SEND)
def propose_referral() -> ResponseReturnValue:
    """Choose a member, then record the branch's proposal."""
    person_id = _uuid(request.args.get("person", ""))
    if person_id is None:
        members, _total = list_members(words=request.args.get("q", ""), limit=60)
        return render_template("activities/referrals/choose_member.html", members=members)
    found = queries.get_proposable(person_id)
    if found is None:
        raise NotFound
    member, person = found
    known = {"achievements": queries.achievements_of(person_id), "position": person.position}
    form = ProposalForm(data=known if request.method == "GET" else None)
    if form.carry_out(propose, person_id=person_id):
        flash("Đã ghi đề xuất. Ban chấp hành ra nghị quyết rồi gửi cấp ủy.", "ok")
        return redirect(url_for(".show_referral", referral_id=form.outcome))
    age = age_on(person.birth_date, clock.today())
    kinds = {unit.id: unit.kind for unit in list_branch_units()}
    is_young = kinds.get(member.unit_id) is not UnitKind.YOUTH_BRANCH or YOUNGEST <= age <= OLDEST
    page = render_template(
        "activities/referrals/propose_referral.html", form=form, person=person, age=age, is_young=is_young
    )
    return page, form.status


@bp.get("/referrals/<uuid:referral_id>")
@requires(Permission.REFERRAL_SEND)
def show_referral(referral_id: UUID) -> ResponseReturnValue:
    row = _sent(referral_id)
    return render_template("activities/referrals/show_referral.html", row=row, form=ReasonForm(formdata=None))


@bp.route("/referrals/<uuid:referral_id>/send", methods=["GET", "POST"])
@requires(Permission.REFERRAL_SEND)
def send_referral(referral_id: UUID) -> ResponseReturnValue:
    row = _sent(referral_id)
    form = SendForm()
    if form.carry_out(send, referral_id=referral_id):
        flash(f"Đã gửi {row.other_house}. Hạn trả lời {form.outcome:%d/%m/%Y}.", "ok")
        return redirect(url_for(".show_referral", referral_id=referral_id))
    return render_template("activities/referrals/send_referral.html", form=form, row=row), form.status


@bp.post("/referrals/<uuid:referral_id>/withdraw")
@requires(Permission.REFERRAL_SEND)
def withdraw_referral(referral_id: UUID) -> ResponseReturnValue:
    _sent(referral_id)
    form = ReasonForm()
    if form.carry_out(withdraw, referral_id=referral_id):
        flash("Đã rút lời giới thiệu.", "ok")
    else:
        flash(str(next((m for errors in form.errors.values() for m in errors), "Chưa rút được.")), "warn")
    return redirect(url_for(".show_referral", referral_id=referral_id))


@bp.get("/referrals/received")
@requires(Permission.REFERRAL_ANSWER)
def list_received() -> ResponseReturnValue:
    return render_template("activities/referrals/list_received.html", rows=queries.list_received())


@bp.route("/referrals/<uuid:referral_id>/answer", methods=["GET", "POST"])
@requires(Permission.REFERRAL_ANSWER)
def answer_referral(referral_id: UUID) -> ResponseReturnValue:
    row = queries.get_referral(referral_id)
    if row.referral.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    form = AnswerForm(units=choices.unit_choices())
    if form.carry_out(answer, referral_id=referral_id):
        flash("Đã trả lời. Đoàn thể thấy câu trả lời ngay.", "ok")
        if form.outcome:
            return redirect(url_for("candidates.show_person", candidate_id=form.outcome))
        return redirect(url_for(".list_received"))
    return render_template("activities/referrals/answer_referral.html", form=form, row=row), form.status


@bp.get("/mentoring")
@requires(Permission.REFERRAL_SEND)
def list_tasks() -> ResponseReturnValue:
    return render_template("activities/referrals/list_tasks.html", rows=queries.list_tasks())


@bp.route("/mentoring/<uuid:mentoring_task_id>", methods=["GET", "POST"])
@requires(Permission.REFERRAL_SEND)
def note_mentoring(mentoring_task_id: UUID) -> ResponseReturnValue:
    row = queries.get_task(mentoring_task_id)
    members, _total = list_members()
    form = NoteForm(members=[(m.person_id, f"{m.name}, {m.unit_name}") for m in members])
    if form.carry_out(note, mentoring_task_id=mentoring_task_id):
        flash("Đã trả lời cấp ủy.", "ok")
        return redirect(url_for(".list_tasks"))
    return render_template("activities/referrals/note_mentoring.html", form=form, row=row), form.status


@bp.route("/mentoring/ask/<uuid:person_id>", methods=["GET", "POST"])
@requires(Permission.HELPER_ASSIGN)
def ask_mentoring(person_id: UUID) -> ResponseReturnValue:
    candidate, name = queries.candidate_of(person_id)
    form = AskForm(
        data={"due_on": clock.today() + timedelta(days=ANSWER_DAYS)} if request.method == "GET" else None,
        unions=queries.union_choices(),
    )
    if form.carry_out(ask, person_id=person_id):
        flash("Đã gửi đoàn thể.", "ok")
        return redirect(url_for("candidates.show_person", candidate_id=candidate.id))
    page = render_template(
        "activities/referrals/ask_mentoring.html", form=form, name=name, candidate_id=candidate.id
    )
    return page, form.status


def _sent(referral_id: UUID) -> queries.ReferralRow:
    row = queries.get_referral(referral_id)
    if row.referral.tenant_id != current_actor().tenant_id:
        raise NotFound
    return row


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error
