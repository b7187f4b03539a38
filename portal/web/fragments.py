"""A part of a page sent alone: the same block of the same template, never a second one.

A script that refreshes a list sends ``X-Fragment: <block>``; everybody else gets the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from flask import Response, make_response, render_template, request
from jinja2_fragments.flask import render_block
from markupsafe import Markup

if TYPE_CHECKING:
    from flask import Flask

HEADER = "X-Fragment"


def render_page_or_block(template: str, *, blocks: tuple[str, ...], **context: Any) -> Response:
    """Render the block the request names, when it is one of ``blocks``; else the whole page."""
    wanted = request.headers.get(HEADER)
    if wanted in blocks:
        response = make_response(render_block(template, wanted, **context))
    else:
        response = make_response(render_template(template, **context))
    response.vary.add(HEADER)
    return response


class Part(Protocol):
    """A card or panel that another feature offered: its template and what it shows."""

    @property
    def template(self) -> str: ...

    @property
    def context(self) -> dict[str, object]: ...


def draw_part(part: Part) -> Markup:
    """Return a card or panel of another feature; its template sees the keys of its context."""
    return Markup(render_template(part.template, **part.context))  # noqa: S704 -- a template escapes what it shows


def init_app(app: Flask) -> None:
    app.jinja_env.filters["draw_part"] = draw_part
