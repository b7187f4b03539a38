"""Houses and the units inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from portal.kernel import seams
    from portal.organizations import cli, demo, places, queries, tasks  # noqa: F401 -- tasks registers
    from portal.organizations.views import holidays, house_import, houses, settings, units

    app.extensions["root_operator"] = queries.root_operator
    for room in (houses, house_import, units, settings, holidays):
        app.register_blueprint(room.bp)
    app.cli.add_command(cli.organizations_cli)
    places.register_places()
    seams.demo_loaders.append((10, demo.load))
