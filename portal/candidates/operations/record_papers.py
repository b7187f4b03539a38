"""Several papers of one dossier at once, as the clerk's table has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.candidates.evidence_kinds import RULES, THERE, EvidenceKind, PaperState
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.operations.record_evidence import record_evidence, withdraw_evidence
from portal.candidates.queries.access import lock_candidate
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One line as it was sent: ``seen_id`` is the record the clerk was looking at, if any.

    ``state`` None says that the paper is missing; ``shown`` is the state the page showed of a paper
    without a record of its own, because a step or a certificate (``is_recorded``) speaks of it.
    """

    key: str
    kind: EvidenceKind
    seen_id: UUID | None
    state: PaperState | None
    number: str = ""
    dated_on: date | None = None
    holder: str = ""
    choice: str = ""
    flags: tuple[str, ...] = ()
    shown: PaperState | None = None
    is_recorded: bool = False


@operation
def record_papers(*, candidate_id: UUID, papers: Iterable[PaperEntry]) -> int:
    """Record the lines that differ from what the clerk saw; return how many.

    A line somebody else has changed meanwhile is refused, the others of the same sending too:
    nothing is half done. A line left as it was is left alone, whoever changed it.
    """
    candidate = lock_candidate(candidate_id)
    rows = _rows(candidate)
    changed = 0
    for entry in papers:
        seen = rows.get(entry.seen_id) if entry.seen_id else None
        if _is_as_seen(entry, seen):
            continue
        if not _is_still_current(entry, seen, rows.values()):
            raise Conflict(
                "Người khác vừa ghi giấy tờ này; tải lại trang để xem.", field=f"{entry.key}.state"
            )
        try:
            _record(candidate_id, entry, seen)
        except DomainError as error:
            raise type(error)(error.message, field=f"{entry.key}.{error.field}") from error
        changed += 1
    if not changed:
        raise DomainError("Chưa có dòng nào thay đổi.")
    return changed


def _rows(candidate: Candidate) -> dict[UUID, Evidence]:
    """Return every record of the candidate's papers, superseded ones too, by id."""
    statement = select(Evidence).where(
        Evidence.tenant_id == candidate.tenant_id, Evidence.candidate_id == candidate.id
    )
    return {row.id: row for row in db.session.scalars(statement)}


def _is_as_seen(entry: PaperEntry, seen: Evidence | None) -> bool:
    if seen is None:
        return entry.state is entry.shown and (entry.state is None or not entry.holder.strip())
    if seen.kind is not entry.kind:
        raise DomainError("Dòng này không đúng loại giấy tờ.", field=f"{entry.key}.state")
    return _content(entry) == (
        seen.state,
        seen.number,
        seen.dated_on,
        _keeper(seen),
        seen.value.get("choice", "") if RULES[seen.kind].choices else "",
        tuple(word for word, _ in RULES[seen.kind].flags if seen.value.get(word)),
    )


def _content(entry: PaperEntry) -> tuple[Any, ...]:
    flags = tuple(word for word, _ in RULES[entry.kind].flags if word in entry.flags)
    return (
        entry.state,
        entry.number.strip(),
        entry.dated_on,
        entry.holder.strip(),
        entry.choice,
        flags,
    )


def _keeper(seen: Evidence) -> str:
    return str(seen.value.get("keeper", "")) if RULES[seen.kind].has_introducer else seen.holder


def _is_still_current(entry: PaperEntry, seen: Evidence | None, rows: Iterable[Evidence]) -> bool:
    if seen is not None:
        return seen.is_current
    return RULES[entry.kind].is_many or not any(row.is_current and row.kind is entry.kind for row in rows)


def _record(candidate_id: UUID, entry: PaperEntry, seen: Evidence | None) -> None:
    if entry.state is None:
        if seen is None:
            raise DomainError("Giấy này có từ bước đã ghi; đính chính ở bước đó.", field="state")
        withdraw_evidence(candidate_id=candidate_id, evidence_id=seen.id)
        return
    if RULES[entry.kind].is_custody and entry.state in THERE and not entry.is_recorded:
        raise DomainError("Số và ngày ghi ở bước tương ứng; ghi bước đó trước.", field="state")
    kept: dict[str, Any] = dict(seen.value) if seen else {}
    has_introducer = RULES[entry.kind].has_introducer
    together = kept.get("together_since")
    record_evidence(
        candidate_id=candidate_id,
        kind=entry.kind,
        state=entry.state,
        number=entry.number,
        dated_on=entry.dated_on,
        holder=seen.holder if has_introducer and seen else entry.holder,
        keeper=entry.holder if has_introducer else "",
        choice=entry.choice,
        flags=entry.flags or tuple(word for word, value in kept.items() if value is True and has_introducer),
        together_since=date.fromisoformat(together) if together else None,
        months=kept.get("months"),
        replaces_id=seen.id if seen else None,
    )
