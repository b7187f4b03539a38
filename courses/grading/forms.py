"""Forms of marking and of the results of a class."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from portal.kernel import clock
from portal.web.fields import DecimalCommaField, VietnameseDateField
from portal.web.form_base import PortalForm


class MarkForm(PortalForm):
    """One mark with a remark; the mark comes first, so that Enter is enough."""

    mark = DecimalCommaField(
        "Điểm (0 đến 10, cách nhau 0,25)",
        [InputRequired(), NumberRange(0, 10)],
        render_kw={"autofocus": True, "size": 5},
    )
    remark = TextAreaField(
        "Nhận xét",
        [Length(max=2000)],
        description="Không bắt buộc. Người viết đọc được nếu bài cho xem nhận xét; không ghi ai chấm.",
        render_kw={"rows": 3},
    )


class ApprovalForm(PortalForm):
    """The decision that recognises the results."""

    decision_no = StringField("Số quyết định công nhận", [InputRequired(), Length(max=60)])
    decided_on = VietnameseDateField("Ngày quyết định", [InputRequired()])


class RedoForm(PortalForm):
    """Until when those who failed may write the thu hoạch once more."""

    until = VietnameseDateField("Làm lại đến hết ngày", [InputRequired()])

    def values(self) -> dict[str, Any]:
        return {"until": datetime.combine(self.until.data, time(23, 59), tzinfo=clock.LOCAL)}


class KeyForm(PortalForm):
    """The right key of a question, as an author types it, and why the old one was wrong."""

    lines = TextAreaField("Đáp án đúng", [Length(max=20_000)], render_kw={"rows": 6})
    reason = StringField("Lý do sửa", [InputRequired(), Length(max=500)])

    def values(self) -> dict[str, Any]:
        return {"lines": self.lines.data or "", "reason": self.reason.data}


class AppealForm(PortalForm):
    """What a person asks to be looked at again."""

    reason = TextAreaField(
        "Đề nghị xem lại điều gì", [InputRequired(), Length(max=2000)], render_kw={"rows": 4}
    )


class AppealAnswerForm(PortalForm):
    """The mark after an appeal, the same one when it stands, and why."""

    mark = DecimalCommaField("Điểm sau phúc khảo", [InputRequired(), NumberRange(0, 10)])
    reason = TextAreaField(
        "Trả lời người đề nghị", [InputRequired(), Length(max=2000)], render_kw={"rows": 4}
    )
