"""How early limits are announced, and the local limits."""

from __future__ import annotations

import re
from typing import Any

from wtforms import IntegerField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange

from portal.web.form_base import PortalForm

MOST_DAYS = 365
_NUMBERS = re.compile(r"\d+")


class ClockRulesForm(PortalForm):
    warning_days = StringField(
        "Nhắc trước bao nhiêu ngày",
        [InputRequired(), Length(max=60)],
        description="Các mốc cách nhau bằng dấu phẩy, ví dụ 90, 60, 30, 15, 7. "
        "Mốc lớn nhất là lúc việc bắt đầu hiện.",
    )
    cell_sends_days = IntegerField(
        "Chi bộ gửi nghị quyết lên đảng ủy trong (ngày làm việc)",
        [InputRequired(), NumberRange(min=0, max=MOST_DAYS)],
        description="Hạn nội bộ, tính từ nghị quyết chi bộ. Ghi 0 để không dùng.",
    )
    committee_sends_days = IntegerField(
        "Đảng ủy cơ sở gửi hồ sơ trong (ngày làm việc)",
        [InputRequired(), NumberRange(min=0, max=MOST_DAYS)],
        description="Hạn nội bộ, tính từ nghị quyết chi bộ. Ghi 0 để không dùng.",
    )

    def validate_warning_days(self, field: StringField) -> None:
        """Accept numbers and separators only, each a number of days within a year."""
        text = field.data or ""
        days = _days(text)
        if re.sub(r"[\d\s,;]", "", text) or not days or not all(0 < day <= MOST_DAYS for day in days):
            raise ValidationError(f"Ghi các số ngày từ 1 đến {MOST_DAYS}, cách nhau bằng dấu phẩy.")

    def values(self) -> dict[str, Any]:
        """Return the days as numbers."""
        typed = super().values()
        return typed | {"warning_days": _days(typed["warning_days"])}


def _days(text: str) -> list[int]:
    return [int(word) for word in _NUMBERS.findall(text)]
