"""What is typed about an activity; everything but the title, the kind and the day may stay empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.activities.log.labels import KIND, ROLE
from portal.activities.log.models import ActivityKind, ParticipationRole
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import FileDropField, FilesDropField, VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_TITLE, LONGEST_NAMES, LONGEST_TEXT = 160, 60_000, 4000
EVIDENCE = (".jpg", ".jpeg", ".png", ".webp", ".pdf", ".docx", ".xlsx")
Pairs = Iterable[tuple[UUID, str]]


class _Particulars(PortalForm):
    title = StringField(
        "Tên hoạt động", [InputRequired(), Length(max=LONGEST_TITLE)], render_kw={"list": "usual-titles"}
    )
    kind = ChoiceField("Loại", [InputRequired()], choices=list(KIND.items()), coerce=ActivityKind)
    held_on = VietnameseDateField(
        "Ngày", [InputRequired()], description="Ngày sắp tới sẽ ghi thành dự kiến, có trên lịch."
    )
    place = StringField("Nơi tổ chức", [Length(max=LONGEST_TITLE)], default="")
    campaign_id = UUIDSelectField("Thuộc phong trào, cuộc vận động", blank="– không –")
    unit_id = UUIDSelectField("Đơn vị tổ chức", blank="Toàn đoàn thể")
    plan_no = StringField("Số kế hoạch", [Length(max=60)], default="")

    def __init__(self, *args: Any, units: Pairs = (), campaigns: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)
        self.campaign_id.offer(campaigns)


class ActivityForm(_Particulars):
    names = TextAreaField(
        "Ai tham gia",
        [Length(max=LONGEST_NAMES)],
        default="",
        description="Dán danh sách, mỗi dòng một tên; không cần dấu. Ghi sau cũng được.",
        render_kw={"rows": 5},
    )


class ChangeActivityForm(_Particulars):
    version = IntegerField(validators=[Optional()], widget=HiddenInput())
    guest_count = IntegerField("Khách, người ngoài đoàn thể", [Optional(), NumberRange(min=0, max=100_000)])


class NamesForm(PortalForm):
    names = TextAreaField(
        "Dán danh sách",
        [Length(max=LONGEST_NAMES)],
        default="",
        description="Mỗi dòng một tên, không cần dấu. Trùng tên thì ghi thêm năm sinh sau dấu phẩy.",
        render_kw={"rows": 6},
    )
    file = FileDropField("Hoặc chọn tệp Excel", endings=(".xlsx", ".xls", ".ods"), megabytes=5)
    role = ChoiceField("Vai trò", choices=list(ROLE.items()), coerce=ParticipationRole)


class ParticipationForm(PortalForm):
    role = ChoiceField("Vai trò", [InputRequired()], choices=list(ROLE.items()), coerce=ParticipationRole)
    result = StringField("Kết quả, ghi nhận", [Length(max=200)], default="")
    points = IntegerField(
        "Điểm",
        [Optional(), NumberRange(min=0, max=100)],
        description="Theo quy chế của đoàn thể, 0 đến 100; không dùng để tự động xét kết nạp.",
    )


class EvidenceForm(PortalForm):
    files = FilesDropField("Ảnh, tài liệu", endings=EVIDENCE)


class ReportForm(PortalForm):
    result = TextAreaField(
        "Kết quả",
        [InputRequired("Ghi kết quả, ví dụ số người, số quà, số tiền."), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 4},
    )
    links = TextAreaField(
        "Liên kết bài viết, hình ảnh",
        [Length(max=2000)],
        default="",
        description="Mỗi dòng một địa chỉ.",
        render_kw={"rows": 2},
    )


class ReasonForm(PortalForm):
    reason = StringField("Lý do", [InputRequired("Ghi lý do."), Length(max=500)])
