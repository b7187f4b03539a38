"""Early warnings: declared rules, what they find every night, who handles it, until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, the nightly job and the seams of the feature."""
    from portal.kernel import seams
    from portal.oversight.warnings import cards, demo, tasks, views  # noqa: F401 -- tasks registers the job
    from portal.oversight.warnings.report_section import warning_section

    app.register_blueprint(views.bp)
    seams.home_cards.append(cards.house_card)
    seams.inbox_items.append(cards.warning_items)
    seams.report_sections.append((50, warning_section))
    seams.demo_loaders.append((95, demo.load))
    for table in ("warning_setting", "early_warning", "warning_handling"):
        seams.tenant_movers[table] = "keep"
        seams.retention[table] = "giữ 60 tháng sau khi hết cảnh báo; chỉ có số liệu, không có dữ liệu cá nhân"
