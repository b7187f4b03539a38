"""Shape of what is typed about targets."""

from __future__ import annotations

from wtforms import DateField, HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.kernel.spreadsheets.cells import HIGHEST_COUNT
from portal.targets.pace import USUAL_SCALE
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import LARGEST_CARRIED, CarriedFileField, FileDropField, VietnameseDateField
from portal.web.form_base import PortalForm


class SetTargetForm(PortalForm):
    house_id = UUIDSelectField("Tổ chức", [InputRequired()])
    term_code = ChoiceField("Nhiệm kỳ", [InputRequired()])
    year = IntegerField(
        "Năm",
        [Optional(), NumberRange(min=0, max=2100)],
        description="Để trống hoặc 0 cho chỉ tiêu cả nhiệm kỳ.",
    )
    value = IntegerField("Chỉ tiêu kết nạp", [InputRequired(), NumberRange(min=0, max=HIGHEST_COUNT)])
    decision_no = StringField("Số quyết định", [InputRequired(), Length(max=60)])
    decision_date = VietnameseDateField("Ngày quyết định", [InputRequired()])


class SetTermForm(PortalForm):
    code = StringField("Nhiệm kỳ", [InputRequired(), Length(max=20)], description="Ví dụ 2025-2030.")
    starts_on = VietnameseDateField("Ngày bắt đầu tính", [InputRequired()])
    ends_on = VietnameseDateField("Ngày cuối nhiệm kỳ", [InputRequired()])
    good_from = IntegerField(
        "Mức “khá” từ (%)", [InputRequired(), NumberRange(min=1, max=100)], default=USUAL_SCALE.good_from
    )
    watch_from = IntegerField(
        "Mức “cần chú ý” từ (%)",
        [InputRequired(), NumberRange(min=1, max=100)],
        default=USUAL_SCALE.watch_from,
        description="Dưới mức này là màu đỏ. Từ 100% chỉ tiêu trở lên là “đạt chỉ tiêu”.",
    )


class ImportTargetsForm(PortalForm):
    file = FileDropField(
        "Bảng chỉ tiêu", [InputRequired()], endings=(".xlsx", ".xls"), megabytes=LARGEST_CARRIED
    )
    term_code = StringField("Nhiệm kỳ", [InputRequired(), Length(max=20)], description="Ví dụ 2020-2025.")
    decision_no = StringField("Số quyết định phân bổ", [InputRequired(), Length(max=60)])
    decision_date = VietnameseDateField("Ngày quyết định", [InputRequired()])


class ConfirmTargetsForm(PortalForm):
    """The checked file carried through the page; it is read and checked again."""

    content = CarriedFileField(validators=[InputRequired()])
    file_name = HiddenField(validators=[Length(max=200)])
    term_code = HiddenField(validators=[InputRequired()])
    decision_no = HiddenField(validators=[Length(max=60)])
    decision_date = DateField(widget=HiddenInput())
