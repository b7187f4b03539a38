"""What is asked before an urging letter is drafted."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.oversight.letters.rules import USUAL_THRESHOLD
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm


class PreviewForm(PortalForm):
    """Which figures to look at; in the URL, so that the page can be sent to somebody."""

    class Meta(PortalForm.Meta):  # noqa: D106 -- WTForms' place for settings
        csrf = False

    as_of = VietnameseDateField("Số liệu tính đến ngày", [InputRequired()])
    threshold = IntegerField(
        "Nêu tên đơn vị đạt dưới (%)", [InputRequired(), NumberRange(min=1, max=100)], default=USUAL_THRESHOLD
    )


class DraftLetterForm(PortalForm):
    """The figures as they were looked at, and until when an answer is wanted."""

    as_of = VietnameseDateField("Số liệu tính đến ngày", [InputRequired()])
    threshold = IntegerField("Nêu tên đơn vị đạt dưới (%)", [InputRequired(), NumberRange(min=1, max=100)])
    reply_due = VietnameseDateField("Hạn các đơn vị báo cáo", [InputRequired()])
