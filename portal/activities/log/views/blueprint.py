"""The one blueprint of the log and the words its templates use."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.activities.log import labels

bp = Blueprint("activity_log", __name__)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of kinds, states and roles."""
    return {"activity_words": labels}


def back(activity_id: UUID, message: str, tone: str = "ok") -> ResponseReturnValue:
    """Return to the activity's page with a message."""
    flash(message, tone)
    return redirect(url_for("activity_log.show_activity", activity_id=activity_id))
