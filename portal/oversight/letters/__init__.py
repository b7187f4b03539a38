"""Letters drafted from live data in the form of Party documents (rules.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.kernel import seams
    from portal.kernel.permissions import Permission
    from portal.oversight.letters import cards, demo, received_views, views
    from portal.oversight.letters.report_section import letter_section

    app.register_blueprint(views.bp)
    app.register_blueprint(received_views.bp)
    seams.navigation.append(
        seams.Place("Công văn", "letters.list_letters", "letter", Permission.LETTER_DRAFT, order=60)
    )
    seams.demo_loaders += [(21, demo.load), (96, demo.send_samples)]
    seams.home_cards.append(cards.received_card)
    seams.inbox_items.append(cards.letter_items)
    seams.house_histories.append(cards.left_behind)
    seams.report_sections.append((60, letter_section))
    for table in ("letter", "letter_delivery", "letter_reply"):
        seams.tenant_movers[table] = "keep"
        seams.retention[table] = "giữ lâu dài như văn thư; không có dữ liệu cá nhân của quần chúng"
