"""Input of the reading pages."""

from __future__ import annotations

from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from courses.catalog.operations.add_material import LARGEST_MEGABYTES
from portal.web.fields import FileDropField
from portal.web.form_base import PortalForm

LONGEST_TITLE = 160


class ProgressForm(PortalForm):
    """How far a page was read; sent by the page itself as JSON."""

    position = IntegerField("Đã đọc đến", [InputRequired(), NumberRange(0, 100)])
    seconds = IntegerField("Số giây", default=0)


class CompletionForm(PortalForm):
    """The button “Đã đọc xong”."""


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
