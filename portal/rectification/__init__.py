"""Rectification of weak houses: trigger, letter, remedial plan, follow-up, end (letter 1849-CV/ĐUK, 3.c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.rectification import cards, demo, views

    app.register_blueprint(views.bp)
    seams.inbox_items.append(cards.inbox_items)
    seams.demo_loaders.append((98, demo.load))
    for table in ("rectification_case", "rectification_entry"):
        seams.tenant_movers[table] = "keep"
        seams.retention[table] = "giữ lâu dài như văn thư; không có dữ liệu cá nhân của quần chúng"
