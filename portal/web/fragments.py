"""A part of a page sent alone: the same block of the same template, never a second one.

A script that refreshes a list sends ``X-Fragment: <block>``; everybody else gets the page.
"""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, render_template, request
from jinja2_fragments.flask import render_block

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
