"""Rows as the JSON that ``schemas`` promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courses.classes.rules import seats_left

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from courses.classes.models import ClassRun, Enrolment, Nomination
    from courses.classes.queries.classes import SessionRow
    from courses.classes.rules import AttendanceCount
    from courses.grading.models import ClassResult
    from portal.candidates.queries.nominable import NominableRow

Json = dict[str, Any]


def class_json(run: ClassRun) -> Json:
    return {
        "id": str(run.id),
        "code": run.code,
        "title": run.title,
        "state": run.state.value,
        "delivery_mode": run.delivery_mode.value,
        "place": run.place,
        "starts_on": run.starts_on.isoformat(),
        "ends_on": run.ends_on.isoformat(),
        "nominate_until": run.nominate_until.isoformat(),
        "seats": run.seats,
        "seats_left": seats_left(run.seats, run.enrolled_count),
    }


def class_with_sessions_json(run: ClassRun, sessions: Iterable[SessionRow]) -> Json:
    return class_json(run) | {
        "sessions": [
            {
                "id": str(session.id),
                "title": session.title,
                "starts_at": session.starts_at.isoformat(),
                "periods": session.periods,
                "place": session.place,
            }
            for session in sessions
        ]
    }


def enrolment_json(enrolment: Enrolment, attendance: AttendanceCount) -> Json:
    return {
        "id": str(enrolment.id),
        "person_id": str(enrolment.person_id),
        "full_name": enrolment.full_name,
        "birth_date": enrolment.birth_date.isoformat(),
        "organization": enrolment.organization_name,
        "unit": enrolment.unit_name,
        "enrolled_at": enrolment.enrolled_at.isoformat(),
        "left_on": enrolment.left_on.isoformat() if enrolment.left_on else None,
        "attended_periods": attendance.attended,
        "required_periods": attendance.required,
    }


def nomination_json(nomination: Nomination, answer: str | None) -> Json:
    withdrawn = nomination.withdrawn_at
    return {
        "id": str(nomination.id),
        "candidate_id": str(nomination.candidate_id),
        "person_id": str(nomination.person_id),
        "full_name": nomination.full_name,
        "birth_date": nomination.birth_date.isoformat(),
        "unit": nomination.unit_name,
        "note": nomination.note,
        "nominated_at": nomination.nominated_at.isoformat(),
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
        "answer": answer,
    }


def result_json(result: ClassResult, enrolment: Enrolment) -> Json:
    return {
        "id": str(result.id),
        "enrolment_id": str(enrolment.id),
        "person_id": str(enrolment.person_id),
        "full_name": enrolment.full_name,
        "birth_date": enrolment.birth_date.isoformat(),
        "attended_periods": result.attended_periods,
        "required_periods": result.required_periods,
        "screening_mark": _mark(result.screening_mark),
        "reflection_mark": _mark(result.reflection_mark),
        "final_mark": _mark(result.final_mark),
        "grade": result.grade,
        "outcome": result.outcome.value,
        "is_completed": result.is_completed,
        "decision_no": result.decision_no,
        "decided_on": result.decided_on.isoformat() if result.decided_on else None,
    }


def nominable_json(row: NominableRow) -> Json:
    return {
        "candidate_id": str(row.candidate_id),
        "person_id": str(row.person_id),
        "full_name": row.full_name,
        "birth_date": row.birth_date.isoformat(),
        "unit": row.unit_name,
        "stage": row.stage.value,
    }


def _mark(mark: Decimal | None) -> float | None:
    return None if mark is None else float(mark)
