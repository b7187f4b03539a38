"""What is typed about members and their titles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.activities.members.labels import TITLE
from portal.activities.members.models import Title
from portal.people.labels import SEX
from portal.people.models import Sex
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import FileDropField, VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_NAME, LONGEST_LIST = 120, 200_000
Pairs = Iterable[tuple[UUID, str]]


class MemberForm(PortalForm):
    full_name = StringField("Họ và tên", [InputRequired(), Length(max=LONGEST_NAME)])
    birth_date = VietnameseDateField("Ngày sinh", [InputRequired()])
    sex = ChoiceField("Giới tính", [InputRequired()], choices=list(SEX.items()), coerce=Sex)
    unit_id = UUIDSelectField("Chi đoàn, tổ công đoàn", [InputRequired("Chọn chi đoàn, tổ công đoàn.")])
    position = StringField("Chức vụ trong đoàn thể", [Length(max=LONGEST_NAME)], default="")
    joined_on = VietnameseDateField("Ngày vào đoàn thể", [Optional()])

    def __init__(self, *args: Any, units: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)


class ChangeMemberForm(PortalForm):
    unit_id = UUIDSelectField("Chi đoàn, tổ công đoàn", [InputRequired("Chọn chi đoàn, tổ công đoàn.")])
    position = StringField("Chức vụ trong đoàn thể", [Length(max=LONGEST_NAME)], default="")
    joined_on = VietnameseDateField("Ngày vào đoàn thể", [Optional()])
    left_on = VietnameseDateField("Ngày ra khỏi đoàn thể", [Optional()])
    left_reason = StringField("Lý do", [Length(max=LONGEST_NAME)], default="")

    def __init__(self, *args: Any, units: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)


class MemberListForm(PortalForm):
    """The same form for looking and for writing; ``confirmed`` is set by the second button."""

    unit_id = UUIDSelectField("Chi đoàn, tổ công đoàn", [InputRequired("Chọn chi đoàn, tổ công đoàn.")])
    lines = TextAreaField(
        "Dán danh sách",
        [Length(max=LONGEST_LIST)],
        default="",
        description="Mỗi dòng một người: họ tên; ngày sinh; Nam hoặc Nữ; chức vụ. Chép từ Excel cũng được.",
        render_kw={"rows": 8},
    )
    file = FileDropField("Hoặc chọn tệp Excel", endings=(".xlsx", ".xls", ".ods"), megabytes=5)
    confirmed = HiddenField(default="")

    def __init__(self, *args: Any, units: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)


class BranchForm(PortalForm):
    party_house_id = UUIDSelectField(
        "Tổ chức cơ sở đảng", [InputRequired("Chọn tổ chức cơ sở đảng nơi chi đoàn, tổ công đoàn sinh hoạt.")]
    )

    def __init__(self, *args: Any, houses: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party_house_id.offer(houses)


class TitleForm(PortalForm):
    title = ChoiceField("Danh hiệu", [InputRequired()], choices=list(TITLE.items()), coerce=Title)
    year = IntegerField("Năm", [InputRequired(), NumberRange(min=1980, max=2200)])
    decision_no = StringField("Số quyết định", [InputRequired("Ghi số quyết định."), Length(max=60)])
    decided_on = VietnameseDateField("Ngày quyết định", [InputRequired()])
    awarded_by = StringField("Cấp ra quyết định", [Length(max=LONGEST_NAME)], default="")
