"""Where a case of rectification is, and what its letter says first (pure; rules.md §5.5).

A case is help with the work, never discipline: what triggered it, what is asked, what the house
means to do, what was seen afterwards, how it ended.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

SUBJECT = "Chấn chỉnh công tác tạo nguồn, phát triển đảng viên"


class Trigger(StrEnum):
    WARNING = "warning"
    CHECK_UP = "check_up"
    OTHER = "other"


class CaseState(StrEnum):
    LETTER = "letter"
    PLAN = "plan"
    MENDING = "mending"
    CLOSED = "closed"


class EntryKind(StrEnum):
    """The house writes plans and reports, Khối what it saw."""

    PLAN = "plan"
    REPORT = "report"
    FOLLOW_UP = "follow_up"


class Result(StrEnum):
    MENDED = "mended"
    PARTLY = "partly"
    NOT_MENDED = "not_mended"
    MISTAKEN = "mistaken"


TRIGGERS = {
    Trigger.WARNING: "Cảnh báo sớm",
    Trigger.CHECK_UP: "Kết quả kiểm tra, giám sát",
    Trigger.OTHER: "Lý do khác",
}
STATES = {
    CaseState.LETTER: ("chờ gửi công văn", "warn"),
    CaseState.PLAN: ("chờ kế hoạch khắc phục", "warn"),
    CaseState.MENDING: ("đang khắc phục", "blue"),
    CaseState.CLOSED: ("đã kết thúc", "ok"),
}
ENTRIES = {
    EntryKind.PLAN: "Kế hoạch khắc phục của đơn vị",
    EntryKind.REPORT: "Đơn vị báo cáo",
    EntryKind.FOLLOW_UP: "Cấp trên theo dõi, kiểm tra",
}
RESULTS = {
    Result.MENDED: "Đã khắc phục xong",
    Result.PARTLY: "Khắc phục một phần, tiếp tục theo dõi thường xuyên",
    Result.NOT_MENDED: "Chưa khắc phục, báo cáo Ban Thường vụ",
    Result.MISTAKEN: "Mở nhầm, không phải chấn chỉnh",
}


def state_of(*, is_told: bool, has_plan: bool, is_closed: bool) -> CaseState:
    """Return where a case is: first the letter, then the plan, then mending until it is closed."""
    if is_closed:
        return CaseState.CLOSED
    if not is_told:
        return CaseState.LETTER
    return CaseState.MENDING if has_plan else CaseState.PLAN


def due_of(state: CaseState, *, plan_due: date, mended_by: date | None) -> date | None:
    """Return by when something is wanted: the plan, then its end; nothing before and after."""
    if state is CaseState.PLAN:
        return plan_due
    return mended_by if state is CaseState.MENDING else None


def letter_body(*, house: str, cause: str, demand: str, board: str, plan_due: date) -> str:
    """Return the first text of the letter, one paragraph a line."""
    by_when = f"trước ngày {plan_due:%d/%m/%Y}"
    return "\n".join(
        (
            f"Qua theo dõi công tác tạo nguồn, phát triển đảng viên, Ban Thường vụ nhận thấy tại {house}:",
            *_lines(cause),
            "Để chấn chỉnh, Ban Thường vụ đề nghị cấp ủy đơn vị:",
            *_lines(demand),
            f"Lập kế hoạch khắc phục, ghi người phụ trách, hạn hoàn thành; gửi {board} {by_when}.",
        )
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
