"""How everybody went, read once and grouped: people with the same days are one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Date, and_, case, cast, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.phases import PHASES, Phase
from portal.candidates.queries.statistics import standing
from portal.candidates.stages import FOLLOWED, Stage
from portal.kernel.database import db
from portal.organizations.models import Organization
from portal.oversight.forecast.rules import Path

if TYPE_CHECKING:
    from uuid import UUID

LATER_PHASES = (Phase.CLASS, Phase.DOSSIER, Phase.RESOLUTION)
WAY = (Phase.SOURCE, *LATER_PHASES)
_PHASE_OF = {stage: phase for phase in WAY for stage in PHASES[phase].stages - {Stage.DECIDED}}
"""Somebody first written down with a certificate begins in the phase of the class, not in the source."""


def list_paths(house: UUID | None = None) -> list[Path]:
    """Return the ways of everybody ever followed, in one statement (through the oversight door)."""
    entered = [
        func.min(StageStep.happened_on)
        .filter(StageStep.to_stage.in_(PHASES[phase].stages - {Stage.DECIDED}))
        .label(phase.value)
        for phase in LATER_PHASES
    ]
    decided = func.max(StageStep.happened_on).filter(StageStep.to_stage == Stage.DECIDED).label("decided")
    houses = select(Organization.id) if house is None else [house]
    steps = (
        select(StageStep.tenant_id, StageStep.candidate_id, *entered, decided)
        .where(StageStep.tenant_id.in_(houses), standing())
        .group_by(StageStep.tenant_id, StageStep.candidate_id)
        .subquery()
    )
    source = func.coalesce(Candidate.listed_on, cast(Candidate.created_at, Date))
    left = case((Candidate.stage.not_in(FOLLOWED), Candidate.stage_since))
    columns = (
        Candidate.tenant_id,
        Candidate.first_stage,
        source,
        *(steps.c[phase.value] for phase in LATER_PHASES),
        steps.c.decided,
        left,
    )
    statement = (
        select(*columns, func.count())
        .outerjoin(
            steps, and_(steps.c.tenant_id == Candidate.tenant_id, steps.c.candidate_id == Candidate.id)
        )
        .where(Candidate.tenant_id.in_(houses))
        .group_by(*columns)
    )
    paths = []
    for row in db.session.execute(statement):
        tenant_id, first_stage, source_on, *later_on, decided_on, left_on, people = tuple(row)
        first = _PHASE_OF.get(first_stage)
        if first is None:  # already a member when the house began to use the portal
            continue
        known = dict(zip(LATER_PHASES, later_on, strict=True))
        begun = min([source_on, *(day for day in later_on if day is not None)])
        days = {phase: begun if phase is first else known.get(phase) for phase in WAY}
        reached = {phase.value: day for phase, day in days.items() if day is not None}
        paths.append(Path(tenant_id, reached, decided_on, left_on, people))
    return paths
