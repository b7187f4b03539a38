"""Who stood on the list of prospects on a day, read from the steps that hold. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.candidates.stages import IN_LIST, Stage


@dataclass(frozen=True, slots=True)
class ListedStep:
    """One step as the list needs it; ``document_no`` is the cell's resolution where there is one."""

    to_stage: Stage
    happened_on: date
    document_no: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Since when, and by which resolution, somebody stands on the list; None when nobody wrote it down."""

    since: date | None
    resolution_no: str


def listing_on(first: ListedStep, steps: Iterable[ListedStep], day: date) -> Listing | None:
    """Return how somebody stood on the list on a day, None for somebody who did not.

    ``first`` is where the person began; ``steps`` those that were not taken back, oldest first. On the
    day of a step the step already holds: a resolution counts from the day of the meeting.
    """
    listing: Listing | None = None
    for step in (first, *steps):
        if step.happened_on > day:
            continue
        if step.to_stage not in IN_LIST:
            listing = None
        elif listing is None or (step.to_stage is Stage.PROSPECT and step.document_no):
            listing = Listing(step.happened_on, step.document_no)
    return listing
