"""Single decisions of the attempt machine."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from courses.exams.machine import (
    HIGHEST_SEQ,
    LOCKED,
    NO_REASON,
    STATE_LABELS,
    AcceptLate,
    AlreadyClosed,
    AttemptState,
    Begin,
    Close,
    KeepLate,
    NotYet,
    Refused,
    Reopen,
    Replay,
    Resume,
    Stale,
    Standing,
    Store,
    Void,
    Window,
    compute_deadline,
    decide_accept_late,
    decide_expiry,
    decide_reopen,
    decide_save,
    decide_start,
    decide_submit,
    decide_void,
)

OPEN, SUBMITTED, EXPIRED, VOID = AttemptState
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DEADLINE = START + timedelta(minutes=45)
SECOND = timedelta(seconds=1)
GRACE = 5 * SECOND


def standing(state=OPEN, late=timedelta(0), grace=GRACE):
    return Standing(state, DEADLINE, DEADLINE + late, grace)


@pytest.mark.parametrize(
    ("extra", "window", "minutes"), [(0, 120, 45), (15, 120, 60), (15, 50, 50), (0, 30, 30), (0, 45, 45)]
)
def test_the_deadline_is_capped_by_the_window(extra, window, minutes):
    ends_at = START + timedelta(minutes=window)
    deadline = compute_deadline(START, timedelta(minutes=45), timedelta(minutes=extra), ends_at)
    assert deadline == START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("state", "late", "is_running", "shown"),
    [
        (OPEN, -SECOND, True, OPEN),
        (OPEN, timedelta(0), True, OPEN),
        (OPEN, GRACE, True, OPEN),
        (OPEN, GRACE + SECOND, False, EXPIRED),
        (SUBMITTED, -SECOND, False, SUBMITTED),
        (VOID, -SECOND, False, VOID),
        (EXPIRED, SECOND, False, EXPIRED),
    ],
)
def test_an_attempt_runs_while_open_and_in_time(state, late, is_running, shown):
    assert (standing(state, late).is_running, standing(state, late).shown_state) == (is_running, shown)


@pytest.mark.parametrize(
    "case",
    [
        (OPEN, -SECOND, None, 1, False, Store(1)),
        (OPEN, -SECOND, 3, 7, False, Store(7)),
        (OPEN, -SECOND, 3, 4, True, Store(4)),
        (OPEN, GRACE, 3, 4, False, Store(4)),
        (OPEN, -SECOND, 3, 3, True, Replay(3)),
        (OPEN, -SECOND, 3, 3, False, Stale(3, is_conflict=True)),
        (OPEN, -SECOND, 3, 2, True, Stale(3)),
        (OPEN, -SECOND, 3, 2, False, Stale(3)),
        (OPEN, GRACE + SECOND, 3, 4, False, KeepLate(EXPIRED)),
        (OPEN, GRACE + SECOND, None, 1, False, KeepLate(EXPIRED)),
        (OPEN, GRACE + SECOND, 3, 3, True, Replay(3)),
        (SUBMITTED, -SECOND, 3, 4, False, KeepLate(SUBMITTED)),
        (EXPIRED, SECOND, 3, 4, False, KeepLate(EXPIRED)),
        (VOID, -SECOND, 3, 4, False, KeepLate(VOID)),
        (SUBMITTED, -SECOND, 3, 3, True, Replay(3)),
        (SUBMITTED, -SECOND, 3, 2, False, Stale(3)),
        (OPEN, -SECOND, None, HIGHEST_SEQ, False, Store(HIGHEST_SEQ)),
    ],
)
def test_saving(case):
    state, late, held, sent, same, decision = case
    assert decide_save(standing(state, late), held_seq=held, sent_seq=sent, is_same_value=same) == decision


@pytest.mark.parametrize("sent", [0, -1, HIGHEST_SEQ + 1, "3", 3.0, None, True, [3]])
@pytest.mark.parametrize("state", AttemptState)
def test_a_sequence_that_is_none_is_refused(sent, state):
    decision = decide_save(standing(state), held_seq=1, sent_seq=sent, is_same_value=True)
    assert decision == Refused("Số thứ tự lưu của câu trả lời không hợp lệ.")


def test_everything_but_a_replay_and_nonsense_goes_to_the_log():
    assert [one.is_logged for one in (Store, KeepLate, Stale, Replay, Refused)] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("state", "late", "decision"),
    [
        (OPEN, -SECOND, Close(SUBMITTED, DEADLINE - SECOND)),
        (OPEN, GRACE, Close(SUBMITTED, DEADLINE + GRACE)),
        (OPEN, GRACE + SECOND, Close(EXPIRED, DEADLINE)),
        (SUBMITTED, -SECOND, AlreadyClosed(SUBMITTED)),
        (SUBMITTED, GRACE + SECOND, AlreadyClosed(SUBMITTED)),
        (EXPIRED, SECOND, AlreadyClosed(EXPIRED)),
        (VOID, -SECOND, Refused("Lượt thi này đã bị hủy, không nộp được.")),
    ],
)
def test_submitting(state, late, decision):
    assert decide_submit(standing(state, late)) == decision


@pytest.mark.parametrize(
    ("state", "late", "decision"),
    [
        (OPEN, -SECOND, NotYet(DEADLINE)),
        (OPEN, GRACE, NotYet(DEADLINE)),
        (OPEN, GRACE + SECOND, Close(EXPIRED, DEADLINE)),
        (SUBMITTED, SECOND, AlreadyClosed(SUBMITTED)),
        (EXPIRED, SECOND, AlreadyClosed(EXPIRED)),
        (VOID, SECOND, AlreadyClosed(VOID)),
    ],
)
def test_expiring(state, late, decision):
    assert decide_expiry(standing(state, late)) == decision


WINDOW = Window(START, START + timedelta(hours=2), 2)
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("attempts", "minutes", "decision"),
    [
        ([], 0, Begin(1)),
        ([(ONE, OPEN)], 10, Resume(ONE)),
        ([(ONE, OPEN)], 121, Resume(ONE)),
        ([(ONE, SUBMITTED), (TWO, OPEN)], 10, Resume(TWO)),
        ([(ONE, SUBMITTED)], 10, Begin(2)),
        ([(ONE, VOID), (TWO, EXPIRED)], 10, Begin(3)),
        ([(ONE, SUBMITTED), (TWO, EXPIRED)], 10, Refused("Đồng chí đã dùng hết 2 lượt thi.")),
        ([(ONE, SUBMITTED), (TWO, EXPIRED), (THREE, VOID)], 10, Refused("Đồng chí đã dùng hết 2 lượt thi.")),
        ([], -1, Refused("Chưa đến giờ mở bài thi.")),
        ([], 120, Refused("Đã hết thời gian mở bài thi.")),
    ],
)
def test_starting(attempts, minutes, decision):
    assert decide_start(attempts, WINDOW, START + timedelta(minutes=minutes)) == decision


@pytest.mark.parametrize(
    ("state", "reason", "is_locked", "decision"),
    [
        (OPEN, " thi hộ ", False, Void("thi hộ")),
        (SUBMITTED, "thi hộ", False, Void("thi hộ")),
        (OPEN, "  ", False, NO_REASON),
        (VOID, "thi hộ", False, AlreadyClosed(VOID)),
        (SUBMITTED, "thi hộ", True, LOCKED),
    ],
)
def test_voiding(state, reason, is_locked, decision):
    assert decide_void(state, reason, is_locked=is_locked) == decision


@pytest.mark.parametrize(
    ("state", "minutes", "reason", "is_locked", "decision"),
    [
        (
            SUBMITTED,
            10,
            "bấm nhầm nộp bài",
            False,
            Reopen(DEADLINE + timedelta(minutes=10), "bấm nhầm nộp bài"),
        ),
        (VOID, 10, "hủy nhầm", False, Reopen(DEADLINE + timedelta(minutes=10), "hủy nhầm")),
        (EXPIRED, 10, " ", False, NO_REASON),
        (EXPIRED, 0, "mất điện", False, Refused("Hạn làm bài mới phải ở sau thời điểm hiện tại.")),
        (OPEN, 10, "x", False, Refused("Lượt thi đang mở; để thêm giờ, hãy dùng mục thêm thời gian.")),
        (EXPIRED, 10, "mất điện", True, LOCKED),
    ],
)
def test_letting_back_in(state, minutes, reason, is_locked, decision):
    deadline = DEADLINE + timedelta(minutes=minutes)
    assert decide_reopen(state, deadline, DEADLINE, reason, is_locked=is_locked) == decision


@pytest.mark.parametrize(
    "case",
    [
        (EXPIRED, 3, 5, "mất mạng", False, AcceptLate(5, "mất mạng")),
        (SUBMITTED, None, 1, "mất mạng", False, AcceptLate(1, "mất mạng")),
        (
            EXPIRED,
            5,
            5,
            "mất mạng",
            False,
            Refused("Câu trả lời muộn này không mới hơn câu đã có trong bài nộp."),
        ),
        (EXPIRED, 3, 5, "", False, NO_REASON),
        (EXPIRED, 3, 5, "mất mạng", True, LOCKED),
        (OPEN, 3, 5, "x", False, Refused("Lượt thi đang làm bài nên không nhận câu trả lời muộn.")),
        (VOID, 3, 5, "x", False, Refused("Lượt thi đã bị hủy nên không nhận câu trả lời muộn.")),
    ],
)
def test_accepting_a_late_answer(case):
    state, held, late, reason, is_locked, decision = case
    assert (
        decide_accept_late(state, held_seq=held, late_seq=late, reason=reason, is_locked=is_locked)
        == decision
    )


def test_every_state_has_its_words():
    assert set(STATE_LABELS) == set(AttemptState)
