"""The one blueprint of the feature and the words its templates use."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from portal.candidates import labels
from portal.candidates.evidence_kinds import RULES as PAPERS
from portal.candidates.evidence_kinds import STATE_WORDS
from portal.candidates.reviews import show_period
from portal.candidates.stages import RULES as STAGES
from portal.candidates.step_links import step_link
from portal.kernel import seams
from portal.kernel.actor import current_actor
from portal.kernel.permissions import has_permission
from portal.kernel.seams import Place
from portal.people import labels as people_labels

bp = Blueprint("candidates", __name__)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of stages, papers and ratings."""
    return {
        "stage_rules": STAGES,
        "paper_rules": PAPERS,
        "paper_state_words": STATE_WORDS,
        "candidate_words": labels,
        "people_words": people_labels,
        "show_period": show_period,
        "review_words": labels.review_words,
        "step_link": step_link,
        "people_views": people_views,
    }


def people_views() -> list[Place]:
    """Return the further views of people the reader may open."""
    return [view for view in seams.people_views if has_permission(current_actor(), view.permission)]
