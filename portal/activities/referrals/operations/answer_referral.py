"""The Party house answers a referral."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.activities.referrals.models import Answer, Referral, ReferralAnswer
from portal.activities.referrals.queries import get_referral
from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.operations.register_candidate import register_candidate
from portal.candidates.queries.access import check_unit, signature
from portal.candidates.stages import Stage, is_allowed
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.operation import operation
from portal.people.models import Person
from portal.people.queries import find_same_person


@operation
def answer_referral(
    *,
    referral_id: UUID,
    answer: Answer | str,
    reason: str = "",
    unit_id: UUID | None = None,
    list_resolution_no: str = "",
    listed_on: date | None = None,
) -> UUID | None:
    """Record the house's answer; return the candidate's id when the member was put on the list.

    Acceptance needs the cell's resolution. Somebody the house follows already is linked, not
    doubled; a nominated person moves to the list by the same resolution.
    """
    answer = Answer(answer)
    row = get_referral(referral_id)
    referral = row.referral
    if referral.to_tenant_id != current_actor().tenant_id or answer is Answer.STAGE:
        raise NotFound
    lock_name(f"referral:{referral_id}")
    if get_referral(referral_id).decision is not None:
        raise Conflict("Lời giới thiệu này đã có câu trả lời.")
    if answer is Answer.REFUSED and not reason.strip():
        raise DomainError("Ghi lý do để đoàn thể biết mà bồi dưỡng tiếp.", field="reason")
    candidate = None
    if answer is Answer.ACCEPTED:
        candidate = _accept(referral, unit_id, list_resolution_no.strip(), listed_on)
    saying = ReferralAnswer(
        to_tenant_id=referral.tenant_id,
        referral_tenant_id=referral.tenant_id,
        referral_id=referral.id,
        answer=answer,
        reason=reason.strip(),
        candidate_id=candidate.id if candidate else None,
        stage=candidate.stage if candidate else None,
        answered_on=clock.today(),
        answered_by=signature(),
    )
    db.session.add(saying)
    audit.record("referral.answered", saying, referral_id=referral.id, answer=answer)
    return candidate.id if candidate else None


def _accept(referral: Referral, unit_id: UUID | None, number: str, listed_on: date | None) -> Candidate:
    check_unit(unit_id)
    if not number:
        raise DomainError("Ghi số nghị quyết chi bộ.", field="list_resolution_no")
    if listed_on is None or listed_on > clock.today():
        raise DomainError("Ghi ngày nghị quyết chi bộ, không ở tương lai.", field="listed_on")
    person = find_same_person(full_name=referral.full_name, birth_date=referral.birth_date)
    candidate = _candidate_of(person) if person else None
    if candidate is None and person is None:
        candidate_id = register_candidate(
            unit_id=unit_id,
            listed_on=listed_on,
            list_resolution_no=number,
            remarks=f"{referral.branch_name} giới thiệu, nghị quyết {referral.resolution_no}.",
            full_name=referral.full_name,
            birth_date=referral.birth_date,
            sex=referral.sex,
            position=referral.position,
        )
        return _get(candidate_id)
    if candidate is None and person is not None:
        candidate = Candidate(
            person_id=person.id,
            unit_id=unit_id,
            first_stage=Stage.PROSPECT,
            stage=Stage.PROSPECT,
            stage_since=listed_on,
            listed_on=listed_on,
            list_resolution_no=number,
        )
        db.session.add(candidate)
        audit.record("candidate.registered", candidate, stage=candidate.stage)
    elif candidate is not None and _may_list(candidate.stage):
        advance_stage(
            candidate_id=candidate.id, to_stage=Stage.PROSPECT, happened_on=listed_on, document_no=number
        )
    return candidate  # type: ignore[return-value]


def _may_list(stage: Stage) -> bool:
    """Tell whether the resolution brings somebody known to the house onto the list."""
    return stage in {Stage.NOMINATED, Stage.REMOVED_FROM_LIST, Stage.WITHDRAWN} and is_allowed(
        stage, Stage.PROSPECT
    )


def _candidate_of(person: Person) -> Candidate | None:
    return db.session.scalar(
        select(Candidate).where(Candidate.tenant_id == person.tenant_id, Candidate.person_id == person.id)
    )


def _get(candidate_id: UUID) -> Candidate:
    return db.session.scalars(
        select(Candidate).where(
            Candidate.tenant_id == current_actor().tenant_id, Candidate.id == candidate_id
        )
    ).one()
