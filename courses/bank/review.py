"""Where a question stands between being written and being drawn (pure)."""

from __future__ import annotations

from enum import StrEnum


class ReviewOutcome(StrEnum):
    APPROVED = "approved"
    RETURNED = "returned"


class Standing(StrEnum):
    """What may happen to the present wording of a question."""

    WAITING = "waiting"
    USABLE = "usable"
    RETURNED = "returned"
    RETIRED = "retired"


STANDING_WORDS = {
    Standing.WAITING: "chờ duyệt",
    Standing.USABLE: "dùng được",
    Standing.RETURNED: "trả lại sửa",
    Standing.RETIRED: "đã ngừng dùng",
}
STANDING_TONES = {
    Standing.WAITING: "warn",
    Standing.USABLE: "ok",
    Standing.RETURNED: "red",
    Standing.RETIRED: "",
}


def standing(*, current: int, approved: int | None, returned: int | None, is_retired: bool) -> Standing:
    """Return where a question stands; a look at an earlier wording says nothing about the present one."""
    if is_retired:
        return Standing.RETIRED
    if approved == current:
        return Standing.USABLE
    return Standing.RETURNED if returned == current else Standing.WAITING
