"""Input of the reading pages."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from courses.catalog.operations.add_material import LARGEST_MEGABYTES
from portal.web.fields import FileDropField
from portal.web.form_base import PortalForm

LONGEST_TITLE = 160
LONGEST_SELF_CHECK = 20_000


class SelfCheckForm(PortalForm):
    """The questions of a lesson as plain text."""

    text = TextAreaField(
        "Các câu tự kiểm tra",
        [Length(max=LONGEST_SELF_CHECK)],
        filters=[lambda typed: typed or ""],
        render_kw={"rows": 18, "spellcheck": "false"},
        description="Mỗi câu một đoạn, cách nhau một dòng trống: dòng đầu là câu hỏi; * trước phương án "
        "đúng, - trước phương án sai, > trước lời giải thích. Để trống nếu bài không cần câu tự kiểm tra.",
    )
    is_required = BooleanField(
        "Bài chỉ được tính là đã đọc khi học viên đã trả lời hết các câu này",
        description="Trả lời đúng hay sai không tính điểm, không ai khác xem được; làm lại tùy ý.",
    )
    number = IntegerField(widget=HiddenInput(), default=0)


class LessonMaterialForm(PortalForm):
    """A file beside the text of a lesson."""

    title = StringField(
        "Tên tài liệu",
        [InputRequired("Ghi tên tài liệu."), Length(max=LONGEST_TITLE)],
        description="Nói rõ trong ảnh, video có gì: người không xem được ảnh nghe đọc dòng này.",
    )
    file = FileDropField(
        "Ảnh, PDF, âm thanh hoặc video",
        [InputRequired("Chọn tệp.")],
        endings=(".jpg", ".jpeg", ".png", ".webp", ".pdf", ".mp3", ".m4a", ".mp4", ".webm"),
        megabytes=LARGEST_MEGABYTES,
        description="Video dài nên nén nhỏ hoặc chia thành nhiều đoạn: học viên xem bằng điện thoại.",
    )
    captions = FileDropField(
        "Phụ đề (nếu là video)",
        [Optional()],
        endings=(".vtt", ".srt"),
        megabytes=1,
        description="Tệp phụ đề tiếng Việt, mã UTF-8.",
    )


class ShippedProgrammeForm(PortalForm):
    """The button that takes a shipped programme into use."""
