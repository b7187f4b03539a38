"""What is told about somebody who did well."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.web.fields import FileDropField
from portal.web.form_base import PortalForm

LONGEST_STORY = 8000


class ExemplarForm(PortalForm):
    title = StringField("Tên bài", [InputRequired(), Length(max=160)])
    about = StringField(
        "Viết về ai", [InputRequired(), Length(max=160)], description="Họ tên, chức vụ, đơn vị công tác."
    )
    story = TextAreaField(
        "Việc làm tốt",
        [InputRequired(), Length(max=LONGEST_STORY)],
        description="Ai, việc gì, ở đâu, kết quả ra sao. Không ghi bí mật, chuyện riêng của người khác.",
        render_kw={"rows": 8},
    )
    picture = FileDropField("Ảnh", endings=(".jpg", ".jpeg", ".png", ".webp"))


class ReasonForm(PortalForm):
    reason = StringField("Lý do", [Length(max=500)], default="")
