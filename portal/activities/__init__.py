"""Unions and emulation: members, campaigns, the log, exemplars, referrals (letter 1849, 1.b and 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel import seams

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.activities import demo, offers
    from portal.activities.campaigns.views import bp as campaigns
    from portal.activities.exemplars.views import bp as exemplars
    from portal.activities.forum.views import bp as forum
    from portal.activities.log import views as log
    from portal.activities.members.views import bp as members
    from portal.activities.overview.views import bp as overview
    from portal.activities.progress.views import bp as progress
    from portal.activities.referrals.views import bp as referrals

    for blueprint in (members, campaigns, progress, referrals, exemplars, forum, overview):
        app.register_blueprint(blueprint)
    log.init_app(app)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
