"""One resolution about the list of prospects: its number and day, who comes, who goes and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.candidates.exits import reasons_for
from portal.candidates.forms.texts import TextsForm
from portal.candidates.stages import Stage
from portal.web.choices import ChoiceField, MultiCheckboxField, as_choices
from portal.web.fields import VietnameseDateField

LONGEST_NUMBER, LONGEST_TEXT = 60, 2000
STAYS = "leaves-"


class ListResolutionForm(TextsForm):
    resolution_no = StringField(
        "Số nghị quyết", [InputRequired(), Length(max=LONGEST_NUMBER)], description="Ví dụ 18-NQ/CB."
    )
    resolved_on = VietnameseDateField("Ngày họp ra nghị quyết", [InputRequired()])
    added = MultiCheckboxField("Đưa vào danh sách", choices=[])
    remarks = StringField(
        "Ghi rõ lý do khác",
        [Length(max=LONGEST_TEXT)],
        description="Chỉ cần khi chọn “Lý do khác”. Không ghi lý do về tiêu chuẩn chính trị, kỷ luật.",
    )

    @property
    def leaving(self) -> list[ChoiceField]:
        """Return the questions about those on the list, one a person."""
        return [field for field in self if field.name.startswith(STAYS)]

    def values(self) -> dict[str, Any]:
        """Return the fields of record_list_resolution."""
        typed = super().values()
        reasons = {name: typed.pop(name) for name in list(typed) if name.startswith(STAYS)}
        removed = {UUID(name.removeprefix(STAYS)): reason for name, reason in reasons.items() if reason}
        return {**typed, "added": [UUID(one) for one in typed["added"] or []], "removed": removed}


def list_resolution_form(
    coming: Iterable[tuple[UUID, str]], listed: Iterable[tuple[UUID, str]]
) -> ListResolutionForm:
    """Return the form with a box for each who may come and a question for each who is there."""

    class OfThisCell(ListResolutionForm):
        pass

    reasons = [("", "Ở lại danh sách"), *reasons_for(Stage.REMOVED_FROM_LIST).items()]
    for candidate_id, name in listed:
        setattr(OfThisCell, f"{STAYS}{candidate_id}", ChoiceField(name, choices=reasons))
    form = OfThisCell()
    form.added.choices = as_choices(coming)
    return form
