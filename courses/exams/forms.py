"""Forms of the exams: the start button, and what Khối decides about an exam."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, IntegerField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from courses.bank.formats.question import DIFFICULTY_LABELS
from courses.exams.blueprint import Rule
from courses.exams.models import ReviewPolicy
from courses.exams.operations.set_exam import ExamPlan
from courses.exams.orders import OrderKind
from courses.exams.words import POLICY_LABELS, REFLECTION_POLICY_LABELS
from portal.kernel import clock
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import ClockField, DecimalCommaField, VietnameseDateField
from portal.web.form_base import PortalForm

RULE_ROWS = 8


class StartForm(PortalForm):
    """The start button, with the access code where the exam has one."""

    access_code = PasswordField("Mã vào phòng thi", render_kw={"autocomplete": "off"})


class OrderForm(PortalForm):
    """What a proctor decides about one sitting: why, and for how many minutes where it is about time."""

    minutes = IntegerField("Số phút", [InputRequired(), NumberRange(1, 600)])
    reason = StringField("Lý do", [InputRequired(), Length(max=500)])

    def __init__(self, *args: Any, kind: OrderKind, **kwargs: Any) -> None:
        super().__init__(*args, prefix=kind, **kwargs)
        self.kind = kind
        if kind not in {OrderKind.EXTRA_TIME, OrderKind.REOPEN}:
            del self.minutes


class GiveBackForm(PortalForm):
    """Minutes an outage took from everybody at work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="time", **kwargs)

    minutes = IntegerField("Số phút mất", [InputRequired(), NumberRange(1, 240)])
    reason = StringField("Lý do", [InputRequired(), Length(max=500)])


class WindowForm(PortalForm):
    """Until when the exam stays open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="window", **kwargs)

    closes_on = VietnameseDateField("Đóng vào ngày", [InputRequired()])
    closes_at = ClockField("Lúc", [InputRequired()])
    reason = StringField("Lý do", [InputRequired(), Length(max=500)])

    def values(self) -> dict[str, Any]:
        return {
            "closes_at": _instant(self.closes_on.data, self.closes_at.data),
            "reason": self.reason.data,
        }


class AccessCodeForm(PortalForm):
    """A new code for those who have not started."""

    access_code = StringField(
        "Mã mới", [Length(max=40)], description="Để trống thì vào thi không cần mã. Mã cũ không xem lại được."
    )

    def values(self) -> dict[str, Any]:
        return {"access_code": self.access_code.data or ""}


class ExamForm(PortalForm):
    """What every exam has: a title, a window, a length."""

    title = StringField("Tên bài thi", [InputRequired(), Length(max=200)])
    opens_on = VietnameseDateField("Mở từ ngày", [InputRequired()])
    opens_at = ClockField("Lúc", [InputRequired()], default=time(7, 30))
    closes_on = VietnameseDateField("Đóng vào ngày", [InputRequired()])
    closes_at = ClockField("Lúc", [InputRequired()], default=time(17))
    duration_minutes = IntegerField("Thời gian làm bài (phút)", [InputRequired(), NumberRange(1, 600)])
    access_code = StringField(
        "Mã vào phòng thi",
        [Length(max=40)],
        description="Để trống nếu không cần. Đọc mã tại phòng thi khi bắt đầu.",
    )

    def plan_fields(self) -> dict[str, Any]:
        """Return the fields of the plan that every exam has."""
        return {
            "title": self.title.data,
            "opens_at": _instant(self.opens_on.data, self.opens_at.data),
            "closes_at": _instant(self.closes_on.data, self.closes_at.data),
            "duration_minutes": self.duration_minutes.data,
            "access_code": self.access_code.data or "",
        }


class RuleForm(FlaskForm):  # type: ignore[misc]
    """One row of the blueprint; a row without a count says nothing."""

    class Meta(PortalForm.Meta):  # noqa: D106 -- WTForms' place for settings
        csrf = False

    lesson = ChoiceField("Bài", default="")
    difficulty = ChoiceField("Mức độ", choices=[("", "mọi mức"), *DIFFICULTY_LABELS.items()], default="")
    count = IntegerField("Số câu", [Optional(), NumberRange(1, 200)])
    points = DecimalCommaField("Điểm mỗi câu", [Optional(), NumberRange(Decimal("0.01"), 100)])


class ScreeningForm(ExamForm):
    """A test scored by the machine, drawn by blueprint."""

    attempts_allowed = IntegerField("Số lượt thi", [InputRequired(), NumberRange(1, 10)], default=1)
    pass_mark = DecimalCommaField("Điểm đạt", [InputRequired(), NumberRange(0, 10)], default=Decimal(5))
    review_policy = ChoiceField("Sau khi nộp", choices=list(POLICY_LABELS.items()))
    rules = FieldList(FormField(RuleForm), min_entries=RULE_ROWS, max_entries=30)

    def __init__(self, *args: Any, lessons: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "mọi bài"), *((lesson, lesson or "chưa ghi bài") for lesson in lessons if lesson)]
        for row in self.rules:
            row.form.lesson.offer(choices)

    def values(self) -> dict[str, Any]:
        plan = ExamPlan(
            **self.plan_fields(),
            attempts_allowed=self.attempts_allowed.data,
            pass_mark=self.pass_mark.data,
            review_policy=ReviewPolicy(self.review_policy.data),
        )
        rules = [
            Rule(
                row.form.count.data,
                row.form.points.data or Decimal(1),
                lesson=row.form.lesson.data or None,
                difficulty=row.form.difficulty.data or None,
            )
            for row in self.rules
            if row.form.count.data
        ]
        return {"plan": plan, "rules": rules}


class ReviewPolicyForm(PortalForm):
    """What candidates may look back on."""

    review_policy = ChoiceField("Sau khi nộp", choices=list(POLICY_LABELS.items()))

    def __init__(self, *args: Any, is_reflection: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_reflection:
            self.review_policy.choices = list(REFLECTION_POLICY_LABELS.items())

    def values(self) -> dict[str, Any]:
        return {"review_policy": ReviewPolicy(self.review_policy.data)}


class ReflectionForm(ExamForm):
    """The thu hoạch: one essay question, marked by people."""

    question_version_id = UUIDSelectField("Đề bài", [InputRequired()])
    markers_needed = ChoiceField(
        "Số người chấm mỗi bài",
        choices=[("1", "một người"), ("2", "hai người, không biết điểm của nhau")],
        default="1",
    )
    max_difference = DecimalCommaField(
        "Lệch tối đa giữa hai người chấm",
        [InputRequired(), NumberRange(0, 10)],
        default=Decimal(1),
        description="Lệch hơn mức này thì có người thứ ba chấm. Quy chế không ấn định con số.",
    )

    def __init__(self, *args: Any, questions: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question_version_id.offer(questions)

    def values(self) -> dict[str, Any]:
        plan = ExamPlan(
            **self.plan_fields(),
            markers_needed=int(self.markers_needed.data),
            max_difference=self.max_difference.data,
        )
        return {"plan": plan, "question_version_id": self.question_version_id.data}


def _instant(day: date, time_of_day: time) -> datetime:
    return datetime.combine(day, time_of_day, tzinfo=clock.LOCAL)


def usual_window() -> dict[str, Any]:
    """Return the window a new exam form starts with: from today for a week."""
    return {"opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=7)}
