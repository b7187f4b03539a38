"""Forms of marking and of the results of a class."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from courses.bank.types.essay import Criterion, written
from portal.kernel import clock
from portal.web.fields import DecimalCommaField, VietnameseDateField
from portal.web.form_base import PortalForm


class _RemarkForm(PortalForm):
    remark = TextAreaField(
        "Nhận xét",
        [Length(max=2000)],
        description="Không bắt buộc. Người viết đọc được nếu bài cho xem nhận xét; không ghi ai chấm.",
        render_kw={"rows": 3},
    )


class MarkForm(_RemarkForm):
    """One mark with a remark; the mark comes first, so that Enter is enough."""

    mark = DecimalCommaField(
        "Điểm (0 đến 10, cách nhau 0,25)",
        [InputRequired(), NumberRange(0, 10)],
        render_kw={"autofocus": True, "size": 5},
    )


class RubricForm(_RemarkForm):
    """Points for each criterion with a remark; ``form_for`` adds a field for each criterion."""

    def values(self) -> dict[str, Any]:
        return {"points": [field.data for field in self.criteria], "remark": self.remark.data}

    @property
    def criteria(self) -> list[Field]:
        """Return the fields of the criteria, in the order of the rubric."""
        return [field for name, field in self._fields.items() if name.startswith("points_")]


def form_for(
    rubric: Sequence[Criterion], *, mark: Decimal | None, points: Sequence[Decimal], remark: str
) -> MarkForm | RubricForm:
    """Return the form of one marking: a field a criterion where there is a rubric, one mark elsewhere."""
    if not rubric:
        return MarkForm(data={"mark": mark, "remark": remark})
    fields = {
        f"points_{place}": DecimalCommaField(
            f"{criterion.text} (0 đến {written(criterion.most)})",
            [InputRequired(), NumberRange(0, criterion.most)],
            render_kw={"autofocus": place == 0, "size": 5},
        )
        for place, criterion in enumerate(rubric)
    }
    kept = {f"points_{place}": given for place, given in enumerate(points)}
    form: RubricForm = type("CriteriaForm", (RubricForm,), fields)(data=kept | {"remark": remark})
    return form


class ApprovalForm(PortalForm):
    """The decision that recognises the results."""

    decision_no = StringField("Số quyết định công nhận", [InputRequired(), Length(max=60)])
    decided_on = VietnameseDateField("Ngày quyết định", [InputRequired()])


class RedoForm(PortalForm):
    """Until when those who failed may write the thu hoạch once more."""

    until = VietnameseDateField("Làm lại đến hết ngày", [InputRequired()])

    def values(self) -> dict[str, Any]:
        return {"until": datetime.combine(self.until.data, time(23, 59), tzinfo=clock.LOCAL)}


class KeyForm(PortalForm):
    """The right key of a question, as an author types it, and why the old one was wrong."""

    lines = TextAreaField("Đáp án đúng", [Length(max=20_000)], render_kw={"rows": 6})
    reason = StringField("Lý do sửa", [InputRequired(), Length(max=500)])

    def values(self) -> dict[str, Any]:
        return {"lines": self.lines.data or "", "reason": self.reason.data}


class AppealForm(PortalForm):
    """What a person asks to be looked at again."""

    reason = TextAreaField(
        "Đề nghị xem lại điều gì", [InputRequired(), Length(max=2000)], render_kw={"rows": 4}
    )


class AppealAnswerForm(PortalForm):
    """The mark after an appeal, the same one when it stands, and why."""

    mark = DecimalCommaField("Điểm sau phúc khảo", [InputRequired(), NumberRange(0, 10)])
    reason = TextAreaField(
        "Trả lời người đề nghị", [InputRequired(), Length(max=2000)], render_kw={"rows": 4}
    )
