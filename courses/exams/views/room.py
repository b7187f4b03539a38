"""The exam room of the candidate: rules and start, player, saving, handing in, receipt (exams.md)."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for

from courses.bank.types import ordering
from courses.exams.forms import StartForm
from courses.exams.frozen_paper import FrozenItem, to_candidate_json
from courses.exams.machine import STATE_LABELS, AttemptState
from courses.exams.operations.move_device import move_device
from courses.exams.operations.save_answers import save_answers as keep_answers
from courses.exams.operations.start_attempt import start_attempt
from courses.exams.operations.submit_attempt import submit_attempt
from courses.exams.paging import lay_out
from courses.exams.queries import attempts as reading
from courses.exams.queries import candidate
from courses.exams.queries.answers_shown import find_review
from courses.exams.sending import SentAnswer, UnreadableRequest, read_answers, read_events
from courses.exams.views.device import device_hash, mark_device, new_device_token
from portal.kernel import clock
from portal.kernel.actor import Door, acting_as, current_actor, find_actor
from portal.kernel.crypto import token_hash
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm
from portal.web.kept_files import send_picture

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("exams", __name__)

SEE_OTHER = 303


@bp.before_request
def enter_by_the_member_door() -> None:
    """Open the room to the person alone: somebody who also works in the house is here a candidate."""
    actor = find_actor()
    if actor is not None and actor.person_id is not None:
        g.request_scope.enter_context(acting_as(replace(actor, door=Door.MEMBER)))


def _person_id() -> UUID:
    person_id = current_actor().person_id
    if person_id is None:
        raise NotFound
    return person_id


@bp.get("/exams")
@requires(Permission.EXAM_TAKE)
def list_exams() -> ResponseReturnValue:
    return render_template("exams/list_exams.html", rows=candidate.list_exams(_person_id()))


@bp.get("/exams/<uuid:exam_id>")
@requires(Permission.EXAM_TAKE)
def show_exam(exam_id: UUID) -> ResponseReturnValue:
    return _rules(candidate.get_exam(exam_id, _person_id()), StartForm(formdata=None))


@bp.post("/exams/<uuid:exam_id>/start")
@requires(Permission.EXAM_TAKE)
def start(exam_id: UUID) -> ResponseReturnValue:
    form = StartForm()
    token = new_device_token()
    if form.carry_out(start_attempt, exam_id=exam_id, device=token_hash(token)):
        response = redirect(url_for(".show_player", attempt_id=form.outcome), SEE_OTHER)
        return mark_device(response, token)
    return _rules(candidate.get_exam(exam_id, _person_id()), form), form.status


def _rules(row: candidate.ExamRow, form: StartForm) -> str:
    running = row.open_attempt
    is_elsewhere = running is not None and bool(running.device) and running.device != device_hash()
    return render_template(
        "exams/show_exam.html",
        row=row,
        form=form,
        is_elsewhere=is_elsewhere,
        now=clock.now(),
        state_labels=STATE_LABELS,
    )


# --- The player -------------------------------------------------------------------------------------


@bp.get("/attempts/<uuid:attempt_id>")
@requires(Permission.EXAM_TAKE)
def show_player(attempt_id: UUID) -> ResponseReturnValue:
    page = reading.get_player_page(attempt_id)
    if reading.is_over(page.attempt):
        return redirect(url_for(".show_receipt", attempt_id=attempt_id))
    if page.attempt.device and page.attempt.device != device_hash():
        return render_template("exams/move_device.html", page=page, form=EmptyForm())
    return render_template(
        "exams/show_player.html",
        paper={"attempt": attempt_id, "title": page.title, "pages": lay_out(page.items)},
        urls=_urls(attempt_id),
        times={"server_time": clock.now(), "deadline": page.attempt.deadline},
        answers=page.answers,
    )


@bp.post("/attempts/<uuid:attempt_id>")
@requires(Permission.EXAM_TAKE)
def save_page(attempt_id: UUID) -> ResponseReturnValue:
    """Save the whole form of a browser without scripts; each changed item takes its next sequence."""
    items = reading.get_items(reading.get_attempt(attempt_id).paper_id)
    held = reading.list_held(attempt_id)
    answers = [
        SentAnswer(item.item, before.seq + 1 if before else 1, value)
        for item in items
        for before, value in [(held.get(item.item), _form_value(item))]
        if value != (before.value if before else [])
    ]
    reply = keep_answers(attempt_id=attempt_id, answers=answers, device=device_hash())
    if reply.state is not AttemptState.OPEN:
        return redirect(url_for(".show_receipt", attempt_id=attempt_id), SEE_OTHER)
    for item, reason in reply.refused.items():
        flash(f"Câu {item} chưa lưu: {reason}", "red")
    if reply.is_moved:
        flash("Bài đang làm tiếp ở thiết bị khác nên chưa lưu được từ máy này.", "red")
    if "finish" in request.form:
        return redirect(url_for(".review", attempt_id=attempt_id), SEE_OTHER)
    page = request.form.get("page", "1")
    return redirect(url_for(".show_player", attempt_id=attempt_id, _anchor=f"page-{page}"), SEE_OTHER)


def _form_value(item: FrozenItem) -> list[str]:
    texts = request.form.getlist(f"item-{item.item}")
    return list(takewhile(bool, texts)) if item.type == ordering.NAME else list(filter(bool, texts))


@bp.get("/attempts/<uuid:attempt_id>/review")
@requires(Permission.EXAM_TAKE)
def review(attempt_id: UUID) -> ResponseReturnValue:
    page = reading.get_player_page(attempt_id)
    if reading.is_over(page.attempt):
        return redirect(url_for(".show_receipt", attempt_id=attempt_id))
    answered = {item for item, held in page.answers.items() if held.value}
    return render_template(
        "exams/review.html",
        title=page.title,
        missing=[item.item for item in page.items if item.item not in answered],
        total=len(page.items),
        urls=_urls(attempt_id),
    )


@bp.post("/attempts/<uuid:attempt_id>/device")
@requires(Permission.EXAM_TAKE)
def move(attempt_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    token = new_device_token()
    form.carry_out(move_device, attempt_id=attempt_id, device=token_hash(token))
    response = redirect(url_for(".show_player", attempt_id=attempt_id), SEE_OTHER)
    return mark_device(response, token)


@bp.get("/attempts/<uuid:attempt_id>/paper")
@requires(Permission.EXAM_TAKE)
def show_paper(attempt_id: UUID) -> ResponseReturnValue:
    attempt = reading.get_attempt(attempt_id)
    return jsonify(to_candidate_json(attempt_id, attempt.deadline, reading.get_items(attempt.paper_id)))


@bp.get("/attempts/<uuid:attempt_id>/pictures/<int:item>/<int:place>")
@requires(Permission.EXAM_TAKE)
def show_picture(attempt_id: UUID, item: int, place: int) -> ResponseReturnValue:
    """Answer with a picture of the own paper; who may not see the paper finds no picture."""
    paper = reading.get_paper(reading.get_attempt(attempt_id).paper_id)
    return send_picture(paper.tenant_id, reading.get_picture(paper.frozen_items, item, place).digest)


@bp.get("/attempts/<uuid:attempt_id>/status")
@requires(Permission.EXAM_TAKE)
def show_status(attempt_id: UUID) -> ResponseReturnValue:
    attempt = reading.get_attempt(attempt_id)
    return jsonify(
        state=reading.standing_of(attempt).shown_state.value,
        server_time=clock.now().isoformat(),
        deadline=attempt.deadline.isoformat(),
        acked={str(item): seq for item, seq in reading.list_acked(attempt_id).items()},
    )


@bp.post("/attempts/<uuid:attempt_id>/answers")
@requires(Permission.EXAM_TAKE)
def save_answers(attempt_id: UUID) -> ResponseReturnValue:
    body = _sent_json()
    try:
        answers, unreadable = read_answers(body)
    except UnreadableRequest as trouble:
        reading.get_attempt(attempt_id)  # somebody else's attempt is not there, whatever was sent
        return jsonify(error={"code": 422, "message": str(trouble), "field": "answers"}), 422
    reply = keep_answers(
        attempt_id=attempt_id, answers=answers, events=read_events(body), device=device_hash()
    )
    return _reply(reply.to_json(), reply.status, unreadable)


def _sent_json() -> object:
    """Return what was sent, None for what is no JSON, also when it is nested without end."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _reply(body: dict[str, Any], status: int, unreadable: dict[str, str]) -> ResponseReturnValue:
    if unreadable:
        body["refused"] = unreadable | body.get("refused", {})
    return jsonify(body), 422 if unreadable and status == 200 else status  # noqa: PLR2004 -- HTTP's OK


@bp.post("/attempts/<uuid:attempt_id>/submit")
@requires(Permission.EXAM_TAKE)
def submit(attempt_id: UUID) -> ResponseReturnValue:
    if reading.get_attempt(attempt_id).receipt is None:
        submit_attempt(attempt_id=attempt_id)
    return redirect(url_for(".show_receipt", attempt_id=attempt_id), SEE_OTHER)


@bp.get("/attempts/<uuid:attempt_id>/receipt")
@requires(Permission.EXAM_TAKE)
def show_receipt(attempt_id: UUID) -> ResponseReturnValue:
    page = reading.get_receipt_page(attempt_id)
    if page.attempt.receipt is None and not reading.is_over(page.attempt):
        return redirect(url_for(".show_player", attempt_id=attempt_id))
    return render_template(
        "exams/show_receipt.html", page=page, attempt=page.attempt, state_labels=STATE_LABELS
    )


@bp.get("/attempts/<uuid:attempt_id>/looking-back")
@requires(Permission.EXAM_TAKE)
def look_back(attempt_id: UUID) -> ResponseReturnValue:
    """Show the own paper beside the right answers, once Khối's job has written it for this person."""
    page = reading.get_receipt_page(attempt_id)
    return render_template(
        "exams/look_back.html",
        exam=page.exam,
        attempt=page.attempt,
        review=find_review(attempt_id, _person_id()),
    )


def _urls(attempt_id: UUID) -> dict[str, str]:
    endpoints = {
        "page": "show_player",
        "save": "save_page",
        "answers": "save_answers",
        "status": "show_status",
        "submit": "submit",
        "receipt": "show_receipt",
        "review": "review",
    }
    found = {name: url_for(f".{endpoint}", attempt_id=attempt_id) for name, endpoint in endpoints.items()}
    found["pictures"] = f"{found['page']}/pictures"
    return found | {"sign_in": url_for("accounts.sign_in", next=found["page"])}
