"""Term and yearly targets of two tiers, and how far each house is (rules.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from portal.kernel import seams
    from portal.kernel.permissions import Permission
    from portal.targets import cards, cli, demo, queries, views
    from portal.targets.report_section import admission_section

    app.register_blueprint(views.bp)
    app.cli.add_command(cli.targets_cli)
    seams.navigation.append(
        seams.Place(
            "Chỉ tiêu",
            "targets.list_targets",
            "target",
            Permission.TARGET_READ,
            order=50,
            blueprints=frozenset(
                {
                    "plans",
                    "check_ups",
                    "handbook",
                    "reports",
                    "support",
                    "evaluation",
                    "house_evaluation",
                    "criteria",
                    "rectification",
                    "commendation",
                }
            ),
        )
    )
    seams.home_cards.append(cards.own_target)
    seams.report_sections.append((10, admission_section))
    seams.tenant_panels.append(cards.house_panel)
    seams.inherited.append(queries.inherited_by_successor)
    seams.apart.append(queries.balances_apart)
    seams.successions.append(cards.take_over)
    seams.demo_loaders.append((20, demo.load))
    for table in ("term", "target", "admission_balance"):
        seams.tenant_movers[table] = "keep"
        seams.retention[table] = "giữ lâu dài: số liệu tổng hợp, không có dữ liệu cá nhân"
