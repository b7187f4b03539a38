"""What is typed about one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from portal.candidates.forms.texts import TextsForm
from portal.people.labels import EDUCATION, SEX, SOURCE_GROUP
from portal.people.models import Education, Sex, SourceGroup
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import VietnameseDateField

LONGEST_NAME, LONGEST_TEXT = 120, 2000


def education_or_none(value: Any) -> Education | None:
    return Education(value) if value else None


class PersonForm(TextsForm):
    """Basic data only; the declared history of a person is never typed here (rules.md §0.6)."""

    full_name = StringField("Họ và tên", [InputRequired(), Length(max=LONGEST_NAME)])
    birth_date = VietnameseDateField("Ngày sinh", [InputRequired()])
    sex = ChoiceField("Giới tính", [InputRequired()], choices=list(SEX.items()), coerce=Sex)
    national_id = StringField(
        "Số CCCD",
        [Length(max=20)],
        description="12 chữ số. Được mã hóa khi lưu; dùng để phát hiện trùng.",
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    phone = StringField("Điện thoại", [Length(max=20)], render_kw={"inputmode": "tel", "autocomplete": "off"})
    unit_id = UUIDSelectField("Chi bộ")
    position = StringField("Chức vụ, công việc", [Length(max=LONGEST_NAME)])
    source_group = ChoiceField("Nhóm nguồn", choices=list(SOURCE_GROUP.items()), coerce=SourceGroup)
    education = ChoiceField(
        "Trình độ học vấn", choices=[("", "– chưa rõ –"), *EDUCATION.items()], coerce=education_or_none
    )
    ethnicity = StringField("Dân tộc", [Length(max=40)], default="Kinh")
    religion = StringField("Tôn giáo", [Length(max=40)], description="Để trống nếu không theo tôn giáo.")
    youth_member = BooleanField("Đoàn viên TNCS Hồ Chí Minh")
    trade_union_member = BooleanField("Đoàn viên công đoàn")
    listed_on = VietnameseDateField(
        "Ngày vào danh sách cảm tình Đảng", [Optional()], description="Để trống nếu mới được giới thiệu."
    )
    list_resolution_no = StringField("Số nghị quyết chi bộ", [Length(max=60)], description="Ví dụ 12-NQ/CB.")
    remarks = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)], render_kw={"rows": 3})

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)


class ChangePersonForm(PersonForm):
    """The same fields for somebody who is there; ``version`` tells whether the page is still fresh."""

    version = IntegerField(widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.national_id.description = "Chỉ nhập khi cần thay số đang lưu."
        self.phone.description = "Chỉ nhập khi cần thay số đang lưu."

    def renew_version(self, version: int) -> None:
        """Take the version that is there now, so that saving again overwrites knowingly."""
        self.version.raw_data = None
        self.version.data = version
