"""What is typed about source reviews."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.candidates.forms.texts import TextsForm
from portal.people.labels import SOURCE_GROUP
from portal.people.models import SourceGroup
from portal.sources.totals import LARGEST
from portal.web.fields import VietnameseDateField

PREFIX = "group_"


def _count(label: str, description: str = "") -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(0, LARGEST)], description=description)


class OpenReviewForm(TextsForm):
    title = StringField(
        "Tên đợt rà soát",
        [InputRequired("Ghi tên đợt rà soát."), Length(max=120)],
        description="Ví dụ: Rà soát nguồn 6 tháng cuối năm.",
    )
    year = IntegerField("Năm", [InputRequired("Ghi năm.")])
    due_on = VietnameseDateField("Hạn các chi bộ ghi số liệu", [InputRequired("Ghi hạn.")])


class CountsForm(TextsForm):
    """One number a source group, then what is expected of them; an empty box is none."""

    outstanding = _count("Trong đó quần chúng ưu tú")
    this_year = _count("Dự kiến kết nạp năm nay")
    next_year = _count("Dự kiến kết nạp năm sau")
    remarks = TextAreaField("Ghi chú", [Length(max=1000)], render_kw={"rows": 2})

    @property
    def group_fields(self) -> list[Any]:
        """Return the boxes of the source groups, in their order."""
        return [self[PREFIX + group.value] for group in SourceGroup]

    def values(self) -> dict[str, Any]:
        """Return the numbers as the operation takes them."""
        typed = super().values()
        groups = {group.value: typed.pop(PREFIX + group.value) or 0 for group in SourceGroup}
        numbers = {name: typed.pop(name) or 0 for name in ("outstanding", "this_year", "next_year")}
        return {"groups": groups, **numbers, **typed}


for _group in SourceGroup:
    setattr(CountsForm, PREFIX + _group.value, _count(SOURCE_GROUP[_group]))
