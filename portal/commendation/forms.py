"""What is typed about commendation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from portal.commendation.merits import AWARDS, KINDS, Award, Kind
from portal.web.choices import ChoiceField, MultiCheckboxField, UUIDSelectField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_REASON, LONGEST_NUMBER = 2000, 60
FIRST_YEAR, LAST_YEAR = 2000, 2100


class ProposeForm(PortalForm):
    house_id = UUIDSelectField("Đơn vị", [InputRequired()])
    kind = ChoiceField("Hình thức xét", choices=KINDS.items(), coerce=Kind, default=Kind.AD_HOC)
    award = ChoiceField("Khen bằng", choices=AWARDS.items(), coerce=Award, default=Award.MERIT_CERTIFICATE)
    year = IntegerField("Của năm", [InputRequired(), NumberRange(min=FIRST_YEAR, max=LAST_YEAR)])
    reason = TextAreaField(
        "Thành tích",
        [InputRequired(), Length(max=LONGEST_REASON)],
        description="Nêu số liệu và ngày; không nêu tên quần chúng.",
    )


class ChosenForm(PortalForm):
    chosen = MultiCheckboxField("Đề xuất khen", validate_choice=False)

    def values(self) -> dict[str, Any]:
        """Return what propose_chosen takes; nothing ticked is an empty list."""
        return {"chosen": self.chosen.data or []}


class DecideForm(PortalForm):
    commendation_ids = MultiCheckboxField("Các đề xuất được khen", coerce=lambda value: UUID(str(value)))
    decision_no = StringField(
        "Số quyết định", [InputRequired(), Length(max=LONGEST_NUMBER)], description="Ví dụ 45-QĐ/ĐUK."
    )
    decided_on = VietnameseDateField("Ngày quyết định", [InputRequired()])


class DeclineForm(PortalForm):
    declined_reason = TextAreaField("Lý do không khen", [InputRequired(), Length(max=LONGEST_REASON)])
