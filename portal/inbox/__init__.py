"""Home, inbox and search: what waits for a person, gathered from every feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the links of the frame."""
    from portal.inbox import views
    from portal.kernel import seams

    views.init_app(app)
    seams.tenant_movers["notice"] = "keep"
    seams.retention["notice"] = "12 tháng sau khi gửi, rồi xóa."
