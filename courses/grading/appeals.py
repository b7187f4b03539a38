"""When a mark may be appealed (pure).

No regulation of the class fixes a term for phúc khảo; the product gives a week from the day of the mark and
none after a decision recognised the results.
"""

from __future__ import annotations

from datetime import date, timedelta

APPEAL_DAYS = 7


def last_day(scored_on: date) -> date:
    """Return the last day on which a mark may be appealed."""
    return scored_on + timedelta(days=APPEAL_DAYS)


def why_not_appeal(*, scored_on: date, today: date, is_locked: bool, has_appealed: bool) -> str:
    """Return why a mark cannot be appealed, or nothing."""
    if has_appealed:
        return "Đồng chí đã đề nghị phúc khảo bài này."
    if is_locked:
        return "Kết quả lớp đã được công nhận nên không phúc khảo được nữa."
    if today > last_day(scored_on):
        return f"Đã hết hạn đề nghị phúc khảo ({last_day(scored_on):%d/%m/%Y})."
    return ""
