"""Where a step is recorded: on the form for what happened on paper, or on another feature's own page."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from flask import url_for

from portal.candidates.stages import RULES, Stage
from portal.kernel import seams


class StepLink(NamedTuple):
    """What the button says and where it leads."""

    label: str
    url: str


def step_link(candidate_id: UUID, stage: Stage) -> StepLink:
    """Return the button that leads to recording a step of a candidate."""
    page = seams.step_pages.get(stage)
    endpoint = page.endpoint if page else "candidates.advance_stage"
    return StepLink(
        page.label if page else RULES[stage].action,
        url_for(endpoint, candidate_id=candidate_id, to=stage.value),
    )
