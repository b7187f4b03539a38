"""What is typed about letters: which figures, the text, number and day, the answer of a house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.oversight.letters.models import LetterKind
from portal.oversight.letters.rules import USUAL_THRESHOLD
from portal.web.choices import MultiCheckboxField, RadioChoiceField, as_choices
from portal.web.fields import FileDropField, VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_SUBJECT, LONGEST_BODY, LONGEST_NUMBER = 200, 20000, 60
ENDINGS = (".pdf", ".docx", ".xlsx")
KINDS = {
    LetterKind.PRAISE: "Biểu dương các đơn vị hoàn thành chỉ tiêu nhiệm kỳ",
    LetterKind.CLASS_INVITATION: "Cử quần chúng vào các lớp còn chỗ",
    LetterKind.PLAN_OPINION: "Ý kiến về kế hoạch phát triển đảng viên (chọn đơn vị)",
    LetterKind.NOTICE: "Công văn khác, tự viết nội dung",
}


class PreviewForm(PortalForm):
    """Which figures to look at; in the URL, so that the page can be sent to somebody."""

    class Meta(PortalForm.Meta):  # noqa: D106 -- WTForms' place for settings
        csrf = False

    as_of = VietnameseDateField("Số liệu tính đến ngày", [InputRequired()])
    threshold = IntegerField(
        "Nêu tên đơn vị đạt dưới (%)", [InputRequired(), NumberRange(min=1, max=100)], default=USUAL_THRESHOLD
    )


class DraftLetterForm(PortalForm):
    """The figures as they were looked at, and until when an answer is wanted."""

    as_of = VietnameseDateField("Số liệu tính đến ngày", [InputRequired()])
    threshold = IntegerField("Nêu tên đơn vị đạt dưới (%)", [InputRequired(), NumberRange(min=1, max=100)])
    reply_due = VietnameseDateField("Hạn các đơn vị báo cáo", [InputRequired()])


class _AddresseesForm(PortalForm):
    addressees = MultiCheckboxField("Gửi đến", coerce=lambda value: UUID(str(value)))

    def __init__(self, *args: Any, houses: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.addressees.choices = as_choices(houses)


class NewLetterForm(_AddresseesForm):
    """Which letter, and to whom when the figures do not say it."""

    kind = RadioChoiceField("Loại công văn", [InputRequired()], choices=list(KINDS.items()))
    reply_due = VietnameseDateField("Hạn các đơn vị trả lời", [Optional()])


class EditLetterForm(_AddresseesForm):
    """The text as it will be signed."""

    subject = StringField("Trích yếu", [InputRequired(), Length(max=LONGEST_SUBJECT)])
    body = TextAreaField("Nội dung", [InputRequired(), Length(max=LONGEST_BODY)], render_kw={"rows": 20})
    reply_due = VietnameseDateField("Hạn các đơn vị trả lời", [Optional()])
    file = FileDropField("Văn bản kèm theo", endings=ENDINGS)
    version = HiddenField()


class SendLetterForm(PortalForm):
    """What was written by hand when the letter was signed."""

    number = StringField("Số công văn", [InputRequired(), Length(max=LONGEST_NUMBER)])
    signed_on = VietnameseDateField("Ngày ký", [InputRequired()])


class AnswerForm(PortalForm):
    """What a house answers."""

    text = TextAreaField("Nội dung trả lời", [InputRequired(), Length(max=LONGEST_BODY)])
    document_no = StringField("Số văn bản của đơn vị, nếu có", [Length(max=LONGEST_NUMBER)])
    file = FileDropField("Văn bản kèm theo", endings=ENDINGS)
