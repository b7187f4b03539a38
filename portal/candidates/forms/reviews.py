"""What is typed about how often a house reviews, and whom the desk reminds."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from portal.candidates.forms.texts import TextsForm
from portal.candidates.reviews import LATEST_DUE_DAY, Rhythm
from portal.web.choices import RadioChoiceField, UUIDSelectField
from portal.web.form_base import PortalForm

RHYTHM = {
    Rhythm.MONTHLY: "Hằng tháng",
    Rhythm.QUARTERLY: "Hằng quý",
    Rhythm.BOTH: "Hằng tháng, và tổng hợp hằng quý",
}


class ReviewRulesForm(PortalForm):
    rhythm = RadioChoiceField(
        "Định kỳ đánh giá", [InputRequired("Chọn định kỳ.")], choices=list(RHYTHM.items()), coerce=Rhythm
    )
    due_day = IntegerField(
        "Hạn nộp: ngày",
        [InputRequired("Ghi ngày."), NumberRange(1, LATEST_DUE_DAY, f"Từ ngày 1 đến ngày {LATEST_DUE_DAY}.")],
        description="Của tháng liền sau kỳ đánh giá.",
    )


class RemindForm(TextsForm):
    period = StringField(widget=HiddenInput(), validators=[InputRequired("Chọn kỳ đánh giá.")])
    unit_id = UUIDSelectField(widget=HiddenInput())

    def __init__(self, *args: Any, units: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)
