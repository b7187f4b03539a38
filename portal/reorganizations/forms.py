"""Shape of what is typed about a reorganisation: one form a kind, in the order of the decision's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from portal.organizations.rules import LONGEST_CODE, LONGEST_NAME
from portal.reorganizations.kinds import Kind
from portal.web.choices import MultiCheckboxField, UUIDSelectField, as_choices
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from portal.organizations.queries import UnitRow
    from portal.reorganizations.queries import ReorganizationRow

LONGEST_NUMBER = 60


class DecisionForm(PortalForm):
    """What every decision has; ``house_ids`` is always a list, however it was chosen."""

    decision_no = StringField(
        "Số quyết định", [InputRequired(), Length(max=LONGEST_NUMBER)], description="Ví dụ 125-QĐ/ĐUK."
    )
    decision_date = VietnameseDateField("Ngày quyết định", [InputRequired()])
    effective_on = VietnameseDateField("Có hiệu lực từ ngày", [InputRequired()])

    @classmethod
    def of(cls, found: ReorganizationRow) -> Self:
        """Return the form filled with a draft as it stands."""
        houses = [house.id for house in found.houses]
        row = found.row
        return cls(
            data={
                "decision_no": row.decision_no,
                "decision_date": row.decision_date,
                "effective_on": row.effective_on,
                "house_id": houses[0],
                "house_ids": houses,
                "receiver_id": row.receiver_id,
                "unit_ids": found.unit_ids,
                "new_code": row.new_code,
                "new_name": row.new_name,
            }
        )

    def offer(self, houses: Sequence[tuple[UUID, str]], superiors: Sequence[tuple[UUID, str]]) -> None:
        """Set the houses to choose from; superiors include Khối itself."""
        if "house_id" in self:
            self["house_id"].offer(superiors if isinstance(self, RenameForm) else houses)
        if "house_ids" in self:
            self["house_ids"].choices = as_choices(houses)
        if "receiver_id" in self:
            self["receiver_id"].offer(superiors if isinstance(self, ReparentForm) else houses)

    def values(self) -> dict[str, Any]:
        typed = super().values()
        one = typed.pop("house_id", None)
        return typed if "house_ids" in typed else {**typed, "house_ids": [one] if one else []}

    def refuse(self, error: Any) -> None:
        """Stand what is wrong with the houses beside the field in which they were chosen."""
        if error.field == "house_ids" and "house_id" in self:
            error.field = "house_id"
        super().refuse(error)


def _houses(label: str) -> MultiCheckboxField:
    return MultiCheckboxField(label, [InputRequired("Chọn đơn vị.")], coerce=_row_id)


def _row_id(typed: object) -> UUID | str:
    """Return the id that was ticked; anything else as it is, which is no choice."""
    try:
        return UUID(str(typed))
    except ValueError:
        return str(typed)


class MergeForm(DecisionForm):
    house_ids = _houses("Các đơn vị hợp nhất")
    new_code = StringField(
        "Mã đơn vị mới",
        [InputRequired(), Length(max=LONGEST_CODE)],
        description="Ngắn, không dấu, chưa dùng; ví dụ K63.",
    )
    new_name = StringField("Tên đơn vị mới", [InputRequired(), Length(max=LONGEST_NAME)])


class AbsorbForm(DecisionForm):
    house_ids = _houses("Các đơn vị nhập vào")
    receiver_id = UUIDSelectField("Đơn vị tiếp nhận, giữ tên", [InputRequired()])


class UnitsForm(DecisionForm):
    """Units of one house leave it; the house is chosen before, its units are ticked here."""

    house_id = UUIDSelectField("Đơn vị có chi bộ chuyển đi", [InputRequired()])
    unit_ids = MultiCheckboxField(
        "Chi bộ, bộ phận chuyển đi",
        [InputRequired("Chọn chi bộ, bộ phận.")],
        coerce=_row_id,
        description="Bộ phận trực thuộc đi cùng. Người, hồ sơ và cán bộ của chi bộ đi theo chi bộ.",
    )

    def offer_units(self, units: Sequence[UnitRow]) -> None:
        """Set the units to tick: those of the chosen house, each with the one it stands under."""
        names = {unit.id: unit.name for unit in units}
        self.unit_ids.choices = as_choices(
            (unit.id, ", thuộc ".join([unit.name, *([names[above]] if above in names else [])]))
            for unit in units
            for above in [unit.parent_unit_id]
        )


class SplitForm(UnitsForm):
    new_code = StringField(
        "Mã đơn vị mới",
        [InputRequired(), Length(max=LONGEST_CODE)],
        description="Ngắn, không dấu, chưa dùng; ví dụ K63.",
    )
    new_name = StringField("Tên đơn vị mới", [InputRequired(), Length(max=LONGEST_NAME)])


class HandOverForm(UnitsForm):
    receiver_id = UUIDSelectField("Đơn vị tiếp nhận", [InputRequired()])


class DissolveForm(DecisionForm):
    house_id = UUIDSelectField("Đơn vị giải thể", [InputRequired()])
    receiver_id = UUIDSelectField("Người và việc chuyển về", [InputRequired()])


class RenameForm(DecisionForm):
    house_id = UUIDSelectField("Đơn vị", [InputRequired()])
    new_name = StringField("Tên mới", [InputRequired(), Length(max=LONGEST_NAME)])


class ReparentForm(DecisionForm):
    house_id = UUIDSelectField("Đơn vị được chuyển", [InputRequired()])
    receiver_id = UUIDSelectField("Trực thuộc tổ chức cấp trên", [InputRequired()])


FORMS: dict[Kind, type[DecisionForm]] = {
    Kind.MERGE: MergeForm,
    Kind.ABSORB: AbsorbForm,
    Kind.SPLIT: SplitForm,
    Kind.HAND_OVER: HandOverForm,
    Kind.DISSOLVE: DissolveForm,
    Kind.RENAME: RenameForm,
    Kind.REPARENT: ReparentForm,
}
