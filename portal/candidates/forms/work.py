"""What is typed while a candidate is followed: helper, papers, unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.candidates.evidence_kinds import INTRODUCER_FLAGS, EvidenceKind
from portal.candidates.evidence_kinds import RULES as PAPERS
from portal.candidates.forms.texts import TextsForm
from portal.web.choices import MultiCheckboxField, RadioChoiceField, UUIDSelectField, as_choices
from portal.web.fields import VietnameseDateField

LONGEST_NUMBER, LONGEST_NAME, LONGEST_TEXT = 60, 120, 2000
MOST_VOTERS = 2000
COUNT = [Optional(), NumberRange(min=0, max=MOST_VOTERS)]


class HelperForm(TextsForm):
    """Who helps from when on; the reason of a hand-over only when somebody helps already."""

    helper_membership_id = UUIDSelectField("Tài khoản người giúp đỡ", blank="– chưa có tài khoản –")
    helper_name = StringField(
        "Họ và tên người giúp đỡ",
        [Length(max=LONGEST_NAME)],
        description="Chỉ ghi khi người đó chưa có tài khoản.",
    )
    is_official = BooleanField("Là đảng viên chính thức", default=True)
    resolution_no = StringField(
        "Số nghị quyết chi bộ", [InputRequired(), Length(max=LONGEST_NUMBER)], description="Ví dụ 15-NQ/CB."
    )
    starts_on = VietnameseDateField("Giúp đỡ từ ngày", [InputRequired()])
    together_since = VietnameseDateField(
        "Cùng công tác, học tập, cư trú với quần chúng từ ngày", [Optional()]
    )
    end_reason = StringField("Lý do thay người đang giúp đỡ", [Length(max=LONGEST_NAME)])

    def __init__(
        self, *args: Any, helpers: Iterable[tuple[UUID, str]] = (), is_hand_over: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.helper_membership_id.offer(helpers)
        if not is_hand_over:
            del self.end_reason


class EvidenceForm(TextsForm):
    """One paper; fields that its kind does not have are taken away."""

    choice = RadioChoiceField("Nội dung", [InputRequired()])
    flags = MultiCheckboxField("Đánh dấu nếu đúng", choices=[])
    number = StringField("Số văn bản", [Length(max=LONGEST_NUMBER)])
    dated_on = VietnameseDateField("Ngày", [Optional()])
    together_since = VietnameseDateField("Cùng công tác, học tập, cư trú từ ngày", [Optional()])
    months = IntegerField("Số tháng", COUNT)
    holder = StringField(
        "Ai đang giữ giấy", [Length(max=LONGEST_NAME)], description="Ví dụ: chi ủy, văn phòng đảng ủy."
    )

    def __init__(self, *args: Any, kind: EvidenceKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = PAPERS[kind]
        flags = list(rule.flags)
        if rule.has_introducer:
            flags += INTRODUCER_FLAGS
            self.holder.label.text = "Người hoặc tổ chức giới thiệu"
            self.holder.description = ""
        else:
            del self.together_since
        self.dated_on.label.text = rule.date_label
        self.dated_on.flags.required = rule.needs_date
        self.number.flags.required = rule.needs_number
        if rule.choices:
            self.choice.choices = as_choices(rule.choices)
        else:
            del self.choice
        if flags:
            self.flags.choices = as_choices(flags)
        else:
            del self.flags
        if not rule.has_months:
            del self.months


class PlaceForm(TextsForm):
    """The unit for the people ticked in the register."""

    unit_id = UUIDSelectField("Chi bộ", [InputRequired("Chọn chi bộ.")])

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)
