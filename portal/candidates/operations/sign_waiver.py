"""A criterion that a named person lets go, on a paper that says so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.candidates.models.waiver import Waiver
from portal.candidates.queries.access import lock_candidate, signature
from portal.candidates.queries.records import get_record
from portal.eligibility.steps import CRITERIA, NEVER_WAIVED
from portal.eligibility.verdict import Kind
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation


@operation
def sign_waiver(
    *,
    candidate_id: UUID,
    criterion: str,
    evidence_no: str,
    evidence_date: date,
    decided_by: str,
    reason: str,
) -> UUID:
    """Record that somebody let a criterion go; return the row's id.

    The paper and the person are named, or the verdict would rest on nobody (rules.md §11). Soft
    criteria stop nothing and need no waiver; the exceptions of the rules have papers of their own.
    """
    candidate = lock_candidate(candidate_id)
    rule = CRITERIA.get(criterion)
    if rule is None or rule.kind not in {Kind.HARD, Kind.GATE}:
        raise NotFound
    if criterion in NEVER_WAIVED:
        raise RuleRefused(f"Điều kiện “{rule.title}” không ai được miễn.")
    for name, value, words in (
        ("evidence_no", evidence_no, "Cần số văn bản."),
        ("decided_by", decided_by, "Cần tên người quyết định."),
        ("reason", reason, "Cần ghi lý do."),
    ):
        if not value.strip():
            raise DomainError(words, field=name)
    if evidence_date > clock.today():
        raise DomainError("Ngày ở tương lai.", field="evidence_date")
    if any(waiver.criterion == criterion for waiver in get_record(candidate_id).standing_waivers):
        raise RuleRefused("Điều kiện này đang được miễn; muốn thay thì thu hồi trước.")
    waiver = Waiver(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        criterion=criterion,
        evidence_no=evidence_no.strip(),
        evidence_date=evidence_date,
        decided_by=decided_by.strip(),
        reason=reason.strip(),
        recorded_by=signature(),
        recorded_by_account_id=current_actor().account_id,
    )
    db.session.add(waiver)
    audit.record(
        "waiver.signed",
        waiver,
        candidate_id=candidate.id,
        criterion=criterion,
        evidence_no=waiver.evidence_no,
        decided_by=waiver.decided_by,
    )
    return waiver.id
