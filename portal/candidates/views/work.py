"""Steps, helpers, reviews and papers of one candidate."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.evidence_kinds import RULES as PAPERS
from portal.candidates.evidence_kinds import EvidenceKind
from portal.candidates.forms.review import ReviewForm
from portal.candidates.forms.work import AdvanceForm, CorrectStageForm, EmptyForm, EvidenceForm, HelperForm
from portal.candidates.models.review import ITEMS
from portal.candidates.operations.advance_stage import advance_stage as advance
from portal.candidates.operations.assign_helper import assign_helper as assign
from portal.candidates.operations.correct_stage import correct_stage as correct
from portal.candidates.operations.record_evidence import record_evidence as record_paper
from portal.candidates.operations.record_evidence import withdraw_evidence as withdraw
from portal.candidates.operations.record_review import record_review as record
from portal.candidates.queries import choices
from portal.candidates.queries.person_page import judge_gate
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.reviews import first_day, period_due, period_of, review_due_on, shift
from portal.candidates.stages import RULES, Stage, document_of, is_allowed
from portal.candidates.views.blueprint import bp
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires

REVIEW_FIELDS = (
    *ITEMS,
    "task_title",
    "task_due_on",
    "task_result",
    "strengths",
    "weaknesses",
    "proposal",
    "conclusion",
    "next_task",
)
REVIEW_MONTHS = 6


def _back(candidate_id: UUID, message: str) -> ResponseReturnValue:
    flash(message, "ok")
    return redirect(url_for(".show_person", candidate_id=candidate_id))


@bp.route("/candidates/<uuid:candidate_id>/advance", methods=["GET", "POST"])
@requires(Permission.STAGE_ADVANCE)
def advance_stage(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    stage = person.candidate.stage
    word = request.args.get("to", "")
    if word not in set(Stage) or not is_allowed(stage, Stage(word)):
        flash("Bước này không còn hợp với giai đoạn hiện tại.", "warn")
        return redirect(url_for(".show_person", candidate_id=candidate_id))
    to_stage = Stage(word)
    form = AdvanceForm(
        stage=stage, to_stage=to_stage, data={"version": person.candidate.version, "deducted": 0}
    )
    if form.carry_out(advance, candidate_id=candidate_id, to_stage=to_stage):
        return _back(candidate_id, f"Đã ghi: {RULES[to_stage].label}.")
    return (
        render_template(
            "candidates/advance_stage.html",
            record=person,
            form=form,
            rule=RULES[to_stage],
            paper=document_of(stage, to_stage),
            checklist=judge_gate(person, to_stage),
        ),
        form.status,
    )


@bp.post("/candidates/<uuid:candidate_id>/steps/<uuid:stage_step_id>/correct")
@requires(Permission.STAGE_ADVANCE)
def correct_stage(candidate_id: UUID, stage_step_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    if stage_step_id not in {step.id for step in person.steps}:
        abort(404)
    form = CorrectStageForm()
    if form.carry_out(correct, candidate_id=candidate_id, stage_step_id=stage_step_id):
        return _back(candidate_id, "Đã sửa: quay lại bước trước.")
    flash(_first_error(form), "red")
    return redirect(url_for(".show_person", candidate_id=candidate_id))


@bp.route("/candidates/<uuid:candidate_id>/helper", methods=["GET", "POST"])
@requires(Permission.HELPER_ASSIGN)
def assign_helper(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    form = HelperForm(helpers=choices.helper_choices(), is_hand_over=person.helper is not None)
    if form.carry_out(assign, candidate_id=candidate_id):
        return _back(candidate_id, "Đã giao người giúp đỡ.")
    return render_template("candidates/assign_helper.html", record=person, form=form), form.status


@bp.route("/candidates/<uuid:candidate_id>/review", methods=["GET", "POST"])
@requires(Permission.REVIEW_RECORD)
def record_review(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    period = _period()
    there = next((review for review in person.reviews if review.period == period), None)
    written = (
        {name: getattr(there, name) for name in REVIEW_FIELDS} if there else _carried_over(person, period)
    )
    form = ReviewForm(data=written)
    if form.carry_out(record, candidate_id=candidate_id, period=period):
        return _back(candidate_id, "Đã lưu đánh giá.")
    today = clock.today()
    return (
        render_template(
            "candidates/record_review.html",
            record=person,
            form=form,
            period=period,
            periods=[shift(period_of(today), -back) for back in range(REVIEW_MONTHS)],
            due_on=review_due_on(period),
            there=there,
        ),
        form.status,
    )


@bp.route("/candidates/<uuid:candidate_id>/evidence", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_REGISTER)
def record_evidence(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    word = request.args.get("kind", "")
    if word not in set(EvidenceKind):
        return render_template("candidates/choose_evidence.html", record=person)
    kind = EvidenceKind(word)
    form = EvidenceForm(kind=kind)
    if form.carry_out(record_paper, candidate_id=candidate_id, kind=kind):
        return _back(candidate_id, f"Đã ghi nhận: {PAPERS[kind].label}.")
    page = render_template("candidates/record_evidence.html", record=person, form=form, rule=PAPERS[kind])
    return page, form.status


@bp.post("/candidates/<uuid:candidate_id>/evidence/<uuid:evidence_id>/withdraw")
@requires(Permission.CANDIDATE_REGISTER)
def withdraw_evidence(candidate_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    get_record(candidate_id)
    form = EmptyForm()
    if form.carry_out(withdraw, candidate_id=candidate_id, evidence_id=evidence_id):
        return _back(candidate_id, "Đã bỏ giấy tờ ghi nhầm.")
    flash(_first_error(form), "red")
    return redirect(url_for(".show_person", candidate_id=candidate_id))


def _period() -> str:
    word = request.args.get("period", "")
    try:
        return period_of(first_day(word))
    except ValueError:
        return period_due(clock.today())


def _carried_over(person: CandidateRecord, period: str) -> dict[str, object]:
    """Return what last month's review already says about this one: the task given then."""
    before = next((review for review in person.reviews if review.period == shift(period, -1)), None)
    return {"task_title": before.next_task} if before and before.next_task else {}


def _first_error(form: CorrectStageForm | EmptyForm) -> str:
    return next((str(message) for messages in form.errors.values() for message in messages), "Chưa lưu được.")
