"""What is typed about referrals and tasks of helping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.activities.referrals.labels import ANSWER, MENTORING
from portal.activities.referrals.models import Answer, MentoringStep
from portal.web.choices import RadioChoiceField, UUIDSelectField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_TEXT = 4000
COUNT = NumberRange(min=0, max=20_000)
Pairs = Iterable[tuple[UUID, str]]


class ProposalForm(PortalForm):
    achievements = TextAreaField(
        "Thành tích, lý do giới thiệu",
        [InputRequired("Ghi thành tích, lý do giới thiệu."), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 5},
    )
    position = StringField("Chức vụ, công việc", [Length(max=120)], default="")
    meeting_on = VietnameseDateField("Ngày họp chi đoàn, tổ công đoàn", [InputRequired()])
    minutes_no = StringField("Số biên bản", [Length(max=60)], default="")
    member_count = IntegerField("Tổng số đoàn viên, hội viên của đơn vị", [InputRequired(), COUNT])
    present_count = IntegerField("Có mặt", [InputRequired(), COUNT])
    yes_votes = IntegerField(
        "Tán thành", [InputRequired(), COUNT], description="Cần ít nhất 2/3 tổng số của đơn vị."
    )


class SendForm(PortalForm):
    resolution_no = StringField(
        "Số nghị quyết ban chấp hành", [InputRequired(), Length(max=60)], description="Ví dụ 07-NQ/ĐTN."
    )
    resolution_on = VietnameseDateField("Ngày nghị quyết", [InputRequired()])


class ReasonForm(PortalForm):
    reason = StringField("Lý do", [InputRequired("Ghi lý do."), Length(max=500)])


class AnswerForm(PortalForm):
    """What the resolution needs is asked beside the answer; the operation says what is missing."""

    answer = RadioChoiceField(
        "Trả lời",
        [InputRequired()],
        choices=[(word, label) for word, label in ANSWER.items() if word is not Answer.STAGE],
        coerce=Answer,
    )
    list_resolution_no = StringField(
        "Số nghị quyết chi bộ", [Length(max=60)], default="", description="Khi đưa vào danh sách."
    )
    listed_on = VietnameseDateField("Ngày nghị quyết", [Optional()])
    unit_id = UUIDSelectField("Chi bộ theo dõi")
    reason = TextAreaField(
        "Lý do, lời nhắn cho đoàn thể",
        [Length(max=LONGEST_TEXT)],
        default="",
        description="Bắt buộc khi chưa đồng ý.",
        render_kw={"rows": 3},
    )

    def __init__(self, *args: Any, units: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)


class AskForm(PortalForm):
    union_id = UUIDSelectField("Đoàn thể", [InputRequired("Chọn một đoàn thể.")])
    task = TextAreaField(
        "Việc cần đoàn thể giúp",
        [InputRequired("Ghi việc cần giúp."), Length(max=LONGEST_TEXT)],
        description="Đoàn thể thấy họ tên quần chúng, việc này và hạn; không thấy hồ sơ.",
        render_kw={"rows": 3},
    )
    due_on = VietnameseDateField("Hạn", [InputRequired()])

    def __init__(self, *args: Any, unions: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.union_id.offer(unions)


class NoteForm(PortalForm):
    step = RadioChoiceField(
        "Trả lời cấp ủy", [InputRequired()], choices=list(MENTORING.items()), coerce=MentoringStep
    )
    mentor_person_id = UUIDSelectField("Người được cử giúp", blank="– chọn đoàn viên –")
    words = TextAreaField("Kết quả, lời nhắn", [Length(max=LONGEST_TEXT)], default="", render_kw={"rows": 3})

    def __init__(self, *args: Any, members: Pairs = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentor_person_id.offer(members)
