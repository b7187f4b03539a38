"""Pages of the feature; each file adds its routes to one blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register every page of the feature."""
    from portal.candidates.views import (  # noqa: F401 -- add routes
        account,
        board,
        clocks,
        dossier,
        drafts,
        eligibility,
        helping,
        imports,
        journey,
        list_builder,
        person,
        prospect_list,
        register,
        reviews,
        rule_sets,
        standing,
        statistics,
        steps,
        work,
    )
    from portal.candidates.views.blueprint import bp

    app.register_blueprint(bp)
