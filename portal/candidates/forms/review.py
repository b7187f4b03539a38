"""The monthly review: one page, fit for a phone."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.candidates.forms.texts import TextsForm
from portal.candidates.labels import PROPOSAL, RATING, REVIEW_ITEM
from portal.candidates.models.review import Proposal, Rating
from portal.web.choices import RadioChoiceField
from portal.web.fields import VietnameseDateField

LONGEST_LINE, LONGEST_TEXT = 200, 4000


def _rated(item: str) -> RadioChoiceField:
    return RadioChoiceField(REVIEW_ITEM[item], [InputRequired()], choices=list(RATING.items()), coerce=Rating)


def _long(label: str) -> TextAreaField:
    return TextAreaField(label, [Length(max=LONGEST_TEXT)], render_kw={"rows": 3})


class ReviewForm(TextsForm):
    political_awareness = _rated("political_awareness")
    professional_result = _rated("professional_result")
    study_training = _rated("study_training")
    discipline = _rated("discipline")
    union_role = _rated("union_role")
    relations = _rated("relations")
    task_title = StringField("Việc được giao trong tháng", [Length(max=LONGEST_LINE)])
    task_due_on = VietnameseDateField("Hạn của việc", [Optional()])
    task_result = StringField("Kết quả", [Length(max=LONGEST_LINE)])
    strengths = _long("Ưu điểm")
    weaknesses = _long("Hạn chế cần khắc phục")
    proposal = RadioChoiceField(
        "Đề xuất", [InputRequired()], choices=list(PROPOSAL.items()), coerce=Proposal, default=Proposal.KEEP
    )
    conclusion = _long("Kết luận của chi bộ")
    next_task = StringField("Việc giao cho tháng sau", [Length(max=LONGEST_LINE)])
    submitted_on = VietnameseDateField(
        "Ngày nộp", [Optional()], description="Để trống là hôm nay; chỉ ghi khi nhập bản giấy đã nộp."
    )
