"""The page that tells whoever writes the other program how to get a token and what to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, url_for

from courses.api import openapi, rules
from courses.classes.states import STATE_LABELS
from courses.grading.words import OUTCOME_LABELS
from portal.accounts.rules import REQUESTS_A_MINUTE
from portal.kernel.permissions import Permission, requires
from portal.web.problems import TITLES

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("api_guide", __name__)


@bp.get("/settings/access-tokens/guide")
@requires(Permission.TOKEN_MANAGE)
def show_guide() -> ResponseReturnValue:
    return render_template(
        "api/show_guide.html",
        endpoints=openapi.ENDPOINTS,
        root=url_for("api.describe", _external=True).removesuffix("/openapi.json"),
        path=openapi.ROOT,
        limit=REQUESTS_A_MINUTE,
        usual_page=rules.USUAL_PAGE,
        largest_page=rules.LARGEST_PAGE,
        problems=TITLES,
        states=STATE_LABELS,
        outcomes=OUTCOME_LABELS,
    )
