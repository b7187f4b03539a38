"""What is typed about roadmaps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wtforms import FieldList, Form, FormField, HiddenField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.candidates.forms.texts import TextsForm
from portal.roadmaps.rules import Goal
from portal.web.choices import MultiCheckboxField, as_choices
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm
from portal.web.form_messages import VietnameseMessages

if TYPE_CHECKING:
    from portal.roadmaps.queries import CohortLine

LARGEST = 20_000


class CohortForm(TextsForm):
    faculty = StringField(
        "Khoa, ngành",
        [InputRequired("Ghi khoa, ngành."), Length(max=120)],
        description="Ví dụ: Khoa Điều dưỡng.",
    )
    name = StringField("Khóa", [InputRequired("Ghi tên khóa."), Length(max=60)], description="Ví dụ: K15.")
    first_year = IntegerField("Năm nhập học", [InputRequired("Ghi năm nhập học.")])
    graduates_on = VietnameseDateField(
        "Ngày tốt nghiệp dự kiến",
        [InputRequired("Ghi ngày tốt nghiệp dự kiến.")],
        description="Ngày ra trường; phần mềm báo ai có thể ra trường trước khi có quyết định.",
    )
    students = IntegerField(
        "Số sinh viên của khóa", [InputRequired("Ghi số sinh viên."), NumberRange(0, LARGEST)]
    )


class GoalRowForm(Form):
    """One school year; an empty box is nobody."""

    class Meta:  # noqa: D106 -- WTForms' place for settings
        def get_translations(self, form: Any) -> VietnameseMessages:  # noqa: ARG002 -- WTForms' signature
            return VietnameseMessages()

    year = HiddenField()
    listed = IntegerField("Vào danh sách", [Optional(), NumberRange(0, LARGEST)])
    taught = IntegerField("Học lớp", [Optional(), NumberRange(0, LARGEST)])
    admitted = IntegerField("Kết nạp", [Optional(), NumberRange(0, LARGEST)])


class GoalsForm(PortalForm):
    """The goals of a cohort, one row a school year."""

    rows = FieldList(FormField(GoalRowForm))

    def __init__(self, line: CohortLine, **kwargs: Any) -> None:
        there = [
            {
                "year": str(year.year),
                "listed": year.goal.listed,
                "taught": year.goal.taught,
                "admitted": year.goal.admitted,
            }
            for year in line.years
        ]
        super().__init__(data={"rows": there}, **kwargs)
        self.years = {str(year.year) for year in line.years}

    def row(self, year: int) -> GoalRowForm | None:
        """Return the boxes of one school year."""
        return next((row.form for row in self.rows if row.form.year.data == str(year)), None)

    def values(self) -> dict[str, Any]:
        """Return the goals by school year; a row of no year of this cohort is left out."""
        return {
            "goals": {
                int(row.form.year.data): Goal(
                    row.form.listed.data or 0, row.form.taught.data or 0, row.form.admitted.data or 0
                )
                for row in self.rows
                if row.form.year.data in self.years
            }
        }


class PlaceForm(PortalForm):
    """Which of the students without a cohort study in this one."""

    candidate_ids = MultiCheckboxField("Sinh viên chưa xếp khóa")

    def __init__(self, people: Iterable[tuple[UUID, str]]) -> None:
        super().__init__()
        self.candidate_ids.choices = as_choices(people)

    def values(self) -> dict[str, Any]:
        """Return the ids of those ticked."""
        return {"candidate_ids": [UUID(word) for word in self.candidate_ids.data or []]}
