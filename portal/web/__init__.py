"""What every page shares: frame, forms, tables, charts, headers, errors, assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Give an application the look and the habits of the portal; called once by create_app."""
    from portal.web import assets, errors, filters, fragments, frame, headers, styleguide, unreadable

    assets.init_app(app)
    filters.init_app(app)
    fragments.init_app(app)
    frame.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    unreadable.init_app(app)
    styleguide.init_app(app)
