"""Sample criteria of two years, the proposals of both, and invented levels of the last one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.evaluation.levels import Cap, CapBase, Level
from portal.evaluation.operations.record_ranks import record_ranks
from portal.evaluation.operations.save_criteria import save_criteria
from portal.evaluation.queries import register
from portal.evaluation.reckoning import propose
from portal.evaluation.scoring import USUAL, Criterion, Measure
from portal.kernel import clock
from portal.kernel.database import session_as
from portal.organizations import queries as organizations

EARLIER_WEIGHTS = {Measure.YEAR_TARGET: 60, Measure.TERM_PACE: 40}
GOOD_FROM, COMPLETED_FROM = 80.0, 50.0
DECISIONS = {"2022": ("298-QĐ/ĐUK", date(2023, 1, 12)), "2023": ("312-QĐ/ĐUK", date(2024, 1, 15))}
"""The years of which the sample targets tell what every house did."""


def load() -> None:
    """Make the samples unless there are criteria already."""
    year = clock.today().year
    with session_as(organizations.root_operator()):
        if register.list_criteria_sets():
            return
        earlier = [Criterion(one.measure, EARLIER_WEIGHTS.get(one.measure, 0), one.bound) for one in USUAL]
        cap = Cap(base=CapBase.GOOD_AND_EXCELLENT)
        save_criteria(
            starts_on=date(2022, 1, 1),
            source="Hướng dẫn số 08-HD/ĐUK ngày 10/01/2022",
            criteria=earlier,
            cap=cap,
        )
        save_criteria(
            starts_on=date(year, 1, 1),
            source=f"Hướng dẫn số 05-HD/ĐUK ngày 08/01/{year}",
            criteria=USUAL,
            cap=cap,
        )
        for period in (*DECISIONS, f"{year}"):
            propose(period)
        for period, (number, day) in DECISIONS.items():
            record_ranks(period=period, levels=_levels(period, cap), decision_no=number, decided_on=day)


def _levels(period: str, cap: Cap) -> dict[UUID, Level]:
    """Return a level for every scored house: the best ones excellent as far as the cap goes."""
    scored = {
        house: row.score
        for house, row in register.current_proposals(period).items()
        if house is not None and row.score is not None
    }
    levels = {house: _level(score) for house, score in scored.items()}
    good = sum(level is Level.GOOD for level in levels.values())
    best = sorted(scored, key=lambda house: -scored[house])
    return levels | dict.fromkeys(best[: good * cap.percent // 100], Level.EXCELLENT)


def _level(score: float) -> Level:
    if score >= GOOD_FROM:
        return Level.GOOD
    return Level.COMPLETED if score >= COMPLETED_FROM else Level.NOT_COMPLETED
