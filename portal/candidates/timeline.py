"""The way of one candidate as a line: what is behind, where he or she stands, what comes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.stages import COMMITTEE_ONLY, PATH, RULES, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MILESTONES = (
    Stage.PROSPECT,
    Stage.CLASS_PASSED,
    Stage.DOSSIER_PERMITTED,
    Stage.CELL_RESOLVED,
    Stage.COMMITTEE_RESOLVED,
    Stage.DECIDED,
    Stage.CEREMONY_HELD,
    Stage.OFFICIAL,
)
"""The stages that the line shows ahead; those in between appear once they happened."""


@dataclass(frozen=True, slots=True)
class PastStep:
    """One stage reached on a day, with what the line tells of it.

    ``is_taken_back`` marks a step entered by mistake, ``note`` says what a correction corrects.
    """

    stage: Stage
    on: date | None
    document_no: str = ""
    document_type: str = ""
    lines: tuple[str, ...] = ()
    is_taken_back: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One point of the line; ``state`` is done, now or next; ``actor`` who acts next."""

    title: str
    detail: str
    state: str
    actor: str = ""
    lines: tuple[str, ...] = ()
    is_struck: bool = False


def build_timeline(past: Iterable[PastStep], *, has_committee: bool = True) -> list[TimelineRow]:
    """Return the line for stages reached in order; the last of them is where the candidate stands."""
    reached = list(past)
    if not reached:
        return []
    rows = [
        TimelineRow(
            step.note or RULES[step.stage].label,
            _detail(step),
            "done" if step is not reached[-1] else "now",
            lines=step.lines,
            is_struck=step.is_taken_back,
        )
        for step in reached
    ]
    return rows + [
        TimelineRow(RULES[stage].label, f"do {RULES[stage].actor} thực hiện", "next", RULES[stage].actor)
        for stage in milestones_after(reached[-1].stage, has_committee=has_committee)
    ]


def milestones_after(stage: Stage, *, has_committee: bool = True) -> list[Stage]:
    """Return the milestones still ahead; none on a side exit that ends the way."""
    if stage in PATH:
        return [
            milestone
            for milestone in MILESTONES
            if PATH.index(milestone) > PATH.index(stage)
            and (has_committee or milestone not in COMMITTEE_ONLY)
        ]
    if stage in {Stage.RETURNED_FOR_SUPPLEMENT, Stage.STALE, Stage.NOT_APPROVED}:
        return milestones_after(Stage.DOSSIER_IN_PROGRESS, has_committee=has_committee)
    return []


def _detail(step: PastStep) -> str:
    number = f"số {step.document_no}" if step.document_no else ""
    words = [f"{step.on:%d/%m/%Y}" if step.on else "", f"{step.document_type} {number}".strip()]
    return " · ".join(word for word in words if word)
