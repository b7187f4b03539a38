"""Input of the pages of classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import request
from wtforms import Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import TextInput

from courses.classes.models import ClassRun
from courses.classes.operations.change_session import MOST_PERIODS, SessionDetails
from courses.classes.operations.plan_class import ClassDetails
from courses.classes.queries.classes import SessionRow
from courses.classes.states import MODE_LABELS, DeliveryMode, NominationAnswer
from portal.kernel import clock
from portal.kernel.wording import said
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import (
    LARGEST_CARRIED,
    CarriedFileField,
    ClockField,
    FileDropField,
    VietnameseDateField,
)
from portal.web.form_base import PortalForm

MOST_SEATS = 1000
NOTICE = timedelta(days=14)
"""A usual time between announcing a class and its first day."""


class IdsField(Field):
    """The rows ticked in a table, sent as several ``ids``; the table draws the boxes."""

    widget = TextInput()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read the ids; what is no id was not made by our page."""
        self.data = []
        try:
            self.data = [UUID(value) for value in valuelist]
        except ValueError:
            raise ValueError("Danh sách chọn không đọc được; mở lại trang.") from None


class ReasonForm(PortalForm):
    """A step that is explained."""

    reason = StringField("Lý do", [InputRequired(), Length(max=500)])


class ClassForm(PortalForm):
    """What is announced about a class."""

    title = StringField("Tên lớp", [InputRequired(), Length(max=200)])
    delivery_mode = ChoiceField("Hình thức", choices=MODE_LABELS.items(), default=DeliveryMode.IN_PERSON)
    place = StringField("Địa điểm", [Length(max=200)])
    starts_on = VietnameseDateField("Khai giảng", [InputRequired()])
    ends_on = VietnameseDateField("Bế giảng", description="Để trống: tính theo số buổi của chương trình.")
    nominate_until = VietnameseDateField("Hạn đăng ký", [InputRequired()])
    seats = IntegerField("Số chỗ", [InputRequired(), NumberRange(1, MOST_SEATS)], default=100)
    opening_decision_no = StringField("Số quyết định mở lớp", [Length(max=60)])
    note = TextAreaField("Thông báo cho các đơn vị", [Length(max=2000)], render_kw={"rows": 3})

    def details(self, code: str) -> ClassDetails:
        """Return what was typed as the operation wants it."""
        return ClassDetails(
            code=code,
            title=self.title.data,
            delivery_mode=self.delivery_mode.data,
            starts_on=self.starts_on.data,
            nominate_until=self.nominate_until.data,
            seats=self.seats.data,
            ends_on=self.ends_on.data,
            place=self.place.data or "",
            opening_decision_no=self.opening_decision_no.data or "",
            note=self.note.data or "",
        )


class PlanClassForm(ClassForm):
    """A new class."""

    programme_version_id = UUIDSelectField("Chương trình", [InputRequired()], blank=None)
    code = StringField("Ký hiệu lớp", [InputRequired(), Length(max=30)])

    def __init__(self, programmes: Iterable[tuple[UUID, str]], code: str) -> None:
        first_day = clock.today() + NOTICE
        super().__init__(code=code, starts_on=first_day, nominate_until=first_day - timedelta(days=4))
        self.programme_version_id.offer(programmes)

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``plan_class``."""
        return {
            "programme_version_id": self.programme_version_id.data,
            "details": self.details(self.code.data),
        }


class ChangeClassForm(ClassForm):
    """A class that was announced already."""

    def __init__(self, run: ClassRun) -> None:
        super().__init__(obj=run)
        self.code = run.code

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``change_class``."""
        return {"details": self.details(self.code)}


class SessionForm(PortalForm):
    """One session of a class."""

    title = StringField("Nội dung", [InputRequired(), Length(max=200)])
    day = VietnameseDateField("Ngày", [InputRequired()])
    begins_at = ClockField("Bắt đầu lúc", [InputRequired()])
    periods = IntegerField("Số tiết", [InputRequired(), NumberRange(1, MOST_PERIODS)], default=5)
    place = StringField("Địa điểm", [Length(max=200)])
    lecturer_account_id = UUIDSelectField("Giảng viên có tài khoản", blank="– không chọn –")
    lecturer_name = StringField(
        "Giảng viên, báo cáo viên khác",
        [Length(max=120)],
        description="Ghi tên khi người dạy không có tài khoản.",
    )

    def __init__(self, lecturers: Iterable[tuple[UUID, str]], session: SessionRow | None = None) -> None:
        super().__init__(data=None if session is None else _as_typed(session))
        self.lecturer_account_id.offer(lecturers)

    def values(self) -> dict[str, Any]:
        """Return what was typed as the operation wants it."""
        return {
            "details": SessionDetails(
                title=self.title.data,
                day=self.day.data,
                begins_at=self.begins_at.data,
                periods=self.periods.data,
                place=self.place.data or "",
                lecturer_name=self.lecturer_name.data or "",
                lecturer_account_id=self.lecturer_account_id.data,
            )
        }


def _as_typed(session: SessionRow) -> dict[str, Any]:
    begins = clock.local(session.starts_at)
    return {
        "title": session.title,
        "day": begins.date(),
        "begins_at": begins.time(),
        "periods": session.periods,
        "place": session.place,
        "lecturer_account_id": session.lecturer_account_id,
        "lecturer_name": "" if session.lecturer_account_id else session.lecturer_name,
    }


class NominateForm(PortalForm):
    """The people a house proposes."""

    ids = IdsField()
    note = StringField(
        said("Ghi chú gửi {bloc}"),
        [Length(max=500)],
        description="Ví dụ: ưu tiên đồng chí sắp chuyển công tác.",
    )

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``nominate``."""
        return {"candidate_ids": self.ids.data or [], "note": self.note.data or ""}


class NoteEnrolledForm(PortalForm):
    """The people with a seat whom the house notes in its own register."""

    ids = IdsField()

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``note_enrolled``."""
        return {"candidate_ids": self.ids.data or []}


class DecideForm(PortalForm):
    """One answer to the nominations ticked."""

    ids = IdsField()
    action = ChoiceField("Trả lời", choices=[(answer.value, answer.value) for answer in NominationAnswer])
    reason = StringField("Lý do", [Length(max=500)])

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``decide_nominations``."""
        return {
            "nomination_ids": self.ids.data or [],
            "answer": self.action.data,
            "reason": self.reason.data or "",
        }


class AttendanceForm(PortalForm):
    """The roll of one session: one number of periods a learner, in fields ``periods-<id>``."""

    def __init__(self, enrolment_ids: Iterable[UUID]) -> None:
        super().__init__()
        self.enrolment_ids = list(enrolment_ids)

    def values(self) -> dict[str, Any]:
        """Return the periods typed, by enrolment; a learner whose field is missing is left out."""
        typed = {key: request.form.get(f"periods-{key}", "") for key in self.enrolment_ids}
        return {
            "periods": {key: int(text) for key, text in typed.items() if text.isascii() and text.isdigit()}
        }


class BoardForm(PortalForm):
    """The board of a class, chosen among its learners."""

    monitor = UUIDSelectField("Lớp trưởng", blank="– chưa cử –")
    deputy = UUIDSelectField("Lớp phó", blank="– không –")
    second_deputy = UUIDSelectField("Lớp phó thứ hai", blank="– không –")

    def __init__(self, learners: Iterable[tuple[UUID, str]], **standing: UUID | None) -> None:
        super().__init__(**standing)
        learners = list(learners)
        for field in (self.monitor, self.deputy, self.second_deputy):
            field.offer(learners)

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``name_board``."""
        deputies = [self.deputy.data, self.second_deputy.data]
        return {"monitor_id": self.monitor.data, "deputy_ids": [one for one in deputies if one]}


class RollFileForm(PortalForm):
    """The filled roll of a class."""

    file = FileDropField(
        "Bảng điểm danh đã ghi",
        [InputRequired()],
        endings=(".xlsx", ".xls", ".ods"),
        megabytes=LARGEST_CARRIED,
    )


class ConfirmRollForm(PortalForm):
    """The roll that was looked at, carried along so that nothing waits on the server."""

    content = CarriedFileField(validators=[InputRequired()])
    signature = HiddenField(validators=[InputRequired(), Length(max=64)])


class AnnouncementForm(PortalForm):
    """Something for everybody in the class; it is published, so it names nobody."""

    text = TextAreaField(
        "Nội dung thông báo",
        [InputRequired("Ghi nội dung thông báo."), Length(max=2000)],
        description="Cả lớp đọc được. Không nêu tên người, điểm số, chuyện riêng.",
        render_kw={"rows": 3},
    )
