"""What is typed when a step is recorded or taken back."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.candidates.exits import reasons_for
from portal.candidates.forms.texts import TextsForm
from portal.candidates.labels import AUTHORITY
from portal.candidates.stages import Body, Stage, document_of, voting_body
from portal.candidates.votes import VoteCount
from portal.web.choices import ChoiceField, RadioChoiceField, as_choices
from portal.web.fields import VietnameseDateField

LONGEST_NUMBER, LONGEST_TEXT = 60, 2000
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
    exit_reason = RadioChoiceField("Lý do", [InputRequired("Chọn lý do.")])
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
    acknowledgement = TextAreaField(
        "Căn cứ để vẫn ghi khi còn điều kiện chưa có ghi nhận",
        [Length(max=LONGEST_TEXT)],
        description="Ví dụ: giấy tờ đã đủ trong hồ sơ giấy, sẽ nhập sau. Lưu cùng bước này.",
        render_kw={"rows": 2},
    )
    remarks = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)], render_kw={"rows": 2})

    def __init__(
        self, *args: Any, stage: Stage, to_stage: Stage, needs_acknowledgement: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        paper, body = document_of(stage, to_stage), voting_body(stage, to_stage)
        reasons = reasons_for(to_stage)
        if reasons:
            self.exit_reason.choices = as_choices(reasons.items())
            self.remarks.description = "Không ghi lý do về tiêu chuẩn chính trị, kỷ luật."
        else:
            del self.exit_reason
        if needs_acknowledgement:
            self.acknowledgement.flags.required = True
        else:
            del self.acknowledgement
        if not paper:
            del self.document_no, self.document_date
        else:
            self.document_no.label.text = f"Số {paper}"
        if body is None:
            del self.kind, self.total, self.deducted, self.yes
            return
        self.total.label.text = TOTAL_LABEL[body]
        if to_stage is Stage.NOT_APPROVED:
            self.total.description = "Số biểu quyết chỉ cần khi không đủ số phiếu tán thành."
        if body is Body.AUTHORITY:
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


class CorrectStageForm(TextsForm):
    remarks = StringField("Lý do sửa", [InputRequired(), Length(max=LONGEST_TEXT)])
