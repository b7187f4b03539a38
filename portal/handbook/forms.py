"""What is typed at the support desk."""

from __future__ import annotations

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.handbook.desk import BOARDS, Board
from portal.web.choices import ChoiceField
from portal.web.form_base import PortalForm

LONGEST_SUBJECT, LONGEST_TEXT = 200, 5000
NO_NAMES = "Không ghi họ tên quần chúng, đảng viên; không nêu nội dung mật. Chỉ nêu tình huống và vướng mắc."


class AskForm(PortalForm):
    board = ChoiceField(
        "Gửi đến", [InputRequired()], choices=BOARDS.items(), coerce=Board, default=Board.ORG_BUILDING
    )
    subject = StringField(
        "Hỏi về việc gì",
        [InputRequired(), Length(max=LONGEST_SUBJECT)],
        description="Ví dụ: Thời hạn nghị quyết giới thiệu của Đoàn Thanh niên.",
    )
    text = TextAreaField(
        "Nội dung cần hỏi",
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=NO_NAMES,
        render_kw={"rows": 6},
    )


class AnswerQuestionForm(PortalForm):
    text = TextAreaField(
        "Trả lời",
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description="Đơn vị hỏi đọc được ngay. Ghi rõ căn cứ: văn bản, điều, khoản.",
        render_kw={"rows": 6},
    )


class PublishedForm(PortalForm):
    """A question and its answer as everybody will read them."""

    question = StringField(
        "Câu hỏi",
        [InputRequired(), Length(max=LONGEST_SUBJECT)],
        description="Viết lại cho chung, không để lộ đơn vị nào hỏi.",
    )
    answer = TextAreaField("Trả lời", [InputRequired(), Length(max=LONGEST_TEXT)], render_kw={"rows": 6})


class PublishForm(PublishedForm):
    is_nameless = BooleanField("Đã đọc lại: không có tên người, tên đơn vị, nội dung mật")
