"""Shape of what is typed about targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import DateField, Field, HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.kernel.spreadsheets.cells import HIGHEST_COUNT
from portal.targets.allocation import Weight
from portal.targets.kinds import KIND_LABELS, TargetKind
from portal.targets.pace import USUAL_SCALE
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import (
    LARGEST_CARRIED,
    CarriedFileField,
    DecimalCommaField,
    FileDropField,
    VietnameseDateField,
)
from portal.web.form_base import PortalForm


class SetTargetForm(PortalForm):
    house_id = UUIDSelectField("Tổ chức", [InputRequired()])
    term_code = ChoiceField("Nhiệm kỳ", [InputRequired()])
    year = IntegerField(
        "Năm",
        [Optional(), NumberRange(min=0, max=2100)],
        description="Để trống hoặc 0 cho chỉ tiêu cả nhiệm kỳ.",
    )
    kind = ChoiceField(
        "Giao cho",
        choices=KIND_LABELS.items(),
        coerce=TargetKind,
        default=TargetKind.ADMISSION,
        description="Chỉ tiêu riêng (nữ, dân tộc thiểu số…) nằm trong chỉ tiêu chung.",
    )
    value = IntegerField("Chỉ tiêu kết nạp", [InputRequired(), NumberRange(min=0, max=HIGHEST_COUNT)])
    decision_no = StringField("Số quyết định", [InputRequired(), Length(max=60)])
    decision_date = VietnameseDateField("Ngày quyết định", [InputRequired()])


class WorksheetForm(PortalForm):
    """How the worksheet proposes; asked by GET, so it changes nothing."""

    class Meta(PortalForm.Meta):  # noqa: D106 -- WTForms' place for settings
        csrf = False

    year = IntegerField("Năm", [InputRequired(), NumberRange(min=1900, max=2200)])
    percent = DecimalCommaField(
        "% số đảng viên",
        [InputRequired(), NumberRange(min=0, max=100)],
        places=1,
        description="Thường 3–4% số đảng viên mỗi năm.",
    )
    least = IntegerField("Ít nhất cho mỗi danh sách", [InputRequired(), NumberRange(min=0, max=50)])
    total = IntegerField(
        "Hoặc tổng số cần chia",
        [Optional(), NumberRange(min=1, max=HIGHEST_COUNT)],
        description="Để trống: tính theo phần trăm đảng viên.",
    )
    weight = ChoiceField(
        "Chia tổng số theo",
        choices=[
            (Weight.MEMBERS, "số đảng viên"),
            (Weight.PROSPECTS, "số quần chúng trong danh sách"),
            (Weight.LAST_YEAR, "kết quả năm trước"),
        ],
        coerce=Weight,
        default=Weight.MEMBERS,
    )


class AllocationForm(PortalForm):
    """The numbers decided for a year; ``allocation_form`` adds one field a house."""

    term_code = HiddenField(validators=[InputRequired()])
    year = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    decision_no = StringField("Số quyết định phân bổ", [InputRequired(), Length(max=60)])
    decision_date = VietnameseDateField("Ngày quyết định", [InputRequired()])

    def asked_of(self, house_id: UUID) -> Field:
        """Return the field of a house."""
        return self[f"{OF_HOUSE}{house_id}"]

    def values(self) -> dict[str, Any]:
        """Return what allocate_targets takes; a house left blank is not given a target."""
        typed = super().values()
        numbers = {name: typed.pop(name) for name in list(typed) if name.startswith(OF_HOUSE)}
        given = {UUID(name.removeprefix(OF_HOUSE)): n for name, n in numbers.items() if n is not None}
        return {**typed, "values": given}


OF_HOUSE = "house-"


def allocation_form(houses: Iterable[tuple[UUID, str]], **standing: Any) -> AllocationForm:
    """Return the form with a number for every house."""

    class OfTheseHouses(AllocationForm):
        pass

    for house_id, name in houses:
        box = IntegerField(name, [Optional(), NumberRange(min=0, max=HIGHEST_COUNT)])
        setattr(OfTheseHouses, f"{OF_HOUSE}{house_id}", box)
    return OfTheseHouses(data=standing)


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
