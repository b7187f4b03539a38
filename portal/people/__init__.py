"""People as a house knows them: basic data, sealed numbers, requests for correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel import seams

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes, commands and seams of the feature."""
    from portal.people import models  # noqa: F401 -- maps the tables
    from portal.people.views import bp

    app.register_blueprint(bp)
    seams.tenant_movers.update({"person": "move", "correction_request": "move"})
    seams.retention.update(
        {
            "person": "Cho đến khi xóa khỏi danh sách 24 tháng; sau đó ẩn danh, giữ số đếm thống kê.",
            "correction_request": "24 tháng sau khi trả lời, rồi xóa.",
        }
    )
