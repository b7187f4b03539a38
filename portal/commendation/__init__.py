"""Commendation of houses: proposals from evidence, decision, register (letter 1849-CV/ĐUK, 3.c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.commendation import cards, demo, views
    from portal.kernel import seams

    app.register_blueprint(views.bp)
    seams.home_cards.append(cards.own_commendations)
    seams.house_histories.append(cards.left_behind)
    seams.demo_loaders.append((99, demo.load))
    seams.tenant_movers["commendation"] = "keep"
    seams.retention["commendation"] = "giữ lâu dài như văn thư; không có dữ liệu cá nhân của quần chúng"
