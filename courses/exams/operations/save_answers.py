"""Keeping what the player sends: the hot path of the product, one round trip when nothing is unusual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import text

from courses.exams.events import EventKind
from courses.exams.machine import AttemptState, Standing
from courses.exams.models import Attempt
from courses.exams.operations.start_attempt import note_events
from courses.exams.queries.attempts import GRACE, find_shapes, item_shapes, list_held, standing_of
from courses.exams.saving import Work
from courses.exams.sending import SaveReply, SentAnswer
from portal.kernel import clock
from portal.kernel.database import db, lock, run_alone
from portal.kernel.operation import operation

# One statement locks the attempt and notes that it was seen, writes both tables and says which answers
# were new. Unless it was decided under the lock before, an attempt that takes no answers now gives no
# row; the guard on seq keeps what is newer already, and an item that was not new is not logged, for it
# is decided again.
_KEEP = text(
    """
    with mine as (
        update attempt set seen_at = :now
        where id = :attempt_id and (
            :is_decided or (
                state = 'open' and deadline >= :earliest
                and (cast(:device as text) is null or device in ('', :device))
            )
        )
        returning tenant_id, person_id, id, deadline
    ), kept as (
        insert into answer (tenant_id, id, person_id, attempt_id, item, seq, value, received_at)
        select mine.tenant_id, sent.id, mine.person_id, mine.id, sent.item, sent.seq, sent.value, :now
        from mine, jsonb_to_recordset(cast(:answers as jsonb))
            as sent (id uuid, item int, seq int, value text[])
        on conflict (tenant_id, attempt_id, item) do update
            set seq = excluded.seq, value = excluded.value, received_at = excluded.received_at
            where answer.seq < excluded.seq
        returning item
    ), logged as (
        insert into answer_event (tenant_id, id, person_id, attempt_id, kind, item, seq, value, received_at)
        select
            mine.tenant_id, noted.id, mine.person_id, mine.id,
            noted.kind, noted.item, noted.seq, noted.value, :now
        from mine, jsonb_to_recordset(cast(:events as jsonb))
            as noted (id uuid, kind text, item int, seq int, value text[])
        where :is_decided or noted.item in (select item from kept)
    )
    select deadline, array(select item from kept) from mine
    """
)


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
    reply = None if events else _keep_new(attempt_id, answers, device)
    return reply or _keep_decided(attempt_id, answers, events, device)


def _keep_new(attempt_id: UUID, answers: Sequence[SentAnswer], device: str | None) -> SaveReply | None:
    """Save on the assumption that the attempt runs and every answer is new; None when that is not so.

    The statement tests the assumption under its lock. What turns out not to be new is decided again.
    """
    shapes = find_shapes(attempt_id)
    if shapes is None or not answers:
        return None
    now = clock.now()
    work = Work({}, shapes, Standing(AttemptState.OPEN, now, now))
    work.take(answers)
    kept = run_alone(_KEEP, _values(attempt_id, work, device=device, is_decided=False))
    if not kept:
        return None
    deadline, items = kept[0]
    behind = work.stored.keys() - set(items)
    work.forget(behind)
    reply = work.reply(AttemptState.OPEN, deadline)
    if not behind:
        return reply
    again = _keep_decided(attempt_id, [answer for answer in answers if answer.item in behind], (), device)
    return replace(again, acked={**reply.acked, **again.acked}, refused={**reply.refused, **again.refused})


def _keep_decided(
    attempt_id: UUID, answers: Sequence[SentAnswer], events: Sequence[EventKind], device: str | None
) -> SaveReply:
    """Save by what is held: lock the attempt, read, decide, write."""
    attempt = lock(Attempt, attempt_id)
    standing = standing_of(attempt)
    is_moved = device is not None and bool(attempt.device) and device != attempt.device
    shapes = item_shapes(attempt)
    held = list_held(attempt_id, shapes.keys() & {answer.item for answer in answers})
    work = Work(held, shapes, standing, is_moved=is_moved)
    work.take(answers)
    attempt.late_count += work.late_count
    note_events(attempt, events)
    if work.events:
        db.session.execute(_KEEP, _values(attempt_id, work, device=device, is_decided=True))
    return work.reply(standing.shown_state, attempt.deadline)


def _values(attempt_id: UUID, work: Work, *, device: str | None, is_decided: bool) -> Mapping[str, Any]:
    now = work.standing.now
    return work.rows() | {
        "attempt_id": attempt_id,
        "now": now,
        "earliest": now - GRACE,
        "device": device,
        "is_decided": is_decided,
    }
