"""What is asked before an urging letter is drafted."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm


class DraftLetterForm(PortalForm):
    as_of = VietnameseDateField("Số liệu tính đến ngày", [InputRequired()])
    threshold = IntegerField(
        "Nêu tên đơn vị đạt dưới (%)", [InputRequired(), NumberRange(min=1, max=100)], default=50
    )
    reply_due = VietnameseDateField("Hạn báo cáo", [InputRequired()])
    term = HiddenField()
