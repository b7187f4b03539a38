"""What is typed while a candidate is followed: steps, helper, papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.candidates.evidence_kinds import INTRODUCER_FLAGS, EvidenceKind
from portal.candidates.evidence_kinds import RULES as PAPERS
from portal.candidates.forms.texts import TextsForm
from portal.candidates.labels import AUTHORITY
from portal.candidates.stages import RULES, Body, Stage, document_of
from portal.candidates.votes import VoteCount
from portal.web.choices import ChoiceField, MultiCheckboxField, RadioChoiceField, UUIDSelectField, as_choices
from portal.web.fields import VietnameseDateField

LONGEST_NUMBER, LONGEST_NAME, LONGEST_TEXT = 60, 120, 2000
MOST_VOTERS = 2000
COUNT = [Optional(), NumberRange(min=0, max=MOST_VOTERS)]
TOTAL_LABEL = {
    Body.CELL: "Đảng viên chính thức được triệu tập",
    Body.COMMITTEE: "Tổng số cấp ủy viên",
    Body.AUTHORITY: "Tổng số ủy viên",
}


class AdvanceForm(TextsForm):
    """One step; fields that the step does not need are taken away."""

    version = IntegerField(widget=HiddenInput())
    happened_on = VietnameseDateField("Ngày", [InputRequired()])
    document_no = StringField("Số văn bản", [Length(max=LONGEST_NUMBER)])
    document_date = VietnameseDateField("Ngày văn bản", [Optional()])
    kind = ChoiceField("Cấp biểu quyết", choices=list(AUTHORITY.items()))
    total = IntegerField("Tổng số", COUNT)
    deducted = IntegerField(
        "Trừ (sinh hoạt tạm thời nơi khác, được miễn và vắng mặt, bị đình chỉ…)",
        COUNT,
        default=0,
        description="294-QĐ/TW, mục 9.3.2–9.3.3.",
    )
    yes = IntegerField("Tán thành", COUNT)
    remarks = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)], render_kw={"rows": 2})

    def __init__(self, *args: Any, stage: Stage, to_stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule, paper = RULES[to_stage], document_of(stage, to_stage)
        if not paper:
            del self.document_no, self.document_date
        else:
            self.document_no.label.text = f"Số {paper}"
        if rule.body is None:
            del self.kind, self.total, self.deducted, self.yes
            return
        self.total.label.text = TOTAL_LABEL[rule.body]
        if rule.body is Body.AUTHORITY:
            del self.deducted
        else:
            del self.kind

    def values(self) -> dict[str, Any]:
        """Return the fields of advance_stage, the counts as one vote."""
        typed = super().values()
        counts = {name: typed.pop(name, None) for name in ("total", "deducted", "yes", "kind")}
        if counts["total"] is not None and counts["yes"] is not None:
            typed["vote"] = VoteCount(
                total=counts["total"],
                yes=counts["yes"],
                deducted=counts["deducted"] or 0,
                kind=counts["kind"] or "standing_committee",
            )
        return typed


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


class CorrectStageForm(TextsForm):
    remarks = StringField("Lý do sửa", [InputRequired(), Length(max=LONGEST_TEXT)])


class EmptyForm(TextsForm):
    """Only the token: a button that does one thing."""


class PlaceForm(TextsForm):
    """The unit for the people ticked in the register."""

    unit_id = UUIDSelectField("Chi bộ", [InputRequired("Chọn chi bộ.")])

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)
