"""What is typed when a warning is handled, and the thresholds of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from portal.oversight.warnings.thresholds import RULES, Threshold, WarningKind
from portal.web.choices import UUIDSelectField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

LONGEST_REASON = 500


class AssignForm(PortalForm):
    """Who follows the warning."""

    membership_id = UUIDSelectField("Giao cho", [InputRequired()])
    reason = StringField("Việc cần làm", [Length(max=LONGEST_REASON)])

    def __init__(self, *args: Any, officers: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership_id.offer(officers)


class SnoozeForm(PortalForm):
    """Until when it rests, and why."""

    until = VietnameseDateField("Nhắc lại sau ngày", [InputRequired()])
    reason = StringField("Lý do tạm hoãn", [InputRequired(), Length(max=LONGEST_REASON)])


class CloseForm(PortalForm):
    """What was done."""

    reason = TextAreaField("Kết quả xử lý", [InputRequired(), Length(max=LONGEST_REASON)])


def _threshold(kind: WarningKind) -> IntegerField:
    rule = RULES[kind]
    checks = [InputRequired(), NumberRange(min=1, max=rule.most)]
    return IntegerField(f"{rule.label}: cảnh báo từ ({rule.unit})", checks)


def _switch(kind: WarningKind) -> BooleanField:
    return BooleanField(f"Dùng cảnh báo “{RULES[kind].label}”")


class WarningRulesForm(PortalForm):
    """A number and a switch for each declared rule; fields are called after the kinds."""

    slow_pace = _threshold(WarningKind.SLOW_PACE)
    slow_pace_on = _switch(WarningKind.SLOW_PACE)
    no_admission = _threshold(WarningKind.NO_ADMISSION)
    no_admission_on = _switch(WarningKind.NO_ADMISSION)
    reviews_missing = _threshold(WarningKind.REVIEWS_MISSING)
    reviews_missing_on = _switch(WarningKind.REVIEWS_MISSING)
    seats_unused = _threshold(WarningKind.SEATS_UNUSED)
    seats_unused_on = _switch(WarningKind.SEATS_UNUSED)
    limits_broken = _threshold(WarningKind.LIMITS_BROKEN)
    limits_broken_on = _switch(WarningKind.LIMITS_BROKEN)
    certificates_ending = _threshold(WarningKind.CERTIFICATES_ENDING)
    certificates_ending_on = _switch(WarningKind.CERTIFICATES_ENDING)

    def thresholds(self) -> dict[WarningKind, Threshold]:
        """Return what was typed."""
        values = self.values()
        return {kind: Threshold(values[kind.value], values[f"{kind.value}_on"]) for kind in WarningKind}

    @classmethod
    def showing(cls, thresholds: Mapping[WarningKind, Threshold]) -> WarningRulesForm:
        """Return the form with the thresholds in force."""
        shown = {kind.value: threshold.value for kind, threshold in thresholds.items()}
        return cls(data=shown | {f"{kind.value}_on": t.is_on for kind, t in thresholds.items()})
