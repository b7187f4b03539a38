"""The yearly and quarterly sub-score with its evidence, and the official levels (letter 1849-CV/ĐUK, 3.a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

TABLES = ("criteria_set", "evaluation_proposal", "evaluation_rank", "cap_excess")


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.evaluation import cards, demo
    from portal.evaluation.views import criteria, houses, periods
    from portal.kernel import seams

    app.register_blueprint(periods.bp)
    app.register_blueprint(houses.bp)
    app.register_blueprint(criteria.bp)
    seams.home_cards.append(cards.own_evaluation)
    seams.tenant_panels.append(cards.house_panel)
    seams.house_histories.append(cards.left_behind)
    seams.demo_loaders.append((97, demo.load))
    for table in TABLES:
        seams.tenant_movers[table] = "keep"
        seams.retention[table] = "giữ lâu dài như văn thư; chỉ có số liệu tổng hợp, không có dữ liệu cá nhân"
