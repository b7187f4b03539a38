"""The blueprint of classes, and the words its templates need."""

from __future__ import annotations

from flask import Blueprint

from courses.classes.rules import STANDING_LABELS, STANDING_TONES
from courses.classes.states import (
    ANSWER_LABELS,
    ANSWER_TONES,
    MODE_LABELS,
    POST_LABELS,
    STATE_LABELS,
    STATE_TONES,
)

bp = Blueprint("classes", __name__)


@bp.app_context_processor
def class_words() -> dict[str, object]:
    """Give templates the words and colours of states, answers and standings under one name."""
    return {
        "class_words": {
            "state": STATE_LABELS,
            "state_tone": STATE_TONES,
            "mode": MODE_LABELS,
            "answer": ANSWER_LABELS,
            "answer_tone": ANSWER_TONES,
            "post": POST_LABELS,
            "standing": STANDING_LABELS,
            "standing_tone": STANDING_TONES,
        }
    }
