"""The life of one attempt, decided without a database: state + event → what changes.

States: ``open`` → ``submitted`` (by the candidate), ``expired`` (by the server at the deadline, with
what it holds) or ``void`` (by a proctor, with a reason). A closed attempt comes back only by
``decide_reopen``. The sequence number of an answer counts saves of one item by the player; the
server never makes one up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, TypeAlias
from uuid import UUID

HIGHEST_SEQ = 2**31 - 1
"""What the column holds; a player that saves each second reaches it in 68 years."""


class AttemptState(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    EXPIRED = "expired"
    VOID = "void"


STATE_LABELS = {
    AttemptState.OPEN: "đang làm bài",
    AttemptState.SUBMITTED: "đã nộp bài",
    AttemptState.EXPIRED: "đã hết giờ, máy chủ thu bài",
    AttemptState.VOID: "đã bị hủy",
}


def compute_deadline(
    started_at: datetime, duration: timedelta, extra: timedelta, window_ends_at: datetime
) -> datetime:
    """Return started_at + duration + personal extra time, capped by the window's end (exams.md, 4).

    The cap holds for the extra time too. Time lost by an outage is given back to everybody by
    moving the window's end as well, which is a decision about the exam, not about one attempt.
    """
    return min(started_at + duration + extra, window_ends_at)


@dataclass(frozen=True, slots=True)
class Standing:
    """An attempt at the moment of an event; ``grace`` forgives the way of a packet, not lateness."""

    state: AttemptState
    deadline: datetime
    now: datetime
    grace: timedelta = timedelta(0)

    @property
    def is_running(self) -> bool:
        """Open, and the deadline (with grace) has not passed, whoever has noticed that or not."""
        return self.state is AttemptState.OPEN and self.now <= self.deadline + self.grace

    @property
    def shown_state(self) -> AttemptState:
        """The state to answer with: past its deadline an attempt is expired before the job says so."""
        is_over = self.state is AttemptState.OPEN and not self.is_running
        return AttemptState.EXPIRED if is_over else self.state


# --- Saving an answer -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Store:
    """Write the value and its sequence, log the event, acknowledge ``seq``."""

    is_logged: ClassVar[bool] = True
    seq: int


@dataclass(frozen=True, slots=True)
class KeepLate:
    """Change nothing, log the event flagged late: a person may accept it later with a reason."""

    is_logged: ClassVar[bool] = True
    state: AttemptState


@dataclass(frozen=True, slots=True)
class Stale:
    """Change nothing, answer with the sequence held; newer work is already stored.

    With ``is_conflict`` the same sequence came with another value (two tabs that share no journal):
    the value held stays, this one is logged, and must not be reported as saved.
    """

    is_logged: ClassVar[bool] = True
    held_seq: int
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Replay:
    """Change nothing, log nothing, acknowledge again: the first answer got lost on the way back."""

    is_logged: ClassVar[bool] = False
    seq: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Change nothing; ``reason`` is plain Vietnamese for the person who asked."""

    is_logged: ClassVar[bool] = False
    reason: str


SaveDecision: TypeAlias = Store | KeepLate | Stale | Replay | Refused


def decide_save(
    standing: Standing, *, held_seq: int | None, sent_seq: object, is_same_value: bool
) -> SaveDecision:
    """Decide about one answer sent; ``held_seq`` is the sequence stored for its item, if any.

    Newest wins by sequence, not by arrival; a replay changes nothing, in any state. The HTTP status
    is 409 whenever ``standing.is_running`` is false, whatever is decided about the single answers.
    """
    if isinstance(sent_seq, bool) or not isinstance(sent_seq, int) or not 1 <= sent_seq <= HIGHEST_SEQ:
        return Refused("Số thứ tự lưu của câu trả lời không hợp lệ.")
    if held_seq is not None and sent_seq < held_seq:
        return Stale(held_seq)
    if sent_seq == held_seq:
        return Replay(sent_seq) if is_same_value else Stale(sent_seq, is_conflict=True)
    if not standing.is_running:
        return KeepLate(standing.shown_state)
    return Store(sent_seq)


# --- Closing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Close:
    """Write the submission and the new state in one transaction; ``at`` is the time it counts from."""

    state: AttemptState
    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyClosed:
    """Change nothing, show the receipt there is."""

    state: AttemptState


@dataclass(frozen=True, slots=True)
class NotYet:
    """Change nothing: the attempt runs until ``deadline``."""

    deadline: datetime


def decide_submit(standing: Standing) -> Close | AlreadyClosed | Refused:
    """Decide about the candidate's "nộp bài": once closed, the same receipt again.

    Pressing the button after the deadline closes the attempt as the closing job would have.
    """
    if standing.state is AttemptState.VOID:
        return Refused("Lượt thi này đã bị hủy, không nộp được.")
    if standing.state is not AttemptState.OPEN:
        return AlreadyClosed(standing.state)
    if standing.is_running:
        return Close(AttemptState.SUBMITTED, standing.now)
    return Close(AttemptState.EXPIRED, standing.deadline)


def decide_expiry(standing: Standing) -> Close | AlreadyClosed | NotYet:
    """Decide for the closing job: an open attempt past its deadline is closed with what it holds."""
    if standing.state is not AttemptState.OPEN:
        return AlreadyClosed(standing.state)
    if standing.is_running:
        return NotYet(standing.deadline)
    return Close(AttemptState.EXPIRED, standing.deadline)


# --- Starting -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Resume:
    """Show the attempt that is open: a second start never makes a second paper."""

    attempt_id: UUID


@dataclass(frozen=True, slots=True)
class Begin:
    """Draw a paper and open an attempt."""

    number: int


@dataclass(frozen=True, slots=True)
class Window:
    """When an exam may be started, and how often by one person."""

    opens_at: datetime
    ends_at: datetime
    attempts_allowed: int


def decide_start(
    attempts: Sequence[tuple[UUID, AttemptState]], window: Window, now: datetime
) -> Resume | Begin | Refused:
    """Decide about "bắt đầu làm bài" for a person with these attempts; a void one does not count."""
    for attempt_id, state in attempts:
        if state is AttemptState.OPEN:
            return Resume(attempt_id)
    if now < window.opens_at:
        return Refused("Chưa đến giờ mở bài thi.")
    if now >= window.ends_at:
        return Refused("Đã hết thời gian mở bài thi.")
    used = sum(state is not AttemptState.VOID for _, state in attempts)
    if used >= window.attempts_allowed:
        return Refused(f"Đồng chí đã dùng hết {window.attempts_allowed} lượt thi.")
    return Begin(len(attempts) + 1)


# --- A person with the right decides, with a reason -----------------------------------------------


@dataclass(frozen=True, slots=True)
class Void:
    """Mark the attempt void; answers and events stay, nothing is scored."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open the attempt again until ``deadline``; an earlier submission is superseded, not removed."""

    deadline: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptLate:
    """Take a late answer into the submission and score again."""

    seq: int
    reason: str


NO_REASON = Refused("Phải ghi lý do.")
LOCKED = Refused("Kết quả đã được công nhận nên lượt thi đã khóa.")


def decide_void(state: AttemptState, reason: str, *, is_locked: bool) -> Void | AlreadyClosed | Refused:
    """Decide about cancelling an attempt; ``is_locked`` after the results were recognised."""
    if is_locked:
        return LOCKED
    if state is AttemptState.VOID:
        return AlreadyClosed(state)
    return Void(reason.strip()) if reason.strip() else NO_REASON


def decide_reopen(
    state: AttemptState, deadline: datetime, now: datetime, reason: str, *, is_locked: bool
) -> Reopen | Refused:
    """Decide about letting a candidate back in until a new deadline (the caller caps it by the window)."""
    if is_locked:
        return LOCKED
    if state is AttemptState.OPEN:
        return Refused("Lượt thi đang mở; để thêm giờ, hãy dùng mục thêm thời gian.")
    if deadline <= now:
        return Refused("Hạn làm bài mới phải ở sau thời điểm hiện tại.")
    return Reopen(deadline, reason.strip()) if reason.strip() else NO_REASON


def decide_accept_late(
    state: AttemptState, *, held_seq: int | None, late_seq: int, reason: str, is_locked: bool
) -> AcceptLate | Refused:
    """Decide about scoring an answer that came after the deadline (exams.md, 5)."""
    if is_locked:
        return LOCKED
    if state not in {AttemptState.SUBMITTED, AttemptState.EXPIRED}:
        return Refused(f"Lượt thi {STATE_LABELS[state]} nên không nhận câu trả lời muộn.")
    if held_seq is not None and late_seq <= held_seq:
        return Refused("Câu trả lời muộn này không mới hơn câu đã có trong bài nộp.")
    return AcceptLate(late_seq, reason.strip()) if reason.strip() else NO_REASON
