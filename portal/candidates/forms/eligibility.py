"""What is typed about eligibility: a waiver, and its taking back."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.candidates.forms.texts import TextsForm
from portal.web.fields import VietnameseDateField

LONGEST_NUMBER, LONGEST_NAME, LONGEST_TEXT = 60, 120, 1000


class WaiverForm(TextsForm):
    """The paper, who decided, and why."""

    evidence_no = StringField(
        "Số văn bản cho phép", [InputRequired("Cần số văn bản."), Length(max=LONGEST_NUMBER)]
    )
    evidence_date = VietnameseDateField("Ngày văn bản", [InputRequired("Cần ngày văn bản.")])
    decided_by = StringField(
        "Người quyết định",
        [InputRequired("Cần tên người quyết định."), Length(max=LONGEST_NAME)],
        description="Họ tên và chức vụ người ký văn bản.",
    )
    reason = TextAreaField(
        "Lý do",
        [InputRequired("Cần ghi lý do."), Length(max=LONGEST_TEXT)],
        description="Ghi ngắn gọn; không ghi nội dung lý lịch hoặc tiêu chuẩn chính trị.",
        render_kw={"rows": 3},
    )


class RevokeWaiverForm(TextsForm):
    """Why the waiver does not hold any more."""

    reason = StringField("Lý do thu hồi", [InputRequired("Cần ghi lý do."), Length(max=LONGEST_TEXT)])
