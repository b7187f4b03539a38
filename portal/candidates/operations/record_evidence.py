"""What the clerk saw about a paper of the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.candidates.evidence_kinds import RULES, THERE, EvidenceKind, EvidenceRule, PaperState
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.queries.access import lock_candidate, signature
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@operation
def record_evidence(
    *,
    candidate_id: UUID,
    kind: EvidenceKind | str,
    number: str = "",
    dated_on: date | None = None,
    holder: str = "",
    choice: str = "",
    flags: Iterable[str] = (),
    together_since: date | None = None,
    months: int | None = None,
    state: PaperState | str = PaperState.HELD,
    replaces_id: UUID | None = None,
    keeper: str = "",
) -> UUID:
    """Record how a paper stands: number, date, who holds it; return the row's id.

    What a kind needs is asked of a paper that is there, not of one still being made. ``choice``
    and ``flags`` are words of the kind's own lists. A later row of the same kind supersedes the
    earlier one, except for kinds that stand beside each other (introductions, yearly ratings), of
    which ``replaces_id`` names the one that this row supersedes. ``holder`` of an introduction is
    who introduces; ``keeper`` then says who holds the paper.
    """
    kind, state = EvidenceKind(kind), PaperState(state)
    rule = RULES[kind]
    candidate = lock_candidate(candidate_id)
    _check_date(dated_on)
    if state in THERE:
        _check(rule, number=number, dated_on=dated_on, choice=choice, months=months)
    for earlier in _current(candidate, kind):
        if earlier.id == replaces_id or not rule.is_many:
            earlier.is_current = False
    evidence = Evidence(
        candidate_id=candidate.id,
        person_id=candidate.person_id,
        kind=kind,
        state=state,
        number=number.strip(),
        dated_on=dated_on,
        holder=holder.strip(),
        value=_value(rule, choice, frozenset(flags), together_since, months)
        | ({"keeper": keeper.strip()} if keeper.strip() else {}),
        recorded_by=signature(),
        recorded_by_account_id=current_actor().account_id,
    )
    db.session.add(evidence)
    audit.record(
        "evidence.recorded",
        evidence,
        candidate_id=candidate.id,
        kind=kind,
        state=state,
        number=evidence.number,
    )
    return evidence.id


@operation
def withdraw_evidence(*, candidate_id: UUID, evidence_id: UUID) -> None:
    """Mark a row entered by mistake; it stays as history and counts no more."""
    lock_candidate(candidate_id)
    evidence = lock(Evidence, evidence_id)
    if evidence.candidate_id != candidate_id or not evidence.is_current:
        raise Conflict("Giấy tờ này đã được thay hoặc bỏ.")
    evidence.is_current = False
    audit.record("evidence.withdrawn", evidence, candidate_id=candidate_id, kind=evidence.kind)


def _check_date(dated_on: date | None) -> None:
    if dated_on is not None and dated_on > clock.today():
        raise DomainError("Ngày ở tương lai.", field="dated_on")


def _check(
    rule: EvidenceRule, *, number: str, dated_on: date | None, choice: str, months: int | None
) -> None:
    if rule.needs_number and not number.strip():
        raise DomainError("Cần số văn bản.", field="number")
    if rule.needs_date and dated_on is None:
        raise DomainError(f"Cần {rule.date_label.lower()}.", field="dated_on")
    if rule.choices and choice not in dict(rule.choices):
        raise DomainError("Chọn một mục.", field="choice")
    if rule.has_months and (months is None or months < 0):
        raise DomainError("Ghi số tháng.", field="months")


def _value(
    rule: EvidenceRule,
    choice: str,
    flags: frozenset[str],
    together_since: date | None,
    months: int | None,
) -> dict[str, Any]:
    value: dict[str, Any] = {word: word in flags for word, _ in rule.flags}
    if rule.choices and choice:
        value["choice"] = choice
    if rule.has_introducer:
        value |= {word: word in flags for word in ("official", "is_replacement", "after_move")}
        value["together_since"] = together_since.isoformat() if together_since else None
    if rule.has_months:
        value["months"] = months
    return value


def _current(candidate: Candidate, kind: EvidenceKind) -> list[Evidence]:
    statement = select(Evidence).where(
        Evidence.tenant_id == candidate.tenant_id,
        Evidence.candidate_id == candidate.id,
        Evidence.kind == kind,
        Evidence.is_current,
    )
    return list(db.session.scalars(statement))
