"""Somebody leaves the house for another organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from portal.candidates.models.stage import StageStep
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.stages import RULES, Stage, is_allowed, still_holding
from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.wording import bloc
from portal.organizations.queries import current_organization, get_organization
from portal.transfers.cases import case_of, due_date
from portal.transfers.models import Transfer
from portal.transfers.queries import house_choices

PERSON_FIELDS = (
    *("full_name", "sex", "ethnicity", "religion", "education", "education_text", "source_group"),
    *("position", "youth_member", "trade_union_member"),
    *("national_id_sealed", "national_id_index", "phone_sealed"),
)
STEP_FIELDS = (
    *("from_stage", "to_stage", "happened_on", "document_type", "document_no", "document_date"),
    *("votes", "rule_set_id", "verdict", "recorded_by"),
)
PAPER_FIELDS = ("kind", "state", "number", "dated_on", "holder", "value", "recorded_by")
HELPER_FIELDS = ("helper_name", "resolution_no", "starts_on", "ends_on")
TRAINING_FIELDS = (
    *("kind", "certificate_number", "issued_on", "grade", "score", "issuer", "class_name"),
    "certificate_code",
)


@operation
def start_transfer(
    *,
    candidate_id: UUID,
    to_house_id: UUID | None,
    destination: str = "",
    moved_on: date,
    exit_reason: str,
    letter_no: str,
    letter_date: date,
    remarks: str = "",
) -> UUID:
    """Let a candidate go, with the record that goes along; return the transfer's id.

    ``moved_on`` is the day of the decision to move, ``letter_no`` the certificate that the person is
    being helped, or the letter with the dossier. Without ``to_house_id`` the person leaves the bloc
    for ``destination``.
    """
    candidate = lock_candidate(candidate_id)
    if not is_allowed(candidate.stage, Stage.TRANSFERRED_OUT):
        raise RuleRefused(f"Đang ở “{RULES[candidate.stage].label}”: không chuyển đi được.")
    if to_house_id is not None and to_house_id not in {house for house, _ in house_choices()}:
        raise DomainError(f"Chọn một đơn vị khác trong {bloc()}.", field="to_house_id")
    if to_house_id is None and not destination.strip():
        raise DomainError(f"Chọn đơn vị trong {bloc()}, hoặc ghi tên nơi đến.", field="destination")
    if moved_on > clock.today():
        raise DomainError("Ngày quyết định chuyển ở tương lai.", field="moved_on")
    record = get_record(candidate_id)
    row = _describe(record, to_house_id, moved_on)
    row.destination = get_organization(to_house_id).name if to_house_id else destination.strip()
    row.letter_no, row.letter_date, row.remarks = letter_no.strip(), letter_date, remarks.strip()
    try:
        row.step_id = advance_stage(
            candidate_id=candidate_id,
            to_stage=Stage.TRANSFERRED_OUT,
            happened_on=letter_date,
            document_no=letter_no,
            document_date=letter_date,
            exit_reason=exit_reason,
            remarks=remarks or f"Chuyển đến {row.destination}.",
        )
    except DomainError as error:
        names = {"document_no": "letter_no", "happened_on": "letter_date", "document_date": "letter_date"}
        raise type(error)(error.message, field=names.get(error.field or "", error.field)) from error
    db.session.add(row)
    audit.record(
        "transfer.started",
        row,
        candidate_id=candidate_id,
        to_house_id=to_house_id,
        case=row.situation,
        stage=row.stage,
    )
    return row.id


def _describe(record: CandidateRecord, to_house_id: UUID | None, moved_on: date) -> Transfer:
    candidate, person = record.candidate, record.person
    holding = still_holding(record.standing_steps)
    calendar = load_rules().calendar
    case = case_of(
        candidate.stage,
        moved_on=moved_on,
        decided_on=_day_of(holding, Stage.DECIDED),
        is_within=to_house_id is not None,
        calendar=calendar,
    )
    return Transfer(
        to_tenant_id=to_house_id,
        candidate_id=candidate.id,
        person_id=person.id,
        full_name=person.full_name,
        birth_date=person.birth_date,
        from_name=current_organization().name,
        first_stage=candidate.first_stage,
        stage=candidate.stage,
        situation=case,
        moved_on=moved_on,
        due_on=due_date(case, moved_on, calendar),
        listed_on=candidate.listed_on,
        list_resolution_no=candidate.list_resolution_no,
        person=_fields(person, PERSON_FIELDS),
        steps=[_fields(step, STEP_FIELDS) for step in holding],
        papers=[_fields(paper, PAPER_FIELDS) for paper in record.evidence],
        helpers=[_fields(helper, HELPER_FIELDS) for helper in record.helpers],
        reviews=[{"period": review.period, "proposal": review.proposal} for review in record.reviews],
        training=[
            _fields(training, TRAINING_FIELDS) for training in record.training if training.annulled_on is None
        ],
        sent_by=signature(),
    )


def _day_of(steps: Iterable[StageStep], stage: Stage) -> date | None:
    return next((step.document_date or step.happened_on for step in steps if step.to_stage is stage), None)


def _fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    """Return a value as JSON keeps it; days as ISO, numbers of marks as text."""
    if value is None or isinstance(value, bool | int | dict | list):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
