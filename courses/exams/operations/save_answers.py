"""Keeping what the player sends: the hot path of the product, two statements a request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import text

from courses.bank.types.contract import ValueMistake
from courses.bank.types.registry import TYPES
from courses.exams.events import EventKind
from courses.exams.frozen_paper import FrozenItem
from courses.exams.machine import KeepLate, Refused, Stale, Standing, Store, decide_save
from courses.exams.models import Attempt
from courses.exams.queries.attempts import Held, item_shapes, list_held, standing_of
from courses.exams.sending import SaveReply, SentAnswer
from portal.kernel.database import db, lock
from portal.kernel.operation import operation
from portal.kernel.tenancy import new_id

# One statement writes both tables and says which answers were new. What is held decides, by the guard
# on seq, so that it need not be read before; an answer that was not new is not logged as saved.
_WRITE = text(
    """
    with kept as (
        insert into answer (tenant_id, id, person_id, attempt_id, item, seq, value, received_at)
        select :tenant_id, sent.id, :person_id, :attempt_id, sent.item, sent.seq, sent.value, :now
        from jsonb_to_recordset(cast(:answers as jsonb)) as sent (id uuid, item int, seq int, value text[])
        on conflict (tenant_id, attempt_id, item) do update
            set seq = excluded.seq, value = excluded.value, received_at = excluded.received_at
            where answer.seq < excluded.seq
        returning item
    ), logged as (
        insert into answer_event (tenant_id, id, person_id, attempt_id, kind, item, seq, value, received_at)
        select
            :tenant_id, noted.id, :person_id, :attempt_id,
            noted.kind, noted.item, noted.seq, noted.value, :now
        from jsonb_to_recordset(cast(:events as jsonb))
            as noted (id uuid, kind text, item int, seq int, value text[])
        where noted.kind <> 'saved' or noted.item in (select item from kept)
    )
    select item from kept
    """
)
NO_SUCH_ITEM = "Đề này không có câu {0}."
ELSEWHERE = "Câu này vừa được trả lời ở nơi khác. Tải lại trang để xem."


@operation(recorded_in="answer_event")
def save_answers(
    *,
    attempt_id: UUID,
    answers: Sequence[SentAnswer],
    events: Sequence[EventKind] = (),
    device: str | None = None,
) -> SaveReply:
    """Keep the newest answer of each item, log everything, say what the server holds.

    ``device`` is the mark of the browser, None when it sent none. A browser from which the attempt
    was moved away is told so; what it sent stays in the log. Raises NotFound for somebody else's
    attempt.
    """
    attempt = lock(Attempt, attempt_id)
    standing = standing_of(attempt)
    is_moved = device is not None and bool(attempt.device) and device != attempt.device
    shapes = item_shapes(attempt.paper_id)
    items = shapes.keys() & {answer.item for answer in answers}
    is_closed = is_moved or not standing.is_running
    held = list_held(attempt_id, items) if items and is_closed else {}
    work = _Work(held, shapes, standing, is_moved=is_moved)
    work.take(answers)
    behind = work.stored.keys() - _write(attempt, work, events)
    if behind:
        _decide_again(attempt, work, [answer for answer in answers if answer.item in behind])
    return SaveReply(
        standing.shown_state,
        standing.now,
        attempt.deadline,
        acked={item: work.held[item].seq for item in sorted(items) if work.is_acked(item)},
        refused=work.refused,
        is_moved=is_moved,
    )


def _decide_again(attempt: Attempt, work: _Work, answers: Sequence[SentAnswer]) -> None:
    """Decide about answers that were not newer than what is held, now that it is known to matter."""
    again = _Work(list_held(attempt.id, {answer.item for answer in answers}), work.shapes, work.standing)
    again.take(answers)
    _write(attempt, again, ())
    work.held |= again.held
    work.refused |= again.refused


@dataclass(slots=True)
class _Work:
    """What one request changes; ``held`` grows as answers are taken, so that one item may come twice.

    An item not in ``held`` is taken as not answered yet; the guard of the statement corrects that.
    """

    held: dict[int, Held]
    shapes: Mapping[int, FrozenItem]
    standing: Standing
    is_moved: bool = False
    stored: dict[int, Held] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def take(self, answers: Iterable[SentAnswer]) -> None:
        """Decide about answers in the order they came and note what follows."""
        for answer in answers:
            self._take(answer)

    def _take(self, answer: SentAnswer) -> None:
        shape = self.shapes.get(answer.item)
        if shape is None:
            self.refused[str(answer.item)] = NO_SUCH_ITEM.format(answer.item)
            return
        try:
            TYPES[shape.type].check(answer.value, shape)
        except ValueMistake as mistake:
            self.refused[str(answer.item)] = str(mistake)
            return
        self._decide(answer)

    def _decide(self, answer: SentAnswer) -> None:
        held = self.held.get(answer.item)
        decision = decide_save(
            self.standing,
            held_seq=held.seq if held else None,
            sent_seq=answer.seq,
            is_same_value=held is not None and held.value == answer.value,
        )
        match decision:
            case Refused(reason):
                self.refused[str(answer.item)] = reason
            case Store() if self.is_moved:
                self._log(EventKind.STALE, answer)
            case Store(seq):
                kept = Held(seq, answer.value)  # type: ignore[arg-type]  # checked above
                self.held[answer.item] = self.stored[answer.item] = kept
                self._log(EventKind.SAVED, answer)
            case KeepLate():
                self._log(EventKind.LATE, answer)
            case Stale(is_conflict=is_conflict):
                self._log(EventKind.STALE, answer)
                if is_conflict:
                    self.refused[str(answer.item)] = ELSEWHERE

    def _log(self, kind: EventKind, answer: SentAnswer) -> None:
        line = {"id": new_id(), "kind": kind, "item": answer.item, "seq": answer.seq, "value": answer.value}
        self.events.append(line)

    def is_acked(self, item: int) -> bool:
        """Tell whether the sequence held may be reported for the item."""
        return item in self.held and str(item) not in self.refused


def _write(attempt: Attempt, work: _Work, events: Iterable[EventKind]) -> set[int]:
    """Write what was decided; return the items whose answer was newer than what was held."""
    reported = [{"id": new_id(), "kind": kind} for kind in events]
    noted = work.events + reported
    if not noted:
        return set()
    stored = [
        {"id": new_id(), "item": item, "seq": held.seq, "value": held.value}
        for item, held in work.stored.items()
    ]
    kept = db.session.scalars(
        _WRITE,
        {
            "tenant_id": attempt.tenant_id,
            "person_id": attempt.person_id,
            "attempt_id": attempt.id,
            "now": work.standing.now,
            "answers": json.dumps(stored, default=str),
            "events": json.dumps(noted, default=str),
        },
    )
    return set(kept)
