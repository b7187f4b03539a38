"""The figures of the whole bloc, each by one grouped statement: cost grows with houses, not people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, exists, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db
from portal.targets.pace import percent_of
from portal.targets.queries import HouseProgress, TermProgress, current_targets, list_progress

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

FOLLOWED = tuple(list(Stage)[: list(Stage).index(Stage.DECIDED)])
"""Stages before the decision: the source a house can still admit from."""


@dataclass(frozen=True, slots=True)
class Source:
    """People a house follows, how many of them have a helper, how many were reviewed last month."""

    followed: int = 0
    helped: int = 0
    reviewed: int = 0

    @property
    def helped_percent(self) -> float:
        """Return the share with a helper now."""
        return percent_of(self.helped, self.followed)

    @property
    def reviewed_percent(self) -> float:
        """Return the share with a review of last month."""
        return percent_of(self.reviewed, self.followed)


@dataclass(frozen=True, slots=True)
class HouseRow:
    """One line of the heat table."""

    line: HouseProgress
    source: Source
    year_target: int

    @property
    def source_per_target(self) -> float | None:
        """Return how many are followed for each admission asked this year; None without a target."""
        return round(self.source.followed / self.year_target, 1) if self.year_target else None


@dataclass(frozen=True, slots=True)
class BlocPage:
    """Everything the overview shows."""

    progress: TermProgress
    rows: list[HouseRow]
    sectors: list[str]

    @property
    def followed(self) -> int:
        """Return the people followed in all houses shown."""
        return sum(row.source.followed for row in self.rows)

    @property
    def without_helper(self) -> int:
        """Return the people followed without a helper."""
        return sum(row.source.followed - row.source.helped for row in self.rows)


def bloc_page(
    as_of: date, *, term: str | None = None, sector: str = "", only_below_half: bool = False
) -> BlocPage:
    """Return the overview on a day, for all houses or those of a sector or below half of the target.

    Targets and results are those of the day; the source is always that of today.
    """
    progress = list_progress(term, as_of)
    sources = list_sources()
    asked = current_targets(progress.term.id)
    rows = []
    for line in progress.houses:
        target = asked.get((line.house.id, as_of.year))
        row = HouseRow(line, sources.get(line.house.id, Source()), target.value if target else 0)
        if sector and line.house.sector != sector:
            continue
        if only_below_half and not line.progress.is_below_half:
            continue
        rows.append(row)
    sectors = sorted({line.house.sector for line in progress.houses if line.house.sector})
    return BlocPage(progress, rows, sectors)


def list_sources() -> dict[UUID, Source]:
    """Return the source of every house today: followed, helped, reviewed for the month before."""
    today = clock.today()
    month = _month_before(today)
    is_helped = exists().where(
        HelperAssignment.tenant_id == Candidate.tenant_id,
        HelperAssignment.candidate_id == Candidate.id,
        HelperAssignment.starts_on <= today,
        HelperAssignment.ends_on.is_(None) | (HelperAssignment.ends_on >= today),
    )
    is_reviewed = exists().where(
        ProgressReview.tenant_id == Candidate.tenant_id,
        ProgressReview.candidate_id == Candidate.id,
        ProgressReview.period == month,
    )
    statement = (
        select(
            Candidate.tenant_id,
            func.count(),
            func.count(case((is_helped, 1))),
            func.count(case((is_reviewed, 1))),
        )
        .where(Candidate.stage.in_(FOLLOWED))
        .group_by(Candidate.tenant_id)
    )
    return {house: Source(*counts) for house, *counts in db.session.execute(statement)}


def _month_before(day: date) -> str:
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return f"{year:04d}-{month:02d}"
