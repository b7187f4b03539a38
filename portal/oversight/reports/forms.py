"""What is typed with a report: the words of the body that makes it."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import Length

from portal.web.form_base import PortalForm

LONGEST_REMARKS = 5000


class KeepReportForm(PortalForm):
    """The figures come from the record; only the judgement is written."""

    remarks = TextAreaField(
        "Đánh giá, kiến nghị",
        [Length(max=LONGEST_REMARKS)],
        description="Có thể để trống. Không ghi nội dung mật, không nêu tên quần chúng.",
        render_kw={"rows": 8},
    )
