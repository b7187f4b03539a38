"""What is typed about a campaign."""

from __future__ import annotations

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from portal.activities.campaigns.labels import KIND
from portal.activities.campaigns.models import CampaignKind
from portal.web.choices import ChoiceField
from portal.web.fields import FileDropField, VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_TITLE, LONGEST_TEXT = 160, 6000


class CampaignForm(PortalForm):
    version = IntegerField(validators=[Optional()], widget=HiddenInput())
    kind = ChoiceField("Loại", [InputRequired()], choices=list(KIND.items()), coerce=CampaignKind)
    title = StringField("Tên phong trào, cuộc vận động", [InputRequired(), Length(max=LONGEST_TITLE)])
    plan_no = StringField(
        "Số kế hoạch", [Length(max=60)], default="", description="Ví dụ 12-KH/ĐUK, để trống nếu chưa có."
    )
    starts_on = VietnameseDateField("Từ ngày", [InputRequired()])
    ends_on = VietnameseDateField("Đến ngày", [InputRequired()])
    goals = TextAreaField("Mục tiêu, nội dung", [Length(max=LONGEST_TEXT)], default="", render_kw={"rows": 5})
    criteria = TextAreaField(
        "Tiêu chí đánh giá", [Length(max=LONGEST_TEXT)], default="", render_kw={"rows": 4}
    )
    links = TextAreaField(
        "Liên kết",
        [Length(max=2000)],
        default="",
        description="Mỗi dòng một địa chỉ, bắt đầu bằng https://",
        render_kw={"rows": 2},
    )


class MaterialForm(PortalForm):
    file = FileDropField(
        "Kế hoạch, tài liệu", [InputRequired("Chọn tệp.")], endings=(".pdf", ".docx", ".xlsx", ".jpg", ".png")
    )
