"""What a person asks to have corrected, and the answer."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from portal.people.operations.request_correction import LONGEST
from portal.web.form_base import PortalForm


class CorrectionForm(PortalForm):
    text = TextAreaField(
        "Chỗ nào sai, đúng là gì",
        [InputRequired("Ghi rõ chỗ sai và nội dung đúng."), Length(max=LONGEST)],
        render_kw={"rows": 4},
    )


class AnswerForm(PortalForm):
    answer = TextAreaField(
        "Trả lời", [InputRequired("Ghi câu trả lời."), Length(max=LONGEST)], render_kw={"rows": 2}
    )
