"""Helpers, reviews and papers of one candidate."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.evidence_kinds import RULES as PAPERS
from portal.candidates.evidence_kinds import EvidenceKind
from portal.candidates.forms.review import ReviewForm
from portal.candidates.forms.work import EvidenceForm, HelperForm
from portal.candidates.models.review import ITEMS, ProgressReview
from portal.candidates.operations.assign_helper import assign_helper as assign
from portal.candidates.operations.record_evidence import record_evidence as record_paper
from portal.candidates.operations.record_evidence import withdraw_evidence as withdraw
from portal.candidates.operations.record_review import record_review as record
from portal.candidates.queries import choices
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.reviews import (
    ReviewRules,
    first_day,
    is_quarter,
    months_of,
    period_due,
    period_of,
    review_due_on,
    shift,
)
from portal.candidates.views.blueprint import bp
from portal.candidates.views.coming_back import back_to_person, first_error
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm

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
REVIEW_MONTHS, REVIEW_QUARTERS = 6, 3


@bp.route("/candidates/<uuid:candidate_id>/helper", methods=["GET", "POST"])
@requires(Permission.HELPER_ASSIGN)
def assign_helper(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    form = HelperForm(helpers=choices.helper_choices(), is_hand_over=person.helper is not None)
    if form.carry_out(assign, candidate_id=candidate_id):
        return back_to_person(candidate_id, "Đã giao người giúp đỡ.")
    return render_template("candidates/assign_helper.html", record=person, form=form), form.status


@bp.route("/candidates/<uuid:candidate_id>/review", methods=["GET", "POST"])
@requires(Permission.REVIEW_RECORD)
def record_review(candidate_id: UUID) -> ResponseReturnValue:
    person = get_record(candidate_id)
    rules = person.review_rules
    period = _period(rules)
    there = next((review for review in person.reviews if review.period == period), None)
    written = (
        {name: getattr(there, name) for name in REVIEW_FIELDS} if there else _carried_over(person, period)
    )
    form = ReviewForm(data=written)
    if form.carry_out(record, candidate_id=candidate_id, period=period):
        return back_to_person(candidate_id, "Đã lưu đánh giá.")
    today = clock.today()
    return (
        render_template(
            "candidates/record_review.html",
            record=person,
            form=form,
            period=period,
            periods=[
                shift(period_of(today, is_quarter=kind), -back)
                for kind in rules.kinds
                for back in range(REVIEW_QUARTERS if kind else REVIEW_MONTHS)
            ],
            due_on=review_due_on(period, rules.due_day),
            there=there,
            months=_months(person, period),
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
        return back_to_person(candidate_id, f"Đã ghi nhận: {PAPERS[kind].label}.")
    page = render_template("candidates/record_evidence.html", record=person, form=form, rule=PAPERS[kind])
    return page, form.status


@bp.post("/candidates/<uuid:candidate_id>/evidence/<uuid:evidence_id>/withdraw")
@requires(Permission.CANDIDATE_REGISTER)
def withdraw_evidence(candidate_id: UUID, evidence_id: UUID) -> ResponseReturnValue:
    get_record(candidate_id)
    form = EmptyForm()
    if form.carry_out(withdraw, candidate_id=candidate_id, evidence_id=evidence_id):
        return back_to_person(candidate_id, "Đã bỏ giấy tờ ghi nhầm.")
    flash(first_error(form), "red")
    return redirect(url_for(".show_person", candidate_id=candidate_id))


def _period(rules: ReviewRules) -> str:
    word = request.args.get("period", "")
    try:
        return period_of(first_day(word), is_quarter=is_quarter(word))
    except ValueError:
        return period_due(clock.today(), is_quarter=rules.kinds[0])


def _months(person: CandidateRecord, period: str) -> list[ProgressReview]:
    """Return the monthly reviews that the review of a quarter sums up."""
    if not is_quarter(period):
        return []
    wanted = set(months_of(period))
    return [review for review in person.reviews if review.period in wanted]


def _carried_over(person: CandidateRecord, period: str) -> dict[str, object]:
    """Return what last month's review already says about this one: the task given then."""
    before = next((review for review in person.reviews if review.period == shift(period, -1)), None)
    return {"task_title": before.next_task} if before and before.next_task else {}
