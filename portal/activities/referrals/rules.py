"""When a branch may propose a member, and how long an answer may take. Pure."""

from __future__ import annotations

from datetime import date, timedelta

ANSWER_DAYS = 30
"""The product's own clock (rules.md §6.4): the cell meets at least once a month."""
YOUNGEST, OLDEST = 16, 30
"""Age of a member of the Youth Union (Điều lệ Đoàn, Art. 1)."""


def vote_problem(*, member_count: int, present_count: int, yes_votes: int) -> tuple[str, str] | None:
    """Return (field, words) saying why a branch's vote does not carry a proposal, or None.

    Two thirds of all members of the branch, not of those present (rules.md §6.4).
    """
    if member_count <= 0:
        return "member_count", "Ghi tổng số đoàn viên, hội viên của đơn vị."
    if not 0 <= present_count <= member_count:
        return "present_count", "Số có mặt không thể lớn hơn tổng số."
    if not 0 <= yes_votes <= present_count:
        return "yes_votes", "Số tán thành không thể lớn hơn số có mặt."
    if 3 * yes_votes < 2 * member_count:
        needed = -(-2 * member_count // 3)
        return "yes_votes", f"Chưa đủ 2/3 tổng số: cần ít nhất {needed} trên {member_count}."
    return None


def answer_due_on(sent_on: date) -> date:
    """Return the last day on which an answer is in time."""
    return sent_on + timedelta(days=ANSWER_DAYS)


def age_on(birth_date: date, day: date) -> int:
    """Return whole years of age on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
