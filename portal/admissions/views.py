"""Dossiers at Khối: sending and noting in the house, answering at Khối, reading on both sides."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.admissions import queries, words
from portal.admissions.forms import (
    AnswerForm,
    NoteForm,
    ReasonForm,
    ReceiveForm,
    SittingForm,
    SubmitForm,
    TakeBackForm,
)
from portal.admissions.operations.answer_submission import action_words, stage_asked
from portal.admissions.operations.answer_submission import answer_submission as answer
from portal.admissions.operations.decide_sitting import decide_sitting as decide
from portal.admissions.operations.note_answers import note_answers as note
from portal.admissions.operations.submit_dossier import papers_to_send, purpose_of
from portal.admissions.operations.submit_dossier import submit_dossier as submit
from portal.admissions.operations.take_back_answer import take_back_answer as take_back
from portal.admissions.operations.withdraw_submission import withdraw_submission as withdraw
from portal.admissions.states import AnswerKind, Purpose
from portal.candidates.exits import reason_label
from portal.candidates.queries.records import get_record
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.wording import bloc, said
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import OrganizationRow, list_organizations, root_id
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

bp = Blueprint("admissions", __name__)

COLUMNS = (
    Column("name", "Họ và tên"),
    Column("house", "Đơn vị", is_wide_only=True),
    Column("sent_on", "Gửi ngày", is_wide_only=True),
    Column("state", "Tình trạng"),
    Column("decide_by", "Hạn quyết định"),
)
MOST_AT_ONCE = 100
STATES = [
    ("open", said("Chờ {bloc}")),
    ("all", "Tất cả"),
    *((state.value, label) for state, label in words.STATE.items()),
]


@bp.app_context_processor
def names() -> dict[str, Any]:
    """Give templates the names of states and answers."""
    return {"admission_words": words, "answer_action": action_words}


@bp.get("/admissions")
@requires(Permission.SUBMISSION_READ)
def list_submissions() -> ResponseReturnValue:
    is_khoi = _is_khoi()
    listing = read_listing(COLUMNS, filters=("q", "state", "house"))
    state = listing.filters["state"] or ("open" if is_khoi else "all")
    wanted = queries.SubmissionFilter(state, _uuid(listing.filters["house"]), listing.filters["q"])
    rows, total = queries.list_submissions(wanted, offset=listing.offset, limit=listing.size)
    fields = [
        {"name": "q", "label": "Tìm theo tên", "kind": "search"},
        {"name": "state", "label": "Tình trạng", "options": STATES, "value": state},
    ]
    if is_khoi:
        houses = [("", "Tất cả"), *((house.id, f"{house.code} · {house.name}") for house in _party_houses())]
        fields.append({"name": "house", "label": "Đơn vị", "options": houses})
    return render_page_or_block(
        "admissions/list_submissions.html",
        blocks=("results",),
        listing=listing,
        columns=[column for column in COLUMNS if is_khoi or column.key != "house"],
        page=Page(rows, total, listing.page),
        fields=fields,
        state=state,
        is_khoi=is_khoi,
        may_answer=_may(Permission.SUBMISSION_ANSWER),
    )


@bp.route("/candidates/<uuid:candidate_id>/submission", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_SEND)
def submit_dossier(candidate_id: UUID) -> ResponseReturnValue:
    """Show what will be sent, and send it."""
    record = get_record(candidate_id)
    if record.candidate.tenant_id != current_actor().tenant_id:
        raise NotFound
    if waiting := _waiting_or_unnoted(candidate_id):
        return redirect(url_for(".show_submission", admission_submission_id=waiting.row.id))
    form = SubmitForm(data={"letter_date": clock.today()} if request.method == "GET" else None)
    if form.carry_out(submit, candidate_id=candidate_id):
        flash(f"Đã gửi hồ sơ lên {bloc()}.", "ok")
        return redirect(url_for(".show_submission", admission_submission_id=form.outcome))
    purpose = purpose_of(record)
    page = render_template(
        "admissions/submit_dossier.html",
        form=form,
        record=record,
        purpose=purpose,
        papers=papers_to_send(candidate_id, purpose or Purpose.ADMISSION),
    )
    return page, form.status


@bp.get("/candidates/<uuid:candidate_id>/submission/current")
@requires(Permission.SUBMISSION_SEND)
def follow_step(candidate_id: UUID) -> ResponseReturnValue:
    """Lead to the dossier that lies at Khối; without one, to the form that records the step by hand."""
    get_record(candidate_id)
    if found := _waiting_or_unnoted(candidate_id):
        return redirect(url_for(".show_submission", admission_submission_id=found.row.id))
    to = request.args.get("to", "")
    return redirect(url_for("candidates.advance_stage", candidate_id=candidate_id, to=to))


@bp.get("/admissions/<uuid:admission_submission_id>")
@requires(Permission.SUBMISSION_READ)
def show_submission(admission_submission_id: UUID) -> ResponseReturnValue:
    return _page(queries.get_submission(admission_submission_id))


@bp.post("/admissions/<uuid:admission_submission_id>/withdraw")
@requires(Permission.SUBMISSION_SEND)
def withdraw_submission(admission_submission_id: UUID) -> ResponseReturnValue:
    _own(admission_submission_id)
    form = ReasonForm()
    if form.carry_out(withdraw, admission_submission_id=admission_submission_id):
        flash("Đã rút hồ sơ.", "ok")
    else:
        flash(_first_error(form), "red")
    return redirect(url_for(".show_submission", admission_submission_id=admission_submission_id))


@bp.post("/admissions/<uuid:admission_submission_id>/note")
@requires(Permission.SUBMISSION_SEND)
def note_answers(admission_submission_id: UUID) -> ResponseReturnValue:
    found = _own(admission_submission_id)
    form = NoteForm()
    if form.carry_out(note, admission_submission_id=admission_submission_id):
        flash("Đã ghi vào hồ sơ theo dõi của đơn vị.", "ok")
        return redirect(url_for("candidates.show_person", candidate_id=found.row.candidate_id))
    return _page(queries.get_submission(admission_submission_id), note_form=form), form.status


@bp.route("/admissions/<uuid:admission_submission_id>/answer/<answer_kind>", methods=["GET", "POST"])
@requires(Permission.SUBMISSION_ANSWER)
def answer_submission(admission_submission_id: UUID, answer_kind: str) -> ResponseReturnValue:
    found = queries.get_submission(admission_submission_id)
    if answer_kind not in set(AnswerKind) or answer_kind == AnswerKind.TAKEN_BACK:
        raise NotFound
    wanted = AnswerKind(answer_kind)
    back = url_for(".show_submission", admission_submission_id=admission_submission_id)
    if wanted not in found.next_answers:
        flash("Việc này không còn hợp với tình trạng hồ sơ.", "warn")
        return redirect(back)
    data = {"happened_on": clock.today()} if request.method == "GET" else None
    form = (
        AnswerForm(kind=wanted, purpose=found.row.purpose, data=data)
        if stage_asked(wanted, found.row.purpose)
        else ReceiveForm(data=data)
    )
    if form.carry_out(answer, admission_submission_id=admission_submission_id, kind=wanted):
        flash(f"Đã ghi; {found.house_name} thấy ngay.", "ok")
        return redirect(back)
    page = render_template(
        "admissions/answer_submission.html", form=form, found=found, kind=wanted, back=back
    )
    return page, form.status


@bp.post("/admissions/<uuid:admission_submission_id>/take-back")
@requires(Permission.SUBMISSION_ANSWER)
def take_back_answer(admission_submission_id: UUID) -> ResponseReturnValue:
    queries.get_submission(admission_submission_id)
    form = TakeBackForm()
    if form.carry_out(take_back, admission_submission_id=admission_submission_id):
        flash("Đã lấy lại trả lời ghi nhầm.", "ok")
    else:
        flash(_first_error(form), "red")
    return redirect(url_for(".show_submission", admission_submission_id=admission_submission_id))


@bp.post("/admissions/sitting")
@requires(Permission.SUBMISSION_ANSWER)
def decide_sitting() -> ResponseReturnValue:
    """Record one sitting for the people ticked in the list; the first visit asks for numbers and votes."""
    ids = [found for text in request.form.getlist("ids")[:MOST_AT_ONCE] if (found := _uuid(text))]
    rows = queries.list_ready(ids)
    if not rows:
        flash("Đánh dấu những hồ sơ đã thẩm định, chờ quyết định.", "warn")
        return redirect(url_for(".list_submissions", state=AnswerKind.APPRAISED.value))
    is_first = "total" not in request.form
    form = SittingForm(
        rows=rows, formdata=None if is_first else request.form, data={"happened_on": clock.today()}
    )
    if not is_first and form.carry_out(decide):
        flash(f"Đã ghi {form.outcome} quyết định.", "ok")
        return redirect(url_for(".list_submissions", state=AnswerKind.DECIDED.value))
    return render_template("admissions/decide_sitting.html", form=form, rows=rows), form.status


def _waiting_or_unnoted(candidate_id: UUID) -> queries.SubmissionRow | None:
    """Return the dossier of a candidate with which something is still to be done."""
    return next((row for row in queries.list_of_candidate(candidate_id) if row.is_open or row.unnoted), None)


def _page(found: queries.SubmissionRow, note_form: NoteForm | None = None) -> str:
    is_own = found.row.tenant_id == current_actor().tenant_id
    return render_template(
        "admissions/show_submission.html",
        found=found,
        is_own=is_own,
        may_send=is_own and _may(Permission.SUBMISSION_SEND),
        may_answer=_may(Permission.SUBMISSION_ANSWER) and not is_own,
        reason_label=reason_label,
        stage_asked=stage_asked,
        note_form=note_form or NoteForm(formdata=None, data={"received_on": clock.today()}),
    )


def _own(submission_id: UUID) -> queries.SubmissionRow:
    found = queries.get_submission(submission_id)
    if found.row.tenant_id != current_actor().tenant_id:
        raise NotFound
    return found


def _may(permission: Permission) -> bool:
    return has_permission(current_actor(), permission)


def _party_houses() -> list[OrganizationRow]:
    return list_organizations(
        kinds=(OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)
    )


def _is_khoi() -> bool:
    return current_actor().tenant_id == root_id()


def _first_error(form: ReasonForm | TakeBackForm) -> str:
    return str(next((m for errors in form.errors.values() for m in errors), "Chưa ghi được."))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error
