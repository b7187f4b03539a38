"""What a draft says that the portal does not know: the meeting, the counts, who spoke."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from portal.candidates.drafts import DraftKind
from portal.candidates.forms.texts import TextsForm
from portal.web.choices import ChoiceField
from portal.web.fields import VietnameseDateField

LONGEST_LINE, LONGEST_TEXT, MOST_PEOPLE = 200, 2000, 2000
NEEDED = "Cần điền để câu văn đầy đủ."
LINE = [InputRequired(NEEDED), Length(max=LONGEST_LINE)]
OPTIONAL_LINE = [Length(max=LONGEST_LINE)]
TEXT = [InputRequired(NEEDED), Length(max=LONGEST_TEXT)]
COUNT = [InputRequired(NEEDED), NumberRange(min=0, max=MOST_PEOPLE)]
SEVERAL = [InputRequired(NEEDED), NumberRange(min=1, max=MOST_PEOPLE)]
DAY = [InputRequired(NEEDED)]
VOTING = (("bỏ phiếu kín", "Bỏ phiếu kín"), ("giơ thẻ đảng viên", "Giơ thẻ đảng viên"))
NO_SECRETS = "Không ghi nội dung lý lịch, gia đình, tiêu chuẩn chính trị."


class MeetingForm(TextsForm):
    """The meeting of a cell, as both resolutions open."""

    meeting_on = VietnameseDateField("Ngày họp", DAY)
    meeting_place = StringField("Nơi họp", LINE)
    total_members = IntegerField("Tổng số đảng viên", SEVERAL)
    official_members = IntegerField("Trong đó chính thức", SEVERAL)
    present_members = IntegerField("Có mặt", SEVERAL)
    absence_reason = StringField(
        "Lý do vắng", OPTIONAL_LINE, description="Ví dụ: 2 đồng chí đi công tác, 1 đồng chí ốm."
    )
    chair = StringField("Chủ trì", LINE)
    secretary = StringField("Thư ký", LINE)
    official_summoned = IntegerField(
        "Số đảng viên chính thức tính biểu quyết",
        SEVERAL,
        description="Số được triệu tập, đã trừ theo 294-QĐ/TW, mục 9.3.2.",
    )
    yes = IntegerField("Số tán thành", COUNT)


class CellProposalForm(MeetingForm):
    strengths = TextAreaField("Ưu điểm", TEXT, description=NO_SECRETS, render_kw={"rows": 4})
    weaknesses = TextAreaField("Hạn chế", TEXT, render_kw={"rows": 3})
    voting_form = ChoiceField("Hình thức biểu quyết", choices=VOTING)
    signer = StringField("Bí thư chi bộ ký", LINE)


class HelperResolutionForm(MeetingForm):
    helper = StringField("Đảng viên được phân công", LINE)
    helper_from = VietnameseDateField("Giúp đỡ từ ngày", DAY)
    task = TextAreaField("Nhiệm vụ giao cho quần chúng", TEXT, render_kw={"rows": 3})
    signer = StringField("Bí thư chi bộ ký", LINE)


class OpinionSummaryForm(TextsForm):
    union_body = StringField("Tổ chức chính trị - xã hội", LINE, description="Ví dụ: Đoàn cơ sở Sở Y tế.")
    union_on = VietnameseDateField("Ngày lấy ý kiến", DAY)
    union_present = IntegerField("Số người tham gia", SEVERAL)
    union_yes = IntegerField("Số tán thành", COUNT)
    union_opinion = TextAreaField("Nội dung nhận xét", TEXT, description=NO_SECRETS, render_kw={"rows": 3})
    residence_body = StringField(
        "Chi ủy nơi cư trú", LINE, description="Ví dụ: Chi ủy tổ dân phố 5, phường 3."
    )
    residence_on = VietnameseDateField("Ngày nhận xét", DAY)
    residence_present = IntegerField("Số chi ủy viên", SEVERAL)
    residence_yes = IntegerField("Số tán thành", COUNT)
    residence_opinion = TextAreaField(
        "Nội dung nhận xét", TEXT, description=NO_SECRETS, render_kw={"rows": 3}
    )
    signer = StringField("Bí thư ký", LINE)


class CeremonyMinutesForm(TextsForm):
    held_on = VietnameseDateField("Ngày tổ chức lễ", DAY)
    begins_at = StringField("Bắt đầu lúc", LINE, description="Ví dụ: 8 giờ 00.")
    ends_at = StringField("Kết thúc lúc", LINE)
    meeting_place = StringField("Nơi tổ chức", LINE)
    present_members = IntegerField("Số đảng viên dự", SEVERAL)
    guests = StringField("Khách mời", OPTIONAL_LINE, description="Ví dụ: đại diện Đảng ủy và Đoàn cơ sở.")
    chair = StringField("Chủ trì", LINE)
    secretary = StringField("Thư ký", LINE)
    decision_reader = StringField("Người đọc quyết định", LINE)
    decided_by = StringField("Cấp ra quyết định", LINE)
    helper = StringField("Đảng viên giúp đỡ thời gian dự bị", LINE)
    speaker = StringField("Đại diện cấp trên phát biểu", OPTIONAL_LINE)
    copies = IntegerField("Số bản", SEVERAL, default=2)


FORMS: dict[DraftKind, type[Any]] = {
    DraftKind.CELL_PROPOSAL: CellProposalForm,
    DraftKind.HELPER_RESOLUTION: HelperResolutionForm,
    DraftKind.OPINION_SUMMARY: OpinionSummaryForm,
    DraftKind.CEREMONY_MINUTES: CeremonyMinutesForm,
}
