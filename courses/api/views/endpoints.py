"""The endpoints: parse, call, answer. Who may is said by the scope; whose rows, by the token's own house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from courses.api import answers, openapi, queries, rules
from courses.classes.operations.nominate import nominate as nominate_people
from courses.classes.queries.classes import list_sessions
from courses.classes.states import ClassState
from portal.kernel import audit
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Scope, by_token, public

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

bp = Blueprint("api", __name__, url_prefix=openapi.ROOT)


@bp.get("/openapi.json")
@public
def describe() -> ResponseReturnValue:
    """Show what the API is, nothing of what is in it."""
    return jsonify(openapi.describe())


@bp.get("/classes")
@by_token(Scope.CLASSES)
def list_classes() -> ResponseReturnValue:
    rows, after = queries.list_classes(_wish(), _state())
    return _page(map(answers.class_json, rows), after)


@bp.get("/classes/<uuid:class_run_id>")
@by_token(Scope.CLASSES)
def show_class(class_run_id: UUID) -> ResponseReturnValue:
    run = queries.get_class(class_run_id)
    return jsonify(answers.class_with_sessions_json(run, list_sessions(run)))


@bp.get("/classes/<uuid:class_run_id>/enrolments")
@by_token(Scope.ENROLMENTS)
def list_enrolments(class_run_id: UUID) -> ResponseReturnValue:
    rows, after = queries.list_enrolments(queries.get_class(class_run_id), _wish())
    _note_reading(class_run_id, "enrolments", len(rows))
    return _page((answers.enrolment_json(*row) for row in rows), after)


@bp.get("/classes/<uuid:class_run_id>/nominations")
@by_token(Scope.ENROLMENTS)
def list_nominations(class_run_id: UUID) -> ResponseReturnValue:
    rows, after = queries.list_nominations(queries.get_class(class_run_id), _wish())
    _note_reading(class_run_id, "nominations", len(rows))
    return _page((answers.nomination_json(*row) for row in rows), after)


@bp.get("/classes/<uuid:class_run_id>/results")
@by_token(Scope.RESULTS)
def list_results(class_run_id: UUID) -> ResponseReturnValue:
    rows, after = queries.list_results(queries.get_class(class_run_id), _wish())
    _note_reading(class_run_id, "results", len(rows))
    return _page((answers.result_json(*row) for row in rows), after)


@bp.get("/nominable-people")
@by_token(Scope.NOMINATIONS)
def list_nominable() -> ResponseReturnValue:
    rows, after = queries.list_nominable_people(_wish())
    audit.record_read("candidates.read_by_program", subject_type="candidate", subject_id=None, rows=len(rows))
    return _page(map(answers.nominable_json, rows), after)


@bp.post("/classes/<uuid:class_run_id>/nominations")
@by_token(Scope.NOMINATIONS)
def nominate(class_run_id: UUID) -> ResponseReturnValue:
    queries.get_class(class_run_id)
    if not request.is_json:
        raise UnsupportedMediaType
    letter = _readable(rules.read_nomination_letter, request.get_json())
    count = nominate_people(class_run_id=class_run_id, candidate_ids=letter.candidate_ids, note=letter.note)
    return jsonify(nominated=count), 201


def _wish() -> rules.PageWish:
    return _readable(rules.read_page_wish, request.args.get("cursor"), request.args.get("limit"))


def _state() -> ClassState | None:
    text = request.args.get("state")
    if text is None:
        return None
    if text not in set(ClassState):
        raise DomainError("Không có trạng thái lớp này.", field="state")
    return ClassState(text)


def _readable(read: Any, *sent: Any) -> Any:
    """Read what was sent; what cannot be read is the sender's problem, in words."""
    try:
        return read(*sent)
    except rules.UnreadableError as error:
        raise DomainError(str(error), field=error.field or None) from error


def _note_reading(class_run_id: UUID, what: str, rows: int) -> None:
    audit.record_read(
        "class.read_by_program", subject_type="class_run", subject_id=class_run_id, what=what, rows=rows
    )


def _page(items: Iterable[answers.Json], after: UUID | None) -> ResponseReturnValue:
    return jsonify(items=list(items), next_cursor=rules.cursor_after(after) if after else None)
