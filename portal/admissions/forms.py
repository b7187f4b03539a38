"""What is typed about dossiers at Khối, on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import FieldList, Form, FormField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.admissions.operations.answer_submission import stage_asked
from portal.admissions.operations.decide_sitting import SittingLine
from portal.admissions.queries import SubmissionRow
from portal.admissions.states import AnswerKind, Purpose
from portal.candidates.forms.steps import MOST_VOTERS, AdvanceForm
from portal.candidates.forms.texts import TextsForm
from portal.candidates.labels import AUTHORITY
from portal.candidates.stages import Stage
from portal.kernel.errors import DomainError
from portal.kernel.wording import said
from portal.web.choices import ChoiceField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm
from portal.web.form_messages import VietnameseMessages

LONGEST_NUMBER, LONGEST_TEXT = 60, 2000


class SubmitForm(TextsForm):
    letter_no = StringField(
        "Số công văn",
        [InputRequired("Ghi số công văn."), Length(max=LONGEST_NUMBER)],
        description="Ví dụ 45-CV/ĐU.",
    )
    letter_date = VietnameseDateField("Ngày công văn", [InputRequired("Ghi ngày công văn.")])
    remarks = TextAreaField(
        said("Lời nhắn cho {bloc}"),
        [Length(max=LONGEST_TEXT)],
        description="Không ghi nội dung lý lịch, lý do về tiêu chuẩn chính trị.",
        render_kw={"rows": 2},
    )


class ReasonForm(TextsForm):
    reason = StringField("Lý do", [InputRequired("Ghi lý do."), Length(max=500)])


class TakeBackForm(TextsForm):
    remarks = StringField("Lý do", [InputRequired("Ghi lý do."), Length(max=500)])


class NoteForm(PortalForm):
    received_on = VietnameseDateField("Ngày đơn vị nhận quyết định", [Optional()])


class ReceiveForm(TextsForm):
    happened_on = VietnameseDateField("Ngày tiếp nhận", [InputRequired("Ghi ngày tiếp nhận.")])
    remarks = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)], render_kw={"rows": 2})


class AnswerForm(AdvanceForm):
    """What an answer must bring is what the step it causes must bring: paper, vote, reason."""

    def __init__(self, *args: Any, kind: AnswerKind, purpose: Purpose, **kwargs: Any) -> None:
        stage = stage_asked(kind, purpose)
        assert stage is not None, "receipt has a form of its own"  # noqa: S101 -- the view chose the form
        super().__init__(*args, stage=Stage.APPRAISED, to_stage=stage, **kwargs)
        del self.version


class SittingLineForm(Form):
    """One person; left without a number, no decision was made on him or her."""

    class Meta:  # noqa: D106 -- WTForms' place for settings
        def get_translations(self, form: Any) -> VietnameseMessages:  # noqa: ARG002 -- WTForms' signature
            return VietnameseMessages()

    submission_id = HiddenField()
    document_no = StringField("Số quyết định", [Length(max=LONGEST_NUMBER)])
    yes = IntegerField("Tán thành", [Optional(), NumberRange(min=0, max=MOST_VOTERS)])


class SittingForm(PortalForm):
    """One sitting: its day and body once, number and votes for each person."""

    happened_on = VietnameseDateField("Ngày họp", [InputRequired("Ghi ngày họp.")])
    document_date = VietnameseDateField("Ngày ký quyết định", [Optional()])
    kind = ChoiceField("Cấp biểu quyết", choices=list(AUTHORITY.items()))
    total = IntegerField(
        "Tổng số ủy viên", [InputRequired("Ghi tổng số ủy viên."), NumberRange(min=1, max=MOST_VOTERS)]
    )
    lines = FieldList(FormField(SittingLineForm))

    def __init__(self, *args: Any, rows: Sequence[SubmissionRow], **kwargs: Any) -> None:
        data = {**kwargs.pop("data", {}), "lines": [{"submission_id": str(row.row.id)} for row in rows]}
        super().__init__(*args, data=data, **kwargs)
        self.rows = {str(row.row.id): row for row in rows}

    def line(self, submission_id: UUID) -> SittingLineForm | None:
        """Return the fields of one person."""
        wanted = str(submission_id)
        return next((line.form for line in self.lines if line.form.submission_id.data == wanted), None)

    def values(self) -> dict[str, Any]:
        """Return the sitting as the operation takes it."""
        typed = super().values()
        typed["lines"] = [
            SittingLine(
                self.rows[line.form.submission_id.data].row.id,
                line.form.document_no.data or "",
                line.form.yes.data,
            )
            for line in self.lines
            if line.form.submission_id.data in self.rows
        ]
        return typed

    def refuse(self, error: DomainError) -> None:
        """Stand an error beside the field of the person it names."""
        key, _, name = (error.field or "").rpartition(".")
        line = self.line(UUID(key)) if key else None
        if line is None:
            super().refuse(error)
            return
        line[name].errors = [*line[name].errors, error.message]
        super().refuse(DomainError(f"{self.rows[key].row.full_name}: {error.message}"))
