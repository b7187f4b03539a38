"""What is said about the course and the end of a campaign."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from portal.activities.campaigns.labels import REPORT
from portal.activities.campaigns.models import ReportKind
from portal.web.choices import RadioChoiceField
from portal.web.form_base import PortalForm

LONGEST_TEXT = 6000


class ReportForm(PortalForm):
    kind = RadioChoiceField(
        "Loại báo cáo",
        [InputRequired()],
        choices=list(REPORT.items()),
        coerce=ReportKind,
        default=ReportKind.PROGRESS,
    )
    words = TextAreaField(
        "Kết quả, khó khăn, đề nghị",
        [InputRequired("Ghi nội dung báo cáo."), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 6},
    )


class CloseForm(PortalForm):
    closing_words = TextAreaField(
        "Tổng kết",
        [InputRequired("Ghi kết quả tổng kết."), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 6},
    )
