"""Plans of houses, answered by Khối, and Khối's check-ups (letter 1849-CV/ĐUK, 1.a and 1.c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

MOVERS = {
    "plan": "keep",
    "plan_task": "keep",
    "plan_answer": "keep",
    "check_up": "keep",
    "check_up_report": "keep",
}
"""What a closed house planned stays with it; its successor makes a plan of its own."""


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.plans import cards, demo
    from portal.plans.report_section import plan_section
    from portal.plans.views import check_ups, plans

    app.register_blueprint(plans.bp)
    app.register_blueprint(check_ups.bp)
    seams.report_sections.append((15, plan_section))
    seams.inbox_items.append(cards.inbox_items)
    seams.house_histories.append(cards.left_behind)
    seams.demo_loaders.append((72, demo.load))
    seams.tenant_movers.update(MOVERS)
    for table in MOVERS:
        seams.retention[table] = "giữ lâu dài như văn thư; không có dữ liệu cá nhân của quần chúng"
