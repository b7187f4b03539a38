"""What is said in a discussion."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.web.choices import UUIDSelectField
from portal.web.form_base import PortalForm


class SayForm(PortalForm):
    text = TextAreaField(
        "Câu hỏi, ý kiến",
        [InputRequired("Ghi câu hỏi hoặc ý kiến."), Length(max=3000)],
        description="Đăng dưới tên thật sau khi ban tổ chức đọc. Không nêu bí mật, chuyện riêng của ai.",
        render_kw={"rows": 4},
    )
    reply_to_id = UUIDSelectField("Trả lời câu hỏi", blank="– câu hỏi mới –")


class ReasonForm(PortalForm):
    reason = StringField("Lý do", [InputRequired("Ghi lý do."), Length(max=500)])
