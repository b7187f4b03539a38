"""What a class goes through, and the answers Khối gives; words of both (pure)."""

from __future__ import annotations

from enum import StrEnum


class DeliveryMode(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"
    MIXED = "mixed"


class ClassState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    """Houses may nominate."""
    CLOSED = "closed"
    """No further nominations; Khối settles the list."""
    RUNNING = "running"
    FINISHED = "finished"
    """Results are recognised; nothing changes any more."""
    CANCELLED = "cancelled"


class NominationAnswer(StrEnum):
    APPROVED = "approved"
    WAITING = "waiting"
    REFUSED = "refused"


class BoardPost(StrEnum):
    """A post on the class board: one monitor, one or two deputies (rules.md §3.3)."""

    MONITOR = "monitor"
    DEPUTY = "deputy"


MODE_LABELS = {
    DeliveryMode.IN_PERSON: "Trực tiếp",
    DeliveryMode.ONLINE: "Trực tuyến",
    DeliveryMode.MIXED: "Kết hợp",
}
STATE_LABELS = {
    ClassState.PLANNED: "Đang chuẩn bị",
    ClassState.OPEN: "Đang nhận đăng ký",
    ClassState.CLOSED: "Đã chốt đăng ký",
    ClassState.RUNNING: "Đang học",
    ClassState.FINISHED: "Đã công nhận kết quả",
    ClassState.CANCELLED: "Đã hủy",
}
STATE_TONES = {
    ClassState.PLANNED: "",
    ClassState.OPEN: "blue",
    ClassState.CLOSED: "warn",
    ClassState.RUNNING: "ok",
    ClassState.FINISHED: "gold",
    ClassState.CANCELLED: "",
}
ANSWER_LABELS = {
    NominationAnswer.APPROVED: "Được duyệt",
    NominationAnswer.WAITING: "Chờ chỗ",
    NominationAnswer.REFUSED: "Không duyệt",
}
POST_LABELS = {BoardPost.MONITOR: "Lớp trưởng", BoardPost.DEPUTY: "Lớp phó"}
ANSWER_TONES = {
    NominationAnswer.APPROVED: "ok",
    NominationAnswer.WAITING: "warn",
    NominationAnswer.REFUSED: "red",
}

NEXT_STATES: dict[ClassState, frozenset[ClassState]] = {
    ClassState.PLANNED: frozenset({ClassState.OPEN, ClassState.CANCELLED}),
    ClassState.OPEN: frozenset({ClassState.CLOSED, ClassState.RUNNING, ClassState.CANCELLED}),
    ClassState.CLOSED: frozenset({ClassState.OPEN, ClassState.RUNNING, ClassState.CANCELLED}),
    ClassState.RUNNING: frozenset({ClassState.FINISHED}),
    ClassState.FINISHED: frozenset(),
    ClassState.CANCELLED: frozenset(),
}

SETTLING = frozenset({ClassState.OPEN, ClassState.CLOSED, ClassState.RUNNING})
"""States in which Khối may still let people in or out."""
ACTIVE = frozenset({ClassState.OPEN, ClassState.CLOSED, ClassState.RUNNING})
"""States in which somebody in the class may not be proposed for another one."""


def is_allowed(state: ClassState, to: ClassState) -> bool:
    """Tell whether a class may go from one state to another."""
    return to in NEXT_STATES[state]
