"""What is typed about rectification."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.rectification.states import RESULTS, Result
from portal.web.choices import RadioChoiceField, UUIDSelectField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_TEXT, LONGEST_OWNER = 3000, 120


class OpenCaseForm(PortalForm):
    house_id = UUIDSelectField("Đơn vị", [InputRequired()])
    cause = TextAreaField(
        "Điều cần chấn chỉnh",
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description="Nêu số liệu và ngày. Không ghi nội dung kỷ luật, không nêu tên quần chúng.",
        render_kw={"rows": 4},
    )
    demand = TextAreaField(
        "Yêu cầu đối với cấp ủy",
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description="Mỗi yêu cầu một dòng.",
        render_kw={"rows": 4},
    )
    plan_due = VietnameseDateField("Hạn gửi kế hoạch khắc phục", [InputRequired()])


class PlanForm(PortalForm):
    text = TextAreaField(
        "Kế hoạch khắc phục",
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description="Việc làm cụ thể, mỗi việc một dòng. Không nêu tên quần chúng.",
        render_kw={"rows": 6},
    )
    owner = StringField(
        "Người phụ trách",
        [InputRequired(), Length(max=LONGEST_OWNER)],
        description="Ví dụ: đồng chí phó bí thư.",
    )
    mended_by = VietnameseDateField("Hạn hoàn thành", [InputRequired()])


class EntryForm(PortalForm):
    text = TextAreaField("Nội dung", [InputRequired(), Length(max=LONGEST_TEXT)], render_kw={"rows": 4})


class CloseCaseForm(PortalForm):
    result = RadioChoiceField("Kết quả", [InputRequired()], choices=RESULTS.items(), coerce=Result)
    closing_words = TextAreaField("Kết luận", [InputRequired(), Length(max=LONGEST_TEXT)])
