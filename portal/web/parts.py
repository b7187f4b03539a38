"""A part of a page that another feature brought: its own template with its own context."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template
from markupsafe import Markup


def render_part(template: str, context: Mapping[str, object]) -> Markup:
    """Return the rendered template of a card or panel (kernel.seams), ready to stand in a page."""
    return Markup(render_template(template, **context))  # noqa: S704 -- rendered by our own autoescaped templates
