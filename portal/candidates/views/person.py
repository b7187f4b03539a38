"""The page of one candidate, and the correction of what is written there."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.accounts.pages import find_member
from portal.candidates.checklist import STEPS
from portal.candidates.forms.person import ChangePersonForm
from portal.candidates.models.review import ITEMS, ProgressReview, Rating
from portal.candidates.operations.change_candidate import change_candidate
from portal.candidates.queries import choices
from portal.candidates.queries.access import get_candidate
from portal.candidates.queries.person_page import PersonPage, person_page
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.reviews import show_period
from portal.candidates.views.asked import asked_day
from portal.candidates.views.blueprint import bp
from portal.eligibility.facts import Step
from portal.kernel import audit, seams
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.people.queries import get_person
from portal.people.sealing import open_national_id, open_phone
from portal.web.charts import ChartFigure, draw_distribution

PERSON_FIELDS = (
    "full_name",
    "birth_date",
    "sex",
    "position",
    "source_group",
    "education",
    "ethnicity",
    "religion",
    "youth_member",
    "trade_union_member",
)
TREND_REVIEWS = 8
CANDIDATE_FIELDS = ("unit_id", "listed_on", "list_resolution_no", "remarks", "version")


@bp.get("/candidates/<uuid:candidate_id>")
@requires(Permission.CANDIDATE_READ)
def show_person(candidate_id: UUID) -> ResponseReturnValue:
    page = person_page(candidate_id, step=_step(), as_of=asked_day())
    may = _rights(page)
    return render_template(
        "candidates/show_person.html",
        page=page,
        steps=STEPS,
        may=may,
        account=find_member(page.record.person.id) if may["invite"] else None,
        trend=_trend(page.record.reviews),
    )


@bp.get("/candidates/<uuid:candidate_id>/learning")
@requires(Permission.CANDIDATE_READ)
def show_learning(candidate_id: UUID) -> ResponseReturnValue:
    """Show what other features know of the person: classes, results, certificates, activities."""
    candidate = get_candidate(candidate_id)
    return render_template(
        "candidates/show_learning.html",
        candidate=candidate,
        person=get_person(candidate.person_id),
        panels=_panels(candidate.person_id),
    )


@bp.get("/candidates/<uuid:candidate_id>/numbers")
@requires(Permission.CANDIDATE_REGISTER)
def show_numbers(candidate_id: UUID) -> ResponseReturnValue:
    """Show citizen and phone number in full; that they were seen is recorded."""
    record = get_record(candidate_id)
    person = record.person
    audit.record_read("person.numbers_seen", subject_type="person", subject_id=person.id)
    return render_template(
        "candidates/show_numbers.html",
        record=record,
        national_id=open_national_id(person.national_id_sealed),
        phone=open_phone(person.phone_sealed),
    )


@bp.route("/candidates/<uuid:candidate_id>/change", methods=["GET", "POST"])
@requires(Permission.CANDIDATE_REGISTER)
def change_person(candidate_id: UUID) -> ResponseReturnValue:
    record = get_record(candidate_id)
    form = ChangePersonForm(data=_written(record), units=_units(record))
    if form.carry_out(change_candidate, candidate_id=candidate_id):
        flash("Đã lưu.", "ok")
        return redirect(url_for(".show_person", candidate_id=candidate_id))
    differences = []
    if form.is_submitted() and form.version.data != record.candidate.version:
        record = get_record(candidate_id)
        differences = _differences(form, record)
        form.renew_version(record.candidate.version)
    return (
        render_template("candidates/change_person.html", form=form, record=record, differences=differences),
        form.status,
    )


def _written(record: CandidateRecord) -> dict[str, Any]:
    person = {name: getattr(record.person, name) for name in PERSON_FIELDS}
    return person | {name: getattr(record.candidate, name) for name in CANDIDATE_FIELDS}


def _units(record: CandidateRecord) -> list[tuple[UUID, str]]:
    offered = choices.unit_choices()
    unit_id = record.candidate.unit_id
    if unit_id is not None and unit_id not in dict(offered):
        offered.append((unit_id, record.unit_name))
    return offered


def _differences(form: ChangePersonForm, record: CandidateRecord) -> list[tuple[str, Any, Any]]:
    """Return label, value now in the record, value typed, for each field where they differ."""
    now = ChangePersonForm(formdata=None, data=_written(record), units=_units(record))
    pairs = ((field, now[field.name]) for field in form if field.name not in {"version", "csrf_token"})
    return [
        (typed.label.text, _shown(there), _shown(typed)) for typed, there in pairs if typed.data != there.data
    ]


def _shown(field: Any) -> Any:
    if hasattr(field, "choices"):
        words = {choice.value: choice.label for choice in field.choices}
        return words.get("" if field.data is None else str(field.data), "")
    if isinstance(field.data, bool):
        return "có" if field.data else "không"
    return f"{field.data:%d/%m/%Y}" if isinstance(field.data, date) else field.data


def _step() -> Step | None:
    word = request.args.get("step", "")
    return cast("Step", word) if word in STEPS else None


def _panels(person_id: UUID) -> list[seams.PersonPanel]:
    panels = [panel for source in seams.person_panels for panel in source(person_id)]
    return sorted(panels, key=lambda panel: panel.order)


def _rights(page: PersonPage) -> dict[str, bool]:
    """Return what the reader may do here; Khối reads only."""
    if page.record.candidate.tenant_id != current_actor().tenant_id:
        return dict.fromkeys(("advance", "change", "assign", "review", "invite"), False)
    actor = current_actor()
    return {
        "advance": has_permission(actor, Permission.STAGE_ADVANCE),
        "change": has_permission(actor, Permission.CANDIDATE_REGISTER),
        "assign": has_permission(actor, Permission.HELPER_ASSIGN),
        "review": has_permission(actor, Permission.REVIEW_RECORD),
        "invite": has_permission(actor, Permission.OFFICER_MANAGE),
    }


def _trend(reviews: list[ProgressReview]) -> ChartFigure | None:
    """Return how many items were rated good, period by period; None before there are two to compare."""
    shown = reviews[-TREND_REVIEWS:]
    if len(shown) <= 1:
        return None
    return draw_distribution(
        "Số mục đạt Tốt qua các kỳ",
        [show_period(review.period) for review in shown],
        [review.count_of(Rating.GOOD) for review in shown],
        label=f"Mục đạt Tốt trên {len(ITEMS)}",
        heading="Kỳ đánh giá",
    )
