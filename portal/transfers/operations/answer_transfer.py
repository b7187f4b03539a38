"""The house a person moves to takes the person in, or says why not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.candidates.clocks import clock_start
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.record_training import record_training
from portal.candidates.queries.access import check_unit, lock_candidate, signature
from portal.candidates.stages import LEAVING, PATH, Stage
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation
from portal.organizations.queries import get_unit
from portal.people.models import Education, Person, Sex, SourceGroup
from portal.people.operations.register_person import register_person
from portal.people.queries import find_same_person
from portal.transfers.cases import arrival_stage
from portal.transfers.models import Transfer, TransferAnswer, TransferReply
from portal.transfers.queries import get_transfer

SEALED = ("national_id_sealed", "national_id_index", "phone_sealed")


@operation
def answer_transfer(
    *, transfer_id: UUID, reply: TransferReply | str, unit_id: UUID | None = None, reason: str = ""
) -> UUID | None:
    """Answer a move to the actor's house; return the candidate's id when the person was taken in.

    The person stands where the rules put him or her (rules.md §1.11), with the steps that came along
    marked as recorded elsewhere, so that an admission is counted once, where it was decided.
    """
    reply = TransferReply(reply)
    lock_name(f"transfer:{transfer_id}")
    found = get_transfer(transfer_id)
    if found.row.to_tenant_id != current_actor().tenant_id:
        raise NotFound
    if not found.is_waiting:
        raise Conflict("Việc chuyển này đã có trả lời, hoặc nơi đi đã rút.")
    if reply is TransferReply.REFUSED and not reason.strip():
        raise DomainError("Ghi lý do để nơi đi biết mà xử lý.", field="reason")
    candidate = _take_in(found.row, unit_id) if reply is TransferReply.ACCEPTED else None
    answer = TransferAnswer(
        to_tenant_id=found.row.tenant_id,
        transfer_id=found.row.id,
        candidate_id=candidate.id if candidate else None,
        reply=reply,
        reason=reason.strip(),
        answered_by=signature(),
    )
    db.session.add(answer)
    audit.record("transfer.answered", answer, transfer_id=found.row.id, reply=reply)
    return candidate.id if candidate else None


def _take_in(row: Transfer, unit_id: UUID | None) -> Candidate:
    if unit_id is None:
        raise DomainError("Chọn chi bộ tiếp nhận.", field="unit_id")
    check_unit(unit_id)
    get_unit(unit_id)
    person = _person(row, unit_id)
    candidate = _candidate(row, person, unit_id)
    steps = _carry_steps(row, candidate)
    candidate.stage = arrival_stage(row.stage, row.situation)
    candidate.stage_since = steps[-1].happened_on if steps else row.listed_on or row.moved_on
    candidate.clock_from = clock_start(candidate.stage, steps)
    candidate.listed_on, candidate.list_resolution_no = row.listed_on, row.list_resolution_no
    candidate.removed_on = None
    _carry_papers(row, candidate)
    for training in row.training:
        record_training(
            person_tenant_id=person.tenant_id,
            person_id=person.id,
            **{
                **training,
                "issued_on": date.fromisoformat(training["issued_on"]),
                "score": Decimal(training["score"]) if training["score"] is not None else None,
            },
        )
    audit.record("candidate.arrived", candidate, transfer_id=row.id, stage=candidate.stage)
    return candidate


def _person(row: Transfer, unit_id: UUID) -> Person:
    """Return the house's own person, new unless it knew the person already."""
    fields: dict[str, Any] = dict(row.person)
    sealed = {name: fields.pop(name) for name in SEALED}
    person = find_same_person(full_name=row.full_name, birth_date=row.birth_date)
    if person is None:
        person_id = register_person(
            **{
                **fields,
                "birth_date": row.birth_date,
                "sex": Sex(fields["sex"]),
                "education": Education(fields["education"]) if fields["education"] else None,
                "source_group": SourceGroup(fields["source_group"]),
                "unit_id": unit_id,
            }
        )
        person = get_row(Person, person_id)
    for name, value in sealed.items():
        if value and not getattr(person, name):
            setattr(person, name, value)
    return person


def _candidate(row: Transfer, person: Person, unit_id: UUID) -> Candidate:
    there = db.session.scalar(
        select(Candidate.id).where(Candidate.tenant_id == person.tenant_id, Candidate.person_id == person.id)
    )
    if there is not None:
        candidate = lock_candidate(there)
        if candidate.stage not in LEAVING:
            raise Conflict(f"{person.full_name} đang được đơn vị theo dõi; kiểm tra lại trước khi tiếp nhận.")
        candidate.unit_id = unit_id
        candidate.version += 1
        return candidate
    candidate = Candidate(
        person_id=person.id,
        unit_id=unit_id,
        first_stage=row.first_stage,
        stage=Stage.NOMINATED,
        stage_since=row.moved_on,
        remarks=f"Chuyển từ {row.from_name} theo giấy số {row.letter_no}.",
    )
    db.session.add(candidate)
    db.session.flush()
    return candidate


def _carry_steps(row: Transfer, candidate: Candidate) -> list[StageStep]:
    """Write down the steps that still hold, as recorded elsewhere; those the house has already stay."""
    last = arrival_stage(row.stage, row.situation)
    end = PATH.index(last) if last in PATH else len(PATH)
    known = {
        (step.to_stage, step.happened_on, step.document_no): step
        for step in db.session.scalars(
            select(StageStep).where(
                StageStep.tenant_id == candidate.tenant_id, StageStep.candidate_id == candidate.id
            )
        )
    }
    kept = []
    for fields in row.steps:
        to_stage = Stage(fields["to_stage"])
        if to_stage in PATH and PATH.index(to_stage) > end:
            continue
        happened_on = date.fromisoformat(fields["happened_on"])
        step = known.get((to_stage, happened_on, fields["document_no"])) or StageStep(
            candidate_id=candidate.id,
            person_id=candidate.person_id,
            from_stage=Stage(fields["from_stage"]),
            to_stage=to_stage,
            happened_on=happened_on,
            document_type=fields["document_type"],
            document_no=fields["document_no"],
            document_date=_day(fields["document_date"]),
            votes=fields["votes"],
            rule_set_id=fields["rule_set_id"],
            verdict=fields["verdict"],
            carried_from=row.from_name,
            recorded_by=fields["recorded_by"],
            recorded_by_account_id=current_actor().account_id,
        )
        db.session.add(step)
        kept.append(step)
    return kept


def _carry_papers(row: Transfer, candidate: Candidate) -> None:
    known = set(
        db.session.scalars(
            select(Evidence.kind).where(
                Evidence.tenant_id == candidate.tenant_id,
                Evidence.candidate_id == candidate.id,
                Evidence.is_current,
            )
        )
    )
    for fields in row.papers:
        if fields["kind"] in known:
            continue
        db.session.add(
            Evidence(
                candidate_id=candidate.id,
                person_id=candidate.person_id,
                recorded_by_account_id=current_actor().account_id,
                **{**fields, "dated_on": _day(fields["dated_on"])},
            )
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
