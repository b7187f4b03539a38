"""The rules of a result, taken from the programme version a class was opened with."""

from __future__ import annotations

from decimal import Decimal

from courses.catalog.models import ProgrammeVersion
from courses.grading.rules import Grade, ProgrammeRules


def rules_of(version: ProgrammeVersion) -> ProgrammeRules:
    """Return the rules of a version; a grade it does not name keeps the usual limit."""
    from_mark = {grade["name"]: Decimal(str(grade["from"])) for grade in version.grades}
    usual = ProgrammeRules()
    return ProgrammeRules(
        pass_mark=version.pass_mark,
        exam_weight=Decimal(version.screening_weight),
        reflection_weight=Decimal(version.reflection_weight),
        exam_pass_mark=version.screening_pass_mark,
        redo_limit=version.redo_limit,
        attendance_percent=version.attendance_percent,
        fair_from=from_mark.get(Grade.FAIR, usual.fair_from),
        good_from=from_mark.get(Grade.GOOD, usual.good_from),
        excellent_from=from_mark.get(Grade.EXCELLENT, usual.excellent_from),
    )
