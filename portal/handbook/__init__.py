"""The handbook of procedure, made from what the program goes by and from answers of the support desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


TABLES = ("support_question", "support_answer", "published_answer")


def init_app(app: Flask) -> None:
    """Register the pages, the place in the search box and what waits in the inbox."""
    from portal.handbook import cards, demo
    from portal.handbook.views import desk, handbook
    from portal.kernel import seams

    app.register_blueprint(handbook.bp)
    app.register_blueprint(desk.bp)
    seams.search_sources.append(handbook.search)
    seams.inbox_items.append(cards.inbox_items)
    seams.demo_loaders.append((73, demo.load))
    for table in TABLES:
        seams.tenant_movers[table] = "keep"
        seams.retention[table] = "giữ lâu dài như văn thư; câu hỏi không ghi họ tên người"
