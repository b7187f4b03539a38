"""What is typed about evaluation: the criteria, another outcome to try, the levels of a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.evaluation.levels import CAP_BASES, LEVELS, Cap, CapBase, Level
from portal.evaluation.scoring import FULL, MEASURES, USUAL, Criterion, Measure
from portal.web.choices import ChoiceField, RadioChoiceField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_SOURCE, LONGEST_NUMBER, LONGEST_REASON = 300, 60, 1000
MOST_CASES, MOST_COUNTED = 1000, 100_000
BOUND = "_bound"
OF_HOUSE = "house-"
NOT_RANKED = "Chưa xếp loại"


def _weight(measure: Measure) -> IntegerField:
    checks = [InputRequired(), NumberRange(min=0, max=FULL)]
    return IntegerField(f"{MEASURES[measure].label}: điểm tối đa", checks)


def _bound(measure: Measure) -> IntegerField:
    words = MEASURES[measure]
    if words.is_falling:
        return IntegerField(
            f"0 điểm khi có từ ({words.counted.removeprefix('số ')})",
            [InputRequired(), NumberRange(min=1, max=MOST_CASES)],
        )
    return IntegerField(
        f"Đủ điểm khi {words.counted} đạt từ (%)", [InputRequired(), NumberRange(min=1, max=MOST_CASES)]
    )


class CriteriaForm(PortalForm):
    """A weight and a bound for each measure; fields are called after the measures."""

    starts_on = VietnameseDateField(
        "Áp dụng cho các kỳ bắt đầu từ ngày", [InputRequired()], description="Ví dụ 01/01/2026."
    )
    source = StringField(
        "Căn cứ",
        [InputRequired(), Length(max=LONGEST_SOURCE)],
        description="Số, ngày văn bản của cấp ủy, ví dụ: Hướng dẫn số 12-HD/ĐUK ngày 05/01/2026.",
    )
    year_target = _weight(Measure.YEAR_TARGET)
    year_target_bound = _bound(Measure.YEAR_TARGET)
    term_pace = _weight(Measure.TERM_PACE)
    term_pace_bound = _bound(Measure.TERM_PACE)
    helped = _weight(Measure.HELPED)
    helped_bound = _bound(Measure.HELPED)
    reviewed = _weight(Measure.REVIEWED)
    reviewed_bound = _bound(Measure.REVIEWED)
    certified = _weight(Measure.CERTIFIED)
    certified_bound = _bound(Measure.CERTIFIED)
    broken = _weight(Measure.BROKEN)
    broken_bound = _bound(Measure.BROKEN)
    cap_percent = IntegerField(
        "Tỷ lệ xuất sắc nhiều nhất (%)", [InputRequired(), NumberRange(min=0, max=FULL)]
    )
    cap_base = RadioChoiceField(
        "Tính trên", [InputRequired()], choices=CAP_BASES.items(), coerce=CapBase, default=CapBase.GOOD
    )

    def values(self) -> dict[str, Any]:
        """Return what save_criteria takes."""
        typed = super().values()
        return {
            "starts_on": typed["starts_on"],
            "source": typed["source"],
            "criteria": [
                Criterion(measure, typed[measure.value], typed[f"{measure.value}{BOUND}"])
                for measure in Measure
            ],
            "cap": Cap(typed["cap_percent"], typed["cap_base"]),
        }

    @classmethod
    def showing(cls, criteria: Iterable[Criterion] = USUAL, cap: Cap | None = None) -> CriteriaForm:
        """Return the form with the criteria in force, or the usual ones."""
        shown: dict[str, Any] = {}
        for one in criteria:
            shown |= {one.measure.value: one.weight, f"{one.measure.value}{BOUND}": one.bound}
        cap = cap or Cap()
        return cls(data=shown | {"cap_percent": cap.percent, "cap_base": cap.base})


def _tried(measure: Measure) -> IntegerField:
    words = MEASURES[measure].counted
    return IntegerField(f"{words[0].upper()}{words[1:]}", [Optional(), NumberRange(min=0, max=MOST_COUNTED)])


class WhatIfForm(PortalForm):
    """Other numbers to try; in the URL, so that the page can be sent to somebody."""

    class Meta(PortalForm.Meta):  # noqa: D106 -- WTForms' place for settings
        csrf = False

    year_target = _tried(Measure.YEAR_TARGET)
    term_pace = _tried(Measure.TERM_PACE)
    helped = _tried(Measure.HELPED)
    reviewed = _tried(Measure.REVIEWED)
    certified = _tried(Measure.CERTIFIED)
    broken = _tried(Measure.BROKEN)

    def tried(self) -> dict[Measure, int]:
        """Return the numbers that were typed and can be read."""
        return {
            measure: field.data
            for measure in Measure
            if (field := self[measure.value]).data is not None and not field.errors
        }


class RanksForm(PortalForm):
    """One decision and the level it gave each house."""

    decision_no = StringField(
        "Số quyết định", [InputRequired(), Length(max=LONGEST_NUMBER)], description="Ví dụ 312-QĐ/ĐUK."
    )
    decided_on = VietnameseDateField("Ngày quyết định", [InputRequired()])
    cap_reason = TextAreaField(
        "Lý do vượt tỷ lệ xuất sắc (nếu vượt)",
        [Length(max=LONGEST_REASON)],
        description="Chỉ ghi khi quyết định cho vượt; lý do được lưu cùng quyết định.",
    )

    def level_of(self, house_id: UUID) -> Field:
        """Return the field of a house."""
        return self[f"{OF_HOUSE}{house_id}"]

    def values(self) -> dict[str, Any]:
        """Return what record_ranks takes; a house left without a level is not in it."""
        typed = super().values()
        chosen = {name: typed.pop(name) for name in list(typed) if name.startswith(OF_HOUSE)}
        levels = {UUID(name.removeprefix(OF_HOUSE)): Level(level) for name, level in chosen.items() if level}
        return {**typed, "cap_reason": typed["cap_reason"] or "", "levels": levels}


def ranks_form(houses: Iterable[tuple[UUID, str]], standing: Mapping[UUID, Level]) -> RanksForm:
    """Return the form with a choice of level for every house."""

    class OfTheseHouses(RanksForm):
        pass

    for house_id, name in houses:
        choices = [*LEVELS.items()] if house_id in standing else [("", NOT_RANKED), *LEVELS.items()]
        setattr(OfTheseHouses, f"{OF_HOUSE}{house_id}", ChoiceField(name, choices=choices))
    return OfTheseHouses(data={f"{OF_HOUSE}{house}": level.value for house, level in standing.items()})
