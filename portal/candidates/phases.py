"""The stages gathered into the few phases a board can show side by side. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.candidates.stages import PROBATIONARY, Stage


class Phase(StrEnum):
    SOURCE = "source"
    CLASS = "class"
    DOSSIER = "dossier"
    RESOLUTION = "resolution"
    PROBATION = "probation"


@dataclass(frozen=True, slots=True)
class PhaseRule:
    """What a column is called and who stands in it; a dossier sent back stands with the dossiers."""

    label: str
    stages: frozenset[Stage]


PHASES: dict[Phase, PhaseRule] = {
    Phase.SOURCE: PhaseRule("Nguồn, cảm tình Đảng", frozenset({Stage.NOMINATED, Stage.PROSPECT})),
    Phase.CLASS: PhaseRule(
        "Lớp bồi dưỡng", frozenset({Stage.CLASS_PROPOSED, Stage.CLASS_ENROLLED, Stage.CLASS_PASSED})
    ),
    Phase.DOSSIER: PhaseRule(
        "Làm hồ sơ",
        frozenset(
            {
                Stage.DOSSIER_PERMITTED,
                Stage.DOSSIER_IN_PROGRESS,
                Stage.RETURNED_FOR_SUPPLEMENT,
                Stage.NOT_APPROVED,
                Stage.STALE,
            }
        ),
    ),
    Phase.RESOLUTION: PhaseRule(
        "Xét, quyết định",
        frozenset(
            {
                Stage.CELL_RESOLVED,
                Stage.SECTION_APPRAISED,
                Stage.COMMITTEE_RESOLVED,
                Stage.SUBMITTED,
                Stage.APPRAISED,
                Stage.DECIDED,
            }
        ),
    ),
    Phase.PROBATION: PhaseRule("Đảng viên dự bị", PROBATIONARY),
}
"""Official members and those who left for good stand on no column: the register has them."""


def phase_of(stage: Stage) -> Phase | None:
    """Return the column of a stage, None for one that the board does not show."""
    return next((phase for phase, rule in PHASES.items() if stage in rule.stages), None)
