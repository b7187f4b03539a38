"""What a proctor may decide about one person's sitting (pure)."""

from __future__ import annotations

from enum import StrEnum

from courses.exams.machine import LOCKED, STATE_LABELS, AttemptState


class OrderKind(StrEnum):
    EXTRA_TIME = "extra_time"
    VOID = "void"
    REOPEN = "reopen"
    ACCEPT_LATE = "accept_late"
    RELEASE_DEVICE = "release_device"
    ON_PAPER = "on_paper"
    """The person wrote on paper; somebody copies the answers (courses.exams.paper_entry)."""


ORDER_LABELS = {
    OrderKind.EXTRA_TIME: "Thêm thời gian",
    OrderKind.VOID: "Hủy lượt thi",
    OrderKind.REOPEN: "Cho làm tiếp",
    OrderKind.ACCEPT_LATE: "Nhận câu trả lời muộn",
    OrderKind.RELEASE_DEVICE: "Cho đổi thiết bị",
    OrderKind.ON_PAPER: "Nhập bài thi trên giấy",
}
_CLOSED = frozenset({AttemptState.SUBMITTED, AttemptState.EXPIRED})
_FITS: dict[OrderKind, frozenset[AttemptState | None]] = {
    OrderKind.EXTRA_TIME: frozenset({None, AttemptState.OPEN}),
    OrderKind.VOID: frozenset({AttemptState.OPEN, *_CLOSED}),
    OrderKind.REOPEN: frozenset({*_CLOSED, AttemptState.VOID}),
    OrderKind.ACCEPT_LATE: _CLOSED,
    OrderKind.RELEASE_DEVICE: frozenset({AttemptState.OPEN}),
    OrderKind.ON_PAPER: frozenset({None, AttemptState.SUBMITTED}),
}
_BY_THE_CLOCK = frozenset({OrderKind.EXTRA_TIME, OrderKind.REOPEN})


def possible_orders(
    state: AttemptState | None, *, late_count: int, is_locked: bool, is_window_over: bool
) -> list[OrderKind]:
    """Return what a proctor may order about a sitting; ``state`` is the newest attempt's or None."""
    return [
        kind
        for kind in OrderKind
        if kind is not OrderKind.ON_PAPER
        and not check_order(
            kind, state=state, late_count=late_count, is_locked=is_locked, is_window_over=is_window_over
        )
    ]


def check_order(
    kind: OrderKind, *, state: AttemptState | None, late_count: int, is_locked: bool, is_window_over: bool
) -> str:
    """Return why this cannot be ordered now, or nothing; after the window only it can be moved first."""
    if is_locked:
        return LOCKED.reason
    if state not in _FITS[kind]:
        there = STATE_LABELS[state] if state else "chưa bắt đầu"
        return f"Lượt thi {there} nên không thể {ORDER_LABELS[kind].lower()}."
    if kind is OrderKind.ACCEPT_LATE and not late_count:
        return "Không có câu trả lời nào đến muộn."
    if kind in _BY_THE_CLOCK and is_window_over:
        return "Bài thi đã hết giờ mở. Gia hạn giờ đóng của bài thi trước."
    return ""
