"""Periodic reports of Khối and of houses, their figures frozen on the day they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, the nightly job and the seams of the feature."""
    from portal.kernel import seams
    from portal.oversight.reports import cards, demo, sections, tasks, views  # noqa: F401 -- tasks registers the job

    app.register_blueprint(views.bp)
    seams.report_sections += [
        (20, sections.source_section),
        (30, sections.review_section),
        (45, sections.limit_section),
    ]
    seams.inbox_items.append(cards.report_items)
    seams.house_histories.append(cards.left_behind)
    seams.demo_loaders.append((97, demo.load))
    seams.tenant_movers["periodic_report"] = "keep"
    seams.retention["periodic_report"] = "giữ lâu dài như văn thư; chỉ có số liệu, không nêu tên quần chúng"
