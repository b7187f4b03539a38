"""Input of the bank's pages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from courses.bank.answer_lines import HINTS, read_lines, to_lines
from courses.bank.formats.picture import LONGEST_ALT, MOST_PICTURES, Picture
from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    DIFFICULTY_LABELS,
    Difficulty,
    Question,
    QuestionMistake,
    lesson_name,
)
from courses.bank.types import essay
from portal.kernel.errors import DomainError
from portal.web.choices import ChoiceField, MultiCheckboxField
from portal.web.fields import DecimalCommaField, FileDropField
from portal.web.form_base import PortalForm


class KeptPicture(Protocol):
    """A row of a picture that the actor's door has shown."""

    id: UUID
    file_digest: str
    width: int
    height: int


ENDINGS = (".xlsx", ".gift", ".txt", ".xml", ".zip")


class PictureForm(Form):
    """One picture: already kept, new, or none; a new file takes the place of the kept one."""

    kept = HiddenField()
    """The id of the picture's row; empty for none."""
    file = FileDropField("Tệp ảnh", endings=(".jpg", ".jpeg", ".png", ".webp"), megabytes=5)
    alt = StringField(
        "Tả hình bằng lời",
        [Length(max=LONGEST_ALT)],
        description="Cho người không xem được hình, và khi hình chưa tải kịp.",
    )
    is_dropped = BooleanField("Bỏ hình này")


class QuestionForm(PortalForm):
    """A question of one kind; options and key are typed as lines (answer_lines.py)."""

    text = TextAreaField("Nội dung câu hỏi", [InputRequired(), Length(max=30_000)], render_kw={"rows": 4})
    pictures = FieldList(FormField(PictureForm), min_entries=MOST_PICTURES, max_entries=MOST_PICTURES)
    answers = TextAreaField("Phương án và đáp án", render_kw={"rows": 7})
    lesson = StringField("Bài", [Length(max=120)], description="Ví dụ Bài 3.")
    difficulty = ChoiceField(
        "Mức độ",
        choices=[("", "Chưa xếp mức"), *((level.value, label) for level, label in DIFFICULTY_LABELS.items())],
    )
    points = DecimalCommaField("Điểm", default=Decimal(1))
    ignore_tones = BooleanField("Chấp nhận câu trả lời gõ không dấu")
    explanation = TextAreaField("Giải thích đáp án", render_kw={"rows": 3})
    version = IntegerField(default=1, widget=HiddenInput())

    def __init__(self, kind: str, *, question: Question | None = None, version: int = 1) -> None:
        super().__init__(data=None if question is None else _as_typed(question, version))
        self.kind = kind
        self.answers.description = HINTS[kind]
        if kind == essay.NAME:
            self.explanation.label.text = "Hướng dẫn chấm"
            self.explanation.description = (
                "Mỗi dòng một tiêu chí, ví dụ “Liên hệ bản thân: 3 điểm”; cộng đủ 10 điểm thì người chấm "
                "cho điểm từng tiêu chí."
            )
        self.pictures_kept: Mapping[str, KeptPicture] = {}
        """What the view found behind the ids in ``pictures``."""

    def values(self) -> dict[str, Any]:
        """Return the question as typed; DomainError beside the field when the lines cannot be read."""
        return {"question": self._question()}

    def _question(self) -> Question:
        try:
            body = read_lines(self.kind, self.answers.data or "")
        except QuestionMistake as mistake:
            raise DomainError(str(mistake), field="answers") from None
        level = self.difficulty.data
        return Question(
            kind=body.kind,
            text=clean(self.text.data),
            key=body.key,
            options=body.options,
            targets=body.targets,
            lesson=lesson_name(self.lesson.data or ""),
            difficulty=Difficulty(level) if level else None,
            explanation=clean(self.explanation.data or ""),
            points=self.points.data or Decimal(1),
            ignore_tones=self.ignore_tones.data,
            pictures=self._pictures(),
        )

    def _pictures(self) -> tuple[Picture, ...]:
        chosen = []
        for place, entry in enumerate(self.pictures, start=1):
            kept = self.pictures_kept.get(entry.form.kept.data)
            alt = clean(entry.form.alt.data or "")
            if kept is None or entry.form.is_dropped.data:
                continue
            if not alt:
                raise DomainError(f"Hình {place}: tả hình bằng lời.", field="pictures")
            chosen.append(Picture(kept.file_digest, kept.width, kept.height, alt, str(kept.id)))
        return tuple(chosen)


def _as_typed(question: Question, version: int) -> dict[str, Any]:
    return {
        "text": question.text,
        "answers": to_lines(question),
        "lesson": question.lesson,
        "difficulty": question.difficulty.value if question.difficulty else "",
        "points": question.points,
        "pictures": [{"kept": picture.id, "alt": picture.alt} for picture in question.pictures],
        "ignore_tones": question.ignore_tones,
        "explanation": question.explanation,
        "version": version,
    }


class QuestionFileForm(PortalForm):
    """A file of questions; its content says which format it is."""

    file = FileDropField(
        "Tệp câu hỏi",
        [InputRequired()],
        endings=ENDINGS,
        megabytes=15,
        description="Excel, GIFT, Moodle XML hoặc QTI 2.1; hệ thống nhận dạng theo nội dung tệp.",
    )

    def values(self) -> dict[str, Any]:
        """Return name and content of the file."""
        return {"file_name": self.file.data.filename, "content": self.file.data.read()}


class ReturnForm(PortalForm):
    """Why a question goes back to its author."""

    note = TextAreaField(
        "Cần sửa gì", [InputRequired("Ghi rõ cần sửa gì."), Length(max=1000)], render_kw={"rows": 3}
    )
    version = IntegerField(widget=HiddenInput())


class ApprovalForm(PortalForm):
    """Questions that were read and ticked, each as ``id:version`` with the version before the eyes."""

    wording = MultiCheckboxField("Câu hỏi", validate_choice=False)

    def values(self) -> dict[str, Any]:
        """Return the (question, version) pairs; DomainError for what no page of ours sends."""
        return {"wordings": [_read_wording(text) for text in self.wording.data or []]}


def _read_wording(text: str) -> tuple[UUID, int]:
    question_id, _, version = text.partition(":")
    try:
        return UUID(question_id), int(version)
    except ValueError:
        raise DomainError("Không đọc được danh sách câu đã chọn. Tải lại trang rồi chọn lại.") from None
