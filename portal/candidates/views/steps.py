"""Steps of one candidate: recording one, taking back the last."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.checklist import STEPS, make_checklist
from portal.candidates.forms.steps import AdvanceForm, CorrectStageForm
from portal.candidates.operations.advance_stage import advance_stage as advance
from portal.candidates.operations.correct_stage import correct_stage as correct
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.person_page import is_student, next_stages
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.queries.step_gate import judge_gate
from portal.candidates.stages import RULES, Stage
from portal.candidates.views.blueprint import bp
from portal.candidates.views.coming_back import back_to_person, first_error
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.web.fields import parse_date


@bp.route("/candidates/<uuid:candidate_id>/advance", methods=["GET", "POST"])
@requires(Permission.STAGE_ADVANCE)
def advance_stage(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    word = request.args.get("to", "")
    if word not in set(Stage) or Stage(word) not in next_stages(person):
        flash("Bước này không còn hợp với giai đoạn hiện tại.", "warn")
        return redirect(url_for(".show_person", candidate_id=candidate_id))
    to_stage = Stage(word)
    gate = judge_gate(person, to_stage, on=_day_typed(), rules=load_rules())
    form = AdvanceForm(
        stage=person.candidate.stage,
        to_stage=to_stage,
        needs_acknowledgement=gate is not None and gate.needs_acknowledgement,
        data=_written(person, to_stage),
    )
    if form.carry_out(advance, candidate_id=candidate_id, to_stage=to_stage):
        return back_to_person(candidate_id, f"Đã ghi: {RULES[to_stage].label}.")
    return (
        render_template(
            "candidates/advance_stage.html",
            record=person,
            form=form,
            rule=RULES[to_stage],
            gate=gate,
            gate_name=STEPS[RULES[to_stage].gate].lower() if gate else "",
            checklist=make_checklist(gate.verdict, is_student=is_student(person)) if gate else None,
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
        return back_to_person(candidate_id, "Đã lấy lại bước ghi nhầm; nếu cần thì ghi lại cho đúng.")
    return back_to_person(candidate_id, first_error(form), "red")


def _day_typed() -> date:
    """Return the day the step is said to have happened on, today until one is typed."""
    try:
        return parse_date(request.form["happened_on"])
    except (KeyError, ValueError):
        return clock.today()


def _written(person: CandidateRecord, to_stage: Stage) -> dict[str, Any]:
    """Return what the form starts with: a step taken back a moment ago is written again from its values."""
    start: dict[str, Any] = {"version": person.candidate.version, "deducted": 0}
    last = person.steps[-1] if person.steps else None
    wrong = next((step for step in person.steps if last and step.id == last.corrects_step_id), None)
    if wrong is None or wrong.to_stage is not to_stage:
        return start
    names = ("happened_on", "document_no", "document_date", "exit_reason", "remarks")
    votes = wrong.votes or {}
    counts = {"total": votes.get("official_summoned", votes.get("members")), "yes": votes.get("yes")}
    return (
        start
        | {name: getattr(wrong, name) for name in names}
        | counts
        | {name: votes[name] for name in ("deducted", "kind") if name in votes}
    )
