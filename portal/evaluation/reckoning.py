"""Looks into all houses and proposes a score for each: read by one door, written by the other."""

from __future__ import annotations

from dataclasses import replace

from portal.evaluation.operations.keep_proposals import keep_proposals
from portal.evaluation.queries.measuring import measure_houses
from portal.kernel.actor import Door, acting_as, current_actor


def propose(period: str) -> tuple[int, int]:
    """Return how many proposals are new or changed, and how many lack a figure."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        figures = measure_houses(period)
    return keep_proposals(period=period, figures=figures)
