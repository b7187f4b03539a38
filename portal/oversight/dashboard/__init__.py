"""Khối at a glance: houses × measures, who needs attention first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.kernel.permissions import Permission
    from portal.oversight.dashboard import cards, views

    app.register_blueprint(views.bp)
    seams.navigation.append(
        seams.Place(
            "Tổng quan",
            "dashboard.show_bloc",
            "report",
            Permission.OVERSIGHT_READ,
            order=10,
            blueprints=frozenset({"warnings", "forecast"}),
        )
    )
    seams.home_cards.append(cards.bloc_cards)
    seams.inbox_items.append(cards.bloc_items)
