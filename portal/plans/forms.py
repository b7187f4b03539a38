"""Shape of what is typed about plans and check-ups."""

from __future__ import annotations

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.plans.labels import CHECK_UP_KIND, MEASURE, VERDICT
from portal.plans.planning import CheckUpKind, Measure, Verdict
from portal.web.choices import ChoiceField, RadioChoiceField, UUIDSelectField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_WORDS = 3000


class OpenPlanForm(PortalForm):
    period = ChoiceField("Kế hoạch của", [InputRequired()])


class TaskForm(PortalForm):
    title = StringField("Việc cần làm", [InputRequired(), Length(max=200)])
    measure = ChoiceField("Đo bằng", choices=MEASURE.items(), coerce=Measure, default=Measure.DONE)
    target = IntegerField(
        "Chỉ tiêu",
        [Optional(), NumberRange(min=0, max=100_000)],
        description="Để trống nếu việc chỉ cần làm xong.",
    )
    owner = StringField(
        "Người hoặc bộ phận phụ trách", [Length(max=120)], description="Ví dụ: đồng chí phó bí thư."
    )
    due_on = VietnameseDateField("Hạn", [InputRequired()])


class MarkTaskForm(PortalForm):
    done_on = VietnameseDateField("Ngày làm xong", description="Để trống để bỏ đánh dấu.")
    done_note = StringField("Kết quả", [Length(max=300)])


class AnswerPlanForm(PortalForm):
    submission = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    verdict = RadioChoiceField("Trả lời", [InputRequired()], choices=VERDICT.items(), coerce=Verdict)
    remarks = TextAreaField(
        "Nhận xét, điều cần bổ sung", [Length(max=LONGEST_WORDS)], description="Bắt buộc khi trả lại."
    )


class AnnounceCheckUpForm(PortalForm):
    house_id = UUIDSelectField("Tổ chức", [InputRequired()])
    kind = ChoiceField(
        "Hình thức", choices=CHECK_UP_KIND.items(), coerce=CheckUpKind, default=CheckUpKind.INSPECTION
    )
    subject = StringField("Nội dung", [InputRequired(), Length(max=300)])
    planned_on = VietnameseDateField("Ngày dự kiến", [InputRequired()])


class FindingsForm(PortalForm):
    held_on = VietnameseDateField("Ngày tiến hành", [InputRequired()])
    findings = TextAreaField(
        "Kết quả",
        [InputRequired(), Length(max=LONGEST_WORDS)],
        description="Việc làm được, chưa làm được. Không ghi nội dung kỷ luật, không nêu tên quần chúng.",
    )
    remedy = TextAreaField("Việc cần khắc phục (nếu có)", [Length(max=LONGEST_WORDS)])
    remedy_due = VietnameseDateField("Hạn khắc phục")


class RemedyForm(PortalForm):
    words = TextAreaField("Đã khắc phục thế nào", [InputRequired(), Length(max=LONGEST_WORDS)])


class CloseCheckUpForm(PortalForm):
    closing_words = TextAreaField("Kết luận", [InputRequired(), Length(max=LONGEST_WORDS)])
