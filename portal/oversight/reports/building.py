"""Gathers a report from the features: Khối's about every house, a house's about itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.kernel import seams
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.report_parts import ReportScope, ReportSection
from portal.organizations.queries import get_setting

if TYPE_CHECKING:
    from uuid import UUID

    from portal.oversight.reports.periods import ReportPeriod


def build_sections(period: ReportPeriod, *, house: UUID | None) -> list[ReportSection]:
    """Return the sections of a period from the record of today, through the actor's own door."""
    who = "đơn vị" if house else f"toàn {get_setting().bloc_label}"
    scope = ReportScope(period.since, period.until, house, who, period.words)
    found = [build(scope) for _, build in sorted(seams.report_sections, key=lambda pair: pair[0])]
    return [section for section in found if section is not None]


def build_for_khoi(period: ReportPeriod) -> list[ReportSection]:
    """Return Khối's sections for an operation that will keep them: read by the door that reads all."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        return build_sections(period, house=None)
